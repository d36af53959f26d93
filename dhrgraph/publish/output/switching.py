"""Make a whole build the one that is read: in one step where the file system has links, else file by file."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dhrgraph.errors import VocabularyError
from dhrgraph.publish.output.layout import (
    BUILDS,
    CURRENT,
    FILES,
    FOLLOWED,
    STORE,
    current,
    next_build,
    published_names,
)
from dhrgraph.publish.output.leftovers import clear
from dhrgraph.publish.output.stated import DESCRIPTION, stated
from dhrgraph.publish.output.sums import record
from dhrgraph.publish.output.syncing import sync, sync_all

# exFAT; some network folders; Windows, where links are a right that not everybody has
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


def publish(build: Path, output: Path, *, alone: bool = True) -> bool:
    """Make the files in the folder `files` of `build` (on the same file system) the published ones; False: one file
    after the other.

    Raises:
        OSError: it cannot be done; what was published is still published.
    """
    if not _has_links(build):
        sync_all(build / FILES)
        _replace_all(build / FILES, output)
        return False
    if current(output) is None:
        _take_over(build.with_name("before"), published_names(build / FILES), output)
    switch(_numbered(build, output), output)
    clear(output, parts=alone)
    return True


def switch(build: Path, output: Path) -> None:
    """Publish a whole build of `output`: one rename, on the disk when this returns."""
    _link(published_names(build / FILES), output)
    _point(build, output)


def _point(build: Path, output: Path) -> None:
    _put(Path(BUILDS, build.name, FILES), output / CURRENT)
    sync(output)


def _numbered(build: Path, output: Path) -> Path:
    """Make a build one of those of `output`, whole and on the disk, that nobody reads yet."""
    before = current(output)
    if before:
        (build / FOLLOWED).write_text(before.name, encoding="ascii")
    record(build, before)
    sync_all(build)
    numbered = next_build(output)
    build.rename(numbered)
    sync(numbered.parent)
    return numbered


def _link(names: Iterable[str], output: Path) -> None:
    """See that each published name leads to the published build, whichever that is."""
    changed = set()
    for name in names:
        place, target = output / name, Path(*[".."] * name.count("/"), CURRENT, name)
        if place.is_symlink() and place.readlink() == target:
            continue
        place.parent.mkdir(exist_ok=True)
        _put(target, place)
        changed |= {place.parent, output}
    for folder in sorted(changed):
        sync(folder)


def _put(target: Path, place: Path) -> None:
    """Make `place` a link to `target`, whatever stood there, in one step; in two if that was a folder."""
    beside = place.with_name(f".{place.name.lstrip('.')}.part")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target, target_is_directory=place.name in (STORE, CURRENT))
    try:
        if place.is_dir() and not place.is_symlink():
            _replace(beside, place)
        else:
            beside.replace(place)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)  # there only if something failed


def _take_over(build: Path, names: Iterable[str], output: Path) -> None:
    """Make a build of the files that an earlier version left in the folder itself, the same bytes, and publish it."""
    found = [name for name in sorted({*names, *_names_before(output)}) if (output / name).exists()]
    if not found:
        return
    for name in found:
        place = build / FILES / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name == STORE:
            shutil.copytree(output / name, place, copy_function=_same)
        else:
            _same(output / name, place)
    _point(_numbered(build, output), output)  # before the names become links to what it holds
    _link(found, output)


def _names_before(output: Path) -> set[str]:
    """What the build in the folder itself says that it published."""
    try:
        return {DESCRIPTION, STORE, *(file.name for file in stated(output / DESCRIPTION))}
    except (OSError, VocabularyError):
        return {DESCRIPTION, STORE}


def _same(old: str | Path, new: str | Path) -> None:
    try:
        os.link(Path(old).resolve(), new)
    except OSError:
        shutil.copy2(old, new)


def _has_links(folder: Path) -> bool:
    """Whether links can be made where `folder` is.

    Raises:
        OSError: it cannot be found out, as the disk is full or broken.
    """
    trial = folder.parent / "link"
    try:
        trial.symlink_to(folder.name)
    except OSError as problem:
        if problem.errno in _NO_LINKS:
            return False
        raise
    trial.unlink()
    return True


def _replace_all(folder: Path, output: Path) -> None:
    for path in sorted(folder.iterdir()):
        _replace(path, output / path.name)
    sync(output)


def _replace(new: Path, place: Path) -> None:
    """Put a finished file or folder in its place; the old one goes only when the new one stands."""
    if not place.is_dir():
        new.replace(place)
        return
    old = place.with_name(f".old-{place.name}")
    with suppress(FileNotFoundError):
        shutil.rmtree(old)
    place.rename(old)
    new.rename(place)
    shutil.rmtree(old)
