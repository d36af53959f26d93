"""The next store of the last one: answers as one loaded anew, and takes nothing from the last one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.errors import NoGraphError
from dhrgraph.graph.store import Store, load_in_process, load_store, loading, loading_process, renew_store, serialise

ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
quads = st.builds(
    "<urn:s{}> <urn:p{}> {} <urn:g{}> .\n".format,
    st.integers(0, 3),
    st.integers(0, 2),
    st.sampled_from(['"é"', '"a\\nb"@en', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "<urn:s1>", '"'+'long ' * 20 + '"']),
    st.integers(0, 3),
)  # fmt: skip


def loaded(lines: set[str], place: Path, name: str) -> Path:
    """A store of these lines, and beside it the TriG that it was loaded of."""
    trig = place / f"{name}.trig"
    trig.write_bytes(serialise("".join(sorted(lines)).encode(), "trig"))
    load_store([trig], place / name)
    return place / name


def answers(path: Path) -> tuple[object, ...]:
    store = Store.open(path)
    return len(store), store.graphs(), sorted(store.select(ALL).rows, key=str), store.graph(None, 10_000)


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def many(number: int) -> set[str]:
    return {
        f'<urn:s{at}> <urn:p{at % 7}> "words {at} that take some space" <urn:g{at % 50}> .\n' for at in range(number)
    }


@given(st.sets(quads), st.sets(quads), st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_renewed_store_answers_as_one_loaded_anew(before: set[str], after: set[str], whole: bool) -> None:
    """Whether the caller gives the whole lines before and after, or what they differ in."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_MOST", 10.0)  # so small a store would be loaded anew for any change
        place = Path(folder)
        previous, fresh = loaded(before, place, "before"), loaded(after, place, "after")
        kept = digests(previous)
        gone, come = (before, after) if whole else (before - after, after - before)
        parts = [line.encode() for line in sorted(gone)], ["".join(sorted(come)).encode()]
        assert renew_store(previous, place / "next", *parts, anew=[])
        assert answers(place / "next") == answers(fresh)
        assert digests(previous) == kept


def test_many_renewals_and_a_compaction_leave_every_earlier_store_as_it_was(tmp_path: Path) -> None:
    """RocksDB merges tables when there are several: the files that it takes away then are the new store's own names."""
    lines = many(20_000)
    stores, kept = [loaded(lines, tmp_path, "0")], []
    for number in range(1, 9):
        kept.append(digests(stores[-1]))
        gone = set(sorted(lines)[number * 100 : number * 200])
        come = {line.replace("words", f"words of {number}") for line in gone}
        lines = (lines - gone) | come
        stores.append(tmp_path / str(number))
        assert renew_store(stores[-2], stores[-1], ["".join(gone).encode()], ["".join(come).encode()], anew=[])
    loading.ox.Store(str(stores[-1])).optimize()
    assert [digests(store) for store in stores[:-1]] == kept
    assert answers(stores[-1]) == answers(loaded(lines, tmp_path, "fresh"))


def test_tables_are_shared_not_copied(tmp_path: Path) -> None:
    previous = loaded(many(5_000), tmp_path, "before")
    tables = {file.name: file.stat().st_ino for file in previous.glob("*.sst")}
    assert renew_store(previous, tmp_path / "next", [], [b'<urn:s> <urn:p> "new" <urn:g> .\n'], anew=[])
    shared = {file.name: file.stat().st_ino for file in (tmp_path / "next").glob("*.sst")}
    assert tables.items() <= shared.items()


def test_where_links_cannot_be_made_tables_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    lines, more = many(2_000), '<urn:s> <urn:p> "new" <urn:g> .\n'
    previous = loaded(lines, tmp_path, "before")
    kept = digests(previous)
    monkeypatch.setattr(os, "link", refused)
    assert renew_store(previous, tmp_path / "next", [], [more.encode()], anew=[])
    assert answers(tmp_path / "next") == answers(loaded(lines | {more}, tmp_path, "fresh"))
    assert digests(previous) == kept


def test_where_much_changes_the_store_is_loaded_anew(tmp_path: Path) -> None:
    before, after = many(1_000), {line.replace("words", "others") for line in many(1_000)}
    previous, fresh = loaded(before, tmp_path, "before"), loaded(after, tmp_path, "after")
    changed = ["".join(before).encode()], ["".join(after).encode()]
    assert not renew_store(previous, tmp_path / "next", *changed, anew=[tmp_path / "after.trig"])
    assert answers(tmp_path / "next") == answers(fresh)
    assert not {file.stat().st_ino for file in previous.iterdir()} & {
        f.stat().st_ino for f in (tmp_path / "next").iterdir()
    }


@pytest.mark.parametrize("gone", ["*", "*.sst", "MANIFEST-*", "CURRENT"])
def test_where_the_last_store_is_no_whole_one_the_store_is_loaded_anew(tmp_path: Path, gone: str) -> None:
    lines = many(5_000)
    previous = loaded(lines, tmp_path, "before")
    for file in previous.glob(gone):
        file.unlink()
    more = '<urn:s> <urn:p> "new" <urn:g> .\n'
    fresh = loaded(lines | {more}, tmp_path, "after")
    assert not renew_store(previous, tmp_path / "next", [], [more.encode()], anew=[tmp_path / "after.trig"])
    assert answers(tmp_path / "next") == answers(fresh)


def test_a_renewal_that_is_killed_leaves_the_last_store_as_it_was(tmp_path: Path) -> None:
    previous = loaded(many(30_000), tmp_path, "before")
    kept, before = digests(previous), answers(previous)
    code = (
        "import sys; from pathlib import Path; from dhrgraph.graph.store import renew_store\n"
        "place = Path(sys.argv[1]); told = ''.join(f'<urn:s{n}> <urn:q> \"{n}\" <urn:g1> .\\n' for n in range(5000))\n"
        "print('ready', flush=True)\n"
        "renew_store(place / 'before', place / sys.argv[2], [], [told.encode()], anew=[])\n"
    )
    for number, wait in enumerate((0.0, 0.005, 0.01, 0.02, 0.04, 0.08)):
        run = [sys.executable, "-c", code, str(tmp_path), f"next{number}"]
        with subprocess.Popen(run, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
        assert digests(previous) == kept
    assert answers(previous) == before


def test_a_store_is_opened_where_its_path_leads_to(tmp_path: Path) -> None:
    """The link is read once: a store that is open stays the one it was when the link is turned to the next."""
    loaded(many(50), tmp_path, "first")
    loaded(many(60), tmp_path, "second")
    link = tmp_path / "store"
    link.symlink_to("first")
    store = Store.open(link)
    beside = tmp_path / "beside"
    beside.symlink_to("second")
    beside.rename(link)
    assert (len(store), len(Store.open(link))) == (50, 60)


def test_no_store_is_said_with_the_path_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "store").symlink_to("nowhere")
    with pytest.raises(NoGraphError, match="store"):
        Store.open(tmp_path / "store")


def test_a_store_loaded_in_a_process_of_its_own_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = loaded(many(500), tmp_path, "fresh")
    monkeypatch.setattr(loading_process, "load_store", None)  # what is done if the process fails
    load_in_process([tmp_path / "fresh.trig"], tmp_path / "beside")
    assert answers(tmp_path / "beside") == answers(fresh)
    assert not list((tmp_path / "beside").glob("LOG*"))


def test_where_the_process_fails_what_is_wrong_is_said_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.trig").write_text("no TriG")
    with pytest.raises(SyntaxError):
        load_in_process([tmp_path / "bad.trig"], tmp_path / "bad")
    fresh = loaded(many(50), tmp_path, "fresh")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    load_in_process([tmp_path / "fresh.trig"], tmp_path / "beside")
    assert answers(tmp_path / "beside") == answers(fresh)


def test_a_load_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.nq")  # nobody writes: the load would wait for ever
    code = "from dhrgraph.graph.store.loading_process import serve; serve()"
    run = [sys.executable, "-c", code, str(tmp_path / "store"), str(tmp_path / "endless.nq")]
    with subprocess.Popen(run, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 1
