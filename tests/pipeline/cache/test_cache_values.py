"""What is put is got, byte for byte, or not at all: whatever happens to the file meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.pipeline.cache import FILE, Cache
from dhrgraph.pipeline.cache import cache as module

KEY, VALUE = b"k" * 32, b"<urn:a> <urn:b> <urn:c> .\n" * 2_000


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def say_to(said: list[str]):
    return lambda stage, words: said.append(f"{stage}: {words}")


def fill(folder: Path, values: dict[bytes, bytes]) -> bytes:
    """A cache with `values`; the bytes of its file."""
    with Cache.open(folder) as cache:
        for key, value in values.items():
            cache.put(key, value)
    return (folder / FILE).read_bytes()


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.binary(min_size=1, max_size=40), st.binary(max_size=60_000), max_size=6))
def test_what_is_put_is_got_by_the_next_build(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("cache") / "c"
    with Cache.open(folder) as cache:
        for key, value in values.items():
            cache.put(key, value)
            assert cache.get(key) == value
    with Cache.open(folder) as cache:
        assert {key: cache.get(key) for key in values} == values
        assert cache.get(b"never put") is None
        assert cache.count()[0] == len(values)


def test_the_last_value_put_is_the_one(folder):
    with Cache.open(folder) as cache:
        cache.put(KEY, b"one")
        cache.put(KEY, VALUE)
        assert cache.get(KEY) == VALUE
        assert cache.count()[0] == 1


VALUES = {bytes([n]) * 32: VALUE[n:] for n in range(4)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with VALUES, closed; only copies of it are changed."""
    folder = tmp_path_factory.mktemp("made") / "c"
    fill(folder, VALUES)
    return folder


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_is_never_believed(tmp_path_factory, made, data):
    """Any byte of the file, changed in any way: the value comes back as it was, or not at all."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("cache") / "c")
    whole = bytearray((folder / FILE).read_bytes())
    places = data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=5, unique=True))
    for place in places:
        whole[place] ^= data.draw(st.integers(1, 255))
    (folder / FILE).write_bytes(whole)
    with Cache.open(folder) as cache:
        for key, value in VALUES.items():
            assert cache.get(key) in (value, None)
        cache.put(KEY, VALUE)
        assert cache.get(KEY) in (VALUE, None)


def test_a_message_of_sqlite_that_is_no_text_is_damage_too(tmp_path, made, said):
    """Found by the test above: a damaged byte in a name of the schema stood in SQLite's message."""
    folder = shutil.copytree(made, tmp_path / "c")
    whole = bytearray((folder / FILE).read_bytes())
    names = [place for place in range(4_096) if whole[place:].startswith((b"entry", b"value", b"build"))]
    for place in names:
        whole[place] |= 0x80
    (folder / FILE).write_bytes(whole)
    with Cache.open(folder, say_to(said)) as cache:
        assert cache.get(next(iter(VALUES))) is None
        cache.put(KEY, VALUE)
        assert cache.get(KEY) == VALUE
    assert "thrown away" in said[0]


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.binary(max_size=50))
def test_a_file_that_is_cut_short_or_has_another_end_is_never_believed(tmp_path_factory, made, share, end):
    folder = shutil.copytree(made, tmp_path_factory.mktemp("cache") / "c")
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole[: int(share * len(whole))] + end)
    with Cache.open(folder) as cache:
        assert all(cache.get(key) in (value, None) for key, value in VALUES.items())
        assert cache.get(b"other") is None


def test_a_damaged_file_is_thrown_away_with_a_word_and_works_again(folder, said):
    whole = fill(folder, {KEY: VALUE})
    (folder / FILE).write_bytes(b"not a database" + whole[14:])
    with Cache.open(folder, say_to(said)) as cache:
        assert cache.get(KEY) is None
        cache.put(KEY, VALUE)
        assert cache.get(KEY) == VALUE
    assert len(said) == 1
    assert "thrown away" in said[0]
    with Cache.open(folder, say_to(said)) as cache:
        assert cache.get(KEY) == VALUE
    assert len(said) == 1


def test_damage_found_while_it_is_used_costs_the_file_and_not_the_build(folder, said):
    values = {bytes([n]) * 32: os.urandom(10_000) for n in range(40)}
    whole = bytearray(fill(folder, values))
    whole[20_000:] = b"\xff" * (len(whole) - 20_000)
    (folder / FILE).write_bytes(whole)
    with Cache.open(folder, say_to(said)) as cache:
        for key, value in values.items():
            assert cache.get(key) in (value, None)
        cache.put(KEY, VALUE)
        cache.kept([KEY])
    assert said
    with Cache.open(folder, say_to(said)) as cache:
        cache.put(KEY, VALUE)
        assert cache.get(KEY) == VALUE


def test_a_file_from_elsewhere_is_not_believed(tmp_path, said):
    """The file of another cache, whole, with another secret: none of it counts."""
    foreign = fill(tmp_path / "theirs", {KEY: b"forged"})
    fill(tmp_path / "ours", {b"x": b"y"})
    (tmp_path / "ours" / FILE).write_bytes(foreign)
    with Cache.open(tmp_path / "ours", say_to(said)) as cache:
        assert cache.get(KEY) is None
    assert "elsewhere" in said[0]


def test_a_database_of_another_program_is_not_believed(folder, said):
    fill(folder, {KEY: VALUE})
    (folder / FILE).unlink()
    with sqlite3.connect(folder / FILE) as other:
        other.execute("CREATE TABLE entry (key, mac)")
    other.close()
    with Cache.open(folder, say_to(said)) as cache:
        assert cache.get(KEY) is None
    assert "thrown away" in said[0]


def test_a_value_moved_to_another_key_is_not_believed(folder, said):
    """Each value is bound to its key: a reader of one document is never given another's."""
    fill(folder, {KEY: VALUE, b"other": b"x"})
    with sqlite3.connect(folder / FILE) as file:
        file.execute("DELETE FROM entry WHERE key = ?", (b"other",))
        file.execute("UPDATE entry SET key = ?", (b"other",))
    file.close()
    with Cache.open(folder, say_to(said)) as cache:
        assert cache.get(b"other") is None
    assert "1 values were not as they were written" in said[0]


def test_a_trigger_put_into_the_file_never_runs(folder):
    fill(folder, {KEY: VALUE})
    with sqlite3.connect(folder / FILE) as file:
        file.execute("CREATE TRIGGER t AFTER INSERT ON value BEGIN DELETE FROM entry; END")
    file.close()
    with Cache.open(folder) as cache:
        cache.put(b"a", b"1")
        assert cache.get(b"a") == b"1"


def test_what_is_written_may_be_read_by_this_user_alone(folder):
    fill(folder, {KEY: VALUE})
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_folder_that_others_may_write_is_not_used(folder, said):
    folder.mkdir()
    folder.chmod(0o777)
    with Cache.open(folder, say_to(said)) as cache:
        cache.put(KEY, VALUE)
        assert cache.get(KEY) is None
    assert "not used" in said[0]
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_costs_nothing_but_time(tmp_path, said):
    (tmp_path / "file").write_text("")
    with Cache.open(tmp_path / "file" / "cache", say_to(said)) as cache:
        cache.put(KEY, VALUE)
        assert cache.get(KEY) is None
        assert cache.kept([KEY]) == 0
    assert len(said) == 1


def test_a_temporary_cache_leaves_nothing(tmp_path):
    with Cache.temporary(tmp_path) as cache:
        cache.put(KEY, VALUE)
        assert cache.get(KEY) == VALUE
    assert list(tmp_path.iterdir()) == []


def test_what_no_build_used_for_long_is_forgotten(folder, monkeypatch):
    monkeypatch.setattr(module, "BUILDS", 3)
    with Cache.open(folder) as cache:
        cache.put(b"used", VALUE)
        cache.put(b"not", VALUE)
        cache.kept([b"used", b"not"])
        assert [cache.kept([b"used"]) for _ in range(4)] == [0, 0, 1, 0]
        assert (cache.get(b"used"), cache.get(b"not")) == (VALUE, None)


def test_what_was_used_longest_ago_goes_first_when_there_is_too_much(folder, monkeypatch):
    noise = {bytes([n]): os.urandom(50_000) for n in range(10)}
    monkeypatch.setattr(module, "MOST", 5 * 50_100)
    with Cache.open(folder) as cache:
        for key, value in noise.items():
            cache.put(key, value)
        used = [bytes([n]) for n in (1, 3, 5, 7, 9)]
        assert cache.kept(used) == 5
        assert {key for key in noise if cache.get(key)} == set(used)
        assert cache.count()[1] <= module.MOST
    assert (folder / FILE).stat().st_size < 400_000


def test_more_than_there_is_room_for_is_kept_in_part(folder, monkeypatch):
    """What one build uses may be more than may be kept: then the same part is kept each time, and found."""
    monkeypatch.setattr(module, "MOST", 120_000)
    values = {bytes([n]): os.urandom(50_000) for n in range(4)}
    found = []
    for _ in range(3):
        with Cache.open(folder) as cache:
            found.append({key for key in values if cache.get(key)})
            for key, value in values.items():
                cache.put(key, value)
            cache.kept(values)
    assert found == [set(), {b"\0", b"\1"}, {b"\0", b"\1"}]
