"""`dhrgraph check` finds every damage to a build, says where, and changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from stores_made import write_store

from dhrgraph.graph.store import convert
from dhrgraph.graph.store.digests import Digest, digests_of_store, digests_of_trig
from dhrgraph.publish.output import opened, publication, step_back
from dhrgraph.publish.output.checking import file_faults, store_faults

Damage = Callable[[Path], None]


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.write_bytes(data)


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def lengthened(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.fixture(scope="module")
def published(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the build of the five documents, published again so that it has one before it. To be read only."""
    output = tmp_path_factory.mktemp("published") / "output"
    for _ in range(2):
        with publication(output) as staged:
            shutil.copytree(opened(built), staged.folder, dirs_exist_ok=True)
            staged.publish()
    return output


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """One to be damaged."""
    return shutil.copytree(published, tmp_path / "damaged", symlinks=True)


def names(output: Path) -> list[str]:
    """Every file of the published build, those of its store too, and the record of their checksums."""
    files = opened(output)
    return [*sorted(path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()), "../checksums"]


def test_a_build_is_whole(run: Run, published: Path) -> None:
    for words in ([published], [published, "--previous"], [opened(published)]):
        checked = run("check", *words)
        assert (checked.returncode, checked.stdout) == (0, "")
        assert "every file is as it was published" in checked.stderr
        assert "holds the statements of dhrgraph.trig" in checked.stderr


@pytest.mark.parametrize("damage", [flipped, shortened, lengthened, Path.unlink])
def test_damage_to_any_file_is_found(damage: Damage, output: Path) -> None:
    """Also in files of the store that a question would seldom or never read."""
    for name in names(output):
        path = opened(output) / name
        if damage in (flipped, shortened) and not path.stat().st_size:
            continue
        kept = path.read_bytes()
        damage(path)
        found = [fault.where for fault in file_faults(opened(output))]
        assert name in found or (name == "../checksums" and found), name
        path.write_bytes(kept)
    assert list(file_faults(opened(output))) == []


def test_a_file_that_was_not_published_is_found(output: Path) -> None:
    (opened(output) / "cache.sqlite").write_text("left behind")
    assert [(f.where, f.what) for f in file_faults(opened(output))] == [
        ("cache.sqlite", "was not there when the build was published")
    ]


def test_each_fault_says_where_what_and_how_to_mend(run: Run, output: Path) -> None:
    flipped(opened(output) / "tables" / "reviews.csv")
    checked = run("check", output, "--format", "jsonl")
    assert checked.returncode == 1
    (row,) = map(json.loads, checked.stdout.splitlines())
    assert row == {
        "where": "tables/reviews.csv",
        "what": "has other bytes than when it was published",
        "to_mend": f"dhrgraph build DOCUMENTS -o {output}; or go back: dhrgraph build --back -o {output}",
    }
    step_back(output)
    assert run("check", output).returncode == 0
    assert run("check", output, "--previous").returncode == 1


def test_a_name_written_over_is_found(run: Run, output: Path) -> None:
    (output / "issues.jsonl").unlink()
    (output / "tables" / "reviews.csv").unlink()
    (output / "tables" / "reviews.csv").write_text("saved by a spreadsheet")
    checked = run("check", output, "-F", "csv")
    assert checked.returncode == 1
    assert [line.split(",")[0] for line in checked.stdout.splitlines()[1:]] == ["issues.jsonl", "tables/reviews.csv"]
    assert "the next build puts it right" in checked.stdout


def test_a_folder_of_an_earlier_version_is_checked_as_far_as_it_can_be(
    run: Run, published: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(opened(published), plain)
    (plain / "README.md").write_text("mine")
    assert run("check", plain).returncode == 0
    flipped(plain / "dhrgraph.ttl")
    assert run("check", plain).stdout.count("dhrgraph.ttl") == 1


def test_leftovers_and_who_builds_are_said_and_are_no_fault(run: Run, output: Path) -> None:
    (output / ".builds" / "part-1").mkdir()
    checked = run("check", output)
    assert checked.returncode == 0
    assert "1 thing of a build that did not end" in checked.stderr
    with publication(output):
        assert "a build is under way" in run("check", output).stderr


def test_no_build_no_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for words in ([], ["nothing"], ["empty"], ["empty", "--previous"]):
        checked = run("check", *words)
        assert checked.returncode == 1
        assert "dhrgraph build" in checked.stderr


GRAPHS = b"""
<urn:a> <urn:p> "1", "2" .
<urn:g> { <urn:a> <urn:p> "\\"x\\" <urn:h> .", "2"@en . <urn:b> <urn:p> <urn:c> . }
<urn:h> { <urn:a> <urn:p> 2, 1.50, 01, 1.0e3, true, "not^^<a>"@en, "2020"^^<http://www.w3.org/2001/XMLSchema#gYear> . }
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder with a store and the TriG it was loaded from."""
    (tmp_path / "dhrgraph.trig").write_bytes(GRAPHS.replace(b'<urn:a> <urn:p> "1", "2" .', b""))
    write_store(convert((tmp_path / "dhrgraph.trig").read_bytes(), "trig", "nquads"), tmp_path / "store")
    return tmp_path


def test_store_and_trig_of_the_same_statements_have_the_same_digests(pair: Path) -> None:
    held, written = digests_of_store(pair / "store"), digests_of_trig(pair / "dhrgraph.trig")
    assert held == written
    assert {graph: digest.statements for graph, digest in held.items()} == {"urn:g": 3, "urn:h": 7}
    assert all(isinstance(digest, Digest) and 0 < digest.total < 2**128 for digest in held.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"2"@en', b'"2"@cy', "the store has 3 statements, dhrgraph.trig 3 statements, others"),
        (b', "2"@en', b"", "the store has 3 statements, dhrgraph.trig 2 statements"),
        (b"<urn:c> .", b"<urn:c>, <urn:d> .", "the store has 3 statements, dhrgraph.trig 4 statements"),
        (
            b"<urn:b> <urn:p> <urn:c>",
            b"<urn:c> <urn:p> <urn:b>",
            "the store has 3 statements, dhrgraph.trig 3 statements, others",
        ),
    ],
)
def test_another_statement_is_found_in_its_graph(old: bytes, new: bytes, said: str, pair: Path) -> None:
    trig = pair / "dhrgraph.trig"
    assert old in trig.read_bytes()
    trig.write_bytes(trig.read_bytes().replace(old, new))
    assert [(fault.where, fault.what) for fault in store_faults(pair)] == [("urn:g", said)]


def test_a_statement_in_another_graph_is_found(pair: Path) -> None:
    trig = pair / "dhrgraph.trig"
    trig.write_bytes(trig.read_bytes().replace(b"<urn:h> {", b"<urn:i> {"))
    assert [fault.where for fault in store_faults(pair)] == ["urn:h", "urn:i"]


def test_a_store_that_cannot_be_read_is_a_fault(pair: Path) -> None:
    for path in (pair / "store").glob("*.sst"):
        flipped(path)
    assert [fault.what for fault in store_faults(pair)] == ["cannot be read to its end"]
    shutil.rmtree(pair / "store")
    assert [fault.what for fault in store_faults(pair)] == ["cannot be read to its end"]
    assert not (pair / "store").exists()
