"""One name has many spellings; a key does not change with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Name, names

from dhrgraph.redact.persons import Persons
from dhrgraph.redact.words import keys_of, words_of

SPELLINGS = ("O'Testmip", "O’Testmip", "O`Testmip", "O'TESTMIP", "O'Testmip's", "O’Testmip’s")


@pytest.mark.parametrize("printed", SPELLINGS)
def test_apostrophes_and_case_do_not_change_a_key(printed: str) -> None:
    assert keys_of(printed) == ("otestmip",)


def test_accents_and_hyphens_do_not_change_a_key() -> None:
    assert keys_of("Zoë-Tamwimip") == keys_of("ZOE‑Tamwimip") == ("zoe-tamwimip",)


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    at = 0
    for word in words_of(text):
        assert at <= word.start < word.end
        assert text[word.start : word.end] == word.text
        at = word.end


@given(
    name=names(),
    before=st.sampled_from(["", "(", "saw ", "Dr ", "- "]),
    after=st.sampled_from(["", "'s", ",", ".", " left"]),
)
def test_a_whole_name_is_found_wherever_it_stands(name: Name, before: str, after: str) -> None:
    keys = frozenset(key for key in keys_of(name.whole) if key not in ("de", "la", "van"))
    pieces = {piece for word in words_of(name.whole) for piece in word.pieces}
    persons = Persons(
        dict.fromkeys(pieces - {"de", "la", "van"}, "chair"), frozenset(), frozenset({"dr"}),
        names=frozenset({keys}), particles=frozenset({"de", "la", "van"}),
    )  # fmt: skip
    text = f"{before}{name.whole}{after}"
    if len(keys) < 2:  # the same syllables twice
        return
    (place,) = persons.places(text)
    assert name.whole in text[place.start : place.end]
    assert after.startswith(text[place.end :][: len(after)])


@pytest.mark.parametrize(
    "turned", ["Testmip, Ada", "TESTMIP, Ada", "Ada  Testmip", "Ada\nTestmip", "Ada T. Testmip", "A. Testmip"]
)
def test_initials_line_ends_and_turned_names(turned: str) -> None:
    both = frozenset({"ada", "testmip"})
    persons = Persons(
        {"ada": "chair", "testmip": "chair"}, frozenset({"testmip"}), frozenset(), names=frozenset({both})
    )
    places = list(persons.places(turned))
    assert [(place.start, place.end) for place in places] == [(0, len(turned))]


def test_two_sentences_are_not_one_name() -> None:
    persons = Persons({"ada": "chair", "testmip": "author"}, frozenset({"ada", "testmip"}), frozenset())
    assert [place.role for place in persons.places("They met Ada Tested. Ada. Testmip left.")] == [
        "chair",
        "chair",
        "author",
    ]
