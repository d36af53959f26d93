"""Tables of cases in the form of the Domestic Homicide Review Dataset's incidents.csv, told by their heading.

    bytes  ->  is_case_table  ->  read_deaths  ->  DeathRegister

A table is taken whole or not at all: whatever is odd is named with row and column, never quoted, and then nothing of
it is used. Only codes and dates leave this module, so no cell can bring a person's name with it; the one exception is
the partnership, whose words are kept only where a partnership of that name is known. Tables of victims and perpetrators
are refused: they describe persons. Rows and columns: `ontology/case_columns.csv`, `case_values.csv`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dhrgraph.errors import UnreadableError
from dhrgraph.read.case_cells import NO_DATE, Vocabulary, date_of, flag_of, fold
from dhrgraph.read.plain_text import decode
from dhrgraph.records import Death, DeathRegister, Issue, PartnershipName, Source

Row = Mapping[str, str]

_HEAD = 8192  # bytes in which the heading must end
_FEW = 4  # columns of ours by which a table is known that lost its ids
_SHOWN = 5  # problems that a message lists
MOST_ROWS = 20_000  # deaths; the library has some hundreds
_LARGEST = 8 << 20  # bytes; the largest known has a seventieth of it
_LONGEST = 200  # characters of a cell
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_PLAIN = re.compile(r"[a-z][a-z0-9_]{0,39}")  # a column's name that may be shown
_OF_PERSONS = ("victim_", "perpetrator_")
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """What each column holds: `parts` by column, the codes of factors by column, and the words of code lists."""

    parts: Mapping[str, str]
    factors: Mapping[str, str]
    words: Vocabulary

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns a table must have, in the usual order."""
        return tuple(column for column, part in self.parts.items() if part not in ("persons", "documents"))

    def of(self, part: str) -> str:
        """The one column that holds a part."""
        return next(column for column, held in self.parts.items() if held == part)


@dataclass(frozen=True, slots=True)
class CaseTables:
    """What is known of tables of cases: their columns, where copies come from (rows of case_sources.csv), and the code
    that the Office for National Statistics gives each region, by ours."""

    columns: CaseColumns
    sources: Sequence[Row]
    regions: Mapping[str, str] = field(default_factory=dict)

    def source(self, sha256: str) -> Row:
        """The row for a copy with this digest, else the one for a copy that nobody has recorded (no digest)."""
        return next((row for row in self.sources if row["sha256"] == sha256), self.sources[0])


def case_columns(columns: Sequence[Row], values: Sequence[Row]) -> CaseColumns:
    """From the rows of case_columns.csv and case_values.csv."""
    return CaseColumns(
        {row["column"]: row["part"] for row in columns},
        {row["column"]: row["code"] for row in columns if row["part"] == "factor"},
        Vocabulary(
            {(row["part"], fold(row["printed"])): row["code"] for row in values},
            {(row["part"], row["code"]): row["doubt"] for row in values if row["doubt"]},
        ),
    )


def is_case_table(data: bytes, columns: CaseColumns) -> bool:
    """Whether a file's first line is the heading of a table of cases, complete or not, or of one of its sister tables.

    Example:
        >>> known = case_columns([{"column": "incident_id", "part": "id", "code": ""}], [])
        >>> is_case_table(b'"Incident_ID";"csp"', known), is_case_table(b"A review of incident_id, and so on", known)
        (True, False)
    """
    try:
        _, heading = _heading(decode(data[:_HEAD], ""))
    except UnreadableError:
        return False  # not in the encoding it promises: the readers of documents say so
    keys = {column for column, part in columns.parts.items() if part in ("id", "persons", "documents")}
    found = set(heading)
    return len(heading) > 1 and (not keys.isdisjoint(found) or len(found.intersection(columns.parts)) >= _FEW)


def read_deaths(data: bytes, source: Source, columns: CaseColumns) -> DeathRegister:
    """The deaths of a table, sorted by id, and what of it a person should look at: words that no code list has are left
    out with a warning, words in doubt are kept with a note. A death later than the year in which the table was
    published, or the next, is a slip of the pen; a table without a date of publication may be of any year.

    Raises:
        UnreadableError: anything else in it is odd; says what in which row and column, the first five of all.
    """
    if len(data) > _LARGEST:
        raise UnreadableError(source.file, f"a table of cases larger than {_LARGEST >> 20} MB: no library has as much")
    text = decode(data, source.file)
    separator, heading = _heading(text)
    _refuse_heading(heading, separator, source.file, columns)
    rows = [
        (number, dict(zip(heading, cells, strict=True))) for number, cells in _rows(text, source.file, len(heading))
    ]
    last = int(source.published[:4]) + 1 if source.published else None  # a version may be out before it is dated
    problems = [f"row {n}, {problem}" for n, row in rows for problem in _problems(row, columns, last)]
    problems += _twice([(number, row[columns.of("id")]) for number, row in rows], columns.of("id"))
    if problems:
        raise UnreadableError(source.file, f"nothing of it was read: {_listed(problems)}")
    if not rows:
        raise UnreadableError(source.file, "a table of cases without a row")
    deaths = sorted((_death(number, row, columns) for number, row in rows), key=lambda death: death.id)
    return DeathRegister(source, tuple(deaths), (*_unlisted(rows, columns), *_doubts(rows, columns)))


def _heading(text: str) -> tuple[str, tuple[str, ...]]:
    """What separates the cells of the first line, and these, in small letters."""
    line = next((line for line in text[:_HEAD].splitlines() if line.strip()), "").lstrip("\ufeff")
    separator = max(_SEPARATORS, key=lambda mark: (line.count(mark), mark == ","))
    cells = [cell.strip().strip('"').strip() for cell in line.split(separator)]
    return separator, tuple(cell.casefold() for cell in cells)


def _refuse_heading(heading: Sequence[str], separator: str, file: str, columns: CaseColumns) -> None:
    """A heading that is not quite that of incidents.csv, refused with what is wrong."""
    parts = {columns.parts.get(column) for column in heading}
    if "persons" in parts or any(column.startswith(_OF_PERSONS) for column in heading):
        raise UnreadableError(
            file, "a table of victims or perpetrators: it describes persons, who are never read in; give incidents.csv"
        )
    if "documents" in parts:
        raise UnreadableError(file, "the list of documents that goes with a table of cases; give incidents.csv")
    if separator != ",":
        raise UnreadableError(file, "a table of cases whose cells are not parted by commas; save it as CSV with commas")
    problems = [f"row 1: there is no column {column}" for column in columns.needed if column not in heading]
    for place, column in enumerate(heading, 1):
        if column not in columns.parts:
            named = f" ({column})" if _PLAIN.fullmatch(column) else ""
            problems.append(f"row 1, column {place}{named}: not a column of a table of cases")
        elif column in heading[: place - 1]:
            problems.append(f"row 1, column {place} ({column}): the column is there twice")
    if problems:
        raise UnreadableError(file, f"nothing of it was read: {_listed(problems)}")


def _rows(text: str, file: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows below the heading with their numbers, each with as many cells; empty rows are passed over."""
    number, heading, deaths = 0, 0, 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True), 1):
            if not any(cell.strip() for cell in cells):
                continue
            if heading and len(cells) != width:
                raise UnreadableError(
                    file, f"nothing of it was read: row {number}: {len(cells)} cells where the heading has {width}"
                )
            deaths += heading > 0
            if deaths > MOST_ROWS:
                raise UnreadableError(
                    file, f"a table of cases with more than {MOST_ROWS:,} rows: no library has as many"
                )
            if heading:
                yield number, [cell.strip() for cell in cells]
            heading = heading or number
    except csv.Error as problem:
        raise UnreadableError(
            file, f"nothing of it was read: row {number + 1}: a quotation mark or cell that does not end"
        ) from problem


def _problems(row: Row, columns: CaseColumns, last: int | None) -> Iterator[str]:
    """What cannot be in a row: column and why; `last` is the last year a death can be in. No cell is quoted."""
    for column, cell in row.items():
        part = columns.parts[column]
        odd = None
        date = date_of(cell) if part == "date" else None
        if len(cell) > _LONGEST or not cell.isprintable():
            odd = "longer than any value, or with a character that does not print"
        elif part == "id" and not _ID.fullmatch(cell):
            odd = "not an id (letters, digits, hyphens)"
        elif part == "partnership" and not cell:
            odd = "no partnership"
        elif last is not None and isinstance(date, str) and int(date[:4]) > last:
            odd = (
                f"a year after {last}; if the table is as new as that, give the day it was published in a manifest.csv"
            )
        elif date is NO_DATE:
            odd = "not a date: 'September 2018', '09-2018', '2018-09' or '2018' (a spreadsheet may have rewritten it)"
        elif part == "factor" and flag_of(cell) is None:
            odd = "neither True, False nor empty"
        if odd:
            yield f"column {column}: {odd}"


def _death(number: int, row: Row, columns: CaseColumns) -> Death:
    printed = row[columns.of("partnership")]
    date = date_of(row[columns.of("date")])
    return Death(
        id=row[columns.of("id")],
        csp=PartnershipName(printed, ""),
        region=columns.words.code("region", row[columns.of("region")]),
        date=date if isinstance(date, str) else None,
        cause=columns.words.code("cause", row[columns.of("cause")]),
        place=columns.words.code("place", row[columns.of("place")]),
        factors=frozenset(code for column, code in columns.factors.items() if flag_of(row[column])),
        row=number,
    )


def _twice(names: Sequence[tuple[int, str]], column: str) -> Iterator[str]:
    first: dict[str, int] = {}
    for number, name in names:
        if first.setdefault(name, number) != number:
            yield f"row {number}, column {column}: the same id as row {first[name]}"


def _unlisted(rows: Sequence[tuple[int, Row]], columns: CaseColumns) -> Iterator[Issue]:
    """One warning a column with words that its code list has not: they are left out, for anything could stand there."""
    for part in columns.words.parts:
        column = columns.of(part)
        found = [n for n, row in rows if row[column] and columns.words.code(part, row[column]) is None]
        if found:
            yield Issue(
                "read",
                "warning",
                f"column {column}, {_numbered(found)}: not in the list of {part}s (ontology/case_values.csv), left out",
            )


def _doubts(rows: Sequence[tuple[int, Row]], columns: CaseColumns) -> Iterator[Issue]:
    """One note a word that the table seems to have wrong."""
    found: dict[tuple[str, str], list[int]] = {}
    for part in columns.words.parts:
        for number, row in rows:
            if doubt := columns.words.doubt(part, row[columns.of(part)]):
                found.setdefault((columns.of(part), doubt), []).append(number)
    for (column, doubt), numbers in found.items():
        yield Issue("read", "note", f"column {column}, {_numbered(numbers)}: kept as it is, in doubt: {doubt}")


def _numbered(rows: Sequence[int]) -> str:
    """Some rows in words: "row 4", "rows 4, 9 and 12", "rows 4, 9, 12, 15, 20 and more"."""
    shown = [str(row) for row in rows[:_SHOWN]]
    if len(rows) == 1:
        return f"row {shown[0]}"
    first, last = (shown, "more") if len(rows) > _SHOWN else (shown[:-1], shown[-1])
    return f"rows {', '.join(first)} and {last}"


def _listed(problems: Sequence[str]) -> str:
    more = len(problems) - _SHOWN
    return "; ".join(problems[:_SHOWN]) + (f"; and {more:,} more" if more > 0 else "")
