"""Killed, or refused by the disk, at each single step of a publication: a reader finds one build whole, and the next
publication goes through.

The steps are the file system calls that Python tells its audit hooks of: opening, making, renaming, linking, removing.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from published_folders import by_name, files, publish, whole, write

from dhrgraph.publish.output.leftovers import leftovers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a build is killed in a process of its own"),
]

ALL = os.environ.get("DHRGRAPH_PROOFS") == "all"
STEPS = ("open", "os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.truncate")
ENDED, KILLED, REFUSED, WENT_ON, MISTAKEN = 0, 9, 1, 2, 3


def empty(_output: Path) -> None:
    """Nothing published yet."""


def earlier(output: Path) -> None:
    """As a version before this layout left it."""
    write(output, 1)


def published(output: Path) -> None:
    """Two builds."""
    publish(output, 0)
    publish(output, 1)


STARTS: dict[str, Callable[[Path], None]] = {"empty": empty, "earlier": earlier, "published": published}


def at_step(number: int, how: int, output: Path) -> int:
    """Publish build 2 in a process of its own that is stopped at one step; how it ended. ENDED: it has fewer steps;
    WENT_ON: what was refused did not matter."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    done = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal done
        if event in STEPS and (event != "open" or str(args[0]).startswith(str(output))):
            done += 1
            if done == number and how == KILLED:
                os._exit(KILLED)
            if done == number:
                raise OSError(errno.ENOSPC, "No space left on device", str(args[0]))

    sys.addaudithook(hook)
    try:
        publish(output, 2)
    except OSError:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 - nothing of the parent's may go on in its child
        os._exit(MISTAKEN)
    os._exit(WENT_ON if done >= number else ENDED)


@pytest.mark.parametrize("how", [KILLED, REFUSED], ids=["killed", "refused"])
@pytest.mark.parametrize("start", STARTS)
def test_one_build_whole_whatever_step_is_the_last(
    start: str, how: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # a kill loses nothing that was written; a power cut would
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "README.md").write_text("mine")
    STARTS[start](tmp_path / "start")
    before = whole(tmp_path / "start")
    seen, ended, number = set(), -1, 0
    while ended != ENDED:
        number += (
            1 if ALL or (start, how) == ("published", KILLED) else 3
        )  # the others differ in their first steps only
        output = shutil.copytree(tmp_path / "start", tmp_path / str(number), symlinks=True)
        ended = at_step(number, how, output)
        assert ended != MISTAKEN
        now, names = whole(output), by_name(output)
        assert now in (before, files(2)), f"at step {number}"
        assert names.pop("README.md") == "mine"
        assert names.items() <= now.items(), f"names of two builds at step {number}"
        seen.add((ended, now == files(2)))
        publish(output, 3)
        assert whole(output) == files(3), f"at step {number}"
        assert leftovers(output) == [], f"at step {number}"
        assert not (output / ".lock").exists()
    assert {(how, False), (ENDED, True)} <= seen
    assert (how, True) in seen or how == REFUSED, "after the switch nothing that is refused matters"
    assert number > 40
