"""A disk that is full: whatever its size, a build either is published whole or leaves what was published, says that
there is no room, and takes away what it had begun. Needs a file system of its own in memory, which root can mount."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from proving import ALL, Room, contents, corpora, faults, store_files, untidy, where_named

pytestmark = pytest.mark.slow
_KB = 1024


@contextmanager
def disk(place: Path, size: int) -> Iterator[Path]:
    """An empty disk of `size` bytes."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", place], capture_output=True, text=True
    )
    if mounted.returncode:
        place.rmdir()
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room with a build of each corpus: start/ and new/."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    room = Room(tmp_path_factory.mktemp("full"))
    first, second = corpora(room.folder / "documents")
    for documents, output in ((first, "start"), (second, "new")):
        done = room.build(documents, room.folder / output)
        assert done.returncode == 0, done.stderr
    return room


def used(folder: Path) -> int:
    """Bytes that the files below a folder take up, links counted once."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


@pytest.mark.parametrize("beside", [False, True], ids=["output", "output-and-cache"])
def test_a_full_disk_loses_nothing(beside: bool, room: Room, tmp_path: Path) -> None:
    """`beside`: the cache and temporary files are on the full disk too."""
    old, new = contents(room.folder / "start"), contents(room.folder / "new")
    own, needed = used(room.folder / "start"), used(room.folder / "new")
    number, ends = (20, []) if ALL else (3, [])
    for n in range(number):
        size = own + 64 * _KB + needed * 3 * n // (number - 1) // 2
        with disk(tmp_path / f"disk-{beside}-{n}", size) as place:
            output = shutil.copytree(room.folder / "start", place / "output", symlinks=True)
            stores = store_files(output)
            done = Room(place if beside else room.folder).build(room.folder / "documents" / "second", output)
            ends.append(done.returncode)
            assert faults(output) == []
            assert untidy(output) == []
            assert where_named([place]) == []
            if done.returncode:
                assert contents(output) == old
                assert store_files(output) == stores
                assert "no space left" in done.stderr.casefold(), done.stderr
                assert "Traceback" not in done.stderr
            else:
                assert contents(output) == new
    assert ends[0] == 1, "there was room for nothing"
    assert ends[-1] == 0, "there was room for all"
    assert set(ends) == {0, 1}
