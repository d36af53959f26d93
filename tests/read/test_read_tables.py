"""Tables in plain text, and prose that only looks like one."""

from __future__ import annotations

import pytest

from dhrgraph.read.tables import find_tables
from dhrgraph.text.lines import split_lines


def tables(text: str) -> list[list[list[str]]]:
    text = text.replace("→", "\t")
    found = find_tables(text, split_lines(text))
    for table in found:
        for row in table.rows:
            assert all(0 <= cell.span.start <= cell.span.end <= len(text) for cell in row)
            assert all(bool(cell.text) == bool(text[cell.span.start : cell.span.end].strip()) for cell in row)
    return [[[cell.text for cell in row] for row in table.rows] for table in found]


FORMS: dict[str, tuple[str, list[list[list[str]]]]] = {
    "tabs": ("a→b\nc→d", [[["a", "b"], ["c", "d"]]]),
    "blank cells": ("a→→b\n→c→", [[["a", "", "b"], ["", "c", ""]]]),
    "a blank line parts tables": ("a→b\n\nc→d", [[["a", "b"]], [["c", "d"]]]),
    "pipes": ("| a | b |\n|---|:-:|\n| c | d |", [[["a", "b"], ["c", "d"]]]),
    "pipes without edges": ("a | b | c\n--- | --- | ---\nd | e | f", [[["a", "b", "c"], ["d", "e", "f"]]]),
    "an escaped pipe": ("| a \\| b | c |", [[["a | b", "c"]]]),
    "a last empty cell": ("| a | ||", [[["a", "", ""]]]),
    "a cell over two lines": ("| a | b |\n| one\ntwo | c |\n| d | e |", [[["a", "b"], ["one two", "c"], ["d", "e"]]]),
    "mark-up in a cell": ("| **a** | [b](http://x.org) | c<br>d |", [[["a", "b", "c d"]]]),
    "a line between rows": ("a→b→c\nmore\nd→e→f", [[["a", "b", "c"], ["more"], ["d", "e", "f"]]]),
    "a line after the last row": ("a→b→c\nmore", [[["a", "b", "c"]]]),
    "numbered paragraphs": ("1.→That the Trust act\n2.→That the force act", []),
    "bullets": ("•→one\n•→two", []),
    "an indented paragraph": ("→Some words", []),
    "a numbered table": ("No→Recommendation\n1→Act", [[["No", "Recommendation"], ["1", "Act"]]]),
    "prose": ("one | two\nthree", []),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_a_table(form: str) -> None:
    text, expected = FORMS[form]
    assert tables(text) == expected


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_do_not_matter(ends: str) -> None:
    for text, expected in FORMS.values():
        assert tables(text.replace("\n", ends)) == expected
