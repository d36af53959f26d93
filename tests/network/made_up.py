"""A small made-up graph, and a strategy that makes up occurrences: no real body, review or place."""

from __future__ import annotations

from hypothesis import strategies as st

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import Occurrence, Thing

# Three reviews of two partnerships. Old Trust became New Trust in April 2021. r4 names nobody, r5 has no theme, r6 is put
# to all, and one more review recommends nothing.
TURTLE = """
rv:a1 a dhr:Review ; rdfs:label "Alpha review, 2020"@en ; dhr:commissionedBy ag:csp-alpha .
rv:a2 a dhr:Review ; rdfs:label "Alpha review, 2022"@en ; dhr:commissionedBy ag:csp-alpha .
rv:b1 a dhr:Review ; rdfs:label "Beta review, 2021"@en ; dhr:commissionedBy ag:csp-beta .
rv:silent a dhr:Review ; rdfs:label "Gamma review"@en ; dhr:commissionedBy ag:csp-gamma .
ag:csp-alpha skos:prefLabel "Alpha Partnership"@en , "Partneriaeth Alpha"@cy .
ag:csp-beta skos:prefLabel "Beta Partnership"@en .

ag:police a dhr:Agency ; skos:prefLabel "Anytown Police"@en ;
  org:classification cv:type-police ; dhr:currentAgency ag:police .
ag:old a dhr:Agency ; skos:prefLabel "Old Trust"@en ;
  org:classification cv:type-ambulance ; dhr:currentAgency ag:new .
ag:new a dhr:Agency ; skos:prefLabel "New Trust"@en ;
  org:classification cv:type-acute-hospital ; dhr:currentAgency ag:new .
cg:all-agencies a dhr:CollectiveAddressee ; skos:prefLabel "All agencies"@en ;
  org:classification cv:type-collective .
ag:event-new a org:ChangeEvent ; dhr:changeKind cv:change-rename ; dcterms:date "2021-04"^^xsd:gYearMonth ;
  org:originalOrganization ag:old ; org:resultingOrganization ag:new .
cv:change-rename dhr:makesSuccessor true .
cv:type-police skos:prefLabel "Police"@en .
cv:type-acute-hospital skos:prefLabel "Acute hospital trust"@en .

th:work a skos:Concept ; skos:prefLabel "Working together"@en .
th:share a skos:Concept ; skos:prefLabel "Sharing information"@en ; skos:broader th:work .
th:train a skos:Concept ; skos:prefLabel "Training"@en .

rc:r1 a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:text "Share what is known."@en ; dhr:numberLabel "1" ;
  dhr:addressedTo ag:police , ag:old ; dhr:hasTheme th:share , th:train ; dhr:evidencedBy ev:1 , ev:2 .
rc:r2 a dhr:Recommendation ; dhr:ofReview rv:a2 ; dhr:text "Train staff."@en ;
  dhr:addressedTo ag:police ; dhr:hasTheme th:train .
rc:r3 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:text "Share it with us."@en ;
  dhr:addressedTo ag:new ; dhr:hasTheme th:share .
rc:r4 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:hasTheme th:work .
rc:r5 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:addressedTo ag:police .
rc:r6 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:addressedTo cg:all-agencies ; dhr:hasTheme th:train .

ev:1 oa:hasSource sd:d ; oa:hasSelector [ oa:start 70 ] .
ev:2 oa:hasSource sd:d ; oa:hasSelector [ oa:start 9 ] .
sd:d dhr:fileName "alpha.txt" .
"""


def store(turtle: str = TURTLE) -> Store:
    """The made-up graph as a store in memory."""
    prefixes = "".join(f"@prefix {name}: <{full}> .\n" for name, full in PREFIXES.items())
    return Store.memory((prefixes + turtle).encode(), "turtle")


_TYPES = ("police", "housing", None)


@st.composite
def occurrence_tables(draw: st.DrawFn) -> tuple[Occurrence, ...]:
    """Rows as a store could give them: a recommendation keeps its review, a review its partnership."""
    partnership_of = draw(st.lists(st.integers(0, 3), min_size=1, max_size=5))  # review -> partnership
    review_of = draw(st.lists(st.integers(0, len(partnership_of) - 1), max_size=9))
    rows: set[Occurrence] = set()
    for n, review in enumerate(review_of):
        addressees = draw(st.sets(st.integers(0, 5), max_size=3)) or {None}
        themes = draw(st.sets(st.integers(0, 4), max_size=3)) or {None}
        rows |= {_row(n, review, partnership_of[review], a, t) for a in addressees for t in themes}
    return tuple(sorted(rows, key=repr))


def _row(n: int, review: int, partnership: int, addressee: int | None, theme: int | None) -> Occurrence:
    body = None if addressee is None else _body(addressee)
    return Occurrence(
        f"r{n}",
        Thing(f"v{review}", f"Review {review}", "review"),
        Thing(f"p{partnership}", f"Partnership {partnership}", "partnership"),
        body,
        None if theme is None else Thing(f"t{theme}", f"Theme {theme}", "theme"),
        None if theme in (None, 0) else Thing("t0", "Theme 0", "theme"),
    )


def _body(n: int) -> Thing:
    slug = _TYPES[n % 3]
    return Thing(f"a{n}", f"Agency {n}", "collective" if n == 5 else "agency", slug, slug)
