"""Rows as SPARQL results of one format, no more than so many: the rest is not even worked out, and that is said.

The engine writes; we stop it when it has written enough and cut after the last row that is to be given. How rows stand
in each format is how Oxigraph writes them, compactly; a test holds the cuts against its own reader.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from dhrgraph.graph.store import Result, ResultFormat

_JSON_ROWS = b'"bindings":['
_CSV_RECORD = re.compile(rb'(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n')
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Written:
    """Results; `cut` is the number of rows given where there are more, else None."""

    body: bytes
    cut: int | None


def write(result: Result, form: ResultFormat, most: int, largest: int, link: str = "") -> Written:
    """The rows or the truth of `result` in `form`: at most `most` rows and some `largest` bytes.

    Where rows are missing, JSON and XML say so by a link to `link` in their heads (SPARQL 1.1 Query Results JSON
    Format, 3.1.2; XML Format, 2.3.1): readers pass over what else could stand there, or refuse it.

    Raises:
        QueryError: as `Result.write`.

    Example:
        >>> from dhrgraph.graph.store import Store
        >>> asked = Store.memory(b"").query("SELECT * { VALUES ?n { 1 2 3 } }")
        >>> write(asked, "csv", 2, 1000)
        Written(body=b'n\\r\\n1\\r\\n2\\r\\n', cut=2)
    """
    output = _Enough(form, most, largest) if result.kind == "rows" else _Enough(form, sys.maxsize, sys.maxsize)
    try:
        result.write(form, output)
    except _EnoughError:
        whole = False
    else:
        whole = True
    if result.kind != "rows" or (whole and output.guess <= most):
        return Written(bytes(output.data), None)
    rows, end = _COUNTS[form](output.data, most + 1)
    if whole and rows <= most:
        return Written(bytes(output.data), None)
    rows, end = _COUNTS[form](output.data, most)
    return Written(_LINKS[form](bytes(output.data[:end]), link.encode()) + _ENDS[form], rows)


class _EnoughError(Exception):
    """The rows that are to be given are written."""


class _Enough:
    """A file that stops its writer. `guess`: no fewer than its rows, for the price of a search for a few bytes."""

    def __init__(self, form: ResultFormat, most: int, largest: int) -> None:
        self.data, self.guess = bytearray(), 1
        self._form, self._most, self._largest = form, most, largest
        self._full = False
        self._count_at = most  # when the guess gets there the rows are counted; twice as far if they are fewer

    def flush(self) -> None:
        """Nothing waits."""

    def write(self, chunk: bytes) -> int:
        """Take `chunk`, unless what is there is enough: the engine tries once more as it gives up."""
        if self._full:
            raise _EnoughError
        self._full = True
        self.data += chunk
        self.guess += chunk.count(_BETWEEN[self._form]) + 1  # one more: it could stand across two chunks
        if len(self.data) > self._largest:
            raise _EnoughError
        if self.guess > self._count_at:
            rows, _ = _COUNTS[self._form](self.data, self._most + 1)
            if rows > self._most:
                raise _EnoughError
            self._count_at = 2 * self.guess
        self._full = False
        return len(chunk)


def _json(data: bytearray, most: int) -> tuple[int, int]:
    start = data.find(_JSON_ROWS) + len(_JSON_ROWS)
    text = data[start:].decode("utf-8", "ignore")  # a character may be cut at the end
    rows = place = 0
    while rows < most and text.startswith("{", place + (rows > 0)):
        try:
            _, place = _DECODER.raw_decode(text, place + (rows > 0))  # past the comma
        except ValueError:  # the last row is not whole
            break
        rows += 1
    return rows, start + len(text[:place].encode())


def _xml(data: bytearray, most: int) -> tuple[int, int]:
    return _ended_by(b"</result>", data, most, data.find(b"<results>") + len(b"<results>"))


def _tsv(data: bytearray, most: int) -> tuple[int, int]:
    return _ended_by(b"\n", data, most, data.find(b"\n") + 1)


def _ended_by(mark: bytes, data: bytearray, most: int, end: int) -> tuple[int, int]:
    rows = 0
    while rows < most and (found := data.find(mark, end)) >= 0:
        rows, end = rows + 1, found + len(mark)
    return rows, end


def _csv(data: bytearray, most: int) -> tuple[int, int]:
    rows, end = -1, 0  # the first record names the columns
    while rows < most and (found := _CSV_RECORD.match(data, end)):
        rows, end = rows + 1, found.end()
    return rows, end


# how many whole rows stand in what is written, up to so many, and where the last of them ends
_COUNTS: dict[ResultFormat, Callable[[bytearray, int], tuple[int, int]]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
_BETWEEN: dict[ResultFormat, bytes] = {"json": b"},{", "xml": b"</result>", "csv": b"\n", "tsv": b"\n"}
_ENDS: dict[ResultFormat, bytes] = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}
_LINKS: dict[ResultFormat, Callable[[bytes, bytes], bytes]] = {
    "json": lambda body, link: body.replace(b'{"head":{', b'{"head":{"link":["%s"],' % link, 1),
    "xml": lambda body, link: body.replace(b"</head>", b'<link href="%s"/></head>' % link, 1),
    "csv": lambda body, _: body,
    "tsv": lambda body, _: body,
}
