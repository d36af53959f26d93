"""What the proofs share: two corpora of invented documents, builds of them by the command line, and looks at a folder
that tell one build from the other, whole from half, and find a name wherever it was left.

DHRGRAPH_PROOFS=all runs every proof as often as its page says; without it a share of each runs (docs/proofs.md).
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.publish.output import opened
from dhrgraph.publish.output.checking import file_faults, link_faults, store_faults
from dhrgraph.publish.output.leftovers import leftovers

ALL = os.environ.get("DHRGRAPH_PROOFS") == "all"
NAMES = ("Zorbel", "Quandrix", "Vessimund", "Tamsil", "Ollifant", "Brackenwick")  # nobody's; in documents only
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")  # how its streams begin (RFC 1950)

_HEAD = """{place} Community Safety Partnership
Domestic Homicide Review: Overview Report

Independent Chair: Zorbel Quandrix
Report author: Vessimund Brackenwick

The pseudonym Tamsil is used for the woman who died and Ollifant for her former partner.

Lessons to be learned
- Nobody asked Tamsil how she was. Ollifant was not known to any agency.

Recommendations
"""
_ASKS = (
    "{place} Council should train its staff in recognising {subject}.",
    "{place} Police should share what it knows with its partners; Zorbel Quandrix will see to it.",
    "All agencies should review how they record what Tamsil told them.",
    "The Home Office should publish guidance on {subject}.",
)


def document(place: str, subject: str = "stalking") -> str:
    """An overview report of an invented review, with names in it that must never come out."""
    asks = "\n".join(f"{n}. {ask}" for n, ask in enumerate(_ASKS, 1))
    return (_HEAD + asks + "\n").format(place=place, subject=subject)


def corpora(folder: Path) -> tuple[Path, Path]:
    """Two folders of documents: the second has one document changed, one more and one less than the first."""
    first = {place: document(place) for place in ("Exampleton", "Sampleford", "Testbury")}
    second = {"Exampleton": first["Exampleton"], "Sampleford": document("Sampleford", "debt")}
    second["Mockham"] = document("Mockham")
    for name, documents in (("first", first), ("second", second)):
        (folder / name).mkdir(parents=True)
        for place, text in documents.items():
            (folder / name / f"{place.lower()}.txt").write_text(text, encoding="utf-8")
    return folder / "first", folder / "second"


@dataclass(frozen=True, slots=True)
class Room:
    """Where builds of a proof run: whatever they leave anywhere is below `folder`."""

    folder: Path

    def begin(self, documents: Path, output: Path, *options: str, **more: str) -> subprocess.Popen[str]:
        """`dhrgraph build`, as a process of its own that leads its group; `more` are variables of its environment."""
        words = [sys.executable, "-m", "dhrgraph", "build", str(documents), "-o", str(output), *options]
        return subprocess.Popen(
            words, env=self.environment(more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def build(self, documents: Path, output: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
        """The same to its end."""
        begun = self.begin(documents, output, *options, **more)
        out, err = begun.communicate()
        return subprocess.CompletedProcess(begun.args, begun.returncode, out, err)

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Its cache and temporary files are in the room."""
        own = {"DHRGRAPH_CACHE": str(self.cache), "TMPDIR": str(self.temporary), "PYTHONHASHSEED": "0"}
        self.temporary.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        return kept | own | dict(more)

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"


def contents(output: Path) -> dict[str, str]:
    """A digest of each file of the published build that a reader of the folder opens by its name; the store's left out,
    which are other bytes in each build."""
    build = opened(output)
    names = (path.relative_to(build) for path in sorted(build.rglob("*")) if path.is_file())
    return {name.as_posix(): digest(output / name) for name in names if "store" not in name.parts}


def store_files(output: Path) -> dict[str, str]:
    """A digest of each file of the published store."""
    return {path.name: digest(path) for path in sorted((opened(output) / "store").iterdir())}


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults(output: Path) -> list[str]:
    """What `dhrgraph check` finds wrong with the published build."""
    build = opened(output)
    return [
        f"{fault.where} {fault.what}" for fault in (*file_faults(build), *store_faults(build), *link_faults(output))
    ]


def untidy(output: Path) -> list[str]:
    """What is left of builds that did not end."""
    return [str(path) for path in (*leftovers(output), *output.glob(".lock"))]


def where_named(folders: Iterable[Path], names: Sequence[str] = NAMES) -> list[str]:
    """The files below these folders in which a name stands, in whatever state they are: in their bytes, in any case, as
    UTF-8 and UTF-16, and in what a cache keeps compressed. A file's own name counts too."""
    wanted = [form for name in names for form in (name.lower().encode(), name.lower().encode("utf-16-le"))]
    return [
        str(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        for text in (str(path.relative_to(folder)).encode(), *_texts(path))
        if any(form in text.lower() for form in wanted)
    ]


def _texts(path: Path) -> Iterator[bytes]:
    if path.is_symlink() or not path.is_file():
        return
    data = path.read_bytes()
    yield data
    yield from _expanded(data)
    if data.startswith(b"SQLite format 3"):
        for value in _values(path):
            yield value
            for inner in _expanded(value):
                yield inner
                yield from _expanded(inner)


def _expanded(data: bytes) -> Iterator[bytes]:
    """What stands compressed in some bytes, wherever it begins and however far it goes."""
    for begin in _ZLIB.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[begin.start() :])


def _values(path: Path) -> list[bytes]:
    """What stands in the cells of a file of SQLite, which it may keep in pieces; nothing if it is damaged."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [row for name in tables for row in file.execute(f'SELECT * FROM "{name}"')]
        return [value for row in rows for value in row if isinstance(value, bytes)]
    return []
