"""Tables of judgements as people keep them: ontology/judgements.csv, or a worksheet that a spreadsheet saved.

    path  ->  read_judgements  ->  JudgementRow, ...

A spreadsheet may write UTF-8 with or without its mark, UTF-16 or the Windows alphabet, commas, semicolons or tabs, and
dates in its own way; it may leave out empty cells at a row's end. Columns beyond these may be there. A row without a
decision is open; one that names who decided, or when, but not what, is a slip and is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import get_args

from dhrgraph.errors import VocabularyError
from dhrgraph.read.roles import RoleWords
from dhrgraph.records import JudgementKind, JudgementRow
from dhrgraph.text.amounts import how_many
from dhrgraph.text.cells import as_it_was

NEEDED = ("kind", "what", "decision", "by", "on")
COLUMNS = ("kind", "what", "area", "wording", "other", "decision", "by", "on", "note")
KEYS: Mapping[JudgementKind, tuple[str, ...]] = {  # the cells that say what is judged, beside `what`
    "agency": (),
    "theme": ("wording",),
    "same-review": ("other",),
    "death": ("other",),
}
_YES_OR_NO = ("same-review", "death")
_FIRST_YEAR = 2000
_SEPARATORS = ",;\t"
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y")
_WORDING = re.compile(r"w?([0-9a-f]{12})")  # the w keeps a spreadsheet from taking the digits for a number
_CODES = re.compile(r"(?:\W*[A-Z]\d{8}\b)+\W*", re.IGNORECASE)  # the nine signs of ONS codes, however joined
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .ods, and .xls begin


def read_judgements(path: Path, roles: RoleWords, called: str = "") -> tuple[JudgementRow, ...]:
    """Every decided row, in the file's order. `area` holds councils' codes, or the words that stand there instead.

    `roles` are the words that a role may have; `called` is what messages call the file, if not by its name.

    Raises:
        VocabularyError: no such file, not a table, a column that is missing, or a row that does not say what is judged,
            by which role and when; names the file, the row and the column.
    """
    heading, rows = _cells(path)
    file = called or path.name
    _nothing_left_out(heading, rows, file)
    return tuple(_decided(heading, rows, file, roles))


def decisions_in(path: Path) -> bool:
    """Whether anything is decided in a table, right or wrong, or may be: a workbook cannot be looked into.

    Not in a file that is no such table.
    """
    try:
        if path.read_bytes().startswith(_WORKBOOKS):
            return True
        heading, rows = _cells(path)
    except (OSError, VocabularyError):
        return False
    return any(_row(heading, cells).get(column) for cells in rows for column in ("decision", "by", "on", "note"))


def only_noted(path: Path) -> int:
    """How many rows have a note and no decision: maybe a remark, maybe a decision that was written there.

    Raises:
        VocabularyError: as `read_judgements`.
    """
    heading, rows = _cells(path)
    cells = [_row(heading, row) for row in rows]
    return sum(bool(row.get("note")) and not row.get("decision") for row in cells)


def _cells(path: Path) -> tuple[list[str], list[list[str]]]:
    """The heading's names and the cells of all rows below it."""
    name = path.name
    try:
        text = _text(path)
        reader = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except (csv.Error, UnicodeDecodeError) as problem:
        raise VocabularyError(
            f"{name}: not a table of text ({problem}).\n  To mend: save it as CSV UTF-8."
        ) from problem
    if not reader:
        raise VocabularyError(f"{name}: empty.\n  To mend: its first row must name the columns {', '.join(NEEDED)}.")
    heading = [cell.strip().casefold().replace(" ", "_") for cell in reader[0]]
    for column in COLUMNS:
        if heading.count(column) > 1 or (column in NEEDED and column not in heading):
            fault = "stands twice" if column in heading else "is missing"
            raise VocabularyError(
                f"{name} row 1: the column {column} {fault}.\n  To mend: name each of {', '.join(NEEDED)} once."
            )
    return heading, reader[1:]


def _nothing_left_out(heading: list[str], rows: list[list[str]], file: str) -> None:
    """Refuse rows that say who decided, or when, but not what: nothing would be heard of them."""
    found = [(number, _row(heading, cells)) for number, cells in enumerate(rows, 2)]
    slips = [number for number, row in found if (row.get("by") or row.get("on")) and not row.get("decision")]
    if slips:
        others = f", and so in {how_many(len(slips) - 1, 'other row')}" if len(slips) > 1 else ""
        raise VocabularyError(
            f"{file} row {slips[0]}, column decision: empty, though by or on is filled{others}.\n"
            "  To mend: write the decision there (do the cells stand one column too far to the right?), or empty both."
        )


def _decided(heading: list[str], rows: list[list[str]], file: str, roles: RoleWords) -> Iterator[JudgementRow]:
    for number, cells in enumerate(rows, 2):
        if any(cell.strip() for cell in cells[len(heading) :]):
            raise VocabularyError(
                f"{file} row {number}: more cells than the heading.\n"
                "  To mend: put quotation marks around a cell that holds the separator."
            )
        row = _row(heading, cells)
        if row.get("decision"):
            yield _checked(row, file, number, roles)


def _row(heading: list[str], cells: list[str]) -> dict[str, str]:
    """A row's cells by column; those at its end may be missing."""
    return {column: as_it_was(cell.strip()) for column, cell in zip(heading, cells, strict=False)}


def _checked(row: Mapping[str, str], file: str, number: int, roles: RoleWords) -> JudgementRow:
    def wrong(column: str, what: str, mend: str) -> VocabularyError:
        return VocabularyError(f"{file} row {number}, column {column}: {what}.\n  To mend: {mend}.")

    kinds: dict[str, JudgementKind] = {kind: kind for kind in get_args(JudgementKind)}
    kind = kinds.get(row.get("kind", "").casefold())
    if kind is None:
        raise wrong("kind", f"no kind of judgement '{row.get('kind', '')}'", f"write one of {', '.join(kinds)}")
    for column in ("what", *KEYS[kind], "by", "on"):
        if not row.get(column):
            raise wrong(column, "empty", f"{_MENDS.get(column, 'copy it from the worksheet')}")
    if fault := roles.no_role(row["by"]):
        raise wrong("by", f"no role: {fault}", _MENDS["by"])
    on = _date(row["on"])
    if on is None:
        raise wrong("on", "not a date", _MENDS["on"])
    wording = _WORDING.fullmatch(row.get("wording", "").casefold())
    if kind == "theme" and not wording:
        raise wrong("wording", "not a key of a text", "copy it from the worksheet: w and twelve letters and figures")
    decision = row["decision"]
    if kind in _YES_OR_NO:
        decision = decision.casefold().rstrip(".")
        if decision not in ("yes", "no"):
            raise wrong("decision", f"'{row['decision']}' is neither yes nor no", "write yes or no")
    area = row.get("area", "")
    if _CODES.fullmatch(area):
        area = ";".join(sorted(set(re.findall(r"\w+", area.upper()))))
    return JudgementRow(
        kind, row["what"], decision, row["by"], on, area, wording[1] if wording else "",
        row.get("other", ""), row.get("note", ""), file, number,
    )  # fmt: skip


_MENDS = {
    "by": "write the role only, such as domestic abuse analyst, without names of persons or places: it is published. "
    "A usual word of roles that is not known goes into ontology/role_words.csv",
    "on": "write the day of the decision as year, month and day, such as 2026-11-21",
}


def _date(written: str) -> str | None:
    """A day in any of the ways a British spreadsheet shows one, as "YYYY-MM-DD"; None when it is none.

    Example:
        >>> _date("21/11/2026"), _date("21-Nov-26"), _date("11/21/2026")
        ('2026-11-21', '2026-11-21', None)
    """
    for form in _DATES:
        try:
            day = datetime.strptime(written, form).date()
        except ValueError:
            continue
        return day.isoformat() if day.year >= _FIRST_YEAR else None
    return None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise VocabularyError(f"{path.name}: cannot be opened ({problem.strerror}).") from problem
    if data.startswith(_WORKBOOKS):
        raise VocabularyError(
            f"{path.name}: a workbook, not a table of text.\n  To mend: in the spreadsheet, save it as CSV UTF-8."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.partition("\n")[0].count)
