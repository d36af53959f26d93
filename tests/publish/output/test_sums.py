"""What is recorded of a store's files: of those that two builds share, what was recorded first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from published_folders import publish, write

from dhrgraph.publish.output import opened, publication
from dhrgraph.publish.output.checking import file_faults, store_is_whole
from dhrgraph.publish.output.layout import build_of
from dhrgraph.publish.output.sums import recorded, sha256

TABLE = "store/000001.sst"


def whole(files: Path) -> bool:
    with store_is_whole(files) as found:
        return found()


def share_and_publish(output: Path, damage: bytes = b"") -> Path:
    """A build that has the same table as the one before, which may be damaged meanwhile."""
    with publication(output) as staged:
        assert staged.previous
        write(staged.folder, 2)
        os.link(staged.previous / TABLE, staged.folder / TABLE)
        if damage:
            (staged.folder / TABLE).write_bytes(damage)  # the one file that both have
        staged.publish()
    return opened(output)


def test_each_file_is_recorded_as_it_is(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    files = share_and_publish(tmp_path)
    build = build_of(files)
    assert build
    assert recorded(build) == {name: sha256(files / name) for name in recorded(build)}
    assert {TABLE, "store/000002.sst", "store/CURRENT", "dataset.ttl"} == set(recorded(build))
    assert whole(files)


def test_damage_to_a_shared_file_is_not_recorded_as_right(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    files = share_and_publish(tmp_path, b"x")
    assert [fault.where for fault in file_faults(files)] == [TABLE]
    assert not whole(files)


@pytest.mark.parametrize("damaged", [TABLE, "store/CURRENT"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_store_is_whole_only_as_it_was_published(damaged: str, how: str, tmp_path: Path) -> None:
    publish(tmp_path, 1)
    files = opened(tmp_path)
    assert whole(files)
    if how == "gone":
        (files / damaged).unlink()
    else:
        (files / damaged).write_text("z")
    assert not whole(files)


def test_a_store_without_a_record_is_not_taken_for_whole(tmp_path: Path) -> None:
    write(tmp_path, 1)
    assert not whole(tmp_path)
    publish(tmp_path / "output", 1)
    build = build_of(opened(tmp_path / "output"))
    assert build
    (build / "checksums").write_text("cut sho")
    assert not whole(build / "files")
