"""The first page: what this is, on what it rests, where to begin."""

from __future__ import annotations

from collections.abc import Iterable

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import counts
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
    widest = sorted(
        counts.by_theme(store).items(), key=lambda row: (-row[1].partnerships, -row[1].recommendations, row[0])
    )
    named = sorted(
        counts.by_agency(store).items(), key=lambda row: (-row[1].partnerships, -row[1].recommendations, row[0])
    )
    rests = (Text((hosted.rests_on,)),) if hosted.rests_on else ()
    begin = tuple(
        Node(Ref(f"/query/{q.name}", q.title), q.summary) for q in hosted.questions if q.name in _FIRST_QUESTIONS
    )
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
                (_spread("Themes, by the number of partnerships", "Theme", widest[:10]),),
            ),
            Section(
                "Bodies that are named most widely",
                "named",
                (_spread("Bodies, by the number of partnerships", "Body", named[:10]),),
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


_FIRST_QUESTIONS = frozenset(
    {
        "themes-across-partnerships",
        "recommendations-to-agency",
        "recommendations-on-theme",
        "overdue-actions",
        "said-before",
        "coverage",
    }
)


def _what(hosted: Hosted) -> tuple[Block, ...]:
    return (
        Text(
            (
                "A knowledge graph that a program makes of published reviews. Each statement leads back "
                "to the words of a "
                "document.",
                Ref("/about", "About the data"),
            )
        ),
        Text(("No person is named.", Ref("/privacy", "Why, and what to do if one is"))),
        Text(("For machines: every page has a Turtle, JSON-LD and N-Triples form.", Ref("/ontology", "The ontology"))),
    )


def _spread(caption: str, name: str, rows: Iterable[tuple[str, counts.Count]]) -> Table:
    shown = tuple(((Ref(it),), (n.partnerships,), (n.recommendations,)) for it, n in rows)
    return Table(caption, (name, "Partnerships", "Recommendations"), shown, frozenset({1, 2}))
