"""The scripts that measure themes count rightly: a measure that flatters is worse than none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from themes_scored import NOTHING, Scored, confusion, f1, marks, reliability, wilson
from themes_texts import Text, fit, invented, rules
from themes_unseen import counted_again, kept_by

from dhrgraph.classify.hits import hits, standing
from dhrgraph.classify.rules import indexed

MARKS = st.lists(st.tuples(st.sampled_from([0.35, 0.5, 0.6, 0.72, 0.9, 0.99]), st.booleans()), min_size=1, max_size=300)

ONE = Scored("one", {"a": 0.9, "b": 0.6, "c": 0.8}, frozenset({"a", "d"}), frozenset({"c"}), {"d": 0.2, "e": 0.3})
TWO = Scored("two", {"a": 0.9}, frozenset({"a"}), frozenset())


def test_right_wrong_and_missed_and_what_counts_neither_way() -> None:
    right, wrong, missed, precision, recall, both = f1([ONE, TWO])
    assert (right, wrong, missed) == (2, 1, 1)
    assert (precision, recall, both) == (2 / 3, 2 / 3, 2 / 3)


def test_confusion_sets_what_was_given_beside_what_was_missed() -> None:
    assert [line.split() for line in confusion([ONE, TWO])[1:]] == [["b", "d", "1"]]
    only_wrong = Scored("three", {"b": 0.9}, frozenset(), frozenset())
    assert confusion([only_wrong])[1].split() == ["b", NOTHING, "1"]


def test_marks_hold_also_what_is_in_doubt() -> None:
    assert sorted(marks([ONE])) == [(0.2, True), (0.3, False), (0.6, False), (0.9, True)]


def test_the_calibration_error_is_none_where_confidence_is_the_share() -> None:
    as_said = [(0.75, True)] * 3 + [(0.75, False)]
    assert reliability(as_said)[-1].startswith("expected calibration error 0.000")
    assert reliability([(0.95, False)] * 4)[-1].startswith("expected calibration error 0.950")


@given(right=st.integers(0, 50), more=st.integers(0, 50))
def test_the_interval_holds_the_share(right: int, more: int) -> None:
    given_ = right + more
    if given_:
        least, most = wilson(right, given_)
        assert -1e-9 <= least <= right / given_ + 1e-9
        assert right / given_ - 1e-9 <= most <= 1 + 1e-9


@given(MARKS)
def test_the_fit_keeps_every_mark_and_grows(marked: list[tuple[float, bool]]) -> None:
    bands = fit(marked, fewest=10).bands
    assert sum(band.given for band in bands) == len(marked)
    assert sum(band.right for band in bands) == sum(right for _, right in marked)
    assert [band.strength for band in bands] == sorted({band.strength for band in bands})
    assert [band.share for band in bands] == sorted(band.share for band in bands)
    assert all(band.given >= 10 for band in bands) or len(bands) == 1


def test_a_row_that_no_other_text_supports_is_left_out() -> None:
    """Oracle: each row kept finds its theme rightly somewhere in the texts it may be known from."""
    train = invented("heldout")
    kept = kept_by(train, rules())
    cues = {rule.row for rule in kept if rule.kind == "cue"}
    right = {
        hit.rule.row
        for text in train
        for found in hits(text.text, rules(), text.kind)
        for hit in standing(found)
        if hit.rule.theme in text.wanted
    }
    assert cues == right
    assert 0 < len(kept) < len(rules().rules)
    assert kept_by([], rules()) == [rule for rule in rules().rules if rule.kind in ("request", "aside")]


def test_a_weight_counted_again_knows_only_its_texts() -> None:
    """On texts that all lack the theme, a cue that was sure becomes unsure."""
    lacking = [
        Text(f"{n}", "made up", "recommendation", "Refer it to MARAC.", frozenset(), frozenset()) for n in range(9)
    ]
    having = [
        Text(f"{n}", "made up", "recommendation", "Train all staff.", frozenset({"staff-training"}), frozenset())
        for n in range(9)
    ]
    again = counted_again([*lacking, *having], indexed(rules().rules))
    before = {rule.row: rule.weight for rule in rules().rules}
    found = {hit.rule for sentence in hits("Refer it to MARAC.", again, "recommendation") for hit in standing(sentence)}
    assert found
    assert all(rule.weight < before[rule.row] for rule in found if rule.theme == "marac")
