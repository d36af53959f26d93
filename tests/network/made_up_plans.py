"""A made-up graph of action plans with the hard cases, and strategies for printed dates and actions: nothing of it is real."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import CODE, PREFIXES
from dhrgraph.network.implementation.dates import Printed
from dhrgraph.network.implementation.rows import ActionRow, Body, Recommended, Status
from dhrgraph.network.occurrences import Thing

CODES = """
cv:status-complete skos:prefLabel "complete"@en ; dhr:countsAsDone true .
cv:status-in-progress skos:prefLabel "in progress"@en ; dhr:countsAsDone false .
cv:status-delayed skos:prefLabel "delayed"@en ; dhr:countsAsDone false .
cv:status-superseded skos:prefLabel "superseded"@en ; dhr:countsAsDone false .
cv:status-not-stated skos:prefLabel "not stated"@en ; dhr:countsAsDone false .
cv:change-rename dhr:makesSuccessor true .
cv:type-police skos:prefLabel "Police"@en .
cv:type-housing skos:prefLabel "Housing"@en .
"""

# Alpha's first review has a plan, its second none; Beta's has one, and no date of its own; Gamma recommends nothing. Old Trust
# became New Trust. The Unit is a unit of the Division, which is a part of the Force.
TURTLE = (
    CODES
    + """
rv:a1 a dhr:Review ; rdfs:label "Alpha review, 2022"@en ; dhr:commissionedBy ag:csp-alpha ; dhr:published "2022-06"^^xsd:gYearMonth ;
  dhr:death "2019"^^xsd:gYear .
rv:a2 a dhr:Review ; rdfs:label "Alpha review, 2023"@en ; dhr:commissionedBy ag:csp-alpha ; dhr:published "2023"^^xsd:gYear .
rv:b1 a dhr:Review ; rdfs:label "Beta review"@en ; dhr:commissionedBy ag:csp-beta .
rv:c1 a dhr:Review ; rdfs:label "Gamma review"@en ; dhr:commissionedBy ag:csp-gamma .
ag:csp-alpha skos:prefLabel "Alpha Partnership"@en .
ag:csp-beta skos:prefLabel "Beta Partnership"@en .
ag:csp-gamma skos:prefLabel "Gamma Partnership"@en .

ag:force a dhr:Agency ; skos:prefLabel "Anytown Police"@en ; org:classification cv:type-police ; dhr:currentAgency ag:force .
ag:division a dhr:Agency ; skos:prefLabel "Anytown Division"@en ; org:classification cv:type-police ;
  org:subOrganizationOf ag:force ; dhr:currentAgency ag:division .
ag:unit a dhr:Agency ; skos:prefLabel "Anytown Unit"@en ; org:classification cv:type-police ;
  org:unitOf ag:division ; dhr:currentAgency ag:unit .
ag:old a dhr:Agency ; skos:prefLabel "Old Trust"@en ; org:classification cv:type-housing ; dhr:currentAgency ag:new .
ag:new a dhr:Agency ; skos:prefLabel "New Trust"@en ; org:classification cv:type-housing ; dhr:currentAgency ag:new .
ag:board a dhr:Agency ; skos:prefLabel "Anytown Board"@en ; dhr:currentAgency ag:board .
cg:all a dhr:CollectiveAddressee ; skos:prefLabel "All agencies"@en ; org:classification cv:type-collective .
ag:event-new a org:ChangeEvent ; dhr:changeKind cv:change-rename ; dcterms:date "2021-04"^^xsd:gYearMonth ;
  org:originalOrganization ag:old ; org:resultingOrganization ag:new .

th:train a skos:Concept ; skos:prefLabel "Training"@en .
th:share a skos:Concept ; skos:prefLabel "Sharing"@en .

rc:1 a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:inPartnership ag:csp-alpha ; dhr:text "Train."@en ; dhr:numberLabel "1" ;
  dhr:addressedTo ag:old ; dhr:currentAddressee ag:new ; dhr:addresseeText "the Trust" ; dhr:hasTheme th:train .
rc:2 a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:inPartnership ag:csp-alpha ; dhr:text "Share."@en ;
  dhr:addressedTo ag:force ; dhr:currentAddressee ag:force ; dhr:hasTheme th:share , th:train .
rc:3 a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:inPartnership ag:csp-alpha ; dhr:text "All should share."@en ;
  dhr:addressedTo cg:all ; dhr:currentAddressee cg:all ; dhr:hasTheme th:share .
rc:4 a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:inPartnership ag:csp-alpha ; dhr:text "Nobody answers this."@en ;
  dhr:addressedTo ag:force ; dhr:currentAddressee ag:force ; dhr:addresseeText "Police" .
rc:5 a dhr:Recommendation ; dhr:ofReview rv:a2 ; dhr:inPartnership ag:csp-alpha ; dhr:text "No plan here."@en ;
  dhr:addressedTo ag:force ; dhr:currentAddressee ag:force ; dhr:hasTheme th:train .
rc:6 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:inPartnership ag:csp-beta ; dhr:text "To nobody known."@en .
rc:7 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:inPartnership ag:csp-beta ; dhr:text "To the unit."@en ;
  dhr:addressedTo ag:unit ; dhr:currentAddressee ag:unit .

lp:1 a dhr:LearningPoint ; dhr:ofReview rv:a1 ; dhr:lesson "Learnt."@en ; dhr:informs rc:1 .
lp:2 a dhr:LearningPoint ; dhr:ofReview rv:a1 ; dhr:numberLabel "2" ; dhr:narrative "Told."@en ; dhr:concernsAgency ag:force .
lp:3 a dhr:LearningPoint ; dhr:ofReview rv:b1 ; dhr:narrative "What happened."@en ; dhr:lesson "What follows."@en .
"""
)


def action(name: str, recommendation: str, review: str, status: str | None, *facts: str) -> str:
    """An action in Turtle."""
    stands = f"dhr:status cv:status-{status}" if status else ""
    said = (f"dhr:implements rc:{recommendation}", f"dhr:ofReview rv:{review}", stands, *facts)
    return (
        f'ai:{name} a dhr:ActionPlanItem ; dhr:actionText "Do {name}."@en ; ' + " ; ".join(filter(None, said)) + " .\n"
    )


def when(stem: str, words: str, precision: str, first: str = "", last: str = "") -> str:
    """A printed date in Turtle."""
    said = f'dhr:{stem}Text "{words}" ; dhr:{stem}Precision cv:precision-{precision}'
    if first:
        said += f' ; dhr:{stem}Earliest "{first}"^^xsd:date ; dhr:{stem}Latest "{last or first}"^^xsd:date'
    return said


YEAR = when("target", "2022", "year", "2022-01-01", "2022-12-31")
MAY = when("target", "May 2022", "month", "2022-05-01", "2022-05-31")
OPEN_END = when("target", "Ongoing", "open-ended")
LATER = when("revisedTarget", "1 September 2022", "day", "2022-09-01")
NO_END = when("revisedTarget", "Ongoing", "open-ended")
DONE_MAY = when("completion", "May 2022", "month", "2022-05-01", "2022-05-31")
DONE_JUNE = when("completion", "3 June 2022", "day", "2022-06-03")

ACTIONS = "".join(
    (
        action("01", "1", "a1", "in-progress", MAY, "dhr:leadAgency ag:new", 'dhr:leadText "Trust"'),
        action("02", "1", "a1", "delayed", MAY, LATER, "dhr:leadAgency ag:old"),
        action("03", "2", "a1", "in-progress", YEAR, "dhr:leadAgency ag:unit"),
        action("04", "2", "a1", "in-progress", OPEN_END, "dhr:leadAgency ag:force , ag:board"),
        action("05", "2", "a1", "not-stated", "dhr:leadAgency ag:board"),
        action("06", "2", "a1", "not-stated", MAY, DONE_MAY, "dhr:leadAgency ag:old"),
        action("07", "3", "a1", "superseded", MAY, "dhr:leadAgency cg:all"),
        action("08", "3", "a1", "complete", MAY, DONE_JUNE, "dhr:leadAgency ag:force"),
        action("09", "3", "a1", "complete", YEAR, LATER, DONE_JUNE, 'dhr:leadText "to be found"'),
        action("10", "6", "b1", "complete", DONE_MAY, "dhr:leadAgency ag:force"),
        action("11", "7", "b1", "not-stated", MAY, "dhr:leadAgency ag:division", 'dhr:statusAsAt "2022-07-15"^^xsd:date'),
        action("12", "7", "b1", "in-progress", MAY, NO_END, "dhr:leadAgency ag:force"),
    )
)  # fmt: skip


def plans_store(turtle: str = TURTLE + ACTIONS) -> Store:
    """The made-up graph as a store in memory."""
    prefixes = "".join(f"@prefix {name}: <{full}> .\n" for name, full in PREFIXES.items())
    return Store.memory((prefixes + turtle).encode(), "turtle")


DAYS = st.dates(date(2019, 12, 1), date(2020, 2, 29))  # few enough to meet on one day
STATUSES = tuple(
    Status(f"{CODE}status-{code}", code.replace("-", " "), code, done)
    for code, done in (("complete", True), ("in-progress", False), ("superseded", False), ("not-stated", False))
)


@st.composite
def printed_dates(draw: st.DrawFn) -> Printed:
    """A date that can mean some days, one day or none."""
    if draw(st.integers(0, 4)) == 0:
        return Printed("Ongoing", "open-ended")
    first = draw(DAYS)
    return Printed("some time", "month", first, first + timedelta(draw(st.integers(0, 40))))


def bodies(number: int) -> Body:
    """Body 0 to 5: 1 has taken the place of 0, 3 is a part of 2, 5 is a group."""
    thing = Thing(f"a{number}", f"Agency {number}", "collective" if number == 5 else "agency", "police", "Police")
    today = "a1" if number == 0 else thing.id
    return Body(thing, thing.id, today, frozenset({"a2"}) if number == 3 else frozenset())


@st.composite
def action_rows(draw: st.DrawFn) -> tuple[ActionRow, ...]:
    """Actions as a store could give them."""
    asked = [_recommended(draw, n, draw(st.integers(0, 2))) for n in range(3)]
    rows = []
    for n in range(draw(st.integers(0, 9))):
        rows.append(
            ActionRow(
                f"i{n}",
                draw(st.sampled_from(asked)),
                draw(st.sampled_from(STATUSES)),
                tuple(map(bodies, sorted(draw(st.sets(st.integers(0, 5), max_size=2))))),
                published=draw(st.sampled_from(("", "2020", "2020-07", "2020-12-24"))),
                death=draw(st.sampled_from(("", "2018"))),
                target=draw(st.none() | printed_dates()),
                revised=draw(st.none() | printed_dates()),
                completion=draw(st.none() | printed_dates()),
            )
        )
    return tuple(rows)


def _recommended(draw: st.DrawFn, number: int, review: int) -> Recommended:
    return Recommended(
        f"r{number}",
        Thing(f"v{review}", f"Review {review}", "review"),
        Thing(f"p{review % 2}", f"Partnership {review % 2}", "partnership") if review else None,
        tuple(map(bodies, sorted(draw(st.sets(st.integers(0, 5), max_size=2))))),
        tuple(Thing(f"t{t}", f"Theme {t}", "theme") for t in sorted(draw(st.sets(st.integers(0, 2), max_size=2)))),
        planned=True,
        answered=True,
    )
