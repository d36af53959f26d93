"""The longest phrase at a place is what trying every length finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.reconcile.register.wordbook import wordbook

WORD = st.sampled_from(["a", "b", "ab", "a's", "as", "b's", "s", "longer", "longer's", "abas"])
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(st.lists(PHRASE, max_size=8), st.lists(WORD, min_size=1, max_size=7))
def test_the_longest_is_that_of_trying_every_length(phrases: list[str], words: list[str]) -> None:
    book = wordbook((phrase, phrase) for phrase in phrases)
    for at in range(len(words)):
        tried = [(end, book.find(words[at:end])) for end in range(at + 1, len(words) + 1)]
        assert book.longest_at(words, at) == next(((end, found) for end, found in reversed(tried) if found), None)


@given(st.lists(PHRASE, min_size=1, max_size=8), st.data())
def test_every_phrase_is_found_where_it_stands(phrases: list[str], data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(phrases))
    book, words = wordbook((phrase, phrase) for phrase in phrases), phrase.split()
    found = book.longest_at(words, 0)
    assert found is not None
    assert found[0] == len(words)
    assert phrase in found[1] or book.find(words) == found[1]
