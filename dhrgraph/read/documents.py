"""From paths to documents: the reading edge.

    paths  ->  read_documents  ->  documents, and the files that could not be read

Files are routed by content, not suffix. To read a new format, add a reader to READERS.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.read.manifest import Entry, read_manifest
from dhrgraph.read.plain_text import decode, is_plain_text
from dhrgraph.read.recognise import KindCue, recognise
from dhrgraph.read.tables import find_tables
from dhrgraph.records import Document, Source
from dhrgraph.text.lines import split_lines

Reader = Callable[[bytes, str], str]

# Asked in order; the first that takes the bytes reads them. HTML, PDF and DOCX come before plain text when they come.
READERS: tuple[tuple[Callable[[bytes], bool], Reader], ...] = ((is_plain_text, decode),)

# How files begin that some day have a reader of their own
_NOT_YET = (
    (re.compile(rb"%PDF-"), "a PDF file"),
    (re.compile(rb"PK\x03\x04"), "a Word file or another archive"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file"),
    (re.compile(rb"\{\\rtf"), "an RTF file"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype html|html)\b",
            re.IGNORECASE,
        ),
        "an HTML page",
    ),
)
_BESIDE = {"manifest.csv", "README.md"}
_LARGEST = 64 * 1024 * 1024  # bytes: no report is a hundredth of it


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Every file named, and every file below every folder named, sorted; a folder's manifest and README left out.

    Raises:
        NothingToReadError: a path that does not exist, or no file at all.
    """
    files: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path}: there is no such file or folder.")
        files |= set(_below(path)) if path.is_dir() else {path}
    if not files:
        raise NothingToReadError(f"no files in {', '.join(str(path) for path in paths)}.")
    return sorted(files, key=lambda path: (path.name, str(path)))


def read_documents(files: Sequence[Path], cues: Sequence[KindCue]) -> Iterator[Document | UnreadableError]:
    """Each file as a document, or why it is none, in the order given. One bad file never costs the others.

    A file with the same bytes as an earlier one is reported and not read again.
    """
    manifests: dict[Path, dict[str, Entry]] = {}
    seen: dict[str, str] = {}
    for path in files:
        if path.parent not in manifests:
            manifests[path.parent] = read_manifest(path.parent)
        try:
            document = _read(path, manifests[path.parent], cues)
        except UnreadableError as problem:
            yield problem
            continue
        earlier = seen.get(document.source.sha256)
        if earlier:
            yield UnreadableError(path.name, f"the same file as {earlier}; read once")
        else:
            seen[document.source.sha256] = path.name
            yield document


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(piece.startswith(".") for piece in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name not in _BESIDE:
            yield path


def _read(path: Path, manifest: dict[str, Entry], cues: Sequence[KindCue]) -> Document:
    data = _bytes(path)
    reader = next((read for takes, read in READERS if takes(data)), None)
    later = next((name for begins, name in _NOT_YET if begins.match(data)), None)
    if reader is None or later:
        raise UnreadableError(path.name, f"{later or 'not text'}; only text and Markdown can be read yet")
    text = reader(data, path.name)
    if not text.strip():
        raise UnreadableError(path.name, "the file holds no words")
    digest = hashlib.sha256(data).hexdigest()
    source = _source(path, digest, manifest.get(digest), text, cues)
    lines = split_lines(text)
    return Document(source, text, lines, find_tables(text, lines))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableError(path.name, "not a file that can be read")
        if path.stat().st_size > _LARGEST:
            raise UnreadableError(path.name, f"larger than {_LARGEST // 1024 // 1024} MB: no report is")
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableError(path.name, f"cannot be opened ({problem.strerror})") from problem
    if not data.strip(b" \t\r\n\f\v\0"):
        raise UnreadableError(path.name, "the file is empty")
    return data


def _source(path: Path, digest: str, entry: Entry | None, text: str, cues: Sequence[KindCue]) -> Source:
    """What is known of a file: its row in the manifest, else what its words tell."""
    kind = entry.kind if entry and entry.kind else recognise(text, cues)
    if kind == "unrecognised":
        raise UnreadableError(
            path.name,
            "not recognised as a review, a summary page, a themes paper or a briefing; "
            "if it is one, give its kind in a manifest.csv beside it",
        )
    if entry is None:
        return Source(id=path.stem, file=path.name, sha256=digest, kind=kind)
    return Source(
        id=entry.id or path.stem,
        file=path.name,
        sha256=digest,
        kind=kind,
        title=entry.title,
        publisher=entry.publisher,
        csp=entry.csp,
        published=entry.published,
        licence=entry.licence,
    )
