"""The manifest: facts by the file's digest; a manifest that says what cannot be stops everything."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dhrgraph.config import Config
from dhrgraph.errors import VocabularyError
from dhrgraph.read.documents import read_documents
from dhrgraph.read.manifest import COLUMNS, read_manifest
from dhrgraph.records import Document

TEXT = b"A paper nobody would recognise.\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()
HEAD = ",".join(COLUMNS)


def manifest(place: Path, *rows: str) -> Path:
    (place / "manifest.csv").write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return place


def test_the_manifest_outranks_the_words(tmp_path: Path, config: Config) -> None:
    row = f"exampleton-2021,old-name.txt,,A title,A publisher,overview-report,Exampleton,2021-05,,{DIGEST}"
    manifest(tmp_path, row)
    (tmp_path / "renamed.txt").write_bytes(TEXT)
    (document,) = read_documents([tmp_path / "renamed.txt"], config.kinds)
    assert isinstance(document, Document)
    source = document.source
    assert (source.id, source.file, source.kind) == ("exampleton-2021", "renamed.txt", "overview-report")
    assert (source.csp, source.published, source.licence) == ("Exampleton", "2021-05", "unknown")


def test_no_manifest_is_no_facts(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"a,a.txt,,,,leaflet,,,,{DIGEST}", "leaflet"),
        (f"a,a.txt,,,,,,May 2021,,{DIGEST}", "published"),
        ("a,a.txt", "cells"),
        (f"a,a.txt,,,,,,,,{DIGEST},more", "cells"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=f"manifest.csv line 2: .*{said}"):
        read_manifest(manifest(tmp_path, row))


@pytest.mark.parametrize("data", [b"id,file\n", b"", b"\xff\xfe\x00", HEAD.encode() + b'\n"open,\xff'])
def test_another_table_is_no_manifest(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.csv").write_bytes(data)
    with pytest.raises(VocabularyError, match=r"manifest\.csv"):
        read_manifest(tmp_path)
