"""A build under way: where it writes, what it may start from, and the step that makes it the one that is read."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dhrgraph.publish.output.layout import BUILDS, FILES, current, kept_before, opened
from dhrgraph.publish.output.leftovers import clear, unlink_lost
from dhrgraph.publish.output.lock import held
from dhrgraph.publish.output.switching import publish, switch

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_FULL = f"""{os.strerror(errno.ENOSPC)}; what is published there is as it was.
  To mend: make room for a build beside the last two, or write to another disk with -o"""


class Staged:
    """A build under way.

    `folder`: where its files go, empty at first, the store as `store/`; `scratch`: for what must be gone when it ends;
    `previous`: the folder with the files that are published until then, or None.
    """

    def __init__(self, output: Path, place: Path, alone: bool) -> None:
        self._output, self._build, self._alone = output, place / "build", alone
        self.folder, self.scratch = self._build / FILES, place / "scratch"
        self.previous = opened(output) if current(output) else _plain(output)
        for folder in (self.folder, self.scratch):
            folder.mkdir(parents=True)
        self.scratch.chmod(0o700)

    def publish(self) -> bool:
        """Make what is in `folder` the output, in one step, when all of it is on the disk.

        False: the file system has no links, so the files were replaced one by one.

        Raises:
            OSError: it cannot be done; what was published stays as it is.
        """
        return publish(self._build, self._output, alone=self._alone)


@contextmanager
def publication(output: Path) -> Iterator[Staged]:
    """Build into `output`, alone: whoever leaves without `publish()` leaves everything as it was.

    Leftovers of builds that did not end are cleared first.

    Raises:
        BusyError: another build is under way there.
        OSError: the folder cannot be written in, or the disk is full; what was written by then is taken away.
    """
    missing = [path for path in (output, *output.parents) if not path.exists()]
    try:
        output.mkdir(parents=True, exist_ok=True)
        with held(output) as alone:
            clear(output, parts=alone)
            place = output / BUILDS / f"part-{os.getpid()}"
            try:
                yield Staged(output, place, alone)
            except OSError as problem:
                if _no_room(problem):
                    raise OSError(errno.ENOSPC, _FULL, str(output)) from problem
                raise
            finally:
                shutil.rmtree(place, ignore_errors=True)
                with suppress(OSError):  # not empty: it holds builds
                    (output / BUILDS).rmdir()
    finally:
        for path in missing:
            with suppress(OSError):  # not empty: there is a build now
                path.rmdir()


def step_back(output: Path) -> Path | None:
    """Publish the build before again, or the later one if that was done already; its folder, None if none is kept.

    Raises:
        BusyError: a build is under way there.
        OSError: the folder cannot be written in.
    """
    with held(output):
        before = kept_before(output)
        if before is not None:
            switch(before, output)
            unlink_lost(output)
        return before


def _no_room(problem: OSError) -> bool:
    """Whether a disk is full. The store's engine says so in words alone."""
    return problem.errno in _NO_ROOM or (problem.errno is None and os.strerror(errno.ENOSPC) in str(problem))


def _plain(output: Path) -> Path | None:
    """The folder itself where an earlier version left its files in it."""
    return output if (output / "store" / "CURRENT").exists() else None
