"""Documents are compared in columns: the same pairs as when each two are held against each other, text by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.reconcile.reviews import groups, meeting
from dhrgraph.reconcile.reviews.alike import PLACE, WIDTH, Asked, pairs
from dhrgraph.reconcile.reviews.groups import group
from dhrgraph.reconcile.reviews.kin import HALF, Kin, conflict, evidence_of

WORDS = ("train", "all", "officers", "in", "stalking", "and", "front-line", "the", "panel", "é", "ß", "-")
# a text of up to some 300 words, so that counts need more than one byte; many share most of their words
TEXT = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join),
    st.builds(
        lambda n, more: " ".join([*(f"word{i}" for i in range(n)), more]),
        st.sampled_from((7, 8, 9, 20, 21, 24, 280, 300)),
        st.sampled_from(WORDS),
    ),
)
DOCUMENT = st.lists(TEXT, max_size=5)
LIBRARY = st.lists(st.tuples(DOCUMENT, st.sampled_from(["p", "q", None])), max_size=9)


def kin_of(library: Sequence[tuple[Sequence[str], str | None]]) -> list[Kin]:
    """A document of each partnership given, with what it asks for."""
    return [
        Kin(f"{n:012}", f"d{n}", whose, frozenset(), frozenset((whose,) if whose else ()), None, None, Asked.of(texts))
        for n, (texts, whose) in enumerate(library)
    ]


def marks_of(asked: Asked) -> dict[bytes, int]:
    wide = WIDTH + PLACE
    cut = [asked.marks[at : at + wide] for at in range(0, len(asked.marks), wide)]
    return {mark[:WIDTH]: int.from_bytes(mark[WIDTH:], "little") for mark in cut}


def meeting_by_definition(kin: Sequence[Kin], common: int, common_in_one: int) -> list[tuple[int, int]]:
    """Mark by mark, pair by pair."""
    holders: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for n, k in enumerate(kin):
        for mark, place in marks_of(k.asked).items():
            holders[mark].append((n, place))
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for together in holders.values():
        of_one: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
        for n, place in together:
            of_one[kin[n].partnership].append((n, place))
        few = [some for whose, some in of_one.items() if whose and len(some) <= common_in_one]
        for some in [together] if len(together) <= common else few:
            for (one, place), (other, _) in combinations(some, 2):
                shared[one, other].add(place)
    lengths = [len(k.asked) for k in kin]
    return sorted(two for two, texts in shared.items() if len(texts) >= min(2, *(lengths[n] for n in two)))


@settings(max_examples=60, deadline=None)
@given(LIBRARY, st.integers(1, 4), st.integers(1, 5))
def test_those_that_share_marks_meet(
    library: list[tuple[list[str], str | None]], common: int, common_in_one: int
) -> None:
    kin = [k for k in kin_of(library) if k.asked]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting, "_COMMON", common)
        patch.setattr(meeting, "_COMMON_IN_ONE", common_in_one)
        found = meeting.meeting([k.asked for k in kin], [k.partnership for k in kin])
    assert found == meeting_by_definition(kin, common, common_in_one)


@settings(max_examples=60, deadline=None)
@given(st.lists(DOCUMENT, max_size=6), st.sampled_from((0.2, HALF, 0.8)))
def test_no_pair_is_left_out_whose_texts_are_alike(library: list[list[str]], least: float) -> None:
    asked = [Asked.of(texts) for texts in library if texts]
    every = list(combinations(range(len(asked)), 2))
    kept = list(meeting.like_enough(asked, every, least))
    assert kept == sorted(set(kept) & set(every))
    for one, other in set(every) - set(kept):
        smaller = min(len(asked[one]), len(asked[other]))
        assert len(pairs(asked[one].said(), asked[other].said())) < least * smaller


def test_what_has_nothing_alike_is_left_out() -> None:
    texts = [f"Service {n} should write guidance{n} about procedure{n} for each of its own panels." for n in range(4)]
    asked = [Asked.of(texts[:2]), Asked.of(texts[2:]), Asked.of([texts[1], texts[3]])]
    assert list(meeting.like_enough(asked, [(0, 1), (0, 2), (1, 2)], HALF)) == [(0, 2), (1, 2)]
    assert list(meeting.like_enough(asked, [(0, 1), (0, 2), (1, 2)], 0.6)) == []


def test_a_recommendation_without_a_word_is_no_mistake() -> None:
    library = [(["–"], "p"), (["–", "…"], "p"), (["Share what is known."], "p"), (["share what is known"], "p")]
    found = group(kin_of(library), [])
    assert ("000000000002", "000000000003") in found.reviews


@settings(max_examples=60, deadline=None)
@given(LIBRARY)
def test_groups_are_those_of_all_pairs_compared_in_full(library: list[tuple[list[str], str | None]]) -> None:
    kin = kin_of(library)
    found = group(kin, [])

    def in_full(those: Sequence[Kin]) -> list[tuple[Kin, Kin]]:
        both = [(those[one], those[other]) for one, other in meeting_by_definition(those, 12, 40)]
        return [(one, other) for one, other in both if not conflict(one, other) and evidence_of(one, other)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "_meeting", in_full)
        told = group(kin, [])
    assert (found.reviews, dict(found.evidence), found.unsure) == (told.reviews, dict(told.evidence), told.unsure)
