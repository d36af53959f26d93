"""`dhrgraph similar` and `Graph.similar`: what was made before, and what came of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from made_up import store as made_up

from dhrgraph import open as open_graph
from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Answer
from dhrgraph.network.similar.answer import COLUMNS, LINK_COLUMNS, all_links, counted, made_before, words_of

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
cv:status-complete skos:prefLabel "complete"@en .
cv:status-in-progress skos:prefLabel "in progress"@en .
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
        "words, 1 says it was not the first time; 1 of the 2 has an action in a plan that was read, not said to be complete."
    )


def test_a_recommendation_of_the_graph_is_not_compared_with_its_own_review() -> None:
    store = made_up(PLAN)
    a1 = "https://w3id.org/dhrgraph/id/recommendation/a1"
    made = made_before(store, words_of(store, a1), but=a1)
    assert [row["review_label"] for row in rows(made.answer())] == ["Beta review"]
    assert made.compared == 2


def test_links_give_both_sides() -> None:
    (link,) = rows(all_links(made_up(PLAN)))
    assert tuple(link) == LINK_COLUMNS
    assert (link["review_label"], link["other_review_label"], link["strength"]) == (
        "Alpha review",
        "Beta review",
        "same-ask",
    )


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
