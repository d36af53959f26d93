"""The tables analysts open: what was found, one table a kind of finding, as RFC 4180 asks.

findings  ->  finding_tables  ->  file name -> rows of CSV text
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dhrgraph.publish.lists import csv_rows, heading

Row = Mapping[str, Any]


def finding_tables(findings: Iterable[Row], columns: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What some findings add to each table, by its file name: rows without the heading, maybe none.

    `columns` are the rows of published_tables.csv, in order: which kind of finding a table holds and its columns.
    A dotted column looks inside ("target.latest"); the items of a list are joined by "; ".
    """
    kept, tables = list(findings), _tables(columns)
    return {
        f"{name}.csv": csv_rows(wanted, (_flat(row, wanted) for row in kept if row["kind"] == kind))
        for name, (kind, wanted) in tables.items()
    }


def table_headings(columns: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The heading row of each table by its file name; one without rows still has it.

    Example:
        >>> table_headings([{"table": "notes", "finding": "note", "column": "who.name"}])
        {'notes.csv': 'who.name\\r\\n'}
    """
    return {f"{name}.csv": heading(wanted) for name, (_, wanted) in _tables(columns).items()}


def finding_values(findings: Iterable[Row], columns: Iterable[Mapping[str, str]]) -> dict[str, list[tuple[Any, ...]]]:
    """The same rows by table (without the ending of a file) with their values as they were found: a list stays a list.

    Example:
        >>> columns = [{"table": "notes", "finding": "note", "column": "who.name"}]
        >>> finding_values([{"kind": "note", "who": [{"name": "a; b"}, {"name": None}]}], columns)
        {'notes': [(['a; b', None],)]}
    """
    kept = list(findings)
    return {
        name: [tuple(_inside(row, column.split(".")) for column in wanted) for row in kept if row["kind"] == kind]
        for name, (kind, wanted) in _tables(columns).items()
    }


def _tables(columns: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, list[str]]]:
    """The kind of finding and the columns of each table."""
    kinds: dict[str, str] = {}
    wanted: dict[str, list[str]] = defaultdict(list)
    for row in columns:
        kinds[row["table"]] = row["finding"]
        wanted[row["table"]].append(row["column"])
    return {name: (kind, wanted[name]) for name, kind in kinds.items()}


def _flat(row: Row, columns: Iterable[str]) -> dict[str, str]:
    return {column: _cell(_inside(row, column.split("."))) for column in columns}


def _inside(value: Any, path: list[str]) -> Any:
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_inside(item, path) for item in value]
    return _inside(value.get(path[0]), path[1:])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
