"""From paths to documents: the reading edge.

    paths  ->  read_documents  ->  documents, and the files that could not be read

Files are routed by content, not suffix. To read a new format, add a reader to READERS.
"""

from __future__ import annotations

import hashlib
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

_BESIDE = {"manifest.csv", "README.md"}


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
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableError(path.name, f"cannot be opened ({problem.strerror})") from problem
    if not data.strip():
        raise UnreadableError(path.name, "the file is empty")
    reader = next((read for takes, read in READERS if takes(data)), None)
    if reader is None:
        raise UnreadableError(path.name, "not a format that can be read yet; text and Markdown can")
    text = reader(data, path.name)
    lines = split_lines(text)
    digest = hashlib.sha256(data).hexdigest()
    entry = manifest.get(digest)
    kind = entry.kind if entry and entry.kind else recognise(text, cues)
    if kind == "unrecognised":
        raise UnreadableError(
            path.name,
            "not recognised as a review, a summary page, a themes paper or a briefing; "
            "if it is one, give its kind in a manifest.csv beside it",
        )
    source = Source(
        id=entry.id if entry else path.stem,
        file=path.name,
        sha256=digest,
        kind=kind,
        title=entry.title if entry else None,
        publisher=entry.publisher if entry else None,
        csp=entry.csp if entry else None,
        published=entry.published if entry else None,
        licence=entry.licence if entry else "unknown",
    )
    return Document(source, text, lines, find_tables(lines))
