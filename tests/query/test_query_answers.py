"""What the questions find in the sample, in both engines, and what they must not find."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import rdflib
from query_sample import ASKED, rdflib_rows

from dhrgraph.graph.store import Answer, Store, serialise
from dhrgraph.namespaces import PREFIXES, Iri
from dhrgraph.query.catalogue import CannedQuery, find
from dhrgraph.query.checks import order_variables
from dhrgraph.query.render import cells, csv
from dhrgraph.query.run import filled, run
from dhrgraph.resources import folder

GOLDEN = Path(__file__).parent / "golden"
PARTNERSHIPS = ("exampleton", "fictonshire", "madeupham")


@pytest.fixture
def answer(store: Store, question: CannedQuery, given: dict[str, Any]) -> Answer:
    return run(store, question, given)


def test_answers_are_the_golden_ones(question: CannedQuery, answer: Answer) -> None:
    assert csv(answer) == (GOLDEN / f"{question.name}.csv").read_bytes().decode()


def test_what_must_not_be_found_is_in_the_sample_but_in_no_answer(
    question: CannedQuery, answer: Answer, turtle: bytes
) -> None:
    absent = ASKED[question.name]["absent"]
    assert absent in turtle.decode(), "it is not in the sample, so its absence shows nothing"
    assert not any(absent in row for row in cells(answer)), ASKED[question.name]["why"]


def test_both_engines_give_the_same_rows_in_the_same_order(
    question: CannedQuery, answer: Answer, store: Store, graph: rdflib.Graph, given: dict[str, Any]
) -> None:
    assert list(answer.rows) == rdflib_rows(graph, filled(store, question, given))


def test_the_file_runs_as_it_stands_in_both_engines(question: CannedQuery, store: Store, graph: rdflib.Graph) -> None:
    answer = store.select(question.sparql)
    assert answer.columns == tuple(name for name, _ in question.columns)
    assert list(answer.rows) == rdflib_rows(graph, question.sparql)


def test_an_empty_graph_answers_nothing_in_both_engines(question: CannedQuery) -> None:
    assert Store.memory(b"").select(question.sparql).rows == ()
    assert rdflib_rows(rdflib.Graph(), question.sparql) == []


def test_the_order_is_total(question: CannedQuery, answer: Answer) -> None:
    places = [answer.columns.index(name) for name in order_variables(question)]
    keys = [tuple(row[place] for place in places) for row in answer.rows]
    assert len(set(keys)) == len(answer.rows), "two rows could change places"
    assert any(isinstance(value, Iri) for key in keys for value in key), "ordered by no IRI"


def test_a_statement_in_two_graphs_counts_once(
    question: CannedQuery, answer: Answer, turtle: bytes, given: dict[str, Any]
) -> None:
    assert run(_doubled(turtle), question, given) == answer


def _doubled(turtle: bytes, cache: dict[bytes, Store] = {}) -> Store:  # noqa: B006
    """The sample with every triple in two named graphs."""
    if turtle not in cache:
        triples = rdflib.Graph().parse(data=turtle, format="turtle").serialize(format="nt").splitlines()
        quads = [f"{line.removesuffix('.')}<urn:{name}> ." for line in triples if line for name in "ab"]
        cache[turtle] = Store.memory("\n".join(quads).encode())
        assert len(serialise("\n".join(quads).encode(), "ntriples").splitlines()) == len(triples)
    return cache[turtle]


# --- what parameters change ---------------------------------------------------------------------------------------


def asked(store: Store, name: str, **given: Any) -> list[tuple[str, ...]]:
    return cells(run(store, find(folder("queries"), name), given))


def test_groups_are_counted_only_when_asked_for(store: Store) -> None:
    without = asked(store, "agencies-across-partnerships")
    with_groups = asked(store, "agencies-across-partnerships", collective=True)
    assert [row[0] for row in set(with_groups) - set(without)] == ["cg:all-agencies"]
    pairs = asked(store, "jointly-addressed", collective="true")
    assert ("cg:all-agencies", "ag:fictonshire-police") in {(row[0], row[2]) for row in pairs}


@pytest.mark.parametrize("agency", ["exampleton-police", "exampleton-adult-social-care"])
def test_the_body_asked_about_stands_first_in_a_pair(store: Store, agency: str) -> None:
    (row,) = asked(store, "jointly-addressed", agency=agency)
    assert row[0] == f"ag:{agency}"


def test_what_is_alike_is_explained_by_the_terms_both_share(store: Store) -> None:
    for one, other in (
        ("0003", "madeupham-2023-06-eeeeeeee.main.0001"),
        ("0002", "madeupham-2023-06-eeeeeeee.main.0002"),
    ):
        rows = asked(store, "explain-recommendation", recommendation=f"fictonshire-2022-02-dddddddd.main.{one}")
        told = {(row[1], row[3], row[5]) for row in rows if row[0] == "7 likeness"}
        assert ((f"rc:{other}", "near copy", "better records; probation service") in told) == (one == "0002")


def test_a_part_of_a_body_is_found_with_it(store: Store) -> None:
    rows = asked(store, "recommendations-to-agency", agency="exampleton-council")
    assert {row[0] for row in rows} == {"ag:exampleton-adult-social-care"}


def test_a_former_body_is_found_by_its_own_name_alone(store: Store) -> None:
    rows = asked(store, "recommendations-to-agency", agency="old-probation-service")
    assert {row[0] for row in rows} == {"ag:old-probation-service"}


def test_a_partnership_narrows_every_question_that_takes_one(store: Store, question: CannedQuery) -> None:
    if not any(parameter.name == "partnership" and not parameter.required for parameter in question.parameters):
        return
    given = {key: value for key, value in ASKED[question.name].get("given", {}).items() if key != "partnership"}
    given |= {parameter.name: 0 for parameter in question.parameters if parameter.name == "min_partnerships"}
    answers = [run(store, question, {**given, "partnership": f"csp-{name}"}) for name in PARTNERSHIPS]
    whole, parts = run(store, question, given), [row for answer in answers for row in answer.rows]
    if "partnership_label" in whole.columns:
        label = whole.columns.index("partnership_label")
        assert sorted(map(str, parts)) == sorted(str(row) for row in whole.rows if row[label])
        return
    counted, added = (whole.columns.index(name) for name in ("partnerships", _added(whole.columns)))
    for row in whole.rows:
        same = [part for part in parts if _things(part) == _things(row)]
        assert row[counted] == len(same), "each partnership that has it is counted once"
        assert row[added] == sum(part[added] for part in same), "what one partnership has is no other's"


def _added(columns: tuple[str, ...]) -> str:
    """What a question counts that cannot be of two partnerships."""
    return "actions" if "actions" in columns else "recommendations"


def _things(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value for value in row if isinstance(value, Iri))


CHAIN = """
ag:pct dcterms:isReplacedBy ag:ccg . ag:ccg dcterms:isReplacedBy ag:icb . ag:icb dcterms:isReplacedBy ag:east , ag:west .
ag:circle dcterms:isReplacedBy ag:pct . ag:east dcterms:isReplacedBy ag:circle .
ag:pct skos:prefLabel "Trust"@en . ag:ccg skos:prefLabel "Group"@en . ag:icb skos:prefLabel "Board"@en .
ag:west skos:prefLabel "West"@en . ag:other skos:prefLabel "Other"@en . th:share skos:prefLabel "Sharing"@en .
rc:1 dhr:addressedTo ag:pct ; dhr:hasTheme th:share ; dhr:ofReview rv:1 . rv:1 dhr:publishedYear 2012 .
rc:2 dhr:addressedTo ag:icb , ag:other ; dhr:hasTheme th:share ; dhr:ofReview rv:2 . rv:2 dhr:publishedYear 2023 .
rc:3 dhr:addressedTo ag:west ; dhr:hasTheme th:share ; dhr:ofReview rv:3 . rv:3 dhr:publishedYear 2024 .
"""


def test_successors_are_found_over_several_changes() -> None:
    turtle = "".join(f"@prefix {name}: <{full}> .\n" for name, full in PREFIXES.items()) + CHAIN
    question = find(folder("queries"), "to-body-then-successor")
    for rows in (
        Store.memory(turtle.encode(), "turtle").select(question.sparql).rows,
        rdflib_rows(rdflib.Graph().parse(data=turtle, format="turtle"), question.sparql),
    ):
        labels = [(row[3], row[5], row[7], row[9]) for row in rows]
        assert labels == [
            ("Board", 2023, "West", 2024),
            ("Trust", 2012, "Board", 2023),
            ("Trust", 2012, "West", 2024),
        ]


def test_days_late_are_the_days_of_the_calendar(store: Store) -> None:
    starts = [date(1999, 12, 31), date(2000, 2, 28), date(2019, 3, 1), date(2020, 2, 29), date(2023, 12, 1)]
    gaps = [1, 2, 27, 28, 29, 30, 31, 59, 60, 61, 92, 365, 366, 731, 1461]
    pairs = [(start, start + timedelta(gap)) for start in starts for gap in gaps]
    turtle = "@prefix dhr: <https://w3id.org/dhrgraph/ontology#> .\n" + "\n".join(
        f'<urn:{n}> dhr:implements <urn:r> ; dhr:targetLatest "{due}"^^<{rdflib.XSD.date}> ; '
        f'dhr:completionEarliest "{done}"^^<{rdflib.XSD.date}> ; dhr:completionLatest "{done}"^^<{rdflib.XSD.date}> .'
        for n, (due, done) in enumerate(pairs)
    )
    question = find(folder("queries"), "late-completions")
    for rows in (
        Store.memory(turtle.encode(), "turtle").select(question.sparql).rows,
        rdflib_rows(rdflib.Graph().parse(data=turtle, format="turtle"), question.sparql),
    ):
        place = [name for name, _ in question.columns].index("days_late")
        found = {str(row[0]): row[place] for row in rows}
        assert found == {f"urn:{n}": (done - due).days for n, (due, done) in enumerate(pairs)}
