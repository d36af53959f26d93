"""What reviews recommend and to whom: every line, place and outcome against the graph itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_library import made_library
from made_material import made_material
from made_triples import made_triples
from made_up import TURTLE, occurrence_tables
from made_up import store as made_up

from dhrgraph.errors import QueryError
from dhrgraph.extract.numbers import natural_key
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.gather import Asked, gather
from dhrgraph.graph_page.records import Statement, View
from dhrgraph.graph_page.views.reviews import MOST_RECOMMENDATIONS, SHOWN, label, review_view
from dhrgraph.namespaces import PROLOGUE, iri
from dhrgraph.network.occurrences import Occurrence

WHOLE = Asked(most=None)


def rows(store: Store, question: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in store.select(PROLOGUE + question).rows]


def pairs(store: Store, question: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in rows(store, question)]


def lines_of(store: Store, pattern: str = "") -> set[tuple[str, str]]:
    made = f"?r a dhr:Recommendation ; dhr:ofReview ?v . {pattern}"
    return {
        *pairs(store, f"SELECT DISTINCT ?v ?r {{ {made} }}"),
        *pairs(store, f"SELECT DISTINCT ?r ?b {{ {made} ?r dhr:addressedTo ?b }}"),
    }


def drawn(view: View) -> set[tuple[str, str]]:
    assert len({(line.source, line.target) for line in view.lines}) == len(view.lines)
    return {(line.source, line.target) for line in view.lines}


def facts(view: View, recommendation: str) -> dict[str, str]:
    return dict(next(node.facts for node in view.nodes if node.id == recommendation))


def test_the_seeds_have_every_recommendation_with_its_review_and_bodies(store: Store) -> None:
    material = gather(store, WHOLE)
    view = review_view(material)
    assert drawn(view) == lines_of(store)
    for line in view.lines:
        (number,) = line.statements
        assert material.statements[number].id in (line.source, line.target)
    said = dict(pairs(store, "SELECT ?r ?n { ?r a dhr:Recommendation ; dhr:numberLabel ?n }"))
    shown = {node.id: node.label for node in view.nodes if node.kind == "recommendation"}
    assert shown.keys() == {one.id for one in material.statements}
    assert all(shown[one].startswith(f"{number}  ") for one, number in said.items())
    assert len(said) > 70
    groups = {node.label for node in view.nodes if node.kind == "collective"}
    assert {"All Agencies", "General Practitioners"} <= groups


def test_they_stand_in_the_order_of_the_document(store: Store) -> None:
    for (review,) in rows(store, "SELECT ?v { ?v a dhr:Review }"):
        view = review_view(gather(store, replace(WHOLE, keep={"review": review})))
        shown = [node for node in view.nodes if node.kind == "recommendation"]
        places = dict(pairs(store, "SELECT ?r ?k { ?r a dhr:Recommendation ; dhr:sortKey ?k }"))
        assert [int(places[node.id].rsplit(".", 1)[1]) for node in shown] == list(range(1, len(shown) + 1))
        groups = [node.group for node in shown]
        assert len({*groups}) == 1 + sum(a != b for a, b in pairwise(groups))  # none comes twice
        for group in groups:
            numbers = [node.label.split("  ")[0] for node in shown if node.group == group]
            assert numbers == sorted(numbers, key=natural_key)
        names = dict(pairs(store, "SELECT ?r ?l { ?r a dhr:Recommendation ; dhr:listName ?l }"))
        assert [names.get(node.id, "") for node in shown] == groups


def test_what_came_of_it_is_what_the_plans_say(store: Store) -> None:
    asked = "SELECT ?r ?s { ?a dhr:implements ?r ; dhr:status/skos:prefLabel ?s }"
    view = review_view(gather(store, WHOLE))
    found = rows(store, asked)
    of_each = Counter(recommendation for recommendation, _ in found)
    for node in view.nodes:
        if node.kind == "recommendation":
            said = dict(node.facts)["What came of it"]
            number = of_each[node.id]
            assert said.startswith(f"{number} action" if number else "No action on it is in this graph.")
            assert all(status in said for recommendation, status in found if recommendation == node.id)
    finding = f"{len(of_each)} of them have {len(found)} actions in this graph, by status: "
    by_status = Counter(status for _, status in found)
    assert finding in view.finding
    told = view.finding.split(finding)[1].rstrip(".").split(", ")
    assert {tuple(part.split(" ", 1)) for part in told} == {(str(n), status) for status, n in by_status.items()}
    outcomes = {text for (text,) in rows(store, "SELECT ?t { ?a dhr:implements ?r ; dhr:outcomeText ?t }")}
    assert {value for node in view.nodes for name, value in node.facts if name == "Outcome, as printed"} == outcomes


def test_what_is_printed_stays_as_printed(store: Store) -> None:
    view = review_view(gather(store, WHOLE))
    printed: dict[str, set[str]] = {}
    for recommendation, words in rows(store, "SELECT ?r ?w { ?r a dhr:Recommendation ; dhr:addresseeText ?w }"):
        printed.setdefault(recommendation, set()).add(words)
    for recommendation, words in printed.items():
        assert set(facts(view, recommendation)["Put to, as printed"].split("; ")) == words
    assert "all agencies" in {words for some in printed.values() for words in some}


def test_one_partnership_has_its_reviews_only_the_silent_one_too(store: Store) -> None:
    for (place,) in rows(store, "SELECT DISTINCT ?p { ?v dhr:commissionedBy ?p }"):
        view = review_view(gather(store, replace(WHOLE, keep={"partnership": place})))
        assert drawn(view) == lines_of(store, f"?v dhr:commissionedBy <{place}> .")
    made = made_up()
    view = review_view(gather(made, replace(WHOLE, keep={"partnership": iri("ag:csp-gamma")})))
    assert ([node.label for node in view.nodes], view.lines) == (["Gamma review"], ())
    assert view.finding == "1 review without a recommendation in this graph."
    assert facts(view, iri("rv:silent")) == {"Recommendations": "None is in this graph."}
    everything = review_view(gather(made, WHOLE))
    assert drawn(everything) == lines_of(made)
    assert everything.finding.endswith("1 review has no recommendation here.")


def test_one_that_names_nobody_says_so() -> None:
    view = review_view(gather(made_up(), WHOLE))
    assert facts(view, iri("rc:r4"))["Put to"] == "Nobody is named."
    assert not [line for line in view.lines if line.source == iri("rc:r4")]
    assert "1 names nobody" in view.finding
    assert "Put to" not in facts(view, iri("rc:r5"))


def test_printed_numbers_stand_as_a_reader_counts() -> None:
    some = [f'rc:x{n} a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:numberLabel "{number}" ; dhr:text "Do it."@en .'
            for n, number in enumerate(("10.2a", "10.10", "9", "10.2", "2"))]  # fmt: skip
    made = "\n".join(['rv:a1 a dhr:Review ; rdfs:label "A review"@en .', *some])
    view = review_view(gather(made_up(made), WHOLE))
    shown = [node.label for node in view.nodes if node.kind == "recommendation"]
    assert shown == [f"{number}  Do it." for number in ("2", "9", "10.2", "10.2a", "10.10")]


def test_a_list_stays_together_and_lists_come_as_in_the_document() -> None:
    some = [(1, "Panel", "1"), (2, "Agency", "1"), (3, "Panel", "2"), (4, "Agency", "2")]
    made = 'rv:a1 a dhr:Review ; rdfs:label "A review"@en .\n' + "\n".join(
        f'rc:x{9 - place} a dhr:Recommendation ; dhr:ofReview rv:a1 ; dhr:listName "{heading}" ; '
        f'dhr:numberLabel "{number}" ; dhr:sortKey "a1.{heading.lower()}.{place:04}" ; dhr:text "Do {place}."@en .'
        for place, heading, number in some
    )
    view = review_view(gather(made_up(made), WHOLE))
    shown = [(node.group, node.label) for node in view.nodes if node.kind == "recommendation"]
    assert shown == [("Panel", "1  Do 1."), ("Panel", "2  Do 3."), ("Agency", "1  Do 2."), ("Agency", "2  Do 4.")]


def test_actions_of_different_states_are_counted_apart() -> None:
    made = (
        TURTLE
        + """
ai:1 a dhr:ActionPlanItem ; dhr:implements rc:r1 ; dhr:status cv:s-done ; dhr:outcomeText "It was done." .
ai:2 a dhr:ActionPlanItem ; dhr:implements rc:r1 ; dhr:status cv:s-late ; dhr:statusAsAt "2022-11"^^xsd:gYearMonth .
ai:3 a dhr:ActionPlanItem ; dhr:implements rc:r2 .
cv:s-done skos:prefLabel "complete"@en , "cwblhawyd"@cy . cv:s-late skos:prefLabel "delayed"@en .
"""
    )
    view = review_view(gather(made_up(made), WHOLE))
    assert facts(view, iri("rc:r1"))["What came of it"] == "2 actions: 1 complete, 1 delayed at November 2022"
    assert facts(view, iri("rc:r1"))["Outcome, as printed"] == "It was done."
    assert facts(view, iri("rc:r2"))["What came of it"] == "1 action: 1 of unknown status"
    assert facts(view, iri("rc:r1"))["Themes"] == "Sharing information and Training"


def test_too_many_for_one_picture_need_a_name() -> None:
    made = Store.memory(made_triples(made_library(30, 1)), "ntriples")
    material = gather(made, WHOLE)
    assert len(material.statements) > MOST_RECOMMENDATIONS
    with pytest.raises(QueryError, match="add --csp or --review"):
        review_view(material)
    assert drawn(review_view(gather(made, replace(WHOLE, force=True)))) == lines_of(made)
    (place,) = rows(made, "SELECT ?p { ?v dhr:commissionedBy ?p } ORDER BY ?p LIMIT 1")[0]
    one = review_view(gather(made, replace(WHOLE, keep={"partnership": place})))
    assert drawn(one) == lines_of(made, f"?v dhr:commissionedBy <{place}> .")


def test_a_least_number_of_partnerships_leaves_no_recommendation_out(store: Store) -> None:
    whole, wide = (review_view(gather(store, replace(WHOLE, min_partnerships=least))) for least in (1, 2))
    assert (wide.nodes, wide.lines) == (whole.nodes, whole.lines)
    assert whole.notice == "Bodies are counted as named."
    assert wide.notice == f"Each recommendation is of one partnership, so all are shown. {whole.notice}"
    today = review_view(gather(store, replace(WHOLE, as_of="today")))
    assert today.notice == "Bodies are counted as of today."
    assert len({node.id for node in today.nodes if node.column == 2}) < len([n for n in whole.nodes if n.column == 2])


def test_what_does_not_fit_is_counted(store: Store) -> None:
    whole = review_view(gather(store, WHOLE))
    part = review_view(gather(store, replace(WHOLE, most=60)))
    assert len(part.nodes) <= 60
    missing = {node.id for node in whole.nodes} - {node.id for node in part.nodes}
    assert part.left_out == sum(node.kind == "recommendation" for node in whole.nodes if node.id in missing)
    kept = {node.id for node in part.nodes}
    assert drawn(part) == {pair for pair in drawn(whole) if set(pair) <= kept}
    column = {node.id: node.column for node in part.nodes}
    assert {node for node in kept if column[node] == 2} == {b for a, b in drawn(part) if column[a] == 1}


def test_an_empty_store_has_nothing_to_show() -> None:
    view = review_view(gather(made_up(""), WHOLE))
    assert (view.nodes, view.lines) == ((), ())
    assert view.finding == "Nothing to show: no review is in this graph."


@given(made=occurrence_tables())
def test_any_rows_agree(made: tuple[Occurrence, ...]) -> None:
    material = made_material(made)
    view = review_view(material)
    expected = {(row.review.id, row.recommendation) for row in made}
    expected |= {(row.recommendation, row.addressee.id) for row in made if row.addressee}
    assert drawn(view) == expected
    assert [node.column for node in view.nodes] == sorted(node.column for node in view.nodes)
    assert {node.id for node in view.nodes} >= {end for pair in expected for end in pair}


@settings(max_examples=30)
@given(made=occurrence_tables())
def test_another_review_moves_nothing_past_anything_else(made: tuple[Occurrence, ...]) -> None:
    after = [node.id for node in review_view(made_material(made)).nodes]
    for left_out in {row.review.id for row in made}:
        less = made_material([row for row in made if row.review.id != left_out])
        before = [node.id for node in review_view(less).nodes]
        assert [one for one in after if one in set(before)] == before


@given(text=st.text(max_size=200), number=st.text(alphabet="0123456789.a", max_size=6))
def test_a_label_is_short_and_begins_as_the_words_do(text: str, number: str) -> None:
    made = label(Statement("r", text, 0, number))
    words = " ".join(text.split())
    assert len(made) <= len(number) + 2 + SHOWN + 2
    if words:
        shown = made.removeprefix(f"{number}  ") if number else made
        assert words.startswith(shown.removesuffix(" …")) or shown == words
    else:
        assert made == f"Recommendation {number}".strip()
