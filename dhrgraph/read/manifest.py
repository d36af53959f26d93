"""The manifest: what is known of the documents in a folder, one row a file."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dhrgraph.errors import VocabularyError
from dhrgraph.records import DocumentKind

_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}){0,2}")
COLUMNS = (
    "id",
    "file",
    "original_file",
    "title",
    "publisher",
    "kind",
    "csp",
    "published",
    "licence",
    "sha256",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `manifest.csv`; empty cells are None, an empty licence is "unknown"."""

    id: str
    file: str
    title: str | None
    publisher: str | None
    kind: DocumentKind | None
    csp: str | None
    published: str | None
    licence: str
    sha256: str


def read_manifest(folder: Path) -> dict[str, Entry]:
    """The manifest of `folder` by the files' SHA-256, so that a renamed file keeps its facts.

    Empty when the folder has no `manifest.csv`.

    Raises:
        VocabularyError: not a table of these columns, or a row with a kind or date that cannot be; says the line.
    """
    path = folder / "manifest.csv"
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise VocabularyError(f"{path.name}: the columns must be {', '.join(COLUMNS)}.")
            return {row["sha256"]: _entry(row, f"{path.name} line {reader.line_num}") for row in reader}
    except (UnicodeDecodeError, csv.Error) as problem:
        raise VocabularyError(f"{path.name}: not a table in UTF-8 ({problem}).") from problem
    except OSError as problem:
        raise VocabularyError(f"{path.name}: cannot be opened ({problem.strerror}).") from problem


def _entry(row: dict[str, str], where: str) -> Entry:
    kinds: dict[str, DocumentKind] = {kind: kind for kind in get_args(DocumentKind)}
    if None in row or None in row.values():
        raise VocabularyError(f"{where}: the row has not as many cells as the heading.")
    if row["published"] and not _PUBLISHED.fullmatch(row["published"]):
        raise VocabularyError(f"{where}: 'published' must be YYYY, YYYY-MM or YYYY-MM-DD.")
    if row["kind"] and row["kind"] not in kinds:
        raise VocabularyError(f"{where}: no kind of document '{row['kind']}'. There are: {', '.join(kinds)}.")
    return Entry(
        id=row["id"],
        file=row["file"],
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        kind=kinds.get(row["kind"]),
        csp=row["csp"] or None,
        published=row["published"] or None,
        licence=row["licence"] or "unknown",
        sha256=row["sha256"],
    )
