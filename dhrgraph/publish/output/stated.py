"""What a build's dataset.ttl says of the files beside it: how large each is, and its SHA-256.

dataset.ttl  ->  stated  ->  Stated, one a file
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from dhrgraph.graph.store import read_quads
from dhrgraph.namespaces import BASE, PREFIXES

DESCRIPTION = "dataset.ttl"
_PLACE = f"{BASE}dataset/"  # where files of the data set are to be had
_URL, _SIZE = (f"http://www.w3.org/ns/dcat#{name}" for name in ("downloadURL", "byteSize"))
_CHECKSUM, _VALUE = (f"{PREFIXES['spdx']}{name}" for name in ("checksum", "checksumValue"))


@dataclass(frozen=True, slots=True)
class Stated:
    """One file: its name below the build's folder ("tables/a.csv"), its bytes, its SHA-256 as hexadecimal."""

    name: str
    size: int
    sha256: str


def stated(description: Path) -> tuple[Stated, ...]:
    """The files that a description states, by name. Names that lead out of the folder, or deeper than one, are none.

    Raises:
        VocabularyError: it is not Turtle.
        OSError: it cannot be read.
    """
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for _, subject, predicate, value, _, _ in read_quads(description, "turtle"):
        if predicate in (_URL, _SIZE, _CHECKSUM, _VALUE):
            facts[subject][predicate] = value
    found = []
    for said in facts.values():
        name = unquote(said.get(_URL, "").removeprefix(_PLACE))
        size, sha256 = said.get(_SIZE, ""), facts.get(said.get(_CHECKSUM, ""), {}).get(_VALUE, "")
        if _beside(name) and size.isdecimal() and sha256:
            found.append(Stated(name, int(size), sha256.lower()))
    return tuple(sorted(found, key=lambda file: file.name))


def _beside(name: str) -> bool:
    """Whether a name is one of a file in the folder or in a folder of it.

    Example:
        >>> [_beside(name) for name in ("a.csv", "tables/a.csv", "../a.csv", "/a.csv", "a/b/c", "")]
        [True, True, False, False, False, False]
    """
    parts = PurePosixPath(name).parts
    return 1 <= len(parts) <= 2 and not {"..", "/"} & set(parts) and not any(part.startswith(".") for part in parts)
