"""Kill builds at random moments and look at what is left. Also a command, for a corpus as large as the nation's:

    python tests/proofs/killing.py BEFORE CHANGED FOLDER [--moments 5] [--names FILE] [--seed 1]

BEFORE and CHANGED are folders of documents, FOLDER an empty one to work in, FILE holds names of the documents, one a
line. It prints a line a moment and exits 1 if anything was lost, mixed or leaked.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from proving import NAMES, Room, contents, faults, store_files, untidy, where_named

_ORPHANS = 20.0  # seconds in which a killed build's workers have ended


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a kill left: when (seconds after the start), which build is published ("old", "new"), what is wrong."""

    moment: float
    published: str
    wrong: tuple[str, ...]
    partial: int  # files that the killed build had written and nobody reads


@dataclass
class Killing:
    """A published build of `before`, and builds of `changed` over it that are killed."""

    room: Room
    before: Path
    changed: Path
    names: Sequence[str] = NAMES
    old: dict[str, str] = field(init=False)
    new: dict[str, str] = field(init=False)
    seconds: float = field(init=False)

    def __post_init__(self) -> None:
        """Build both once, to know their bytes and how long the second takes."""
        self._build(self.before, self.start)
        self.old = contents(self.start)
        shutil.copytree(self.start, self.room.folder / "new", symlinks=True)
        begun = time.monotonic()
        self._build(self.changed, self.room.folder / "new")
        self.seconds = time.monotonic() - begun
        self.new = contents(self.room.folder / "new")
        if self.new == self.old or untidy(self.start) or self.leaks([self.start, self.room.folder / "new"]):
            raise RuntimeError("the two builds cannot be told apart, or are not clean themselves")

    @property
    def start(self) -> Path:
        return self.room.folder / "start"

    def moments(self, number: int, chance: random.Random) -> Iterator[float]:
        """Random moments of a build; every third among its last, when files are written and published."""
        for n in range(number):
            yield self.seconds * (chance.uniform(0.8, 1.1) if n % 3 == 2 else chance.uniform(0.0, 1.0))

    def at(self, moment: float, *, cold: bool) -> Outcome:
        """Kill one build, look, and build again; `cold`: with an empty cache, so that every document is read."""
        output = self.room.folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(self.start, output, symlinks=True)
        stores = store_files(output)
        if cold:
            shutil.rmtree(self.room.cache, ignore_errors=True)
        self._kill(output, moment)
        now = contents(output)
        published = "old" if now == self.old else "new" if now == self.new else "neither"
        wrong = [f"check: {fault}" for fault in faults(output)]
        wrong += [f"a name in {place}" for place in self.leaks([output, self.room.cache, self.room.temporary])]
        if published == "neither":
            wrong.append("files of neither build, or of both")
        if published == "old" and store_files(output) != stores:
            wrong.append("the old store has other bytes")
        partial = sum(path.is_file() for path in output.glob(".builds/part-*/**/*"))
        self._build(self.changed, output)
        if contents(output) != self.new or faults(output):
            wrong.append("the next build is not what it is without the kill")
        wrong += [f"left behind: {place}" for place in untidy(output)]
        return Outcome(moment, published, tuple(wrong), partial)

    def leaks(self, folders: Sequence[Path]) -> list[str]:
        """Files with a name of the documents in them; a folder that is not there holds none."""
        return where_named([folder for folder in folders if folder.exists()], self.names)

    def _kill(self, output: Path, moment: float) -> None:
        build, begun = self.room.begin(self.changed, output), time.monotonic()
        try:
            build.communicate(timeout=moment)
            self.seconds = time.monotonic() - begun  # it ended first: the next moments are nearer
        except subprocess.TimeoutExpired:
            build.kill()  # the builder alone: its workers must see to themselves
            build.communicate()
        end = time.monotonic() + _ORPHANS
        while _alive(build.pid):
            if time.monotonic() > end:
                os.killpg(build.pid, signal.SIGKILL)
                raise RuntimeError("workers of a killed build do not end")
            time.sleep(0.02)

    def _build(self, documents: Path, output: Path) -> None:
        done = self.room.build(documents, output)
        if done.returncode:
            raise RuntimeError(f"a build that nobody killed failed: {done.stderr}")


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("changed", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--moments", type=int, default=5)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    names = given.names.read_text(encoding="utf-8").split("\n") if given.names else NAMES
    killing = Killing(Room(given.folder), given.before, given.changed, [name for name in names if name.strip()])
    print(f"a build takes {killing.seconds:.1f} s", flush=True)
    lost = False
    for moment in killing.moments(given.moments, random.Random(given.seed)):
        outcome = killing.at(moment, cold=False)
        lost |= bool(outcome.wrong)
        said = "; ".join(outcome.wrong) or "nothing lost, nothing half, no name"
        print(f"{outcome.moment:7.2f} s  {outcome.published:<8}{outcome.partial:>4} files begun  {said}", flush=True)
    return int(lost)


if __name__ == "__main__":
    sys.exit(main())
