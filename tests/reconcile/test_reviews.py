"""Documents of one review become one review: found out, counted once, every difference kept and told."""

from __future__ import annotations

import itertools
import json
import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_reviews import ASKED, ONE_REVIEW, OTHERS, page, report
from jsonschema import Draft202012Validator
from named_graphs import to_named_graphs

from dhrgraph import pipeline, records
from dhrgraph.config import Config
from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.store import Store
from dhrgraph.publish.findings import counted_once, finding_rows
from dhrgraph.reconcile.judgements import SameReview, read_review_judgements
from dhrgraph.reconcile.reviews import groups as reviews_groups
from dhrgraph.reconcile.reviews.alike import Asked, likeness, pairs, said
from dhrgraph.reconcile.reviews.groups import group
from dhrgraph.reconcile.reviews.join import join_reviews
from dhrgraph.reconcile.reviews.kin import Kin
from dhrgraph.reconcile.reviews.twins import placed
from dhrgraph.records import Document, Issue, JudgementRow, Reading, Recommendation

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/source.txt"))
PREFIXES = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rv: <https://w3id.org/dhrgraph/id/review/>
PREFIX cv: <https://w3id.org/dhrgraph/code/>
"""
Understand = Callable[..., Reading]


@pytest.fixture(scope="module")
def understand(read: Callable[..., Document], config: Config) -> Understand:
    """Text to a reading with all stages done, not joined to any other."""

    def reading(text: str, file: str = "report.txt") -> Reading:
        return pipeline.understand(read(text, file), config).reading

    return reading


@pytest.fixture(scope="module")
def three(understand: Understand) -> tuple[Reading, ...]:
    """One review as plain text with other line breaks, as executive summary with plan, and as summary page."""
    return tuple(understand(path.read_text(encoding="utf-8"), path.name) for path in ONE_REVIEW)


def reviews(readings: Sequence[Reading]) -> set[str]:
    """The ids of the reviews."""
    return {reading.review.id for reading in readings if reading.review}


def graph(readings: Sequence[Reading], config: Config) -> Store:
    """What is published of some readings, which must conform to the shapes."""
    graphs = to_named_graphs(readings, config.vocabulary)
    assert violations(graphs.ntriples(), config.ontology / "shapes.ttl") == ()
    return Store.memory(graphs.ntriples(), "ntriples")


def ask(store: Store, pattern: str, *variables: str) -> set[tuple[Any, ...]]:
    """The distinct values of the variables where the pattern holds."""
    names = " ".join(f"?{name}" for name in variables)
    return set(store.select(f"{PREFIXES} SELECT DISTINCT {names} WHERE {{ {pattern} }}").rows)


def told(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """What a person is told about documents of one review: severity and message."""
    issues = [f for reading in readings for f in reading.findings if isinstance(f, Issue) and f.stage == "reconcile"]
    return [(issue.severity, issue.message) for issue in issues]


# --- one review


def test_page_report_and_text_are_one_review_told_in_three_documents(
    three: tuple[Reading, ...], config: Config
) -> None:
    joined = join_reviews(three)
    assert len(reviews(three)) == 3
    assert len(reviews(joined)) == 1
    store = graph(joined, config)
    assert len(ask(store, "?r dhr:describedIn ?d", "d")) == 3
    assert len(ask(store, "?r a dhr:Review", "r")) == 1
    assert len(ask(store, "?r a dhr:Recommendation", "r")) == 5
    assert len(ask(store, "?r a dhr:ActionPlanItem", "r")) == 2
    assert len(ask(store, "?r a dhr:Restatement ; dhr:restates ?k . ?k a dhr:Recommendation", "r")) == 8


def test_it_is_said_how_the_match_was_made(three: tuple[Reading, ...], config: Config) -> None:
    store = graph(join_reviews(three), config)
    methods = ask(store, "?m dhr:joinMethod ?method ; dhr:joinEvidence ?words", "method", "words")
    assert {str(method).rpartition("/")[2] for method, _ in methods} == {"join-recommendations"}
    assert all("4 of 4 recommendations alike; same partnership" in words for _, words in methods)
    notes = [message for severity, message in told(join_reviews(three)) if severity == "note"]
    assert sum("ontology/judgements.csv" in note for note in notes) == 2


def test_what_is_said_again_is_evidence_for_what_is_counted(three: tuple[Reading, ...], config: Config) -> None:
    store = graph(join_reviews(three), config)
    counted = ask(store, "?r a dhr:Recommendation ; dcterms:source ?d ; dhr:evidencedBy ?e", "r", "d")
    assert sorted(len([d for r, d in counted if r == one]) for one in {r for r, _ in counted}) == [1, 3, 3, 3, 3]


def test_differences_are_kept_and_reported(three: tuple[Reading, ...], config: Config) -> None:
    joined = join_reviews(three)
    store = graph(joined, config)
    found = ask(store, "?d dhr:disagreesOn ?fact ; dhr:statedHere ?words", "fact", "words")
    assert {(str(fact).rpartition("-")[2], words) for fact, words in found} == {
        ("death", "2019-04"),
        ("addressee", "Sefton Council; Merseyside Police"),
        ("wording", next(f.text.text for f in joined[2].findings if isinstance(f, Recommendation) and f.order == 3)),
    }
    assert ask(store, "?r dhr:death ?death ; dhr:statedRecommendations ?n", "death", "n") == {("2019-03", 4)}
    warnings = [message for severity, message in told(joined) if severity == "warning"]
    assert len(warnings) == 2
    assert all("executive-summary.txt" in message and "both are kept" in message for message in warnings)
    assert any("“2019-04”" in message and "“2019-03”" in message for message in warnings)
    assert any("recommendation 2" in message and "addressee" in message for message in warnings)
    notes = [message for severity, message in told(joined) if severity == "note"]
    assert any("recommendation 3: worded otherwise in executive-summary.txt at " in note for note in notes)


@pytest.mark.parametrize("source", GOLDEN, ids=lambda path: path.parent.name)
def test_a_copy_with_other_line_ends_says_everything_again(source: Path, understand: Understand) -> None:
    text = source.read_text(encoding="utf-8")
    one, copy = understand(text, "one.txt"), understand(text.replace("\n", "\r\n"), "copy.txt")
    if one.review is None:
        assert join_reviews([one, copy]) == (one, copy)
        return
    joined = join_reviews([one, copy], judged(one, copy, same=True))
    (further,) = [reading for reading in joined if reading.review and reading.review.joined]
    (main,) = [reading for reading in joined if reading is not further]
    assert counted_once(finding_rows(further)) == [
        row for row in finding_rows(further) if row["kind"] in ("issue", "citation")
    ]
    again = [finding.restates for _, _, finding in placed(further)]
    assert [(r.order, r.item) for r in again if r] == [place for _, place, _ in placed(main)]
    assert [r.differs + r.adds for r in again if r and r.differs + r.adds] == []


def test_the_order_of_the_documents_changes_nothing(three: tuple[Reading, ...], config: Config) -> None:
    first = dict(zip([r.document.source.key for r in three], join_reviews(three), strict=True))
    for order in itertools.permutations(three):
        joined = join_reviews(order)
        assert joined == tuple(first[r.document.source.key] for r in order)
        assert to_named_graphs(joined, config.vocabulary).nquads() == (
            to_named_graphs(first.values(), config.vocabulary).nquads()
        )


def test_the_main_documents_graph_is_the_same_without_the_others(three: tuple[Reading, ...], config: Config) -> None:
    together = dict(to_named_graphs(join_reviews(three), config.vocabulary).lines)
    name = f"gr:{three[1].document.source.key}"
    assert dict(to_named_graphs(join_reviews(three[1:2]), config.vocabulary).lines)[name] == together[name]
    assert dict(to_named_graphs(join_reviews(three[:2]), config.vocabulary).lines)[name] == together[name]


def test_what_a_document_states_keeps_its_iri_when_another_comes(three: tuple[Reading, ...], config: Config) -> None:
    stated = "?s a dhr:Statement ; dcterms:source ?d . FILTER NOT EXISTS { ?s a dhr:LegislationCitation }"
    alone = {s for reading in three for (s,) in ask(graph([reading], config), stated, "s")}
    assert {s for (s,) in ask(graph(join_reviews(three), config), stated, "s")} == alone
    kept = ask(graph(join_reviews(three), config), "?r dcterms:identifier ?was ; dhr:describedIn ?d", "was")
    assert {was for (was,) in kept} == reviews(three) - reviews(join_reviews(three))


def test_a_third_document_is_held_against_what_the_second_added(understand: Understand, config: Config) -> None:
    plan = "\n".join(
        [
            "3. Action plan",
            "| No | Recommendation | Scope | Action | Lead agency | Target date |",
            "|---|---|---|---|---|---|",
            f"| 1 | {ASKED[0]} | {{scope}} | {{action}} | Merseyside Police | {{target}} |",
        ]
    )
    main = understand(report([*ASKED, *OTHERS[1:]]), "main.txt")
    second = understand(
        report(ASKED, more=plan.format(scope="Local", action="Write a course", target="May 2022")), "b.txt"
    )
    third = understand(
        report(ASKED[:3], more=plan.format(scope="National", action="Write a course.", target="June 2022")), "c.txt"
    )
    store = graph(join_reviews([main, second, third]), config)
    assert {
        (str(f).rpartition("/")[2], w) for f, w in ask(store, "?d dhr:disagreesOn ?f ; dhr:statedHere ?w", "f", "w")
    } == {
        ("fact-scope", "national"),
        ("fact-target", "June 2022"),
    }
    assert len(ask(store, "?r dhr:scope ?scope", "r", "scope")) == 1
    assert len(ask(store, "?a a dhr:ActionPlanItem", "a")) == 1


# --- two reviews


def test_two_reviews_of_one_partnership_in_one_month_stay_two(understand: Understand) -> None:
    shared = "All agencies should make sure that staff know how to refer to the specialist service."
    one = understand(page([*ASKED, shared]), "one.txt")
    other = understand(page([*OTHERS, shared]), "other.txt")
    assert len(reviews(join_reviews([one, other]))) == 2
    assert told(join_reviews([one, other])) == []


def test_the_same_recommendations_in_two_partnerships_stay_two(understand: Understand) -> None:
    one, other = understand(page(ASKED), "one.txt"), understand(page(ASKED, csp="Kirklees"), "other.txt")
    assert len(reviews(join_reviews([one, other]))) == 2


def test_two_partnerships_nobody_has_a_record_of_stay_two(understand: Understand) -> None:
    one, other = (understand(page(ASKED, csp=csp), f"{csp}.txt") for csp in ("Exampleton", "Fictonshire"))
    same = understand(page(ASKED, csp="Exampleton Community Safety Partnership"), "same.txt")
    assert len(reviews(join_reviews([one, other]))) == 2
    assert len(reviews(join_reviews([one, same]))) == 1


def test_a_document_without_partnership_never_joins_two_partnerships(understand: Understand) -> None:
    one, other = understand(page(ASKED), "one.txt"), understand(page(ASKED, csp="Kirklees"), "other.txt")
    bare = understand(page(ASKED, csp=None), "bare.txt")
    assert len(reviews(join_reviews([one, other, bare]))) == 2
    assert len(reviews(join_reviews([one, bare]))) == 1


def test_repeating_a_few_old_recommendations_does_not_make_it_the_old_review(understand: Understand) -> None:
    old = understand(page(ASKED), "old.txt")
    new = understand(page([*ASKED[:3], *OTHERS[:3]], published="June 2023", death="May 2021"), "new.txt")
    assert len(reviews(join_reviews([old, new]))) == 2


def test_one_shared_recommendation_of_two_is_boilerplate(understand: Understand) -> None:
    one, other = understand(page(ASKED[:2]), "one.txt"), understand(page([ASKED[0], OTHERS[0]]), "other.txt")
    assert len(reviews(join_reviews([one, other]))) == 2
    assert len(reviews(join_reviews([one, understand(page(ASKED[:1]), "part.txt")]))) == 1


# --- documents without recommendations


def test_facts_join_a_document_that_makes_no_recommendation(understand: Understand, config: Config) -> None:
    full, bare = understand(report(ASKED), "full.txt"), understand(report(()), "bare.txt")
    joined = join_reviews([full, bare])
    assert len(reviews(joined)) == 1
    (method,) = ask(graph(joined, config), "?m dhr:joinMethod ?method", "method")
    assert str(method[0]).endswith("join-facts")


def test_facts_that_fit_two_reviews_join_none_and_say_so(understand: Understand) -> None:
    readings = [understand(text, f"{n}.txt") for n, text in enumerate([report(ASKED), report(OTHERS), report(())])]
    joined = join_reviews(readings)
    assert len(reviews(joined)) == 3
    assert any("more than one review" in message for severity, message in told(joined) if severity == "warning")
    assert len(reviews(join_reviews([readings[0], understand(report((), death="April 2018"), "later.txt")]))) == 2


# --- a person's word


def judged(one: Reading, other: Reading, *, same: bool) -> list[SameReview]:
    return [SameReview(one.document.source.sha256, other.document.source.id, same, "analyst", "2024-01-31")]


def test_a_person_can_part_and_join(three: tuple[Reading, ...], understand: Understand, config: Config) -> None:
    text, summary, web = three
    parted = join_reviews(three, judged(summary, web, same=False))
    assert reviews([parted[1]]) == reviews([parted[0]]) != reviews([parted[2]])
    unlike = understand(page(OTHERS, csp="Kirklees"), "unlike.txt")
    rows = judged(summary, unlike, same=True)
    joined = join_reviews([summary, unlike], rows)
    assert len(reviews(joined)) == 1
    words = ask(graph(joined, config), "?m dhr:joinMethod cv:join-judgement ; dhr:joinEvidence ?words", "words")
    assert "judged to be the same review by analyst on 2024-01-31" in next(iter(words))[0]
    agreed = join_reviews([summary, web], judged(summary, web, same=True))
    methods = {r.review.joined.method for r in agreed if r.review and r.review.joined}
    assert methods == {"judgement"}
    assert join_reviews([text, summary], rows) == join_reviews([text, summary]), "a document that is not there"


ROW = JudgementRow("same-review", "a", "yes", "analyst", "2024-01-31", other="b", row=2)


def test_judgements_are_read_whichever_document_stands_first() -> None:
    assert read_review_judgements([ROW]) == read_review_judgements([replace(ROW, what="b", other="a")])


@pytest.mark.parametrize(
    "rows",
    [
        [replace(ROW, decision="maybe")],
        [replace(ROW, other="a")],
        [ROW, replace(ROW, what="b", other="a", decision="no")],
    ],
)
def test_a_judgement_that_cannot_be_is_refused(rows: list[JudgementRow]) -> None:
    with pytest.raises(VocabularyError, match=r"judgements\.csv row 2, column (decision|other)"):
        read_review_judgements(rows)


# --- what is published


def test_a_build_counts_once_and_shows_all(config: Config, tmp_path: Path) -> None:
    made = pipeline.build(ONE_REVIEW, tmp_path / "out", config, lambda *_: None)
    assert (made.documents, made.findings["review"], made.findings["recommendation"]) == (3, 1, 5)
    rows = [json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_text("utf-8").splitlines()]
    asked = [row for row in rows if row["kind"] == "recommendation"]
    assert len(asked) == 13
    assert len({row["review"] for row in rows}) == 1
    assert {row["restates"]["document"] for row in asked if row["restates"]} == {"executive-summary.txt"}
    tables = tmp_path / "out" / "tables"
    assert len((tables / "recommendations.csv").read_bytes().splitlines()) == 1 + 5
    assert len((tables / "reviews.csv").read_bytes().splitlines()) == 1 + 1
    validator = Draft202012Validator(SCHEMA)
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
    assert set(SCHEMA["$defs"]["fact"]["enum"]) == set(get_args(records.Fact))


def test_rows_point_to_rows_that_are_there(three: tuple[Reading, ...]) -> None:
    rows = [row for reading in join_reviews(three) for row in finding_rows(reading)]
    counted = {(r["document"], r["kind"], r.get("order") or r.get("recommendation")) for r in counted_once(rows)}
    again = [row for row in rows if row.get("restates") and row["kind"] in ("recommendation", "action")]
    assert again
    assert {(row["restates"]["document"], row["kind"], row["restates"]["order"]) for row in again} <= counted


def test_a_name_in_one_documents_file_does_not_reach_another(config: Config, tmp_path: Path) -> None:
    chaired = report([*ASKED, OTHERS[0]]).replace(
        "1. The review", "Independent Chair: Zorbel Quandrix\n\n1. The review"
    )
    (tmp_path / "full report.txt").write_text(chaired, encoding="utf-8")
    (tmp_path / "Zorbel Quandrix page.txt").write_text(page(ASKED), encoding="utf-8")
    read = pipeline.read_all([tmp_path], config, lambda *_: None)
    assert len(reviews(read.readings)) == 1
    assert "Quandrix" not in json.dumps([row for r in read.readings for row in finding_rows(r)])


# --- how alike


WORDS = st.lists(
    st.sampled_from(["police", "should", "train", "all", "officers", "in", "coercive", "control"]), min_size=1
)


@given(WORDS, st.integers(10, 60))
def test_line_breaks_make_no_difference(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert likeness(said(text), said(textwrap.fill(text, width))) == 1


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_twins_are_one_to_one_and_alike(firsts: list[list[str]], others: list[list[str]]) -> None:
    one, two = ([said(" ".join(words)) for words in side] for side in (firsts, others))
    found = pairs(one, two)
    assert len(set(found.values())) == len(found)
    assert all(likeness(one[f], two[o]) >= 0.85 for o, f in found.items())
    assert len(pairs(two, two)) == len(two)


def kin(n: int, asked: Sequence[str], partnership: str | None = "p") -> Kin:
    name = frozenset((partnership,)) if partnership else frozenset()
    return Kin(f"{n:012}", f"d{n}", partnership, frozenset(), name, None, None, Asked.of(asked))


@given(st.lists(st.tuples(st.sets(st.sampled_from(ASKED + OTHERS)), st.sampled_from(["p", "q", None])), max_size=7))
def test_no_order_changes_who_belongs_together(found: list[tuple[set[str], str | None]]) -> None:
    documents = [kin(n, sorted(asked), partnership) for n, (asked, partnership) in enumerate(found)]
    first = group(documents, [])
    shuffled = random.Random(7).sample(documents, len(documents))
    again = group(shuffled, [])
    assert (again.reviews, again.unsure, dict(again.evidence)) == (first.reviews, first.unsure, dict(first.evidence))
    for keys in first.reviews:
        assert len({k.partnership for k in documents if k.key in keys} - {None}) <= 1


def test_the_work_grows_with_the_documents_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(many: int) -> int:
        calls = []
        monkeypatch.setattr(reviews_groups, "evidence_of", lambda *two: calls.append(two))
        for_all = "All agencies should make sure that practitioners understand coercive behaviour."
        documents = [
            kin(n, [f"Service {n} should write guidance{n} about procedure{n}.", for_all]) for n in range(many)
        ]
        group([*documents, kin(many, documents and ["Service 0 should write guidance0 about procedure0."])], [])
        return len(calls)

    assert 0 < compared(800) <= 2 * compared(400) <= 4 * 400
