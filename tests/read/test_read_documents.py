"""Files to documents: each bad one has a line of reason that names it, and the others are still read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dhrgraph.config import Config
from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.read.documents import find_files, read_documents
from dhrgraph.records import Document

REVIEW = """Exampleton Community Safety Partnership
Domestic Homicide Review: Executive Summary

Recommendations
1. Exampleton Council should act – “at once” – at a cost of £5.
"""

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\f\n", "empty"),
    "mark-only.txt": (b"\xef\xbb\xbf", "no words"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
    "noise.txt": (bytes(range(1, 32)) * 20, "neither text"),
    "report.pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "report.docx": (b"PK\x03\x04\x14\0\6\0", "Word"),
    "report.rtf": (b"{\\rtf1\\ansi Domestic Homicide Review Executive Summary}", "RTF"),
    "page.html": (b"<!DOCTYPE html>\n<html><body><script>Domestic Homicide Review</script></body></html>", "no words"),
    "saved.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nExecutive Summary", "MHTML"),
    "flat.xml": (b"<?xml version='1.0'?>\n<document>Domestic Homicide Review</document>", "XML"),
    "half.txt": (b"\xff\xfeD\0o", "byte"),
    "recipe.txt": (b"Executive summary\n\nRecommendations\n\nBeat two eggs.\n", "manifest.csv"),
    "news.md": (b"A domestic homicide review was published today. The council was sorry.\n", "manifest.csv"),
}


def read(place: Path, config: Config) -> tuple[list[Document], list[UnreadableError]]:
    items = list(read_documents(find_files([place]), config.kinds))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, UnreadableError)]


def test_every_bad_file_is_named_once_with_its_reason(tmp_path: Path, config: Config) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(REVIEW, encoding="utf-8")
    (tmp_path / "good-again.txt").write_text(REVIEW, encoding="utf-8")
    documents, problems = read(tmp_path, config)
    assert [d.source.file for d in documents] == ["good-again.txt"]
    said = {problem.file: str(problem) for problem in problems}
    assert sorted(said) == sorted([*BAD, "good.txt"])
    assert "the same file as good-again.txt" in said["good.txt"]
    for name, (_, reason) in BAD.items():
        assert said[name].startswith(f"{name}: ")
        assert reason in said[name]
        assert "\n" not in said[name]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_same_words_in_every_encoding(tmp_path: Path, config: Config, encoding: str, ends: str) -> None:
    data = REVIEW.replace("\n", ends).encode(encoding)
    (tmp_path / "review.txt").write_bytes(data)
    (document,), _ = read(tmp_path, config)
    assert [line.text for line in document.lines] == REVIEW.split("\n")
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()
    assert all(document.text[line.span.start : line.span.end] == line.text for line in document.lines)


def test_one_bad_byte_costs_one_letter(tmp_path: Path, config: Config) -> None:
    (tmp_path / "review.txt").write_bytes(REVIEW.encode().replace(b"act", b"a\x81t \x92s"))
    (document,), _ = read(tmp_path, config)
    assert "a\ufffdt ’s – “at once” – at a cost of £5" in document.text


def test_a_folder_with_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("id\n")
    (tmp_path / "README.md").write_text("read me")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.txt").write_text(REVIEW)
    with pytest.raises(NothingToReadError, match="no files in"):
        find_files([tmp_path])
    with pytest.raises(NothingToReadError, match="nowhere"):
        find_files([tmp_path / "nowhere"])


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path, config: Config) -> None:
    path = tmp_path / "gone.txt"
    path.write_text(REVIEW)
    files = find_files([tmp_path])
    path.unlink()
    (problem,) = read_documents(files, config.kinds)
    assert isinstance(problem, UnreadableError)
    assert problem.file == "gone.txt"


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [path.name for path in find_files([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "b.txt", "c.txt"]
