"""What builds that did not end have left in an output folder, and what no longer has a use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dhrgraph.publish.output.layout import BUILDS, CURRENT, FILES, builds, current, kept_before
from dhrgraph.publish.output.readers import is_read

_AWAY = ".old-"  # how a folder is called that makes room for another


def leftovers(output: Path) -> list[Path]:
    """Files and folders that nobody reads any more, sorted: builds begun and not ended, builds before the last two,
    links to nothing. To be asked while no build is under way, or what it writes is among them."""
    keep = {path.name for path in (current(output), kept_before(output)) if path}
    old = [path for path in builds(output) if path.name not in keep and not is_read(path / FILES)]
    earlier = [path for path in output.glob(".building-*") if path.is_dir()]
    return sorted([*old, *_begun(output), *earlier, *_useless(output)])


def clear(output: Path, *, parts: bool = True) -> None:
    """Take away all `leftovers`; what cannot be taken away stays, and does no harm. Without `parts`: none of builds
    begun, of which one may be somebody else's.

    A folder that was moved away to make room, and whose place is still empty, is put back.
    """
    for path in output.glob(f"{_AWAY}*"):
        place = output / path.name.removeprefix(_AWAY)
        if path.is_dir() and not place.exists():
            path.rename(place)
    spared = set() if parts else set(_begun(output))
    for path in leftovers(output):
        with suppress(OSError):
            if path in spared:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def unlink_lost(output: Path) -> None:
    """Take away names that lead to nothing in the published build."""
    for path in _useless(output):
        if path.is_symlink():
            path.unlink()


def _begun(output: Path) -> list[Path]:
    return [path for path in (output / BUILDS).glob("*") if not path.name.isdigit()]


def _useless(output: Path) -> Iterator[Path]:
    """Links of ours that were never put in place, or lead to what the published build does not have; folders whose
    place is taken again."""
    for path in (*output.glob("*"), *output.glob("*/*")):
        if path.is_symlink():
            begun = path.name.startswith(".") and path.name.endswith(".part")
            if begun or (CURRENT in path.readlink().parts and not path.exists()):
                yield path
        elif path.parent == output and path.name.startswith(_AWAY) and path.is_dir():
            yield path
