"""kill -9 at random moments of a build: what was published is there byte for byte, or the new build is, whole; no name
of a person is in anything that is left; the next build goes through and clears up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from killing import Killing
from proving import ALL, Room, corpora

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Killing:
    folder = tmp_path_factory.mktemp("killed")
    return Killing(Room(folder), *corpora(folder / "documents"))


def test_killed_at_random_moments(killing: Killing) -> None:
    number = 100 if ALL else 4
    chance = random.Random(20261122)
    found = [killing.at(moment, cold=n % 2 == 0) for n, moment in enumerate(killing.moments(number, chance))]
    assert [outcome for outcome in found if outcome.wrong] == []
    assert {outcome.published for outcome in found} <= {"old", "new"}
    assert sum(outcome.published == "old" for outcome in found) >= number // 4, "some were killed before the end"


def test_a_name_is_found_wherever_it_was_left(tmp_path: Path) -> None:
    """The search itself: else the proof above would prove nothing."""
    import pickle
    import sqlite3

    from proving import where_named

    from dhrgraph.pipeline.cache.compressed import compress

    text = "Nobody asked TAMSIL how she was. " * 50
    (tmp_path / "a").write_text(text)
    (tmp_path / "b").write_bytes(b"\x00\x01" + text.encode("utf-16-le"))
    (tmp_path / "c").write_bytes(b"\x00\x01" + compress(pickle.dumps(text))[:-5])
    (tmp_path / "tamsil.txt").write_text("")
    with sqlite3.connect(tmp_path / "e") as file:
        file.execute("CREATE TABLE value (id INTEGER, bytes BLOB)")
        noise = random.Random(1).randbytes(50_000)
        value = compress(pickle.dumps((noise, compress(pickle.dumps(text)), noise)))
        file.execute("INSERT INTO value VALUES (1, ?)", (value,))
    (tmp_path / "clean").write_text("Nobody asked her.")
    found = {Path(place).name for place in where_named([tmp_path])}
    assert found == {"a", "b", "c", "e", "tamsil.txt"}
