"""Every character Unicode has: those that are printed stay, those that part words unseen go."""

from __future__ import annotations

import sys
import unicodedata

from dhrgraph.text.characters import readable

ALL = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
GONE = {character for character in ALL if not readable(character)}


def test_what_is_printed_stays_and_white_space_too() -> None:
    kinds = {unicodedata.category(character) for character in GONE}
    assert kinds <= {"Cc", "Cf", "Cn", "Mn"}
    assert {c for c in GONE if unicodedata.category(c) == "Mn"} == {"\N{COMBINING GRAPHEME JOINER}"}
    assert not any(character.isspace() for character in GONE)


def test_what_is_not_printed_goes() -> None:
    assert {c for c in ALL if unicodedata.category(c) == "Cc" and not c.isspace()} <= GONE
    unseen = {
        c
        for c in ALL
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }
    assert unseen <= GONE
    assert set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f") <= GONE


def test_words_are_otherwise_as_they_were() -> None:
    text = "".join(character for character in ALL if character not in GONE)
    assert readable(text) == text
    assert readable("".join(ALL)) == text
