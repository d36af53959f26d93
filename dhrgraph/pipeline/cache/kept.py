"""How large a cache is, and clearing it: for a person who asks.

folder  ->  look  ->  Held; clear_cache  ->  bytes freed
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dhrgraph.errors import DhrGraphError
from dhrgraph.pipeline.cache.cache import FILE, Cache
from dhrgraph.pipeline.cache.entries import FAILURES, files_of, remove
from dhrgraph.pipeline.cache.place import Place


class CacheError(DhrGraphError):
    """The cache cannot be looked at or cleared."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many values a cache has, and the bytes of its files."""

    values: int
    size: int


def look(folder: Path) -> Held | None:
    """What is in the cache at `folder`; None when there is none.

    Raises:
        CacheError: it cannot be read.
    """
    if not (folder / FILE).exists():
        return None
    problems: list[str] = []
    values = 0
    with Cache.open(folder, lambda _stage, words: problems.append(words)) as cache:
        try:
            values, _ = cache.count()
        except FAILURES as problem:
            problems.append(f"{folder / FILE} is damaged ({type(problem).__name__})")
    if problems:
        raise CacheError(f"{problems[0]}.\n  To mend: dhrgraph cache --clear")
    return Held(values, _size(folder))


def clear_cache(folder: Path) -> int:
    """Remove the file of the cache, and nothing else; the bytes that are free again.

    Raises:
        CacheError: a build uses it, or the folder is not this user's.
    """
    size = _size(folder)
    if not size:
        return 0
    try:
        place = Place(folder)
    except OSError as problem:
        raise CacheError(f"{folder} cannot be used ({problem.strerror or problem}).") from problem
    try:
        if not place.alone():
            raise CacheError(f"{folder} is in use by a build.\n  To mend: wait until it has ended.")
        remove(folder / FILE)
    finally:
        place.close()
    return size


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in files_of(folder / FILE) if path.exists())
