"""The manifest: what is known of the documents in a folder, one row a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dhrgraph.errors import VocabularyError
from dhrgraph.records import DocumentKind

COLUMNS = ("id", "file", "original_file", "title", "publisher", "kind", "csp", "published", "licence", "sha256")


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
        VocabularyError: a column or a kind of document that does not exist; says the line.
    """
    path = folder / "manifest.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise VocabularyError(f"{path.name}: the columns must be {', '.join(COLUMNS)}.")
        return {row["sha256"]: _entry(row, f"{path.name} line {reader.line_num}") for row in reader}


def _entry(row: dict[str, str], where: str) -> Entry:
    kinds: dict[str, DocumentKind] = {kind: kind for kind in get_args(DocumentKind)}
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
