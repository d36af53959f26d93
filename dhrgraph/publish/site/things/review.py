"""The page of a review: who commissioned it, what it recommends, what was learnt, what was to be done."""

from __future__ import annotations

from collections import Counter

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import (
    Bars,
    Cell,
    Facts,
    Inline,
    Item,
    Items,
    Page,
    Ref,
    Said,
    Section,
    Table,
    Text,
    count,
    figure,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.lists import recommendations, short

MOST = 200  # recommendations of one review; no review that was read has half as many


def page(store: Store, said: Description) -> Page:
    """The page of a review."""
    recommended = _statements(store, said.about, "dhr:Recommendation")
    learnt = _statements(store, said.about, "dhr:LearningPoint")
    actions = ask(
        store,
        f"SELECT ?s (COUNT(DISTINCT ?it) AS ?n) {{ ?it dhr:ofReview {term(said.about)} ; dhr:status ?s }} "
        f"GROUP BY ?s ORDER BY DESC(?n) ?s",
    )
    figures = Facts(
        (
            figure(len(recommended), "recommendation"),
            figure(len(learnt), "learning point"),
            figure(sum(parts.number(n) for _, n in actions), "action"),
        ),
        "figures",
    )
    title = labels(store, [said.about])[said.about]
    return Page(
        title=title,
        kind="Domestic homicide review",
        above=(Ref("/reviews", "Reviews"),),
        lead=(figures,),
        sections=(
            Section("At a glance", "glance", (Facts(_facts(said)),), aside=True),
            *_themes(store, said.about),
            *_recommended(store, recommended, title),
            *_learnt(store, learnt, title),
            *_actions(store, said.about, actions),
            *_contributions(store, said.about),
            *parts.matches(said),
            *parts.disagreements(said),
            *parts.passages(said),
        ),
        summary=f"What one domestic homicide review recommends: {count(len(recommended), 'recommendation')}.",
    )


def _facts(said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    stated = said.all("dhr:statedRecommendations")
    return (
        ("Commissioned by", tuple(map(Ref, said.things("dhr:commissionedBy")))),
        *(
            (("As printed", tuple(Said(str(words)) for words in said.all("dhr:partnershipText"))),)
            if said.all("dhr:partnershipText")
            else ()
        ),
        *((("Published", (plain(said.one("dhr:published")),)),) if said.one("dhr:published") else ()),
        *((("Year of death", (said.one("dhr:deathYear"),)),) if said.one("dhr:deathYear") else ()),
        *((("Recommendations it says it makes", (said.one("dhr:statedRecommendations"),)),) if stated else ()),
        ("Documents", tuple(map(Ref, said.things("dhr:describedIn")))),
        *(
            (("Recorded death", tuple(map(Ref, said.things("dhr:concernsDeath")))),)
            if said.all("dhr:concernsDeath")
            else ()
        ),
    )


def _statements(store: Store, review: Iri, of_class: str) -> list[Iri]:
    """The statements of a review in the order in which they stand in its documents, which their names end in; the sort
    key would put the lists by their names."""
    rows = ask(store, f"SELECT DISTINCT ?it {{ ?it dhr:ofReview {term(review)} ; a {of_class} }}")
    return sorted((thing(it) for (it,) in rows), key=_place)


def _place(statement: str) -> tuple[str, str]:
    return statement.rpartition(".")[2], statement


def _themes(store: Store, review: Iri) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"SELECT DISTINCT ?it ?theme {{ ?it dhr:ofReview {term(review)} ; a dhr:Recommendation ; "
        f"dhr:hasTheme ?theme }}",
    )
    counted = Counter(thing(theme) for _, theme in rows)
    ranked = sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:10]
    if not ranked:
        return ()
    bars = Bars(
        "Themes that most of its recommendations are on",
        "Recommendations",
        tuple((Ref(theme), n) for theme, n in ranked),
    )
    return (Section("What its recommendations are about", "about", (bars,)),)


def _recommended(store: Store, things: list[Iri], title: str) -> tuple[Section, ...]:
    if not things:
        none = Text(("No recommendation was found in the documents that were read.",))
        return (Section("Recommendations", "recommendations", (none,)),)
    return (Section("Recommendations", "recommendations", (recommendations(store, things[:MOST], title),)),)


def _learnt(store: Store, things: list[Iri], title: str) -> tuple[Section, ...]:
    if not things:
        return ()
    rows = ask(
        store,
        f"SELECT DISTINCT ?it ?words ?body {{ VALUES ?it {{ {' '.join(map(term, things[:MOST]))} }} ?it "
        f"dhr:narrative ?words "
        "OPTIONAL { ?it dhr:concernsAgency ?body } } ORDER BY ?it ?body",
    )
    words = {known(it): known(narrative) for it, narrative, _ in rows}
    bodies: dict[str, list[str]] = {}
    for it, _, body in rows:
        if body is not None:
            bodies.setdefault(known(it), []).append(known(body))
    names = short(store, things[:MOST], title)
    items = tuple(_learning_item(Ref(it, names[it]), words.get(it, ""), bodies.get(it, [])) for it in things[:MOST])
    return (Section("Learning points", "learning", (Items(items),)),)


def _learning_item(head: Ref, words: str, bodies: list[str]) -> Item:
    about: tuple[Cell, ...] = (("On", *map(Ref, bodies)),) if bodies else ()
    return Item(head, words, about)


def _actions(store: Store, review: Iri, statuses: tuple[tuple[object, ...], ...]) -> tuple[Section, ...]:
    plans = ask(
        store,
        f"""SELECT ?plan (COUNT(DISTINCT ?it) AS ?n) {{ ?plan dhr:ofReview {term(review)} ; a dhr:ActionPlan .
        OPTIONAL {{ ?it dcterms:isPartOf ?plan }} }} GROUP BY ?plan ORDER BY ?plan""",
    )
    if not plans:
        return ()
    bars = Bars(
        "How the actions stood when the document was written",
        "Actions",
        tuple((Ref(str(s)), n if isinstance(n, int) else 0) for s, n in statuses),
    )
    table = Table(
        "Action plans",
        ("Plan", "Actions"),
        tuple(((Ref(thing(plan)),), (parts.number(n),)) for plan, n in plans),
        frozenset({1}),
    )
    return (Section("Action plans", "actions", ((bars, table) if statuses else (table,))),)


def _contributions(store: Store, review: Iri) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"""SELECT DISTINCT ?it ?body ?words ?kind {{ ?it dhr:toReview {term(review)} OPTIONAL {{ ?it dhr:contributor
        ?body }}
        OPTIONAL {{ ?it dhr:contributorText ?words }} OPTIONAL {{ ?it dhr:contributionKind ?kind }} }} ORDER BY ?it
        ?kind""",
    )
    if not rows:
        return ()
    kinds: dict[tuple[str, str, str], list[Inline]] = {}
    for it, body, words, kind in rows:
        kinds.setdefault((known(it), known(body), known(words)), []).extend([Ref(known(kind))] if kind else [])
    shown = tuple(
        ((Ref(it, words or "contribution"),), (Ref(body),) if body else (), tuple(given))
        for (it, body, words), given in kinds.items()
    )
    table = Table("Bodies that gave the review something", ("As printed", "Body", "What it gave"), shown)
    return (Section("Who contributed", "contributions", (table,)),)
