"""What holds for every text: likeness is symmetric, of the two texts alone, and explains itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import labelled

from dhrgraph.errors import VocabularyError
from dhrgraph.network.similar.index import index, links
from dhrgraph.network.similar.records import Link, Text
from dhrgraph.network.similar.score import NEAR_COPY, SAME_ASK, compare, same_ask
from dhrgraph.network.similar.terms import read_terms
from dhrgraph.network.similar.wordbook import own_wordbook, read_wordbook

SAID = sorted({text for pair in labelled("development") for text in (pair.one, pair.other)})
WORDS = sorted({word for text in SAID for word in text.split()})
asks = st.sampled_from(SAID) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@st.composite
def libraries(draw: st.DrawFn) -> list[Text]:
    """Some texts of a few reviews; the review of some is not known."""
    said = draw(st.lists(asks, min_size=2, max_size=14))
    reviews = [draw(st.sampled_from(["v1", "v2", "v3", None])) for _ in said]
    return [Text(f"r{at:02}", text, review) for at, (text, review) in enumerate(zip(said, reviews, strict=True))]


def one_by_one(texts: list[Text]) -> list[Link]:
    """All pairs looked at by themselves: slow, and the oracle of `links`."""
    known = own_wordbook()
    ordered = sorted(texts, key=lambda text: text.id)
    found = []
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            alike = compare(read_terms(one.text, known), read_terms(other.text, known))
            if alike and (one.review is None or one.review != other.review):
                found.append(Link(one.id, other.id, alike.strength, alike.score, alike.shared))
    return found


@given(libraries())
@settings(max_examples=60)
def test_links_are_those_of_all_pairs_one_by_one(texts: list[Text]) -> None:
    assert links(index(texts)) == one_by_one(texts)


def test_links_of_the_whole_sample_are_those_of_all_pairs_one_by_one() -> None:
    texts = [Text(f"r{at:03}", text, f"v{at % 20}") for at, text in enumerate(SAID)]
    assert links(index(texts)) == one_by_one(texts)
    assert len(links(index(texts))) > 50


@given(libraries(), st.randoms())
@settings(max_examples=30)
def test_the_order_of_the_texts_does_not_matter(texts: list[Text], chance: object) -> None:
    mixed = list(texts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert links(index(mixed)) == links(index(texts))


@given(asks)
def test_a_text_that_says_something_is_a_near_copy_of_itself_in_another_review(text: str) -> None:
    made = index([Text("a", text, "v1"), Text("b", text, "v2")])
    assert [(link.strength, link.score) for link in links(made)] == [("near-copy", 1.0)] * bool(made.terms[0].points)
    assert not links(index([Text("a", text, "v1"), Text("b", text, "v1")])), "nothing is like its own review"


@given(asks, asks)
def test_likeness_is_symmetric_and_its_terms_stand_in_both_texts_and_add_up(one: str, other: str) -> None:
    known = own_wordbook()
    here, there = (compare(*(read_terms(text, known) for text in pair)) for pair in ((one, other), (other, one)))
    assert (here is None) == (there is None)
    if here and there:
        assert (here.strength, here.score) == (there.strength, there.score)
        for shared in here.shared:
            assert shared.words in " ".join(one.split())
            assert shared.other in " ".join(other.split())
        parts = [shared.part for shared in here.shared]
        assert parts == sorted(parts, reverse=True)
        assert min(parts) >= 0
        assert sum(parts) == pytest.approx(here.score, abs=0.002 * len(parts))
        assert [(s.other, s.words, s.part) for s in here.shared] == [(s.words, s.other, s.part) for s in there.shared]


@given(libraries(), asks)
@settings(max_examples=30)
def test_a_further_text_changes_no_link_of_the_others(texts: list[Text], further: str) -> None:
    more = links(index([*texts, Text("z", further, "v9")]))
    assert [link for link in more if link.b != "z"] == links(index(texts))


@given(libraries(), asks)
@settings(max_examples=30)
def test_like_gives_what_a_link_to_the_same_words_would(texts: list[Text], asked: str) -> None:
    found = index(texts).like(asked)
    linked = [link for link in links(index([*texts, Text("~", asked, "v9")])) if link.b == "~"]
    assert sorted((one.id, one.strength, one.score) for one in found) == [(x.a, x.strength, x.score) for x in linked]
    ranks = [(one.strength, -one.score, one.id) for one in found]
    assert ranks == sorted(ranks), "near-copies first, then by score"


@given(libraries(), st.integers(1, 3))
@settings(max_examples=30)
def test_the_strongest_links_are_some_of_all_links_and_keep_every_texts_best(texts: list[Text], at_most: int) -> None:
    every, some = links(index(texts)), links(index(texts), at_most)
    assert [link for link in every if link in some] == some
    best = {
        name: min((x.strength, -x.score) for x in every if name in (x.a, x.b)) for x in every for name in (x.a, x.b)
    }
    for name, rank in best.items():
        assert rank in [(x.strength, -x.score) for x in some if name in (x.a, x.b)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anytown Police should train its call handlers.", "Otherton Constabulary should train its call handlers."),
        ("Housing officers in Sefton should attend MARAC.", "Housing officers in Liverpool should attend MARAC."),
        ("The police should audit its records.", "It is recommended that Anytown Council must audit its records."),
    ],
)
def test_names_of_bodies_and_places_do_not_tell_texts_apart(one: str, other: str) -> None:
    (link,) = links(index([Text("a", one, "v1"), Text("b", other, "v2")]))
    assert (link.strength, link.score) == ("near-copy", 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("24 Sexual book", "Sexual 24 book"),  # a capital opens the one sentence and stands within the other
        ("Probation should ask Women Centres about gambling.", "Women are to be asked about gambling by probation."),
    ],
)
def test_a_word_that_may_be_a_name_in_one_text_only_counts_the_same_from_both_sides(one: str, other: str) -> None:
    known = own_wordbook()
    here, there = read_terms(one, known), read_terms(other, known)
    assert same_ask(here, there) == same_ask(there, here) > 0


def test_a_text_with_words_put_in_is_a_near_copy_and_one_with_words_exchanged_is_not() -> None:
    asked = "Schools should tell parents about the counselling offer before exams begin each summer."
    longer = (
        "4.2 All secondary schools should always tell parents and carers in writing about the free counselling offer "
    )
    longer += "before any exams begin each summer term."
    other = asked.replace("counselling", "catering").replace("exams", "holidays")
    made = index([Text("a", asked, "v1"), Text("b", longer, "v2"), Text("c", other, "v3")])
    (found,) = [link for link in links(made) if link.strength == "near-copy"]
    assert (found.a, found.b) == ("a", "b")
    assert NEAR_COPY.threshold <= found.score < 1


def test_not_until_asks_for_what_follows_and_does_not_warn_off() -> None:
    known = own_wordbook()
    assert read_terms("Cases should not be closed.", known).against
    assert not read_terms("Cases should not be closed until a manager has agreed.", known).against
    assert read_terms("Cases should not be closed. Check with a manager before a visit.", known).against
    assert read_terms("Staff should not be told without consent. They should never write.", known).against


def test_a_negation_that_says_what_for_or_what_must_not_be_missed_warns_off_nothing() -> None:
    known = own_wordbook()
    for said in (
        "Raise awareness of arson so that opportunities to detect it are not missed.",
        "Raise awareness of arson, ensuring no missed opportunities to detect it.",
        "Signs of arson should not be overlooked.",
        "Procedures should be published to avoid ambiguity.",
        "Share addresses so that perpetrators do not learn of them.",
    ):
        assert not read_terms(said, known).against, said
    for said in (
        "Letters should not be sent to the home, so that they are not read by others.",
        "Procedures should be published to avoid ambiguity. Letters should never be sent.",
        "Officers should avoid mutual arrests.",
    ):
        assert read_terms(said, known).against, said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ask about arson as a routine.", "Staff should routinely ask about arson."),
        ("Embed routine enquiry so that every first contact counts.", "Routine enquiry: every 1st contact counts."),
        ("Discuss firearms when a case is handed over.", "Discuss firearms at a three-way handover meeting."),
    ],
)
def test_ways_to_say_one_thing_are_one_term(one: str, other: str) -> None:
    known = own_wordbook()
    here, there = read_terms(one, known).points, read_terms(other, known).points
    assert {term for term, points in here.items() if points > 1} == {
        term for term, points in there.items() if points > 1
    }


REMARKS = (
    " The panel notes that this was recommended in an earlier domestic homicide review.",
    " The author observes that it was a recommendation of a previous DHR and was never carried out.",
    " (This is a recurring theme from a previous DHR).",
    " A similar recommendation was made in another recent review.",
    " This repeats a recommendation of DHR 4.",
)


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_that_it_was_recommended_before_changes_nothing(remark: str) -> None:
    known = own_wordbook()
    asked = "Anytown Housing should train all frontline staff in recognising coercive control."
    bare, repeated = read_terms(asked, known), read_terms(asked + remark, known)
    assert (repeated.points, repeated.runs) == (bare.points, bare.runs)
    (link,) = links(index([Text("a", asked, "v1"), Text("b", asked + remark, "v2")]))
    assert (link.strength, link.score) == ("near-copy", 1.0)


@pytest.mark.parametrize(
    "said",
    [
        "As recommended in a previous DHR, the Trust should audit its firearms letters.",
        "Train staff on stalking. This should include firearms and an audit, as recommended in an earlier review.",
        "This was recommended in an earlier review: audit firearms.",
        "It was recommended in an earlier review to audit firearms.",
    ],
)
def test_a_sentence_that_asks_for_something_keeps_it_beside_such_a_remark(said: str) -> None:
    assert {"firearms", "audit"} <= set(read_terms(said, own_wordbook()).points)


def test_a_word_that_is_part_of_a_name_once_counts_in_full_where_it_is_not() -> None:
    known = own_wordbook()
    once = read_terms("Detect the offence.", known)
    named = read_terms("Teach the Offences Act, to detect the offence.", known)
    assert named.points["offenc"] == once.points["offenc"] > 1


@given(libraries(), asks, st.integers(0, 4))
@settings(max_examples=30)
def test_the_nearest_are_those_below_the_threshold_that_share_most(texts: list[Text], asked: str, at_most: int) -> None:
    known, made = own_wordbook(), index(texts)
    alike = {one.id for one in made.like(asked)}
    scores = {one.id: same_ask(read_terms(asked, known), read_terms(one.text, known)) for one in texts}
    below = sorted((-score, name) for name, score in scores.items() if score > 0 and name not in alike)
    near = made.nearest(asked, at_most)
    assert [(one.id, one.score, one.strength) for one in near] == [
        (name, -score, "nearest") for score, name in below[:at_most]
    ]
    assert all(one.score < SAME_ASK.threshold and one.shared for one in near)


def test_names_of_bodies_do_not_join_texts() -> None:
    one, other = "Anytown Police should fund a refuge.", "Anytown Police should publish its grading tool."
    assert not links(index([Text("a", one, "v1"), Text("b", other, "v2")]))


def test_the_hash_seed_makes_no_difference() -> None:
    code = (
        "from dhrgraph.network.similar.index import index, links\n"
        "from dhrgraph.network.similar.records import Text\n"
        f"said = {SAID[:80]!r}\n"
        "print(links(index([Text(f'r{n:03}', text, f'v{n}') for n, text in enumerate(said)])))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_texts_without_content_and_no_texts_at_all_are_like_nothing() -> None:
    assert links(index([])) == []
    assert index([]).like("Train staff.") == []
    bare = [Text("a", "", "v1"), Text("b", "They should ensure that", "v2"), Text("c", "…", "v3")]
    assert links(index(bare)) == []
    assert index(bare).like("should ensure that") == []


@pytest.mark.parametrize("row", [{"part": "verb", "phrases": "ask"}, {"part": "act", "phrases": "ask; "}])
def test_a_broken_row_of_the_table_of_words_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(VocabularyError, match=r"similar_words\.csv row 2"):
        read_wordbook([{"means": "enquiry", **row}])
