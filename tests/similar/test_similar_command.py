"""`dhrgraph similar` and `Graph.similar`: what was made before, and what came of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from made_up import store as made_up
from sample import labelled

from dhrgraph import open as open_graph
from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Answer
from dhrgraph.network.similar.answer import COLUMNS, made_before, words_of
from dhrgraph.network.similar.answer_links import COLUMNS as LINK_COLUMNS
from dhrgraph.network.similar.answer_links import all_links, counted
from dhrgraph.network.similar.score import SAME_ASK

PLAN = """
rv:a dhr:published "2019-03"^^xsd:gYearMonth ; a dhr:Review ; rdfs:label "Alpha review"@en ; dhr:commissionedBy ag:csp-a .
rv:b dhr:published "2021"^^xsd:gYear ; a dhr:Review ; rdfs:label "Beta review"@en ; dhr:partnershipText "Beta" .
rv:c a dhr:Review ; rdfs:label "Gamma review"@en .
ag:csp-a skos:prefLabel "Alpha Partnership"@en , "Partneriaeth Alpha"@cy .
ag:police skos:prefLabel "Anytown Police"@en .
rc:a1 a dhr:Recommendation ; dhr:ofReview rv:a ; dhr:addressedTo ag:police ;
  dhr:text "Anytown Police to train all officers in stalking."@en .
rc:b1 a dhr:Recommendation ; dhr:ofReview rv:b ; dhr:addresseeText "the constabulary" ; dhr:assertsRecurrence true ;
  dhr:text "CPD on stalking for front line staff. This was a recommendation of an earlier review."@en .
rc:c1 a dhr:Recommendation ; dhr:ofReview rv:c ; dhr:text "Fund a refuge."@en .
ai:a1 dhr:implements rc:a1 ; dhr:status cv:status-complete ; dhr:targetText "spring" ; dhr:completionText "June 2020" ;
  dhr:completionDate "2020-06"^^xsd:gYearMonth .
ai:a2 dhr:implements rc:a1 ; dhr:status cv:status-in-progress ; dhr:targetText "March" ;
  dhr:revisedTargetText "July 2021" .
cv:status-complete skos:prefLabel "complete"@en ; dhr:countsAsDone true .
cv:status-in-progress skos:prefLabel "in progress"@en ; dhr:countsAsDone false .
cv:status-already-in-place skos:prefLabel "already in place"@en ; dhr:countsAsDone true .
"""
DRAFT = "The force should train its officers in stalking."


def rows(answer: Any) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_each_recommendation_comes_with_its_setting_and_what_came_of_it() -> None:
    made = made_before(made_up(PLAN), DRAFT)
    alpha, beta = sorted(rows(made.answer()), key=lambda row: row["review_label"])
    assert tuple(alpha) == COLUMNS
    assert (alpha["strength"], alpha["published"], alpha["partnership_label"]) == (
        "near-copy",
        "2019-03",
        "Alpha Partnership",
    )
    assert (alpha["addressees"], alpha["says_made_before"]) == ("Anytown Police", False)
    assert (alpha["status"], alpha["target"], alpha["completion"]) == (
        "complete; in progress", "spring; July 2021", "2020-06; not stated",
    )  # fmt: skip
    assert (beta["strength"], beta["published"], beta["partnership_label"]) == ("same-ask", "2021", "Beta")
    assert (beta["addressees"], beta["says_made_before"]) == ("the constabulary", True)
    assert (beta["status"], beta["target"]) == ("no action in what was read", "")
    assert "train = CPD" in beta["shared_terms"]
    assert "stalking" in beta["shared_terms"]
    assert made.sentence() == (
        "Made before in 2 reviews of 2 partnerships (published 2019-03 to 2021): 1 near-copy, 1 asks the same in other "
        "words, 1 says it was not the first time; 1 of the 2 has an action in a plan that was read, not said to be done."
    )


def test_the_codes_say_which_statuses_count_as_done() -> None:
    store = made_up(PLAN.replace("cv:status-in-progress ;", "cv:status-already-in-place ;"))
    assert "read, said to be done." in made_before(store, DRAFT).sentence()


def test_a_recommendation_of_the_graph_is_not_compared_with_its_own_review() -> None:
    store = made_up(PLAN)
    a1 = "https://w3id.org/dhrgraph/id/recommendation/a1"
    made = made_before(store, words_of(store, a1), but=a1)
    assert [row["review_label"] for row in rows(made.answer())] == ["Beta review"]
    assert made.compared == 2


def test_links_give_both_sides() -> None:
    (link,) = rows(all_links(made_up(PLAN)))
    assert tuple(link) == LINK_COLUMNS
    assert (link["earlier_review_label"], link["later_review_label"], link["strength"]) == (
        "Alpha review",
        "Beta review",
        "same-ask",
    )


LATER_BY_DATE = """
rv:a a dhr:Review ; rdfs:label "Alpha review"@en ; dhr:published "2022-05"^^xsd:gYearMonth .
rv:b a dhr:Review ; rdfs:label "Beta review"@en ; dhr:published "2019-03"^^xsd:gYearMonth .
rv:c a dhr:Review ; rdfs:label "Gamma review"@en .
rc:a1 a dhr:Recommendation ; dhr:ofReview rv:a ; dhr:text "CPD on stalking for all front line staff."@en .
rc:b1 a dhr:Recommendation ; dhr:ofReview rv:b ; dhr:text "Anytown Police to train officers in stalking."@en .
rc:b2 a dhr:Recommendation ; dhr:ofReview rv:b ; dhr:text "Fund a refuge for pets of victims."@en .
rc:c1 a dhr:Recommendation ; dhr:ofReview rv:c ; dhr:text "Fund a refuge for the pets of victims."@en .
ai:b1 dhr:implements rc:b1 ; dhr:status cv:status-complete ; dhr:targetText "spring" ;
  dhr:completionDate "2020-06"^^xsd:gYearMonth .
cv:status-complete skos:prefLabel "complete"@en .
"""


def test_links_are_strongest_first_and_from_the_earlier_review_to_the_later() -> None:
    copy, ask = rows(all_links(made_up(LATER_BY_DATE)))
    assert (copy["strength"], ask["strength"]) == ("near-copy", "same-ask"), "in order of id the weaker stands first"
    assert [(one["earlier_review_label"], one["later_review_label"]) for one in (copy, ask)] == [
        ("Beta review", "Gamma review"),  # a date comes before none
        ("Beta review", "Alpha review"),  # though its id is the greater
    ]
    assert (ask["earlier_text"], ask["earlier_published"], ask["later_published"]) == (
        "Anytown Police to train officers in stalking.", "2019-03", "2022-05",
    )  # fmt: skip
    assert "train = CPD" in ask["shared_terms"], "the earlier one's words first"


def test_links_say_what_came_of_the_earlier_one() -> None:
    copy, ask = rows(all_links(made_up(LATER_BY_DATE)))
    assert (ask["status"], ask["target"], ask["completion"]) == ("complete", "spring", "2020-06")
    assert (copy["status"], copy["target"], copy["completion"]) == ("no action in what was read", "", "")


def test_pairs_of_one_strength_stand_in_order_of_score() -> None:
    found = rows(all_links(made_up(library(12))))
    ranks = [(one["strength"], -one["score"]) for one in found]
    assert len(found) > 5
    assert ranks == sorted(ranks)


def library(size: int) -> str:
    """A graph with a review for each of the first texts of the sample."""
    said = [text for pair in labelled("development")[:size] for text in (pair.one, pair.other)]
    return "\n".join(
        f'rv:v{at} a dhr:Review . rc:r{at} a dhr:Recommendation ; dhr:ofReview rv:v{at} ; dhr:text "{text}"@en .'
        for at, text in enumerate(said)
    )


def test_the_nearest_are_shown_apart_and_never_said_to_be_alike() -> None:
    made = made_before(made_up(PLAN), "Audit how stalking is recorded.", nearest=5)
    assert not made.found
    near = rows(made.answer())
    assert [row["strength"] for row in near] == ["nearest"] * 2, "what shares no word is not shown"
    assert all(0 < row["score"] < SAME_ASK.threshold for row in near)
    assert [row["score"] for row in near] == sorted((row["score"] for row in near), reverse=True)
    assert made.sentence().startswith("Nothing like it among 3 recommendations")
    assert "Not judged alike, but nearest by words: 2 recommendations (score below 0.58)" in made.sentence()


def test_the_nearest_change_nothing_of_what_is_found() -> None:
    store = made_up(library(20))
    without, having = made_before(store, DRAFT), made_before(store, DRAFT, nearest=4)
    assert having.found == without.found
    assert having.sentence().startswith(without.sentence())
    assert having.answer().rows[: len(having.found)] == without.answer().rows
    assert not {one.id for _, one in having.nearest} & {one.id for _, one in having.found}


def test_the_nearest_come_unasked_only_where_few_are_found() -> None:
    store = made_up(PLAN)
    assert made_before(store, "Train staff on stalking and fund a refuge.", nearest=3, where_found_under=1).nearest
    assert not made_before(store, DRAFT, nearest=3, where_found_under=2).nearest


def test_people_see_which_are_not_judged_alike(run: Any, built: Path) -> None:
    asked = ("similar", "GPs should ask about domestic abuse as a routine", "-g", built)
    done = run(*asked)
    first = done.stdout.splitlines()[0]
    assert first.startswith("nearest 0."), done.stderr
    assert ", not judged alike · " in first
    assert "Not judged alike, but nearest by words: 3 recommendations" in done.stderr
    assert run(*asked, "--nearest", "0").stdout == ""
    assert len(json.loads(run(*asked, "--nearest", "1", "-F", "json").stdout)) == 1
    assert len(open_graph(built).similar(asked[1], nearest=2).to_dicts()) == 2
    assert open_graph(built).similar(asked[1]).to_dicts() == []


@pytest.mark.parametrize(
    ("turtle", "text", "told"),
    [
        ("", DRAFT, "nothing to compare with"),
        (PLAN, "They should ensure that this is done.", "nothing to compare: no words, or only words that any"),
        (PLAN, "Appoint a bursar.", "Nothing like it among 3 recommendations of 3 reviews"),
    ],
)
def test_where_nothing_is_found_the_answer_says_why(turtle: str, text: str, told: str) -> None:
    made = made_before(made_up(turtle), text)
    assert made.answer().rows == ()
    assert told in made.sentence()


def test_one_review_alone_has_nothing_to_be_compared_with() -> None:
    store = made_up(
        'rv:a a dhr:Review . rc:a1 a dhr:Recommendation ; dhr:ofReview rv:a ; dhr:text "Fund a refuge."@en .'
    )
    a1 = "https://w3id.org/dhrgraph/id/recommendation/a1"
    assert "nothing to compare with" in made_before(store, words_of(store, a1), but=a1).sentence()
    assert all_links(store).rows == ()


def test_an_empty_text_and_a_recommendation_without_words_are_refused() -> None:
    with pytest.raises(QueryError, match="empty"):
        made_before(made_up(PLAN), " \n")
    with pytest.raises(QueryError, match="holds no words for rc:zz"):
        words_of(made_up(PLAN), "https://w3id.org/dhrgraph/id/recommendation/zz")


def test_the_command_shows_what_the_five_documents_hold(run: Any, built: Path) -> None:
    done = run("similar", "All staff should be trained in professional curiosity", "-g", built, "-F", "json")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("Probably made before in 1 review of 1 partnership (published 2024-01)")
    assert "Rests on 3 reviews" in done.stderr
    assert "sefton-2024-01" in json.dumps(json.loads(done.stdout))
    assert "professional curiosity" in done.stdout


def test_a_text_is_read_from_stdin(run: Any, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"Staff to be trained in professional curiosity"), "utf-8")
    )
    done = run("similar", "-", "-g", built)
    assert done.returncode == 0
    assert "professional" in done.stdout.casefold()


def test_what_a_recommendation_says_of_itself_is_shown(run: Any, built: Path) -> None:
    graph = open_graph(built)
    (said,) = graph.sparql(
        "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#> SELECT ?r ?t { ?r dhr:assertsRecurrence true ; dhr:text ?t }"
    )
    (found,) = [row for row in graph.similar(str(said[1])).to_dicts() if row["recommendation"] == said[0]]
    assert (found["strength"], found["score"], found["says_made_before"]) == ("near-copy", 1.0, True)
    assert graph.similar(to=str(said[0])).columns == COLUMNS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "one of them"),
        (("a text", "--links"), "one of them"),
        (("a text", "--strongest", "3"), "goes with --links"),
        (("--links", "--nearest", "3"), "--nearest goes with a text"),
        ((" ",), "the text is empty"),
        (("--to", "sefton-2024-01-e2662fcb.marac.0061"), "Did you mean 'sefton-2024-01-e2662fcb.marac.001"),
    ],
)
def test_wrong_use_is_told_in_words(run: Any, built: Path, words: tuple[str, ...], told: str) -> None:
    done = run("similar", *words, "-g", built)
    assert done.returncode == 2
    assert told in done.stderr
    assert not done.stdout


def test_an_unknown_recommendation_is_refused_in_python_too(built: Path) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean"):
        open_graph(built).similar(to="sefton-2024-01-e2662fcb.marac.0061")


def test_links_of_the_five_documents_are_counted_in_words(run: Any, built: Path) -> None:
    done = run("similar", "--links", "--strongest", "2", "-g", built, "-F", "csv")
    assert done.returncode == 0
    assert "No two recommendations of different reviews were found to be alike." in done.stderr
    assert done.stdout.splitlines()[0] == ",".join(LINK_COLUMNS)


def test_people_get_a_block_each_that_fits_a_page(run: Any, built: Path) -> None:
    done = run("similar", "All staff should be trained in professional curiosity", "-g", built)
    first, *others = done.stdout.splitlines()
    assert first == "same-ask 0.609 · Sefton review, January 2024 · Sefton Safer Communities Partnership"
    assert max(len(line) for line in done.stdout.splitlines() if " id " not in line) <= 100
    told = {line[2:14].strip() for line in others if line.startswith("  ") and line[2] != " "}
    assert {"shared", "asked of", "themes", "action", "target", "completion", "id"} <= told


def test_nothing_found_prints_no_empty_table(run: Any, built: Path) -> None:
    done = run("similar", "🙂 ... !", "-g", built)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to compare" in done.stderr
    rows_of = run("similar", "🙂 ... !", "-g", built, "-F", "csv")
    assert rows_of.stdout.splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize(
    ("strengths", "told"),
    [
        ((), "No two recommendations of different reviews were found to be alike."),
        (("near-copy",), "1 pair of recommendations of different reviews is alike: 1 near-copy."),
        (
            ("near-copy", "same-ask", "same-ask"),
            "3 pairs of recommendations of different reviews are alike: 1 near-copy, 2 ask the same in other words.",
        ),
    ],
)
def test_links_are_counted_in_the_right_number(strengths: tuple[str, ...], told: str) -> None:
    rows = tuple(tuple(one if name == "strength" else "" for name in LINK_COLUMNS) for one in strengths)
    assert counted(Answer(LINK_COLUMNS, rows)) == told
