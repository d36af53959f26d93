"""From paths to documents: the reading edge.

    paths  ->  find_files  ->  list_jobs  ->  read_source  ->  Document, or DeathRegister for a table of cases

Files are routed by content, not suffix: see `formats.py`. Only regular files are opened: a pipe would wait for ever.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.read.dhrd import CaseTables, is_case_table, read_deaths
from dhrgraph.read.formats import read_body
from dhrgraph.read.manifest import Entry, read_manifest
from dhrgraph.read.recognise import KindCue, recognise
from dhrgraph.records import DeathRegister, Document, Source
from dhrgraph.text.lines import split_lines

_BESIDE = {"manifest.csv", "README.md"}
_LARGEST = 64 * 1024 * 1024  # bytes: no report is a hundredth of it
_CHUNK = 1024 * 1024
_WORDS = re.compile(rb"[^ \t\r\n\f\v\0]")
_SAFELY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read. `name` is its name as all outputs show it; `entry` its row in a manifest."""

    path: Path
    name: str
    sha256: str
    entry: Entry | None = None


def shown(name: str) -> str:
    r"""A file's name in one line: what would not show, or would turn the line round, is written as in a web address.

    Example:
        >>> shown("plan\n2.txt"), shown("caf\udce9.txt"), shown("a\u202eb"), shown("100% é.txt")
        ('plan%0A2.txt', 'caf%E9.txt', 'a%E2%80%AEb', '100% é.txt')
    """
    return "".join(_escaped(letter) if _hidden(letter) else letter for letter in name)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Every file named, and every file below every folder named, sorted; a folder's manifest and README left out.

    Links to folders, and folders that cannot be opened, are given as if they were files, so that each is reported.

    Raises:
        NothingToReadError: a path that does not exist, or no file at all.
    """
    files: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{shown(str(path))}: there is no such file or folder.")
        files |= set(_below(path)) if path.is_dir() else {path}
    if not files:
        raise NothingToReadError(f"no files in {', '.join(shown(str(path)) for path in paths)}.")
    return sorted(files, key=lambda path: (path.name, str(path)))


def list_jobs(files: Sequence[Path]) -> list[Job | UnreadableError]:
    """What there is to do for each file, or why nothing, in the order given.

    Of files with the same bytes the first is read, and the row that any of their folders' manifests has holds for it.
    """
    looked = [_look(path) for path in files]
    folders = {path.parent: read_manifest(path.parent) for path in dict.fromkeys(files)}
    known = {
        item.sha256: folders[item.path.parent][item.sha256]
        for item in reversed(looked)
        if isinstance(item, Job) and item.sha256 in folders[item.path.parent]
    }
    chosen: dict[str, str] = {}
    jobs: list[Job | UnreadableError] = []
    for item in looked:
        if isinstance(item, UnreadableError):
            jobs.append(item)
        elif item.sha256 in chosen:
            jobs.append(UnreadableError(item.name, f"the same file as {chosen[item.sha256]}; read once"))
        else:
            chosen[item.sha256] = item.name
            jobs.append(Job(item.path, item.name, item.sha256, known.get(item.sha256)))
    return jobs


def read_source(job: Job, cues: Sequence[KindCue], cases: CaseTables) -> Document | DeathRegister:
    """What a file holds, read in this process: for files that are trusted, or within `run_isolated`.

    Raises:
        UnreadableError: it cannot be read, is not recognised, or is no longer what was listed.
    """
    data = whole(job)
    if is_case_table(data, cases.columns):
        return read_deaths(data, _case_source(job, cases), cases.columns)
    return _document(job, data, cues)


def read_document(job: Job, cues: Sequence[KindCue]) -> Document:
    """The document in a file, as `read_source`, for files that are documents."""
    return _document(job, whole(job), cues)


def whole(job: Job) -> bytes:
    """The bytes of a file as it was listed.

    Raises:
        UnreadableError: it cannot be read, is empty, or is no longer what was listed.
    """
    data = b"".join(_chunks(job.path, job.name))
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise UnreadableError(job.name, "changed while it was read; run again when nobody writes it")
    if not _WORDS.search(data):
        raise UnreadableError(job.name, "the file is empty")
    return data


def _document(job: Job, data: bytes, cues: Sequence[KindCue]) -> Document:
    if job.entry and job.entry.kind == "case-table":
        raise UnreadableError(job.name, "the manifest calls it a table of cases, but its heading is not that of one")
    body = read_body(data, job.name)
    source = _source(job, body.text, cues)
    lines = body.lines or split_lines(body.text)
    return Document(source, body.text, lines, body.tables, body.format, body.places, body.issues)


def read_documents(files: Sequence[Path], cues: Sequence[KindCue]) -> Iterator[Document | UnreadableError]:
    """Each file as a document, or why it is none, in the order given, all in this process."""
    for job in list_jobs(files):
        try:
            yield job if isinstance(job, UnreadableError) else read_document(job, cues)
        except UnreadableError as problem:
            yield problem


def _below(folder: Path) -> Iterator[Path]:
    refused: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda problem: refused.append(Path(problem.filename))):
        here = Path(place)
        yield from (here / name for name in files if not name.startswith(".") and name not in _BESIDE)
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (here / name for name in folders if (here / name).is_symlink())
    yield from refused


def _look(path: Path) -> Job | UnreadableError:
    """The digest of a file, read piece by piece."""
    name, digest = shown(path.name), hashlib.sha256()
    try:
        for chunk in _chunks(path, name):
            digest.update(chunk)
    except UnreadableError as problem:
        return problem
    return Job(path, name, digest.hexdigest())


def _chunks(path: Path, name: str) -> Iterator[bytes]:
    try:
        _regular(path.stat().st_mode, path, name)
        with os.fdopen(os.open(path, _SAFELY), "rb") as file:
            _regular(os.fstat(file.fileno()).st_mode, path, name)
            length = 0
            while chunk := file.read(_CHUNK):
                length += len(chunk)
                if length > _LARGEST:
                    raise UnreadableError(name, f"larger than {_LARGEST // _CHUNK} MB: no report is")
                yield chunk
    except OSError as problem:
        raise UnreadableError(name, f"cannot be opened ({problem.strerror})") from problem


def _regular(mode: int, path: Path, name: str) -> None:
    if stat.S_ISDIR(mode):
        link = path.is_symlink()
        raise UnreadableError(
            name,
            "a link to a folder; links are not followed, so name that folder" if link else "a folder, not open to you",
        )
    if not stat.S_ISREG(mode):
        raise UnreadableError(name, "a pipe or device, not a file that can be read")


def _hidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter == "\\" or kind[0] == "C" or kind in ("Zl", "Zp")


def _escaped(letter: str) -> str:
    """The bytes of a letter, each as "%" and two digits; a byte of a name that is not UTF-8 is a letter (PEP 383)."""
    foreign = 0xDC80 <= ord(letter) <= 0xDCFF
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogateescape" if foreign else "surrogatepass"))


def _case_source(job: Job, cases: CaseTables) -> Source:
    """What is known of a table of cases: its row in the manifest before what ontology/case_sources.csv says of it."""
    known, entry = cases.source(job.sha256), job.entry
    return Source(
        id=(entry and entry.id) or known["id"],
        file=job.name,
        sha256=job.sha256,
        kind="case-table",
        title=(entry and entry.title) or known["title"],
        publisher=(entry and entry.publisher) or known["publisher"],
        published=(entry and entry.published) or known["published"],
        licence=known["licence"],
        citation=known["citation"],
    )


def _source(job: Job, text: str, cues: Sequence[KindCue]) -> Source:
    """What is known of a file: its row in the manifest, else what its words tell."""
    entry, stem = job.entry, PurePath(job.name).stem
    kind = entry.kind if entry and entry.kind else recognise(text, cues)
    if kind == "unrecognised":
        raise UnreadableError(
            job.name,
            "not recognised as a review, a summary page, a themes paper or a briefing; "
            "if it is one, give its kind in a manifest.csv beside it",
        )
    if entry is None:
        return Source(id=stem, file=job.name, sha256=job.sha256, kind=kind)
    return Source(
        id=entry.id or stem,
        file=job.name,
        sha256=job.sha256,
        kind=kind,
        title=entry.title,
        publisher=entry.publisher,
        csp=entry.csp,
        published=entry.published,
        licence=entry.licence,
    )
