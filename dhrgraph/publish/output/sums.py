"""The checksums that a build keeps of what its dataset.ttl does not state: dataset.ttl itself, the store's files.

Beside the files, in the form of sha256sum(1): `cd output/.current && sha256sum --check ../checksums`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from dhrgraph.errors import VocabularyError
from dhrgraph.publish.output.layout import FILES
from dhrgraph.publish.output.stated import DESCRIPTION, stated

SUMS = "checksums"
_THREADS = 2  # a disk gives no more than two read
_DAMAGED = "cannot be read: it no longer holds checksums"


def record(build: Path, before: Path | None = None) -> None:
    """Write the checksums of all files of a build that their description states nothing of.

    Files that are the very same as in the build `before`, by hard links, keep the sums that were recorded there: what
    became of their bytes since would show.

    Raises:
        OSError: a file cannot be read, or this one not written.
    """
    files, known = build / FILES, set()
    with suppress(FileNotFoundError, VocabularyError):  # it states nothing then
        known = {file.name for file in stated(files / DESCRIPTION)}
    names = sorted(set(all_files(files)) - known)
    sums = _shared(files, before) if before else {}
    others = [name for name in names if name not in sums]
    sums |= zip(others, sha256_each(files / name for name in others), strict=True)
    (build / SUMS).write_text("".join(f"{sums[name]}  {name}\n" for name in names), encoding="utf-8")


def _shared(files: Path, before: Path) -> dict[str, str]:
    """What was recorded of the files that two builds share."""
    found = {}
    with suppress(VocabularyError):
        for name, digest in recorded(before).items():
            with suppress(FileNotFoundError):
                if (files / name).samefile(before / FILES / name):
                    found[name] = digest
    return found


def recorded(build: Path) -> Mapping[str, str]:
    """What was recorded: the SHA-256 of each file, by name.

    Raises:
        VocabularyError: the record itself is gone or damaged.
    """
    try:
        text = (build / SUMS).read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        raise VocabularyError("is not there") from problem
    except UnicodeDecodeError as problem:
        raise VocabularyError(_DAMAGED) from problem
    found = [line.partition("  ") for line in text.splitlines()]
    if text[-1:] != "\n" or any(len(digest) != 64 or not name for digest, _, name in found):
        raise VocabularyError(_DAMAGED)
    return {name: digest for digest, _, name in found}


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_each(paths: Iterable[Path]) -> list[str]:
    """The SHA-256 of each file, in their order; on more than one core.

    Raises:
        OSError: one cannot be read.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        return list(threads.map(sha256, paths))


def all_files(folder: Path) -> Iterable[str]:
    """The name of every file below a folder, hidden ones too."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
