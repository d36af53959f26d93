"""One file is written whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from dhrgraph.publish.output import write_file, write_pieces


def test_pieces_make_one_file_and_its_folder(tmp_path: Path) -> None:
    assert write_pieces(iter([b"ab", b"", b"c"]), tmp_path / "new" / "file") == 3
    assert (tmp_path / "new" / "file").read_bytes() == b"abc"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]


def pieces(problem: BaseException) -> Iterator[bytes]:
    """One piece, then what goes wrong."""
    yield b"new"
    raise problem


@pytest.mark.parametrize(
    "problem", [OSError(errno.ENOSPC, "No space left on device"), ValueError(), KeyboardInterrupt()]
)
def test_what_cannot_be_written_leaves_what_was_there(problem: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(type(problem)):
        write_pieces(pieces(problem), path)
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as told:
        write_pieces(pieces(OSError(errno.ENOSPC, "No space left on device")), tmp_path / "file")
    assert told.value.filename == str(tmp_path / "file")


def test_a_file_that_pieces_are_read_from_keeps_its_name_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        write_pieces(((tmp_path / name).read_bytes() for name in ("gone",)), tmp_path / "file")
    assert told.value.filename == str(tmp_path / "gone")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_file("", Path())
    with pytest.raises(IsADirectoryError):
        write_file("", tmp_path)
    assert list(tmp_path.iterdir()) == []
