"""The first page: what this is, on what it rests, where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.blocks import Block, Facts, Node, Page, Ref, Section, Table, Text, Tree
from dhrgraph.publish.site.hosted import Hosted

_SHOWN = 10  # rows of a table on this page
_FIGURES = (
    ("Review", "review", "reviews"),
    ("CommunitySafetyPartnership", "partnership", "partnerships"),
    ("Recommendation", "recommendation", "recommendations"),
    ("ActionPlanItem", "action", "actions"),
    ("SourceDocument", "document", "documents"),
)
_WHAT = (
    "When someone dies through domestic abuse in England or Wales, a review asks what should change. These pages "
    "bring together what the reviews recommend, to whom, and what came of it, with the lines of each document."
)


def home(store: Store, hosted: Hosted) -> Page:
    """The first page: what this is, what it rests on, where to begin."""
    held = [(counts.of_class(store, of), one, several) for of, one, several in _FIGURES]
    figures = Facts(tuple((one if n == 1 else several, (n,)) for n, one, several in held), "figures")
    rests = (Text((hosted.rests_on, Ref("/about#counts", "What the counts mean"))),) if hosted.rests_on else ()
    return Page(
        title="What reviews of domestic homicides recommend",
        lead=(Text((_WHAT,)), figures, *rests),
        sections=(
            _widest(store),
            _most_named(store),
            *_to_begin_with(hosted),
            Section("What this is", "what", _what(hosted), aside=True),
        ),
        summary="Recommendations of domestic homicide reviews as linked data: partnerships, agencies, "
        "themes, and what was done.",
    )


def _widest(store: Store) -> Section:
    wider = {known(over) for (over,) in ask(store, "SELECT DISTINCT ?over { ?theme skos:broader ?over }")}
    rows = _ranked({theme: n for theme, n in counts.by_theme(store).items() if theme not in wider})
    table = _spread("Themes at the finer level, by the number of partnerships", "Theme", rows[:_SHOWN])
    return Section("Themes that come up most widely", "widest", (table, Text((Ref("/themes", "All themes"),))))


def _most_named(store: Store) -> Section:
    groups = {known(group) for (group,) in ask(store, "SELECT DISTINCT ?it { ?it a dhr:CollectiveAddressee }")}
    rows = _ranked({body: n for body, n in counts.by_agency(store).items() if body not in groups})
    caption = "Agencies, not groups of them, by the number of partnerships that name them"
    table = _spread(caption, "Agency", rows[:_SHOWN])
    every = Text((Ref("/agencies", "All agencies and groups"),))
    return Section("Agencies that are named most widely", "named", (table, every))


def _to_begin_with(hosted: Hosted) -> tuple[Section, ...]:
    """The questions whose header has the tag `start`."""
    begin = tuple(Node(Ref(f"/query/{q.name}", q.title), q.summary) for q in hosted.questions if "start" in q.tags)
    every = Text((Ref("/queries", "All questions"),))
    return (Section("Questions to begin with", "questions", (Tree(begin), every)),) if begin else ()


def _ranked(counted: Mapping[str, counts.Count]) -> list[tuple[str, counts.Count]]:
    """Most widely first: by partnerships, then by recommendations, then by name."""
    return sorted(counted.items(), key=lambda row: (-row[1].partnerships, -row[1].recommendations, row[0]))


def _what(hosted: Hosted) -> tuple[Block, ...]:
    return (
        Text(
            (
                "A program reads published reviews and writes down what they recommend. Each statement leads "
                "back to the words of a document.",
                Ref("/about", "About the data"),
            )
        ),
        Text(("No person is named.", Ref("/privacy", "Why, and what to do if one is"))),
        Text(
            (
                "For programs: every thing's page can be had as Turtle, JSON-LD and N-Triples.",
                Ref("/ontology", "The ontology"),
            )
        ),
    )


def _spread(caption: str, name: str, rows: Iterable[tuple[str, counts.Count]]) -> Table:
    shown = tuple(((Ref(it),), (n.partnerships,), (n.recommendations,)) for it, n in rows)
    return Table(caption, (name, "Partnerships", "Recommendations"), shown, frozenset({1, 2}))
