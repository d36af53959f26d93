"""The pages of a theme and of a code (or a list of codes): what it means, where it stands, what is recommended on
it."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES, Iri, iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import Bars, Block, Facts, Inline, Node, Page, Ref, Section, Table, Text, Tree, figure
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.lists import MOST, first, recommendations
from dhrgraph.publish.site.parts import number
from dhrgraph.publish.site.things.agency import more

_OFFICIAL = (
    ("The same as", "skos:exactMatch"),
    ("Close to", "skos:closeMatch"),
    ("Part of", "skos:broadMatch"),
    ("Wider than", "skos:narrowMatch"),
    ("Related to", "skos:relatedMatch"),
)


def theme_page(store: Store, said: Description) -> Page:
    """The page of a theme."""
    places = counts.by_theme_and_place(store).get(said.about, {})
    found = sum(places.values())
    ranked = tuple(sorted(((Iri(p), n) for p, n in places.items() if p), key=lambda row: (-row[1], row[0])))
    figures = Facts((figure(found, "recommendation"), figure(len(ranked), "partnership")), "figures")
    slug = said.about.rpartition("/")[2]
    listed: list[Block] = []
    if found:
        listed.append(recommendations(store, first(store, f"?it dhr:hasThemeOrNarrower {term(said.about)} .")))
        if found > MOST:
            listed.append(Text((f"The first {MOST} of {found:,}, by partnership.",)))
        listed += more("recommendations-on-theme", "theme", slug, "All of them")
    bars = Bars(
        "Partnerships whose reviews recommend something on it",
        "Recommendations",
        tuple((Ref(p), n) for p, n in ranked[:20]),
    )
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Theme",
        above=(Ref("/themes", "Themes"), *map(Ref, said.things("skos:broader"))),
        lead=(*(Text((str(words),)) for words in said.all("skos:definition")), figures),
        sections=(
            Section("At a glance", "glance", (Facts(_facts(store, said)),), aside=True),
            *((Section("Where it recurs", "partnerships", (bars,)),) if ranked else ()),
            *((Section("What is recommended on it", "recommendations", tuple(listed)),) if listed else ()),
            *_papers(store, said),
        ),
        summary=said.one("skos:definition") or "A theme of recommendations.",
    )


def _facts(store: Store, said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    below = ask(store, f"SELECT DISTINCT ?t {{ ?t skos:broader {term(said.about)} }} ORDER BY ?t")
    rows: list[tuple[str, tuple[Inline, ...]]] = [
        ("Wider theme", tuple(map(Ref, said.things("skos:broader")))),
        ("Narrower themes", tuple(Ref(thing(t)) for (t,) in below)),
        ("Also called", tuple(map(str, said.all("skos:altLabel")))),
        ("When it is given", tuple(map(str, said.all("skos:scopeNote")))),
        *((f"{words} (official themes)", tuple(map(Ref, said.things(name)))) for words, name in _OFFICIAL),
    ]
    return tuple(row for row in rows if row[1])


def _papers(store: Store, said: Description) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"""SELECT ?document (COUNT(DISTINCT ?it) AS ?n) {{ ?it dhr:hasThemeOrNarrower {term(said.about)} ;
        dhr:reportedIn ?document }}
        GROUP BY ?document ORDER BY DESC(?n) ?document""",
    )
    if not rows:
        return ()
    bars = Bars(
        "Papers about many reviews that speak of it", "Statements", tuple((Ref(thing(d)), number(n)) for d, n in rows)
    )
    return (Section("In papers", "papers", (bars,)),)


def code_page(store: Store, said: Description) -> Page:
    """The page of a code, or of a list of codes."""
    if iri("skos:ConceptScheme") in said.things("rdf:type"):
        return _scheme_page(store, said)
    rows: list[tuple[str, tuple[Inline, ...]]] = [
        ("In the list", tuple(map(Ref, said.things("skos:inScheme")))),
        ("Written", tuple(map(str, said.all("skos:notation")))),
        ("Also called", tuple(map(str, said.all("skos:altLabel")))),
        *((words, tuple(map(Ref, said.things(name)))) for words, name in _OFFICIAL),
        ("Counts as done", tuple("yes" if value is True else "no" for value in said.all("dhr:countsAsDone"))),
        ("Area", tuple(map(Ref, said.things("foaf:focus")))),
    ]
    themes = ask(
        store,
        f"""SELECT DISTINCT ?t {{ VALUES ?p {{ skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch
        skos:relatedMatch }}
        ?t ?p {term(said.about)} }} ORDER BY ?t""",
    )
    rows.append(("Our themes like it", tuple(Ref(thing(t)) for (t,) in themes)))
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Code",
        above=(Ref("/codes", "Code lists"), *map(Ref, said.things("skos:inScheme"))),
        lead=tuple(Text((str(words),)) for words in said.all("skos:definition")),
        sections=(
            Section("At a glance", "glance", (Facts(tuple(row for row in rows if row[1])),), aside=True),
            *_uses(store, said.about),
        ),
        summary=said.one("skos:definition") or "A code.",
    )


def _uses(store: Store, code: Iri) -> tuple[Section, ...]:
    """By which properties the code is used, how often, and the bodies that it classifies."""
    rows = ask(
        store,
        f"""SELECT ?p (COUNT(DISTINCT ?it) AS ?n) {{ ?it ?p {term(code)}
        FILTER(!STRSTARTS(STR(?p), "{PREFIXES["skos"]}")) }} GROUP BY ?p ORDER BY DESC(?n) ?p""",
    )
    if not rows:
        return ()
    table = Table(
        "Statements that use it", ("As", "Things"), tuple(((Ref(thing(p)),), (number(n),)) for p, n in rows), _SECOND
    )
    bodies = ask(
        store,
        f"""SELECT DISTINCT ?it ?label {{ ?it org:classification {term(code)} ; skos:prefLabel ?label }}
        ORDER BY ?label ?it LIMIT {MOST * 4}""",
    )
    listed = (Tree(tuple(Node(Ref(thing(it), known(label))) for it, label in bodies)),) if bodies else ()
    return (Section("Where it is used", "used", (table, *listed)),)


_SECOND = frozenset({1})


def _scheme_page(store: Store, said: Description) -> Page:
    rows = ask(
        store,
        f"SELECT DISTINCT ?c ?meaning {{ ?c skos:inScheme {term(said.about)} OPTIONAL {{ ?c "
        f"skos:definition ?meaning }} }} ORDER BY ?c",
    )
    nodes = tuple(Node(Ref(thing(code)), known(meaning)) for code, meaning in rows)
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Code list",
        above=(Ref("/codes", "Code lists"),),
        lead=tuple(Text((str(words),)) for words in said.all("skos:definition")),
        sections=(Section("Codes", "codes", (Tree(nodes),)),),
        summary=said.one("skos:definition") or "A list of codes.",
    )
