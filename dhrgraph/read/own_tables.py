"""The tables of ontology/, as text editors and spreadsheets save them.

    path  ->  read_cells  ->  rows of cells, the heading first        path  ->  read_rows  ->  Row, ...

They are in UTF-8, with or without the mark that a spreadsheet's "CSV UTF-8" begins with, and have commas. All else is
refused with a word on how to mend it: a letter read wrongly would be a wrong name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from dhrgraph.errors import VocabularyError

_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins
_OTHERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_SAVE = "save it as CSV UTF-8 (comma delimited)"


class Row(dict[str, str]):
    """The cells of a row by column. A column that is not there is an error of the file, not of ours.

    Example:
        >>> Row("ontology/x.csv", {"word": "dr"})["kind"]
        Traceback (most recent call last):
        dhrgraph.errors.VocabularyError: ontology/x.csv row 1: no column 'kind'.
          To mend: name the columns as the file of the release does.
    """

    def __init__(self, file: str, cells: Mapping[str, str]) -> None:
        super().__init__(cells)
        self._file = file

    def __missing__(self, column: str) -> str:
        raise _refused(
            f"{self._file} row 1", f"no column '{column}'", "name the columns as the file of the release does"
        )

    def __reduce__(self) -> tuple[type[Row], tuple[str, dict[str, str]]]:
        return Row, (self._file, dict(self))


def read_rows(path: Path, called: str = "") -> list[Row]:
    """The rows below the heading, empty lines left out; errors and `called` as of `read_cells`.

    Raises:
        VocabularyError: also for a row that has not as many cells as the heading.
    """
    name = called or path.name
    heading, *rows = read_cells(path, called)
    for number, cells in enumerate(rows, 2):
        if cells and len(cells) != len(heading):
            what = f"{len(cells)} cells under {len(heading)} columns"
            raise _refused(
                f"{name} row {number}", what, "put a value with a comma in quotation marks, and keep empty cells"
            )
    return [Row(name, dict(zip(heading, cells, strict=True))) for cells in rows if cells]


def read_cells(path: Path, called: str = "") -> list[list[str]]:
    """The cells of a table, row by row; `called` is what messages call the file, if not by its name.

    Raises:
        VocabularyError: there is no such file, it is empty, not in UTF-8, not parted by commas, or ends within a cell.
    """
    name = called or path.name
    text = _text(path, name)
    heading = text.partition("\n")[0]
    if not heading.strip(" ,\r"):
        raise _refused(name, "empty, or without a heading", "put the file of the release back, or name the columns")
    for mark, said in _OTHERS.items():
        if "," not in heading and mark in heading:
            raise _refused(name, f"its cells are parted by {said}", _SAVE)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as problem:
        what = f"row {len(rows) + 1}: a quotation mark or cell that does not end"
        raise _refused(name, what, "write a quotation mark within a cell twice") from problem
    return rows


def _text(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise _refused(name, "there is no such file", "put the file of the release back") from problem
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        number = data.count(b"\n", 0, problem.start) + 1
        what = "in UTF-16, or no text" if data.startswith(_WIDE) else f"row {number}: a letter that is not in UTF-8"
        raise _refused(name, what, _SAVE) from problem
    if "\0" in text:
        raise _refused(name, "in UTF-16, or no text", _SAVE)
    return text


def _refused(name: str, what: str, mend: str) -> VocabularyError:
    return VocabularyError(f"{name}: {what}.\n  To mend: {mend}.")
