"""What was done: the tables agree with the canned questions, say what they rest on, and never with a league table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from made_up import store as store_without_plans
from made_up_plans import MAY, TURTLE, YEAR, action, action_rows, plans_store

import dhrgraph
from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import curie, iri
from dhrgraph.network.implementation.ask import QUESTIONS, ask
from dhrgraph.network.implementation.gaps import learning_without_recommendation, without_action
from dhrgraph.network.implementation.lags import FIRST, lags
from dhrgraph.network.implementation.leads import ANOTHER, GROUP, PART, WHOLE, lead_not_addressee, leads_told
from dhrgraph.network.implementation.overdue import judged_as_at, overdue
from dhrgraph.network.implementation.read import read_actions, read_learning, read_plans
from dhrgraph.network.implementation.rows import ActionRow, Plans
from dhrgraph.network.implementation.status import BY, COLUMNS, STANDINGS, left_out, status_by
from dhrgraph.network.tally import read_coverage
from dhrgraph.query.catalogue import find
from dhrgraph.query.run import run
from dhrgraph.resources import folder

DAYS = ("1066-10-14", "2021-12-31", "2022-04-01", "2022-05-31", "2022-06-01", "2022-12-31", "2023-01-01", "2030-06-30")


@pytest.fixture(scope="module")
def made() -> Store:
    return plans_store()


@pytest.fixture(params=["made up", "the five documents"])
def graph(request: pytest.FixtureRequest, made: Store, store: Store) -> Store:
    return made if request.param == "made up" else store


def asked(graph: Store, name: str, **given: str) -> pd.DataFrame:
    """A canned question's rows."""
    answer = run(graph, find(folder("queries"), name), given)
    return pd.DataFrame(list(answer.rows), columns=list(answer.columns)).astype(object)


def slugs(frame: pd.DataFrame, column: str = "action") -> list[str]:
    return [curie(one).partition(":")[2] for one in frame[column]]


# --- two ways to one answer -------------------------------------------------------------------------------------------


def test_actions_by_status_agree(graph: Store) -> None:
    ours = status_by(read_plans(graph), "status")
    theirs = asked(graph, "actions-by-status")
    columns = ["actions", "recommendations", "reviews", "partnerships"]
    assert (
        ours[["id", "label", *columns]].values.tolist() == theirs[["status", "status_label", *columns]].values.tolist()
    )


@pytest.mark.parametrize("day", DAYS)
def test_overdue_actions_agree(day: str, graph: Store) -> None:
    """But for a revised target without a day ("Ongoing"): it has taken the first one's place, so it cannot be told."""
    rows = read_actions(graph)
    no_day = {row.id for row in rows if row.revised and not row.revised.known}
    frame = overdue(rows, day)
    late = frame[frame["answer"] == "overdue"]
    theirs = asked(graph, "overdue-actions", as_of=day)
    theirs = theirs[~theirs["action"].isin(no_day)]
    assert not no_day & set(late["action"])
    columns = ["action", "due", "status_label", "target", "revised_target", "action_text"]
    expected = theirs[columns].drop_duplicates().fillna("").values.tolist()
    columns[1] = "due_latest"
    assert sorted(late[columns].values.tolist()) == sorted(expected)
    for leads, part in theirs.groupby("action", sort=False):
        (ours,) = late[late["action"] == leads]["lead"]
        assert sorted(ours.split("; ")) == sorted(filter(None, part["lead"]))


def test_late_completions_agree(graph: Store) -> None:
    frame = lags(read_actions(graph))
    late = frame[(frame["since"] == FIRST) & (frame["answer"] == "late")].set_index("action")
    theirs = asked(graph, "late-completions")
    assert set(late.index) == set(theirs["action"])
    for row in theirs.itertuples():
        assert late.loc[row.action, "days_at_least"] <= row.days_late <= late.loc[row.action, "days_at_most"]


def test_recommendations_without_action_agree(graph: Store) -> None:
    ours = without_action(read_plans(graph).recommendations)
    theirs = asked(graph, "recommendations-without-action")
    assert ours.values.tolist() == theirs.fillna("").values.tolist()


def test_learning_without_recommendation_agrees(graph: Store) -> None:
    ours = learning_without_recommendation(read_learning(graph))
    assert ours.values.tolist() == asked(graph, "learning-without-recommendation").fillna("").values.tolist()


def test_leads_that_differ_agree(graph: Store) -> None:
    ours = lead_not_addressee(read_actions(graph))
    pairs = [(row.action, row.lead, one) for row in ours.itertuples() for one in row.addressees.split()]
    theirs = asked(graph, "lead-differs-from-addressee")
    assert sorted(pairs) == sorted(theirs[["action", "lead", "addressee"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("by", "pattern"),
    [
        ("lead-agency", "?a dhr:leadAgency ?x . ?x a dhr:Agency"),
        ("agency-type", "?a dhr:leadAgency [ a dhr:Agency ; org:classification ?x ]"),
        ("theme", "?a dhr:implements/dhr:hasTheme ?x"),
        ("partnership", "?a dhr:ofReview/dhr:commissionedBy ?x"),
    ],
)
def test_counts_agree_with_sparql(by: str, pattern: str, graph: Store) -> None:
    prefixes = f"PREFIX dhr: <{iri('dhr:')}>\nPREFIX org: <{iri('org:')}>\n"
    of = "?a a dhr:ActionPlanItem ; dhr:implements ?r ; dhr:status ?s ; dhr:ofReview ?v"
    every, done = (
        graph.select(
            f"{prefixes}SELECT ?x (COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?r) AS ?m) (COUNT(DISTINCT ?v) AS ?k) "
            f"{{ {of} . {pattern} {more} }} GROUP BY ?x"
        ).rows
        for more in ("", ". ?s dhr:countsAsDone true")
    )
    carried_out = {str(thing): number for thing, number, *_ in done}
    frame = status_by(read_plans(graph), by)
    found = {row.id: (row.actions, row.recommendations, row.reviews, row.done) for row in frame.itertuples()}
    assert found == {str(thing): (*counts, carried_out.get(str(thing), 0)) for thing, *counts in every}
    assert found


# --- the hard cases ---------------------------------------------------------------------------------------------------


def test_three_answers(made: Store) -> None:
    frame = overdue(read_actions(made), "2022-07")
    assert dict(zip(slugs(frame), zip(frame["answer"], frame["why"], strict=True), strict=True)) == {
        "01": ("overdue", "target passed"),
        "11": ("overdue", "target passed"),
        "03": ("cannot be told", "target spans the day"),
        "04": ("cannot be told", "target without end"),
        "05": ("cannot be told", "no target printed"),
        "12": ("cannot be told", "target without end"),
        "02": ("not overdue", "target to come"),
    }
    assert dict(zip(slugs(frame), frame["status_given"], strict=True))["11"] is False


def test_the_day_is_the_latest_that_the_documents_state(made: Store) -> None:
    rows = read_actions(made)  # published June 2022, a status as at 15 July 2022; nothing of 2023 has a plan
    assert judged_as_at(rows).sentence().startswith("As at 15 July 2022, the latest time")
    assert judged_as_at(rows, "2021").sentence() == "As at 31 December 2021, as asked."
    assert overdue(rows).equals(overdue(rows, "2022-07-15"))


def test_a_day_before_everything_and_none_at_all(made: Store) -> None:
    rows = read_actions(made)
    assert "overdue" not in set(overdue(rows, "0001")["answer"])
    assert "of a later time" in ask(made, "overdue", as_at="1066").sentence
    dateless = [row for row in rows if row.recommendation.review.id == iri("rv:b1") and not row.status_as_at]
    assert set(overdue(dateless)["answer"]) == {"cannot be told"}
    assert "no day was asked for" in judged_as_at(dateless).sentence()


def test_of_a_day_before_every_document_nothing_is_said_but_targets() -> None:
    """What the documents say of their own time is no account of how things stood before any plan was written."""
    rows = "".join(
        (
            action("1", "1", "a1", "in-progress", MAY),
            action("2", "2", "a1", "delayed", YEAR),
            action("3", "3", "a1", "delayed", 'dhr:statusAsAt "2023-07-15"^^xsd:date', MAY),
        )
    )
    made = plans_store(TURTLE + rows)
    early, just, between, late = (
        ask(made, "overdue", as_at=day).sentence for day in ("1066", "2022-05", "2022-06", "2023-08")
    )
    for said, passed in ((early, "none had a target"), (just, "none had a target")):
        assert "before every document that this rests on (June 2022 to 15 July 2023)" in said
        assert "nothing here says how any action stood" in said
        assert (
            f"Of 3 actions that were still to be done by the time of the documents, {passed} that had passed by then"
            in said
        )
        assert "overdue" not in said
    assert "of 3 that cannot be told" in just
    assert "2 are overdue and 0 not; of 1 it cannot be told" in between
    assert between.endswith("of 1 action the document is later than the day asked for.")
    assert late.endswith("what was done since is not in them.")


@pytest.mark.parametrize("as_at", ["soon", "2022-13", "2022-02-30", "today", "", "22", "2022-7", "1 May 2022"])
def test_what_is_no_date_is_refused(as_at: str, made: Store) -> None:
    with pytest.raises(QueryError, match="YYYY-MM-DD"):
        ask(made, "overdue", as_at=as_at)


def test_who_leads_instead(made: Store) -> None:
    rows = read_actions(made)
    frame = lead_not_addressee(rows)
    found = dict(zip(zip(slugs(frame), slugs(frame, "lead"), strict=True), frame["how"], strict=True))
    assert found == {
        ("03", "unit"): PART,
        ("04", "board"): ANOTHER,
        ("05", "board"): ANOTHER,
        ("06", "old"): ANOTHER,
        ("08", "force"): GROUP,
        ("11", "division"): WHOLE,
        ("12", "force"): WHOLE,
    }
    assert leads_told(rows) == {"an addressee": 4, "another": 6, "not told": 2}


def test_bodies_as_of_a_date_change_the_count_and_not_the_comparison(made: Store) -> None:
    named, today = (status_by(read_plans(made, as_of), "lead-agency").set_index("label") for as_of in (None, "today"))
    assert (named.loc["Old Trust", "actions"], named.loc["New Trust", "actions"]) == (2, 1)
    assert (today.loc["New Trust", "actions"], "Old Trust" in today.index) == (3, False)
    assert (named.loc["New Trust", "in_plans"], today.loc["New Trust", "in_plans"]) == (0, 1)
    assert (
        lead_not_addressee(read_actions(made))
        .drop(columns=["lead_label", "addressee_labels"])
        .equals(lead_not_addressee(read_actions(made, "today")).drop(columns=["lead_label", "addressee_labels"]))
    )


def test_silence_is_kept_apart(made: Store) -> None:
    plans = read_plans(made)
    assert slugs(without_action(plans.recommendations), "recommendation") == ["4"]
    assert slugs(without_action(plans.recommendations, planned=False), "recommendation") == ["5"]
    training = status_by(plans, "theme").set_index("label").loc["Training"]
    assert (training["recommendations"], training["in_plans"], training["in_all"]) == (2, 2, 3)
    assert ask(made).sentence.startswith(
        "12 actions answer 5 of 7 recommendations, in 2 reviews: 3 done, 5 still to be"
    )
    assert "One review has no plan here" in ask(made).sentence
    assert "Of 1 more recommendation nothing is known" in ask(made, "without-action").sentence


@pytest.mark.parametrize("collective", [False, True])
@pytest.mark.parametrize("by", BY)
def test_actions_in_no_row_are_counted(by: str, collective: bool, graph: Store) -> None:
    """Those in a row and those left out are all; the store says which have nothing to be in a row by."""
    plans = read_plans(graph)
    lead = "?a dhr:leadAgency ?x" + ("" if collective else " . ?x a dhr:Agency")
    having = {
        "lead-agency": lead,
        "agency-type": lead + " . ?x org:classification ?type",
        "theme": "?a dhr:implements/dhr:hasTheme ?x",
        "partnership": "?a dhr:ofReview/dhr:commissionedBy ?x",
        "status": "",
    }[by]
    prefixes = f"PREFIX dhr: <{iri('dhr:')}>\nPREFIX org: <{iri('org:')}>\n"
    lacking = f"FILTER NOT EXISTS {{ {having} }}" if having else "FILTER (false)"
    rows = graph.select(f"{prefixes}SELECT DISTINCT ?a {{ ?a a dhr:ActionPlanItem {lacking} }} ORDER BY ?a").rows
    assert [row.id for row in left_out(plans, by, collective=collective)] == [str(action) for (action,) in rows]
    said = ask(graph, by=by, collective=collective).sentence
    assert (f", {len(rows)} {'is' if len(rows) == 1 else 'are'} in no row: " in said) == bool(rows)


def test_why_actions_are_in_no_row(made: Store) -> None:
    why = "Of these 12 actions, 2 are in no row: 1 led by a body that no register here has a record of and 1 led by a group"
    assert why in ask(made).sentence
    assert "in no row: 1 led by a body that no register" in ask(made, by="lead-agency", collective=True).sentence
    assert ask(made, by="agency-type").sentence.endswith("and 1 led by a body of no known type.")
    assert ask(made, by="theme").sentence.endswith("3 are in no row: no theme is known of what they answer.")
    one = plans_store(TURTLE + action("1", "1", "a1", "complete"))
    assert ask(one).sentence.endswith("It is in no row: 1 without a lead in the plan.")


def test_groups_stand_apart(made: Store) -> None:
    plans = read_plans(made)
    assert "All agencies" not in set(status_by(plans, "lead-agency")["label"])
    assert "All agencies" in set(status_by(plans, "lead-agency", collective=True)["label"])


def test_the_order_is_of_names_not_of_shares(graph: Store) -> None:
    for by in ("lead-agency", "agency-type", "theme", "partnership"):
        labels = list(status_by(read_plans(graph), by)["label"])
        assert labels == sorted(labels)


def test_an_action_without_status_counts_as_unstated() -> None:
    """The shapes forbid it; a graph from elsewhere may have it. `actions-by-status` passes it over."""
    found = status_by(read_plans(plans_store(TURTLE + action("1", "1", "a1", None))), "status")
    assert found[["label", "actions", "of_actions"]].values.tolist() == [["not stated", 1, 1]]


def test_dates_that_are_none_are_not_known() -> None:
    broken = 'dhr:targetText "?" ; dhr:targetEarliest "2022-02-30"^^xsd:date ; dhr:targetLatest "2022-02-31"^^xsd:date'
    (row,) = read_actions(plans_store(TURTLE + action("1", "1", "a1", "delayed", broken)))
    assert row.target is not None
    assert not row.target.known


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turtle", ["", TURTLE], ids=["nothing", "no plan"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_without_plans_an_answer_says_so(question: str, turtle: str) -> None:
    told = ask(plans_store(turtle), question)
    if question == "without-recommendation" and turtle:
        assert told.sentence.startswith("No recommendation is said to follow from 2 of 3")
    else:
        assert told.frame.empty
        assert told.sentence.startswith("No ")
    assert len(told.frame.columns) > 5


def test_a_graph_without_plans(store: Store) -> None:
    assert ask(store_without_plans()).sentence.startswith("No action plan is in this graph")
    assert "No review here has an action plan" in ask(store_without_plans(), "without-action").sentence


def test_one_action_of_one_review() -> None:
    one = plans_store(TURTLE + action("1", "1", "a1", "complete", "dhr:leadAgency ag:force"))
    assert ask(one).sentence.startswith("1 action answers 1 of 7 recommendations, all in one review: 1 done.")
    (row,) = status_by(read_plans(one), "lead-agency").to_dict("records")
    assert (row["done_share"], row["done_high"]) == (1.0, 1.0)
    assert 0 < row["done_low"] < 0.5  # one plan is one voice


def test_wrong_questions_are_refused_with_the_nearest(made: Store) -> None:
    with pytest.raises(UnknownNameError, match="overdue"):
        ask(made, "overdu")
    with pytest.raises(UnknownNameError, match="by='theme'"):
        ask(made, "theme")
    with pytest.raises(UnknownNameError, match="lead-agency"):
        ask(made, by="lead-agenci")
    with pytest.raises(QueryError, match="not grouped"):
        ask(made, "lags", by="theme")
    with pytest.raises(QueryError, match="not judged"):
        ask(made, as_at="2022")


# --- what holds for all actions ---------------------------------------------------------------------------------------


def frames(rows: Sequence[ActionRow]) -> list[pd.DataFrame]:
    return [
        *(status_by(rows, by, collective=True) for by in BY),
        *(overdue(rows), overdue(rows, "2020-06"), lags(rows), lead_not_addressee(rows)),
    ]


@given(action_rows())
def test_no_frame_has_a_gap(rows: tuple[ActionRow, ...]) -> None:
    assert not any(frame.isna().any(axis=None) for frame in frames(rows))


@given(action_rows())
def test_the_order_of_the_rows_changes_nothing(rows: tuple[ActionRow, ...]) -> None:
    for one, other in zip(frames(rows), frames(rows[::-1]), strict=True):
        assert one.equals(other)


@given(action_rows())
def test_standings_add_up_and_shares_lie_in_their_intervals(rows: tuple[ActionRow, ...]) -> None:
    for by in ("lead-agency", "agency-type", "theme", "partnership"):
        for row in status_by(rows, by, collective=True).to_dict("records"):
            counts = [row[name.replace(" ", "_")] for name in STANDINGS]
            assert sum(counts) == row["actions"] > 0
            assert row["done_share"] == round(row["done"] / row["actions"], 4)
            assert 0 <= row["done_low"] <= row["done_share"] <= row["done_high"] <= 1
            assert sum(int(part.split()[0]) for part in row["statuses"].split(", ")) == row["actions"]
    if rows:
        frame = status_by(rows, "status")
        assert frame["actions"].sum() == len(rows) == frame["of_actions"].iloc[0]


@given(action_rows())
def test_each_action_still_to_be_done_has_one_answer(rows: tuple[ActionRow, ...]) -> None:
    days = ("2019", "2020-01", "2020-06-15", "2021", "2023")
    answers = [dict(overdue(rows, day)[["action", "answer"]].itertuples(index=False, name=None)) for day in days]
    assert all(set(found) == {row.id for row in rows if row.outstanding} for found in answers)
    order = ("not overdue", "cannot be told", "overdue")
    for earlier, later in pairwise(answers):  # time only makes overdue
        assert all(order.index(earlier[one]) <= order.index(later[one]) for one in earlier)


def test_columns_are_as_described() -> None:
    assert tuple(status_by(Plans(), "theme").columns) == COLUMNS


# --- from Python ------------------------------------------------------------------------------------------------------


def test_the_graph_answers_as_the_functions_do(built: object, store: Store) -> None:
    graph = dhrgraph.open(str(built))
    assert graph.implementation(by="theme").equals(status_by(read_plans(store), "theme"))
    assert graph.implementation("overdue", as_at="2022-03").equals(overdue(read_actions(store), "2022-03"))
    assert read_coverage(store).recommendations == len(read_plans(store).recommendations)
