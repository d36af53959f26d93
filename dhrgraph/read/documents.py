"""From paths to documents: the reading edge.

    paths  ->  read_documents  ->  documents, and the files that could not be read

Files are routed by content, not suffix: see `formats.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.read.formats import read_body
from dhrgraph.read.manifest import Entry, read_manifest
from dhrgraph.read.recognise import KindCue, recognise
from dhrgraph.records import Document, Source
from dhrgraph.text.lines import split_lines

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
    body = read_body(data, path.name)
    digest = hashlib.sha256(data).hexdigest()
    source = _source(path, digest, manifest.get(digest), body.text, cues)
    return Document(source, body.text, split_lines(body.text), body.tables, body.format, body.places, body.issues)


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
