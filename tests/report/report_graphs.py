"""Small made-up graphs for reports: no real body, review or place."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES

ONE_REVIEW = """
rv:a1 a dhr:Review ; rdfs:label "Alpha review, 2020"@en ; dhr:commissionedBy ag:csp-alpha ; dhr:published "2020"^^xsd:gYear .
ag:csp-alpha a dhr:CommunitySafetyPartnership , dhr:Agency , dhr:Addressee ; skos:prefLabel "Alpha Partnership"@en .
ag:police a dhr:Agency , dhr:Addressee ; skos:prefLabel "Anytown Police"@en ; org:classification cv:type-police ;
  dhr:currentAgency ag:police .
cv:type-police skos:prefLabel "Police"@en .
th:train a skos:Concept ; skos:prefLabel "Training"@en .
rc:r1 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:a1 ; dhr:inPartnership ag:csp-alpha ; dhr:addressedTo ag:police ;
  dhr:hasTheme th:train ; dhr:text "Train staff."@en ; dhr:numberLabel "1" .
"""

# a second review of the same place, one of another place that shares nothing with it, and one that recommends nothing
TWO_PLACES = (
    ONE_REVIEW
    + """
rv:a2 a dhr:Review ; rdfs:label "Alpha review, 2022"@en ; dhr:commissionedBy ag:csp-alpha .
rv:b1 a dhr:Review ; rdfs:label "Beta review, 2021"@en ; dhr:commissionedBy ag:csp-beta .
rv:silent a dhr:Review ; rdfs:label "Gamma review"@en .
ag:csp-beta a dhr:CommunitySafetyPartnership , dhr:Agency , dhr:Addressee ; skos:prefLabel "Beta Partnership"@en .
ag:ministry a dhr:Agency , dhr:Addressee ; skos:prefLabel "Ministry of Examples"@en ; dhr:level cv:level-national ;
  org:classification cv:type-central-government ; dhr:currentAgency ag:ministry .
cv:type-central-government skos:prefLabel "Central government"@en .
th:other a skos:Concept ; skos:prefLabel "Other matters"@en .
rc:r2 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:a2 ; dhr:addressedTo ag:police ; dhr:hasTheme th:train ;
  dhr:text "Train staff again."@en .
rc:r3 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:addressedTo ag:ministry ; dhr:hasTheme th:other ;
  dhr:text "Pay for it."@en .
"""
)

NO_THEMES = ONE_REVIEW.replace("dhr:hasTheme th:train ;", "")
NOBODY = ONE_REVIEW.replace("dhr:addressedTo ag:police ;", "")
SILENT = 'rv:a1 a dhr:Review ; rdfs:label "Alpha review"@en .'
NOTHING = ""

# an action whose target has passed, one that is done, and one whose date no calendar could hold to a day
WITH_PLAN = (
    TWO_PLACES
    + """
cv:status-complete a skos:Concept ; skos:prefLabel "complete"@en ; dhr:countsAsDone true .
cv:status-in-progress a skos:Concept ; skos:prefLabel "in progress"@en ; dhr:countsAsDone false .
ai:x1 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:a1 ; dhr:implements rc:r1 ; dhr:leadAgency ag:police ;
  dhr:status cv:status-in-progress ; dhr:actionText "Write a course."@en ; dhr:targetText "June 2020" ;
  dhr:targetEarliest "2020-06-01"^^xsd:date ; dhr:targetLatest "2020-06-30"^^xsd:date .
ai:x2 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:a1 ; dhr:implements rc:r1 ; dhr:leadAgency ag:police ;
  dhr:status cv:status-complete ; dhr:actionText "Hold the course."@en ; dhr:targetText "2020" ;
  dhr:targetEarliest "2020-01-01"^^xsd:date ; dhr:targetLatest "2020-12-31"^^xsd:date .
lp:l1 a dhr:LearningPoint , dhr:Statement ; dhr:ofReview rv:a1 ; dhr:lesson "Staff had not been trained."@en .
"""
)

ALL: dict[str, str] = {
    "one-review": ONE_REVIEW,
    "two-places": TWO_PLACES,
    "no-themes": NO_THEMES,
    "nobody": NOBODY,
    "silent": SILENT,
    "nothing": NOTHING,
    "with-plan": WITH_PLAN,
}


def store(turtle: str) -> Store:
    """A made-up graph as a store in memory."""
    prefixes = "".join(f"@prefix {name}: <{full}> .\n" for name, full in PREFIXES.items())
    return Store.memory((prefixes + turtle).encode(), "turtle")


# the same recommendation in two places, as a build's comparison of texts leaves it
ALIKE = (
    WITH_PLAN
    + """
rc:r4 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:addressedTo ag:ministry ; dhr:hasTheme th:train ;
  dhr:text "Train all staff."@en ; dhr:assertsRecurrence true .
gr:likeness a prov:Bundle .
lk:r1.r4 a dhr:Likeness ; dhr:likens rc:r1 , rc:r4 ; dhr:likenessStrength cv:likeness-near-copy ; dhr:likenessScore 0.9 ;
  dhr:sharedTerms "train; staff"@en .
lk:r2.r4 a dhr:Likeness ; dhr:likens rc:r2 , rc:r4 ; dhr:likenessStrength cv:likeness-same-ask ; dhr:likenessScore 0.5 ;
  dhr:sharedTerms "staff"@en .
"""
)
ALL["alike"] = ALIKE
