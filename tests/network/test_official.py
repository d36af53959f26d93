"""Counts by official lists: the Python way and the canned question come to the same, on a graph made of the real codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from dhrgraph.graph.store import Store, read_triples
from dhrgraph.graph.vocabulary import term_triples
from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import read_occurrences
from dhrgraph.network.recurrence.table import recurrence
from dhrgraph.query.catalogue import Scalar, find
from dhrgraph.query.run import run
from dhrgraph.resources import folder

# body, its name, its type; the themes of one recommendation put to it; the review that makes it
PUT = (
    ("ag:p1", "Anytown Police", "police", ("staff-training", "marac"), "one"),
    ("ag:p2", "Othertown Police", "police", ("information-sharing",), "two"),
    ("ag:p1", "Anytown Police", "police", ("risk-assessment",), "one"),
    ("ag:s1", "Anytown Primary School", "education", ("safeguarding-children",), "one"),
    ("ag:s2", "Anytown Academy", "education", ("staff-training",), "two"),
    ("ag:c1", "Othertown College", "education", ("record-keeping",), "two"),
    ("ag:e1", "Anytown Education Service", "education", ("housing",), "one"),
    ("ag:g1", "Anytown Council", "local-authority", ("policy-and-procedure",), "one"),
    ("ag:h1", "Anytown Hospital Trust", "acute-hospital", ("routine-enquiry",), "two"),
    ("ag:h2", "Anytown Ambulance", "ambulance", ("bail-and-protective-orders",), "two"),
    ("ag:d1", "Recovery Anytown", "substance-misuse", ("substance-misuse",), "one"),
    ("cg:gps", "All general practitioners", "general-practice", ("housing",), "one"),
    ("cg:forces", "All police forces", "police", ("housing",), "three"),
)


def statements() -> Iterable[str]:
    for number, (body, name, kind, themes, review) in enumerate(PUT):
        of = "CollectiveAddressee" if body.startswith("cg:") else "Agency"
        yield f'{body} a dhr:{of} ; skos:prefLabel "{name}"@en ; org:classification cv:type-{kind} .'
        yield f"rc:{number} a dhr:Recommendation ; dhr:ofReview rv:{review} ; dhr:addressedTo {body} ;"
        yield f"  dhr:inPartnership ag:csp-{review} ; dhr:hasTheme {', '.join(f'th:{theme}' for theme in themes)} ."
        yield f"rv:{review} a dhr:Review ; dhr:commissionedBy ag:csp-{review} ."


@pytest.fixture(scope="module")
def store() -> Store:
    prefixes = "".join(f"@prefix {name}: <{full}> .\n" for name, full in PREFIXES.items())
    terms = (triple for file in ("codes.ttl", "themes.ttl") for triple in read_triples(folder("ontology") / file))
    said = "".join(f"{' '.join(triple)} .\n" for triple in term_triples(terms))
    return Store.memory((prefixes + "\n".join(statements()) + "\n" + said).encode(), "turtle")


def counted(store: Store, by: str, collective: bool = False) -> dict[str, tuple[int, int]]:
    frame = recurrence(read_occurrences(store), by, collective=collective, randomisations=0)
    return {row.label: (row.reviews, row.recommendations) for row in frame.itertuples()}


def test_classes_of_the_library(store: Store) -> None:
    assert counted(store, "library-class") == {
        "police": (2, 3), "school": (2, 2), "other educational institution": (1, 1), "health services": (1, 2),
    }  # fmt: skip


def test_themes_of_the_library(store: Store) -> None:
    assert counted(store, "library-theme") == {
        "training": (2, 2), "multi agency working": (2, 2), "identification of risk": (2, 2), "record keeping": (1, 1),
        "policy": (1, 1),
    }  # fmt: skip


def test_headings_of_the_paper(store: Store) -> None:
    assert counted(store, "paper-theme") == {
        "Information sharing and multi-agency working": (2, 2),
        "Risk Assessment": (1, 1),
        "Awareness of the safeguarding needs of children": (1, 1),
        "Awareness and training for healthcare professionals": (1, 1),
        "Perpetrators and Bail": (1, 1),
        "Complex needs": (1, 1),
    }


@pytest.mark.parametrize(
    ("by", "question", "column", "given"),
    [
        ("library-class", "recommendations-by-library-class", "class", {}),
        ("library-class", "recommendations-by-library-class", "class", {"collective": True}),
        ("agency-type", "agency-types-across-partnerships", "type", {"min_partnerships": 1}),
        ("agency-type", "agency-types-across-partnerships", "type", {"min_partnerships": 1, "collective": True}),
        ("library-theme", "recommendations-by-library-theme", "library_theme", {}),
    ],
)
def test_the_canned_question_counts_alike(
    store: Store, by: str, question: str, column: str, given: Mapping[str, Scalar]
) -> None:
    """Groups of bodies are counted by both ways when asked for, and else by neither."""
    answer = run(store, find(folder("queries"), question), given)
    places = [answer.columns.index(name) for name in (f"{column}_label", "reviews", "recommendations")]
    rows = [[str(row[place]) for place in places] for row in answer.rows]
    assert {label: (int(reviews), int(count)) for label, reviews, count in rows} == counted(
        store, by, collective="collective" in given
    )
