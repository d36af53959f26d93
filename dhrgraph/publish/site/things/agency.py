"""The page of a body: an agency, a partnership, a group. What was put to it, before and after which bodies it stood.

Counts say how often published reviews address it, which is no measure of how well it works; the page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import (
    Bars,
    Block,
    Cell,
    Facts,
    Inline,
    Page,
    Ref,
    Section,
    Table,
    Text,
    figure,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import identifier_lists, labels
from dhrgraph.publish.site.lists import MOST, recommendations
from dhrgraph.publish.site.parts import number
from dhrgraph.publish.site.things.event import page as event_page

NOT_PERFORMANCE = (
    "The counts show how often published reviews put a recommendation to this body. They do not measure "
    "how well it works: "
    "a body that takes part in many reviews will be named in many."
)


def page(store: Store, said: Description) -> Page:
    """The page of a body, or of an event by which bodies changed: their IRIs are of one kind."""
    if iri("org:ChangeEvent") in said.things("rdf:type"):
        return event_page(store, said)
    if iri("dhr:CommunitySafetyPartnership") in said.things("rdf:type"):
        own = _reviews(store, said.about)
        return _body_page(store, said, "Community safety partnership", (Ref("/partnerships", "Partnerships"),), own)
    if iri("dhr:CollectiveAddressee") in said.things("rdf:type"):
        return _body_page(
            store, said, "Group that is addressed together; no agency, and never counted as one", _AGENCIES
        )
    types = said.things("org:classification")
    named = labels(store, types)
    return _body_page(store, said, " · ".join(named[type_] for type_ in types) or "Agency", _AGENCIES)


_AGENCIES = (Ref("/agencies", "Agencies"),)


def _body_page(
    store: Store, said: Description, kind: str, above: tuple[Ref, ...], own: tuple[Section, ...] = ()
) -> Page:
    put = ask(
        store,
        f"""SELECT DISTINCT ?it ?review ?partnership ?year {{ ?it dhr:addressedTo {term(said.about)} .
        OPTIONAL {{ ?it dhr:ofReview ?review . OPTIONAL {{ ?review dhr:publishedYear ?year }} }}
        OPTIONAL {{ ?it dhr:inPartnership ?partnership }} }}""",
    )
    things = sorted({thing(it) for it, *_ in put})
    reviews, partnerships = {known(row[1]) for row in put} - {""}, {known(row[2]) for row in put} - {""}
    figures = Facts(
        (
            figure(len(things), "recommendation to it", "recommendations to it"),
            figure(len(reviews), "review"),
            figure(len(partnerships), "partnership"),
        ),
        "figures",
    )
    title = labels(store, [said.about])[said.about]
    return Page(
        title=title,
        kind=kind,
        above=above,
        lead=_lead(store, said.about, figures) if own else (figures, Text((NOT_PERFORMANCE,))),
        sections=(
            Section("At a glance", "glance", (Facts(_facts(store, said)),), aside=True),
            *own,
            *_themes(store, said.about),
            *_years({(thing(it), known(year)) for it, _, _, year in put if year is not None}),
            *_put_to_it(store, said.about, things),
            *_leads(store, said.about),
            *_over_time(store, said),
        ),
        summary=f"What domestic homicide reviews recommend to {title}.",
    )


def _lead(store: Store, partnership: Iri, put: Facts) -> tuple[Block, ...]:
    """The figures of a partnership: of its own reviews first, then of what they and others put to it."""
    reviews = ask(store, f"SELECT (COUNT(DISTINCT ?r) AS ?n) {{ ?r dhr:commissionedBy {term(partnership)} }}")
    made = counts.by_partnership(store).get(partnership, 0)
    own = (
        figure(number(reviews[0][0]), "review of its own", "reviews of its own"),
        figure(made, "recommendation they make", "recommendations they make"),
    )
    named = tuple(row for row in put.rows[:1] if row[1] != (0,))
    return (Facts((*own, *named), "figures"), Text((NOT_PERFORMANCE,)))


def _facts(store: Store, said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    below = ask(
        store,
        f"SELECT DISTINCT ?part {{ {{ ?part org:unitOf {term(said.about)} }} UNION {{ ?part "
        f"org:subOrganizationOf {term(said.about)} }} }} ORDER BY ?part",
    )
    over = (*said.things("org:unitOf"), *said.things("org:subOrganizationOf"))
    today = [body for body in said.things("dhr:currentAgency") if body != said.about]
    rows: list[tuple[str, tuple[Inline, ...]]] = [
        ("Also written", tuple(map(str, said.all("skos:altLabel")))),
        ("Type", tuple(map(Ref, said.things("org:classification")))),
        ("Level", tuple(map(Ref, said.things("dhr:level")))),
        ("Opened", tuple(plain(str(day)) for day in said.all("dhr:opened"))),
        ("Closed", tuple(plain(str(day)) for day in said.all("dhr:closed"))),
        ("In its place today", tuple(map(Ref, today))),
        ("Part of", tuple(map(Ref, over))),
        ("Its parts", tuple(Ref(thing(part)) for (part,) in below)),
        ("Partnership areas", tuple(map(Ref, said.things("dhr:coversPartnershipArea")))),
        ("Identifiers", tuple(_identifiers(store, said.about))),
        (
            "In no register",
            ("its record is provisional, its type read off its name",) if said.all("dhr:provisional") else (),
        ),
    ]
    return tuple(row for row in rows if row[1])


def _identifiers(store: Store, about: Iri) -> Iterator[Inline]:
    rows = ask(
        store,
        f"SELECT DISTINCT ?written (DATATYPE(?written) AS ?list) {{ {term(about)} org:identifier ?written }} "
        "ORDER BY ?list ?written",
    )
    for written, of_list in rows:
        yield known(written)
        if known(of_list) in identifier_lists():
            yield Ref(known(of_list))


def _over_time(store: Store, said: Description) -> tuple[Section, ...]:
    """What it was made of and what became of it, with the dates."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?event ?kind ?date ?before ?after {{
          {{ ?event org:originalOrganization {term(said.about)} }} UNION {{ ?event org:resultingOrganization
          {term(said.about)} }}
          OPTIONAL {{ ?event dhr:changeKind ?kind }} OPTIONAL {{ ?event dcterms:date ?date }}
          OPTIONAL {{ ?event org:originalOrganization ?before }} OPTIONAL {{ ?event org:resultingOrganization ?after
          }} }}""",
    )
    events: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for event, kind, date, before, after in rows:
        olds, news = events.setdefault((known(date), known(event), known(kind)), (set(), set()))
        olds |= {known(before)} - {""}
        news |= {known(after)} - {""}
    if not events:
        return ()
    shown = tuple(
        (
            (Ref(event, plain(date) or "date not known"),),
            _bodies(olds, said.about),
            (Ref(kind),) if kind else (),
            _bodies(news, said.about),
        )
        for (date, event, kind), (olds, news) in sorted(events.items())
    )
    table = Table(
        "Changes that it came out of or went into", ("Date", "Before", "What happened", "After"), shown, lines=True
    )
    return (Section("Over time", "over-time", (table,)),)


def _bodies(things: set[str], about: Iri) -> Cell:
    ordered = sorted(things, key=lambda each: (each != about, each))
    shown: list[Inline] = ["this body" if each == about else Ref(each) for each in ordered[:12]]
    more = (f"and {len(ordered) - 12} more",) if len(ordered) > 12 else ()
    return (*shown, *more)


def _themes(store: Store, about: Iri) -> tuple[Section, ...]:
    rows = ask(store, f"SELECT DISTINCT ?it ?theme {{ ?it dhr:addressedTo {term(about)} ; dhr:hasTheme ?theme }}")
    counted = Counter(thing(theme) for _, theme in rows)
    if not counted:
        return ()
    ranked = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    bars = Bars(
        "The themes that most of them are on", "Recommendations", tuple((Ref(theme), n) for theme, n in ranked[:12])
    )
    return (Section("Themes of what was recommended to it", "by-theme", (bars,)),)


def _years(dated: set[tuple[Iri, str]]) -> tuple[Section, ...]:
    counted = Counter(year for _, year in dated)
    if not counted:
        return ()
    rows = tuple(((year,), (n,)) for year, n in sorted(counted.items()))
    table = Table(
        "Recommendations by the year in which the review was published",
        ("Year", "Recommendations"),
        rows,
        frozenset({1}),
    )
    return (Section("Recommendations to it by year", "by-year", (table,)),)


def _put_to_it(store: Store, about: Iri, things: list[Iri]) -> tuple[Section, ...]:
    if not things:
        return ()
    slug = about.rpartition("/")[2]
    blocks: list[Block] = [recommendations(store, things[:MOST], to=about)]
    if len(things) > MOST:
        blocks.append(Text((f"The first {MOST} of {len(things):,}, by partnership.",)))
    blocks += more(
        "recommendations-to-agency",
        "agency",
        slug,
        "All of them, with those to its parts and to the bodies before it",
    )
    return (Section("What was recommended to it", "recommendations", tuple(blocks)),)


def more(question: str, parameter: str, value: str, words: str) -> tuple[Block, ...]:
    """The way to the whole of a list: the page of a question, which says how else it can be asked."""
    return (Text((Ref(f"/query/{question}?{parameter}={value}", words),)),)


def _leads(store: Store, about: Iri) -> tuple[Section, ...]:
    rows = ask(
        store,
        f"SELECT ?s (COUNT(DISTINCT ?it) AS ?n) {{ ?it dhr:leadAgency {term(about)} ; dhr:status ?s }} "
        f"GROUP BY ?s ORDER BY DESC(?n) ?s",
    )
    if not rows:
        return ()
    bars = Bars(
        "Actions it leads, by how they stood when the document was written",
        "Actions",
        tuple((Ref(thing(s)), number(n)) for s, n in rows),
    )
    return (Section("Actions it leads", "leads", (bars,)),)


def _reviews(store: Store, about: Iri) -> tuple[Section, ...]:
    """The reviews of a partnership and the themes that they recur on."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?review ?published {{ ?review dhr:commissionedBy {term(about)} .
        OPTIONAL {{ ?review dhr:published ?published }} }} ORDER BY ?published ?review""",
    )
    if not rows:
        return ()
    made = counts.by_review(store)
    shown = tuple(
        ((Ref(thing(review)),), (plain(known(published)),), (made.get(known(review), 0),)) for review, published in rows
    )
    table = Table("Reviews it commissioned", ("Review", "Published", "Recommendations"), shown, frozenset({2}))
    return (Section("Its reviews", "reviews", (table,)), *_recurring(store, about, len(rows)))


def _recurring(store: Store, about: Iri, reviews: int) -> tuple[Section, ...]:
    """The themes of a partnership's recommendations: in how many of its reviews they come up, and elsewhere."""
    found = ask(
        store,
        f"""SELECT ?theme (COUNT(DISTINCT ?review) AS ?reviews) (COUNT(DISTINCT ?it) AS ?n) {{
        ?it dhr:inPartnership {term(about)} ; dhr:ofReview ?review ; dhr:hasTheme ?theme }}
        GROUP BY ?theme ORDER BY DESC(?reviews) DESC(?n) ?theme""",
    )
    if not found:
        return ()
    places, one = counts.by_theme_and_place(store), reviews == 1  # where there is one review, it need not be counted
    rows = tuple(
        (
            (Ref(known(theme)),),
            *(() if one else ((number(of),),)),
            (number(n),),
            (len(set(places.get(known(theme), {})) - {about, ""}),),
        )
        for theme, of, n in found
    )
    columns = ("Theme", *(() if one else ("Its reviews",)), "Its recommendations", "Other partnerships")
    table = Table("Themes of its recommendations", columns, rows[:_THEMES], frozenset(range(1, len(columns))))
    first = (Text((f"The first {_THEMES} of {len(rows)}.",)),) if len(rows) > _THEMES else ()
    asked = more(
        "themes-recurring-in-partnership",
        "partnership",
        about.rpartition("/")[2],
        "Themes that recur in several of its reviews, with the years",
    )
    title = "What its review recommends, and where else that comes up" if one else "What recurs here, and elsewhere"
    return (Section(title, "themes", (table, *first, *(() if one else asked))),)


_THEMES = 20  # of a partnership's themes, on its page
