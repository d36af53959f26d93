"""The links of a library: all of them, each once, and the same from nothing as from what an earlier call left."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_texts import made_texts
from sample import labelled

from dhrgraph.network.similar import library, signatures
from dhrgraph.network.similar.columns import columns
from dhrgraph.network.similar.ledger import method, read_ledger
from dhrgraph.network.similar.library import Linked
from dhrgraph.network.similar.pairs import pairs
from dhrgraph.network.similar.records import STRENGTHS, Shared, Text
from dhrgraph.network.similar.score import compare, judged
from dhrgraph.network.similar.terms import LEVELS, Terms, read_terms
from dhrgraph.network.similar.wordbook import own_wordbook, read_wordbook

SAID = sorted({text for pair in labelled("development") for text in (pair.one, pair.other)})
WORDS = sorted({word for text in SAID for word in text.split()})
asks = (
    st.sampled_from(SAID[:40]) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.just("\ud800 –\x1f")
)
said = st.builds(
    Text, st.sampled_from([f"r{at:02}" for at in range(30)]), asks, st.sampled_from(["v1", "v2", "v3", None])
)
libraries = st.lists(said, max_size=14, unique_by=lambda text: text.id)


def linked(texts: list[Text], at_most: int, ledger: bytes | None = None) -> tuple[list[Linked], bytes]:
    links, left = library.linked(texts, at_most, ledger)
    return list(links), left


def printed(both: Shared) -> str:
    return both.words if both.words.casefold() == both.other.casefold() else f"{both.words} / {both.other}"


def one_by_one(texts: list[Text], at_most: int) -> list[Linked]:
    """All pairs looked at by themselves, and for each text its strongest picked out: the oracle."""
    known = own_wordbook()
    found = {}
    for one, other in combinations(sorted(texts, key=lambda text: text.id), 2):
        alike = compare(read_terms(one.text, known), read_terms(other.text, known))
        if alike and (one.review is None or one.review != other.review):
            found[one.id, other.id] = alike
    kept = set()
    for text in texts:
        own = [pair for pair in found if text.id in pair]
        own.sort(key=lambda pair: (STRENGTHS.index(found[pair].strength), -found[pair].score, *(set(pair) - {text.id})))
        kept |= set(own[:at_most])
    return [
        Linked(*pair, alike.strength, alike.score, tuple(map(printed, alike.shared)))
        for pair, alike in sorted(found.items())
        if pair in kept
    ]


@given(libraries, st.integers(1, 3))
@settings(max_examples=80)
def test_the_links_are_those_of_all_pairs_one_by_one(some: list[Text], at_most: int) -> None:
    assert linked(some, at_most)[0] == one_by_one(some, at_most)


@given(st.lists(libraries, min_size=2, max_size=4), st.integers(1, 3))
@settings(max_examples=40)
def test_links_renewed_are_those_from_nothing(versions: list[list[Text]], at_most: int) -> None:
    """Texts come, go, move to another review and take another's id."""
    ledger = None
    for version in versions:
        renewed, ledger = linked(version, at_most, ledger)
        assert renewed == linked(version, at_most)[0]


def test_the_links_of_made_up_texts_renewed_are_those_from_nothing() -> None:
    made = [Text(one.id, one.text, one.review) for one in made_texts(900, 1).texts]
    before = [text for text in made if text.review not in ("v00003", "v00040")]
    after = [text for text in made if text.review not in ("v00007", "v00021")]
    _, ledger = linked(before, 40)
    renewed, again = linked(after, 40, ledger)
    assert renewed == linked(after, 40)[0]
    assert linked(after, 40, again)[0] == renewed
    assert len(renewed) > 30


def test_only_new_texts_are_read_and_their_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Text(one.id, one.text, one.review) for one in made_texts(600, 1).texts]
    _, ledger = linked(made[:580], 40)
    found, read = [], library.read_terms
    monkeypatch.setattr(library, "read_terms", lambda text, known: found.append(text) or read(text, known))
    linked(made, 40, ledger)
    new = {text.text for text in made[580:]}
    assert new <= set(found)
    assert len(found) < 60
    found.clear()
    linked(made, 40, linked(made, 40, ledger)[1])
    assert len(found) < 60, "what a text and its links say is not read again"


def test_of_what_is_gone_the_ledger_holds_nothing() -> None:
    asked = ["Audit how stalking is recorded.", "Dip sample the records of stalking.", "Zoos feed quokkas at dawn."]
    every = [Text(f"r{at}", text, f"v{at}") for at, text in enumerate(asked)]
    by = method(own_wordbook())
    _, ledger = linked(every, 40)
    _, less = linked(every[:2], 40, ledger)
    assert less == linked(every[:2], 40)[1], "the same bytes as from nothing"
    kept = read_ledger(less, by)
    assert kept
    assert len(kept.digests) == len(kept.table) == 2
    assert "quokka" not in kept.table.names


@pytest.mark.parametrize("cut", [0, 1, 20, 400, -30])
def test_a_ledger_that_is_broken_is_passed_over(cut: int) -> None:
    made = [Text(one.id, one.text, one.review) for one in made_texts(60, 1).texts]
    right, ledger = linked(made, 40)
    assert linked(made, 40, ledger[:cut])[0] == right
    turned = bytearray(ledger)
    turned[cut] ^= 0xFF
    assert linked(made, 40, bytes(turned))[0] == right


def test_a_ledger_of_other_words_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Text("a", "Audit the pigeons.", "v1"), Text("b", "Dip sample the pigeons.", "v2")]
    _, ledger = linked(made, 40)
    other = read_wordbook([{"part": "act", "means": "audit", "phrases": "audit"}])
    monkeypatch.setattr(library, "own_wordbook", lambda: other)
    assert method(other) != method(own_wordbook())
    assert read_ledger(ledger, method(other)) is None
    assert linked(made, 40, ledger)[0] == linked(made, 40)[0] == []


def test_an_ask_in_the_same_words_by_thousands_costs_no_more_than_it_keeps() -> None:
    number = 2000
    made = [Text(f"r{at:05}", "Audit how stalking is recorded.", f"v{at // 3:05}") for at in range(number)]
    made.append(Text("s", "Dip sample the records of stalking.", "w"))
    found, _ = linked(made, 40)
    kept = [link for link in found if link.b != "s"]
    assert len(found) < number * 43
    assert {link.a for link in kept} | {link.b for link in kept} == {text.id for text in made[:-1]}
    assert [link.a for link in found if link.b == "s"] == [f"r{at:05}" for at in range(40)]


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    """Terms as no text has them: any points and parts, so that every bound is met from both sides."""
    names = draw(st.lists(st.integers(0, 11), unique=True, max_size=9))
    points = {f"t{name}": draw(st.sampled_from(LEVELS)) for name in names}
    acts = {name for name in points if name in ("t0", "t1", "t2")}
    over = {name for name in acts if name == "t2"}
    things = {name for name in points if name not in acts and points[name] > 1}
    words = tuple(sorted(points))
    runs = frozenset(" ".join(pair) for pair in zip(("", *words), (*words, ""), strict=True)) if words else frozenset()
    sets = frozenset(acts), frozenset(over), frozenset(things)
    return Terms(
        points, sum(points.values()), dict(zip(points, points, strict=True)), *sets, draw(st.booleans()), runs, words
    )


@given(st.lists(any_terms(), min_size=2, max_size=25), st.sampled_from([1, 4]), st.data())
@settings(max_examples=200)
def test_no_pair_that_is_alike_is_missed(rows: list[Terms], words: int, data: st.DataObject) -> None:
    """Also where two terms of a text fall on one bit of its signature, and where only some rows are new."""
    new = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signatures, "_WORDS", words)
        patch.setattr(signatures, "_bit_of", lambda table, entries: table.terms[entries] % (3 if words == 1 else 256))
        table = columns(rows)
        every = [
            tuple(sorted(pair))
            for one, other in pairs(table)
            for pair in zip(one.tolist(), other.tolist(), strict=True)
        ]
        some = [
            tuple(sorted(pair))
            for one, other in pairs(table, new)
            for pair in zip(one.tolist(), other.tolist(), strict=True)
        ]
    assert len(set(every)) == len(every), "each pair once"
    assert sorted(some) == sorted(pair for pair in every if new[list(pair)].any())
    alike = {(a, b) for a, b in combinations(range(len(rows)), 2) if judged(rows[a], rows[b])}
    assert alike <= set(every)


def test_nearly_all_pairs_that_are_looked_at_in_full_are_alike() -> None:
    """So that time is spent on what is found: the bounds of columns and signatures leave little else."""
    said = sorted({text.text for text in made_texts(2000, 1).texts})
    rows = [read_terms(text, own_wordbook()) for text in said]
    asked = [pair for one, other in pairs(columns(rows)) for pair in zip(one.tolist(), other.tolist(), strict=True)]
    alike = [pair for pair in asked if judged(rows[pair[0]], rows[pair[1]])]
    assert len(asked) < 1.2 * len(alike) < 0.01 * len(rows) ** 2
