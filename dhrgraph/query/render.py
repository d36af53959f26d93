"""An answer as text: table cells for people, CSV, JSON, JSON Lines and Markdown.

    Answer  ->  render  ->  str

Pure. Tables for people show IRIs as CURIEs; files for programs hold them whole.
"""

from __future__ import annotations

import csv as _csv
import io
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Answer, Value
from dhrgraph.namespaces import Iri, curie
from dhrgraph.text.cells import no_formula


def render(answer: Answer, form: str) -> str:
    """`answer` in the form `csv`, `json`, `jsonl` or `md`, ending in a line end.

    Raises:
        UnknownNameError: no such form.
    """
    if form not in FORMS:
        raise UnknownNameError("format", form, FORMS)
    return FORMS[form](answer)


def cells(answer: Answer) -> list[tuple[str, ...]]:
    """The rows as people read them: IRIs as CURIEs, an unbound value as nothing.

    Example:
        >>> cells(Answer(("a", "b"), ((Iri("https://w3id.org/dhrgraph/theme/marac"), None),)))
        [('th:marac', '')]
    """
    return [tuple(curie(value) if isinstance(value, Iri) else _text(value) for value in row) for row in answer.rows]


def csv(answer: Answer) -> str:
    r"""RFC 4180: a header row, CRLF, quotes where needed. People open it in a spreadsheet: no words are a formula.

    Example:
        >>> csv(Answer(("a", "b"), (("x, y", 1), (None, True))))
        'a,b\r\n"x, y",1\r\n,true\r\n'
        >>> csv(Answer(("a", "b"), (("=1+1", -1),)))
        "a,b\r\n'=1+1,-1\r\n"
    """
    buffer = io.StringIO(newline="")
    writer = _csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([no_formula(column) for column in answer.columns])
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return buffer.getvalue()


def as_json(answer: Answer) -> str:
    """A JSON array with one object a row; an unbound value is null."""
    return json.dumps(list(map(_plain(answer), answer.rows)), ensure_ascii=False, indent=2) + "\n"


def jsonl(answer: Answer) -> str:
    r"""One JSON object a line.

    Example:
        >>> jsonl(Answer(("a", "b"), (("x", Decimal("0.95")),)))
        '{"a": "x", "b": 0.95}\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in map(_plain(answer), answer.rows))


def markdown(answer: Answer) -> str:
    r"""A Markdown table. What a document says cannot become markup.

    Example:
        >>> print(markdown(Answer(("a",), (("x|y <b>\n*z*",),))), end="")
        | a |
        | --- |
        | x\|y \<b> \*z\* |
    """
    rows = [answer.columns, tuple("---" for _ in answer.columns)]
    rows += [tuple(_escaped(cell) for cell in row) for row in cells(answer)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _plain(answer: Answer) -> Callable[[tuple[Value | None, ...]], dict[str, object]]:
    def row_as_object(row: tuple[Value | None, ...]) -> dict[str, object]:
        values = (float(value) if isinstance(value, Decimal) else value for value in row)
        return dict(zip(answer.columns, values, strict=True))

    return row_as_object


def _cell(value: Value | None) -> str:
    """A number as it is, words so that no spreadsheet runs them."""
    return no_formula(value) if isinstance(value, str) else _text(value)


def _text(value: Value | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _escaped(cell: str) -> str:
    return re.sub(r"([\\|<`*_\[\]])", r"\\\1", " ".join(cell.split()))


FORMS: Mapping[str, Callable[[Answer], str]] = {
    "csv": csv,
    "json": as_json,
    "jsonl": jsonl,
    "md": markdown,
}
