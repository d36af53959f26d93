"""The key of a text's words: the same whatever the layout, another for other words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.text.wording import wording_key

WORDS = st.lists(st.sampled_from(["Share", "the", "RISK", "assessment", "7", "né"]), min_size=1, max_size=8)
BETWEEN = st.sampled_from([" ", "\n", " - ", ", ", "\u00a0", ".\n\n• ", "\u2010", "_"])


@given(words=WORDS, data=st.data())
def test_layout_case_and_punctuation_do_not_matter(words: list[str], data: st.DataObject) -> None:
    laid_out = "".join(word + data.draw(BETWEEN) for word in words)
    assert wording_key(laid_out.swapcase()) == wording_key(" ".join(words))


@given(one=WORDS, other=WORDS)
def test_other_words_have_another_key(one: list[str], other: list[str]) -> None:
    same = [word.casefold() for word in one] == [word.casefold() for word in other]
    assert (wording_key(" ".join(one)) == wording_key(" ".join(other))) == same


@given(text=st.text())
def test_it_is_twelve_hexadecimal_digits(text: str) -> None:
    key = wording_key(text)
    assert len(key) == 12
    assert set(key) <= set("0123456789abcdef")
