"""The page of a recorded death: what a published table of cases tags it with, and the care that asks for.

The table says what was tagged, so a factor that is not here was not tagged, never absent.
"""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.asking import ask, term, thing
from dhrgraph.publish.site.blocks import Facts, Inline, Page, Ref, Section, Text
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels


def page(store: Store, said: Description) -> Page:
    """The page of a recorded death."""
    reviews = ask(store, f"SELECT DISTINCT ?r {{ ?r dhr:concernsDeath {term(said.about)} }} ORDER BY ?r")
    rows: list[tuple[str, tuple[Inline, ...]]] = [
        ("Listed under", tuple(map(Ref, said.things("dhr:listedUnder")))),
        ("As printed", tuple(map(str, said.all("dhr:listedUnderText")))),
        ("Region", tuple(map(Ref, said.things("dhr:listedRegion")))),
        ("Year", tuple(map(str, said.all("dhr:yearOfDeath")))),
        ("Review", tuple(Ref(thing(review)) for (review,) in reviews)),
        ("Table", tuple(map(Ref, said.things("dcterms:source")))),
    ]
    tagged: list[tuple[str, tuple[Inline, ...]]] = [
        ("Factors that were tagged", tuple(map(Ref, said.things("dhr:caseFactor")))),
        ("Cause", tuple(map(Ref, said.things("dhr:causeOfDeath")))),
        ("Place", tuple(map(Ref, said.things("dhr:placeOfDeath")))),
    ]
    words = Text(
        (
            "This is one row of a published table of cases, kept so that reviews can be told apart and "
            "counted. What is not "
            "tagged was not tagged: it does not mean that it was absent.",
        )
    )
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Recorded death",
        above=(Ref("/documents", "Documents"), *map(Ref, said.things("dcterms:source"))),
        lead=(words, Facts(tuple(row for row in rows if row[1]))),
        sections=(
            Section("As the table has it", "tagged", (Facts(tuple(row for row in tagged if row[1])),)),
            *parts.passages(said),
        ),
        summary="One row of a published table of cases.",
    )
