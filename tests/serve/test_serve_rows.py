"""Results are cut after a whole row, in every format, and only when there are more than may be given."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.graph.store import ResultFormat, Store
from dhrgraph.serve.rows import write

STORE = Store.memory(b"")
FORMS: list[ResultFormat] = ["json", "xml", "csv", "tsv"]
# what could look like the end of a row, and what is longer in bytes than in letters
ODD = st.sampled_from([*'"},{}]\\\n\r\t,<>&é\U0001f600', '"}},{"', "</result>", "<result>", '""', "\r\n", "]}}"])
words = st.lists(ODD, max_size=5).map("".join)
cells = st.one_of(st.none(), words, st.integers(0, 9))
tables = st.integers(0, 3).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), max_size=12))


def literal(cell: object) -> str:
    if cell is None:
        return "UNDEF"
    return str(cell) if isinstance(cell, int) else str(ox.Literal(str(cell)))


def query(table: list[tuple[object, ...]]) -> str:
    width = len(table[0]) if table else 1
    names = " ".join(f"?v{n}" for n in range(width))
    rows = " ".join(f"({' '.join(map(literal, row))})" for row in table)
    return f"SELECT {names or '*'} {{ VALUES ({names}) {{ {rows} }} }}"


def rows_of(body: bytes, form: ResultFormat) -> list[object]:
    """The rows as a reader that is none of ours sees them."""
    if form == "csv":
        return list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    if form == "tsv":
        return body.decode().split("\n")[1:-1]
    read = ox.parse_query_results(input=body, format=getattr(ox.QueryResultsFormat, form.upper()))
    assert isinstance(read, ox.QuerySolutions)
    return [tuple(str(cell) for cell in row) for row in read]


@settings(max_examples=300, derandomize=True)
@given(tables, st.integers(1, 13), st.sampled_from(FORMS))
def test_as_many_rows_as_may_be_given(table: list[tuple[object, ...]], most: int, form: ResultFormat) -> None:
    asked = query(table)
    whole = write(STORE.query(asked), form, 10**9, 10**9)
    given_ = write(STORE.query(asked), form, most, 10**9)
    assert whole.cut is None
    if len(table) <= most:
        assert given_ == whole
    else:
        assert given_.cut == most
        assert rows_of(given_.body, form) == rows_of(whole.body, form)[:most]


@settings(max_examples=200, derandomize=True)
@given(tables.filter(bool), st.integers(0, 3000), st.sampled_from(FORMS))
def test_as_many_bytes_as_may_be_given(table: list[tuple[object, ...]], largest: int, form: ResultFormat) -> None:
    """However early the writer is stopped, what was written of the last row goes."""
    asked = query(table * 40)
    whole = rows_of(write(STORE.query(asked), form, 10**9, 10**9).body, form)
    written = write(STORE.query(asked), form, 10**9, largest)
    given_ = rows_of(written.body, form)
    assert given_ == whole[: len(given_)]
    assert written.cut == len(given_) or (written.cut is None and given_ == whole)


@pytest.mark.parametrize("form", FORMS)
def test_an_endless_answer_is_stopped(form: ResultFormat) -> None:
    """A hundred million rows: writing them would take minutes and more memory than there is."""
    digits = " ".join(map(str, range(10)))
    asked = "SELECT * { " + " ".join(f"VALUES ?v{n} {{ {digits} }}" for n in range(8)) + " }"
    written = write(STORE.query(asked), form, 1000, 10**8)
    assert written.cut == 1000
    assert len(rows_of(written.body, form)) == 1000


def test_that_rows_are_missing_stands_in_the_head() -> None:
    asked = "SELECT * { VALUES ?n { 1 2 3 } }"
    told = json.loads(write(STORE.query(asked), "json", 2, 10**6, "urn:more").body)
    assert told["head"] == {"vars": ["n"], "link": ["urn:more"]}
    head = ElementTree.fromstring(write(STORE.query(asked), "xml", 2, 10**6, "urn:more").body)[0]
    assert [each.attrib for each in head] == [{"name": "n"}, {"href": "urn:more"}]
    assert "link" not in json.loads(write(STORE.query(asked), "json", 3, 10**6, "urn:more").body)["head"]


@pytest.mark.parametrize(("form", "body"), [("json", b'{"head":{},"boolean":true}'), ("csv", b"true")])
def test_a_truth_is_never_cut(form: ResultFormat, body: bytes) -> None:
    written = write(STORE.query("ASK {}"), form, 1, 1)
    assert (written.body, written.cut) == (body, None)
