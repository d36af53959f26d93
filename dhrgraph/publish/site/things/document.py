"""The pages of a document and of what papers and documents state besides recommendations; of a named graph too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.addresses import page_of
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import (
    Block,
    Cell,
    Facts,
    Inline,
    Item,
    Items,
    Page,
    Quote,
    Ref,
    Said,
    Section,
    Text,
    count,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description, is_known
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.lists import short
from dhrgraph.publish.site.things.recommendation import above, review_facts

_DOCUMENTS = (Ref("/documents", "Documents"),)
# named graphs that are of no one document: title, and what is kept together
_OF_NO_DOCUMENT = {
    "register": ("Named graph of the register", "Agencies, themes and codes that any document uses."),
    "likeness": (
        "Named graph of likenesses",
        "Which recommendations of different reviews are alike, and how that shows.",
    ),
}


def page(store: Store, said: Description) -> Page:
    """The page of a document: who published it, under which licence, what was read out of it."""
    stated: tuple[Inline, ...] = tuple(Ref(each) for each in said.things("dcterms:license"))
    licence = stated or tuple(str(words) for words in said.all("dcterms:rights"))
    graph = Iri(iri(f"gr:{said.about.rpartition('/')[2]}"))
    read = ask(store, f"SELECT ?e {{ ?e oa:hasSource {term(said.about)} . ?by dhr:evidencedBy ?e }} LIMIT 1")
    reviews = ask(store, f"SELECT DISTINCT ?r {{ ?r dhr:describedIn {term(said.about)} }} ORDER BY ?r")
    facts = (
        ("Kind", tuple(map(Ref, said.things("dcterms:type")))),
        ("Published by", tuple(map(str, said.all("dcterms:publisher")))),
        ("Issued", tuple(plain(str(issued)) for issued in said.all("dcterms:issued"))),
        ("Licence", licence),
        ("About", tuple(Ref(thing(review)) for (review,) in reviews)),
        ("File", tuple(map(str, said.all("dhr:fileName")))),
        ("SHA-256", tuple(map(str, said.all("spdx:checksumValue")))),
        ("In the graph", (Ref(graph, "all statements read out of it"),) if is_known(store, graph) else ()),
        (
            "In the text",
            (Ref(f"{page_of(said.about)}/passages", "all passages that something was read from"),) if read else (),
        ),
    )
    cited = tuple(Text((str(words),)) for words in said.all("dcterms:bibliographicCitation"))
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Document",
        above=_DOCUMENTS,
        lead=(Facts(tuple(row for row in facts if row[1])),),
        sections=(
            *((Section("How it asks to be cited", "citation", cited),) if cited else ()),
            *_read_out(store, said),
            *_guidance(store, said),
            *_listed(store, said, "Figures it gives", "figures", "dhr:ReportedFigure", "dhr:reportedIn"),
            *_listed(store, said, "Laws it cites", "laws", "dhr:LegislationCitation", "dhr:citedIn"),
            *parts.readings(said),
        ),
        summary="A document that was read, and what was read out of it.",
    )


def _read_out(store: Store, said: Description) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"SELECT DISTINCT ?it ?class {{ ?it dcterms:source {term(said.about)} ; a ?class }}",
    )
    counted = Counter(known(kind) for _, kind in rows if known(kind) in _COUNTED)
    if not counted:
        return ()
    named = labels(store, counted)
    ranked = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    facts = tuple((count(n, named[kind]).partition(" ")[2], (n,)) for kind, n in ranked)
    return (Section("What was read out of it", "read-out", (Facts(facts, "figures"),)),)


_COUNTED = frozenset(
    map(
        iri,
        (
            "dhr:Recommendation",
            "dhr:LearningPoint",
            "dhr:ActionPlanItem",
            "dhr:Contribution",
            "dhr:GuidanceStatement",
            "dhr:ReportedFigure",
            "dhr:LegislationCitation",
            "dhr:Restatement",
            "dhr:RecordedDeath",
        ),
    )
)


def _guidance(store: Store, said: Description) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"""SELECT DISTINCT ?it ?heading ?words ?key {{ ?it dhr:reportedIn {term(said.about)} ; a
        dhr:GuidanceStatement ; dhr:text ?words .
        OPTIONAL {{ ?it dhr:heading ?heading }} OPTIONAL {{ ?it dhr:sortKey ?key }} }} ORDER BY ?key ?it""",
    )
    blocks: list[Block] = []
    items: list[Item] = []
    names = short(store, [thing(row[0]) for row in rows], labels(store, [said.about])[said.about])
    for it, heading, words, _ in rows:
        about: tuple[Cell, ...] = (("Under", Said(known(heading))),) if heading else ()
        items.append(Item(Ref(thing(it), names[known(it)]), known(words), about))
    if items:
        blocks.append(Items(tuple(items)))
    return (Section("What it says of many reviews", "guidance", tuple(blocks)),) if blocks else ()


def _listed(store: Store, said: Description, title: str, anchor: str, of_class: str, by: str) -> tuple[Section, ...]:
    rows = ask(store, f"SELECT DISTINCT ?it {{ ?it {by} {term(said.about)} ; a {of_class} }} ORDER BY ?it")
    names = short(store, [thing(it) for (it,) in rows], labels(store, [said.about])[said.about])
    items = tuple(Item(Ref(it, name)) for it, name in names.items())
    return (Section(title, anchor, (Items(items),)),) if items else ()


def guidance_page(store: Store, said: Description) -> Page:
    """The page of a sentence of a paper that speaks about many reviews."""
    kinds = [kind for kind in said.things("rdf:type") if kind not in _GENERAL]
    named = labels(store, kinds)
    return _stated(
        store,
        said,
        " · ".join(named[kind] for kind in kinds).capitalize() or "Statement",
        tuple(Quote(str(words)) for words in said.all("dhr:text")),
        (("Under the heading", tuple(Said(str(words)) for words in said.all("dhr:heading"))),),
    )


_GENERAL = frozenset(map(iri, ("dhr:Statement", "dhr:GuidanceStatement", "prov:Entity")))


def figure_page(store: Store, said: Description) -> Page:
    """The page of a number that a document gives."""
    facts = (
        ("Figure", tuple(map(str, said.all("dhr:figure")))),
        ("Of", tuple(map(str, said.all("dhr:figureOf")))),
        ("As at", tuple(plain(str(day)) for day in said.all("dhr:asAt"))),
    )
    return _stated(store, said, "Reported figure", tuple(Quote(str(words)) for words in said.all("dhr:text")), facts)


def citation_page(store: Store, said: Description) -> Page:
    """The page of a law that a document cites."""
    facts = (("Law", tuple(map(Ref, said.things("dhr:citesLegislation")))),)
    return _stated(
        store, said, "Law that is cited", tuple(Quote(str(words)) for words in said.all("dhr:citationText")), facts
    )


def contribution_page(store: Store, said: Description) -> Page:
    """The page of what a body gave to a review."""
    facts: tuple[tuple[str, tuple[Inline, ...]], ...] = (
        ("By", tuple(map(Ref, said.things("dhr:contributor")))),
        ("As printed", tuple(Said(str(words)) for words in said.all("dhr:contributorText"))),
        ("What it gave", tuple(map(Ref, said.things("dhr:contributionKind")))),
        *review_facts(store, said),
    )
    return replace(_stated(store, said, "Contribution to a review", (), facts), above=above(store, said))


def _stated(
    store: Store,
    said: Description,
    kind: str,
    lead: tuple[Block, ...],
    facts: tuple[tuple[str, tuple[Inline, ...]], ...],
) -> Page:
    documents = (*said.things("dhr:reportedIn"), *said.things("dhr:citedIn"))
    rows = (*facts, ("Document", tuple(map(Ref, documents))))
    return Page(
        title=labels(store, [said.about])[said.about],
        kind=kind,
        above=(*_DOCUMENTS, *map(Ref, documents)) if documents else _DOCUMENTS,
        lead=lead,
        sections=(
            Section("At a glance", "glance", (Facts(tuple(row for row in rows if row[1])),), aside=bool(lead)),
            *parts.themes(said),
            *parts.matches(said),
            *parts.disagreements(said),
            *parts.passages(said),
        ),
        summary=f"{kind}, with the lines of the document it stands on.",
    )


def graph_page(store: Store, said: Description) -> Page:
    """The page of a named graph: what is kept together, and of which document."""
    key = said.about.rpartition("/")[2]
    held = ask(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {term(said.about)} {{ ?s ?p ?o }} }}")
    title, words = _OF_NO_DOCUMENT.get(key, (None, "Everything that was read out of one document, kept together."))
    of_document = () if title else (("Document", (Ref(iri(f"sd:{key}")),)),)
    rights = tuple(Text((str(value),)) for value in said.all("dcterms:rights"))
    return Page(
        title=title or labels(store, [said.about])[said.about],
        kind="Named graph",
        above=_DOCUMENTS,
        lead=(Text((words, count(parts.number(held[0][0]), "statement") + ".")), Facts(of_document)),
        sections=((Section("Rights", "rights", rights),) if rights else ()),
        summary=words,
    )
