"""A build is published whole or not at all, and what else lies in the folder is nobody's business."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from published_folders import by_name, files, publish, read, whole, write

from dhrgraph.publish.output import opened, publication, step_back
from dhrgraph.publish.output.layout import builds, current, kept_before
from dhrgraph.publish.output.leftovers import leftovers


def fail_after(_done: None) -> None:
    """As a build does that goes wrong."""
    raise ZeroDivisionError


def test_what_is_published_is_what_is_read(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "output"
    assert publish(output, 1)
    assert whole(output) == by_name(output) == files(1)
    assert leftovers(output) == []
    assert sorted(path.name for path in output.iterdir()) == [
        *(".builds", ".current"),
        *("a.txt", "dataset.ttl", "only-1.txt", "store", "tables"),
    ]


def test_the_next_build_takes_its_place_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        publish(tmp_path, number)
    assert whole(tmp_path) == by_name(tmp_path) == files(3)
    before = kept_before(tmp_path)
    assert before is not None
    assert read(before / "files") == files(2)
    assert len(builds(tmp_path)) == 2
    assert leftovers(tmp_path) == []


def test_who_reads_one_build_goes_on_reading_it_while_the_next_is_published(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    reading = opened(tmp_path)
    publish(tmp_path, 2)
    assert read(reading) == files(1)
    assert whole(tmp_path) == files(2)


def test_a_build_that_is_left_leaves_nothing(tmp_path: Path) -> None:
    output = tmp_path / "a" / "output"
    with pytest.raises(ZeroDivisionError), publication(output) as staged:
        fail_after(write(staged.folder, 1))
    assert list(tmp_path.iterdir()) == []
    publish(output, 1)
    before = sorted(output.rglob("*"))
    with publication(output) as staged:
        write(staged.folder, 2)
        (staged.scratch / "cache").write_text("for the time of the build")
    assert sorted(output.rglob("*")) == before
    assert whole(output) == files(1)


def test_what_is_in_scratch_is_never_published(tmp_path: Path) -> None:
    with publication(tmp_path) as staged:
        write(staged.folder, 1)
        (staged.scratch / "cache").write_text("for the time of the build")
        assert staged.scratch.stat().st_mode & 0o077 == 0
        staged.publish()
    assert whole(tmp_path) == files(1)
    assert not [path for path in tmp_path.rglob("*") if path.name == "cache"]


def test_a_build_knows_what_was_published_before(tmp_path: Path) -> None:
    with publication(tmp_path) as staged:
        assert staged.previous is None
        write(staged.folder, 1)
        staged.publish()
    with publication(tmp_path) as staged:
        assert staged.previous is not None
        assert read(staged.previous) == files(1)


def test_other_files_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "worksheet.csv").write_text("mine")
    (tmp_path / "mine.txt").symlink_to("README.md")
    (tmp_path / "lost.txt").symlink_to("nowhere")
    for number in (1, 2, 3):
        publish(tmp_path, number)
        assert by_name(tmp_path) == files(number) | {
            "README.md": "mine",
            "mine.txt": "mine",
            "tables/worksheet.csv": "mine",
        }
        assert (tmp_path / "lost.txt").is_symlink()


def test_a_file_written_over_a_published_name_gives_way_to_the_next_build(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").write_text("from a spreadsheet")
    (tmp_path / "store").unlink()
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("copied here")
    publish(tmp_path, 2)
    assert whole(tmp_path) == by_name(tmp_path) == files(2)


def test_back_and_forth(tmp_path: Path) -> None:
    assert step_back(tmp_path) is None
    publish(tmp_path, 1)
    assert step_back(tmp_path) is None
    publish(tmp_path, 2)
    assert step_back(tmp_path) == current(tmp_path)
    assert whole(tmp_path) == files(1)
    step_back(tmp_path)
    assert whole(tmp_path) == files(2)
    step_back(tmp_path)
    publish(tmp_path, 3)
    assert whole(tmp_path) == by_name(tmp_path) == files(3)
    step_back(tmp_path)
    assert whole(tmp_path) == files(1), "the build before is the one that was published then"


def test_names_follow_when_stepping_back(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    publish(tmp_path, 2)
    step_back(tmp_path)
    assert by_name(tmp_path) == files(1)


@pytest.mark.parametrize("kind", ["plain", "copied"])
def test_an_output_without_links_is_taken_over_without_loss(kind: str, tmp_path: Path) -> None:
    """`plain`: as versions before wrote it. `copied`: this layout after `cp -rL`, in which links have become files."""
    write(tmp_path, 1)
    (tmp_path / "README.md").write_text("mine")
    if kind == "copied":
        write(tmp_path / ".builds" / "7" / "files", 1)
        write(tmp_path / ".current", 1)
    assert whole(tmp_path) == files(1)
    with publication(tmp_path) as staged:
        assert staged.previous == opened(tmp_path)
        write(staged.folder, 2)
        staged.publish()
    assert whole(tmp_path) == files(2)
    assert by_name(tmp_path) == files(2) | {"README.md": "mine"}
    step_back(tmp_path)
    assert whole(tmp_path) == files(1)
    assert by_name(tmp_path) == files(1) | {"README.md": "mine"}


def test_files_that_nobody_stated_stay_when_an_output_is_taken_over(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "dataset.ttl").write_text("cut sho")
    publish(tmp_path, 2)
    theirs = {name: text for name, text in files(1).items() if "only" in name}
    assert by_name(tmp_path) == files(2) | theirs


def test_leftovers_of_builds_that_did_not_end_are_cleared(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    write(tmp_path / ".builds" / "part-1" / "build" / "files", 2)  # as kill -9 leaves it
    write(tmp_path / ".building-abc", 2)  # the same of an earlier version
    write(tmp_path / ".builds" / "2" / "files", 2)  # ended, and killed before it was published
    (tmp_path / ".current.part").symlink_to(".builds/2/files")
    (tmp_path / ".lock").write_text("{}")
    assert {path.name for path in leftovers(tmp_path)} == {"part-1", ".building-abc", ".current.part"}
    with publication(tmp_path):
        pass
    assert whole(tmp_path) == by_name(tmp_path) == files(1)
    publish(tmp_path, 3)
    assert leftovers(tmp_path) == []
    assert [read(build / "files") for build in builds(tmp_path)] == [files(1), files(3)]


def test_a_folder_that_an_earlier_version_moved_away_is_put_back(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "store").rename(tmp_path / ".old-store")
    with publication(tmp_path):
        pass
    assert by_name(tmp_path) == files(1)


def test_without_links_files_are_replaced_one_by_one_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_kw: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refused)
    assert not publish(tmp_path, 1)
    assert not publish(tmp_path, 2)
    assert {name: text for name, text in by_name(tmp_path).items() if "only-1" not in name} == files(2)
    assert opened(tmp_path) == tmp_path
    assert step_back(tmp_path) is None
    assert not (tmp_path / ".builds").exists()


def test_files_are_on_the_disk_before_they_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and folder of a build is synced before the one rename that publishes it, and the folder after it."""
    publish(tmp_path, 1)
    said: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(file: int) -> None:
        said.append(str(Path(f"/proc/self/fd/{file}").readlink()))
        fsync(file)

    def replaced(old: Path, new: Path) -> None:
        said.append(f"-> {new}")
        replace(old, new)

    if not Path("/proc/self/fd").exists():
        pytest.skip("what a descriptor is open on is asked of /proc")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    publish(tmp_path, 2)
    switched = said.index(f"-> {tmp_path / '.current'}")
    before, after = said[:switched], said[switched + 1 :]
    place = tmp_path / ".builds" / f"part-{os.getpid()}" / "build"
    for name in ("checksums", "followed", "files", ".", *(f"files/{name}" for name in (*files(2), "tables", "store"))):
        assert str(place / name) in before
    assert {str(tmp_path), str(tmp_path / "tables"), str(tmp_path / ".builds")} <= set(before)
    assert str(tmp_path) in after
