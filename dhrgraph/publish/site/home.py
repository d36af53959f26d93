"""The first page: what this is, on what it rests, where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.blocks import Block, Facts, Node, Page, Ref, Section, Table, Text, Tree
from dhrgraph.publish.site.hosted import Hosted


def home(store: Store, hosted: Hosted) -> Page:
    """The first page: what this is, what it rests on, where to begin."""
    figures = Facts(
        tuple(
            (one if counts.of_class(store, of) == 1 else several, (counts.of_class(store, of),))
            for of, one, several in (
                ("Review", "review", "reviews"),
                ("CommunitySafetyPartnership", "partnership", "partnerships"),
                ("Recommendation", "recommendation", "recommendations"),
                ("ActionPlanItem", "action", "actions"),
                ("SourceDocument", "document", "documents"),
            )
        ),
        "figures",
    )
    wider = {known(over) for (over,) in ask(store, "SELECT DISTINCT ?over { ?theme skos:broader ?over }")}
    widest = _ranked({theme: n for theme, n in counts.by_theme(store).items() if theme not in wider})
    groups = {known(group) for (group,) in ask(store, "SELECT DISTINCT ?it { ?it a dhr:CollectiveAddressee }")}
    named = _ranked({body: n for body, n in counts.by_agency(store).items() if body not in groups})
    rests = (Text((hosted.rests_on, Ref("/about#counts", "What the counts mean"))),) if hosted.rests_on else ()
    begin = tuple(Node(Ref(f"/query/{q.name}", q.title), q.summary) for q in hosted.questions if "start" in q.tags)
    return Page(
        title="What reviews of domestic homicides recommend",
        lead=(
            Text(
                (
                    "When someone dies through domestic abuse in England or Wales, a review asks what "
                    "should change. These pages "
                    "bring together what the reviews recommend, to whom, and what came of it, with the "
                    "lines of each document.",
                )
            ),
            figures,
            *rests,
        ),
        sections=(
            Section(
                "Themes that come up most widely",
                "widest",
                (
                    _spread("Themes at the finer level, by the number of partnerships", "Theme", widest[:10]),
                    Text((Ref("/themes", "All themes"),)),
                ),
            ),
            Section(
                "Agencies that are named most widely",
                "named",
                (
                    _spread(
                        "Agencies, not groups of them, by the number of partnerships that name them",
                        "Agency",
                        named[:10],
                    ),
                    Text((Ref("/agencies", "All agencies and groups"),)),
                ),
            ),
            *(
                (
                    Section(
                        "Questions to begin with", "questions", (Tree(begin), Text((Ref("/queries", "All questions"),)))
                    ),
                )
                if begin
                else ()
            ),
            Section("What this is", "what", _what(hosted), aside=True),
        ),
        summary="Recommendations of domestic homicide reviews as linked data: partnerships, agencies, "
        "themes, and what was done.",
    )


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
