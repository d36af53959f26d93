"""Other builds, kills and full disks: the cache goes on, or is gone; it never lies and never stops a build."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dhrgraph.pipeline.cache import FILE, Cache
from dhrgraph.pipeline.cache.place import Place

# Puts values that tell their own key, for ever or for as many as are told, and says each key that is put
_FILLER = """
import hashlib, sys
from pathlib import Path
from dhrgraph.pipeline.cache import Cache
said = lambda stage, words: print(words, file=sys.stderr, flush=True)
first, last = int(sys.argv[2]), int(sys.argv[3])
with Cache.open(Path(sys.argv[1]), said) as cache:
    print("ready", flush=True)
    for n in range(first, last):
        key = n.to_bytes(4, "big")
        cache.put(key, hashlib.shake_128(key).digest(30_000))
        assert cache.get((first).to_bytes(4, "big")) == hashlib.shake_128(first.to_bytes(4, "big")).digest(30_000)
        assert cache.get(key) in (None, hashlib.shake_128(key).digest(30_000))
        print(n, flush=True)
    cache.kept(n.to_bytes(4, "big") for n in range(first, last))
"""

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


def told(key: bytes) -> bytes:
    return hashlib.shake_128(key).digest(30_000)


def fill(folder: Path, first: int, last: int, **how: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _FILLER, str(folder), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


@unix
def test_killed_at_any_moment_it_keeps_what_was_put(tmp_path):
    """All that a killed build said it had put is there, but at most the last; and nothing is not as it was put."""
    folder, moments = tmp_path / "c", random.Random(8)
    put, said = 0, []
    for _ in range(8):
        process = fill(folder, put, 10**6)
        assert process.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        lines = process.communicate()[0].split()
        put = max([put, *(int(line) + 1 for line in lines)])
        with Cache.open(folder, lambda _stage, words: said.append(words)) as cache:
            for n in range(put):
                key = n.to_bytes(4, "big")
                assert cache.get(key) == told(key)
    assert put > 20
    assert said == []


def test_builds_at_once_keep_what_each_put(tmp_path):
    folder = tmp_path / "c"
    builds = [fill(folder, start, start + 60) for start in (0, 100, 200, 130)]
    for process in builds:
        assert process.communicate(timeout=60)[1] == ""
        assert process.returncode == 0
    with Cache.open(folder) as cache:
        for n in [*range(60), *range(100, 190), *range(200, 260)]:
            assert cache.get(n.to_bytes(4, "big")) == told(n.to_bytes(4, "big"))


@unix
def test_a_damaged_file_in_use_is_not_pulled_from_under_another_build(tmp_path):
    folder, said = tmp_path / "c", []
    another = Place(folder)
    (folder / FILE).write_bytes(b"damaged " * 1_000)
    with Cache.open(folder, lambda _stage, words: said.append(words)) as cache:
        assert cache.get(b"a") is None
    assert "not used" in said[0]
    assert (folder / FILE).read_bytes() == b"damaged " * 1_000
    another.close()
    said.clear()
    with Cache.open(folder, lambda _stage, words: said.append(words)) as cache:
        cache.put(b"a", b"2")
        assert cache.get(b"a") == b"2"
    assert "thrown away" in said[0]


@unix
def test_a_full_disk_ends_the_keeping_and_not_the_build(tmp_path):
    """No file of the process may grow past 1 MB: as a disk that is full, it fails in the midst of writing."""
    import resource

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    folder = tmp_path / "c"
    process = fill(folder, 0, 50, preexec_fn=small)
    lines, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert lines.split()[-1] == "49"
    assert errors.count("\n") == 1
    assert "nothing more is kept" in errors
    said = []
    with Cache.open(folder, lambda _stage, words: said.append(words)) as cache:
        kept = [n for n in range(50) if cache.get(n.to_bytes(4, "big"))]
        assert 3 < len(kept) < 50
        assert all(cache.get(n.to_bytes(4, "big")) == told(n.to_bytes(4, "big")) for n in kept)
        cache.put(b"again", b"1")
        assert cache.get(b"again") == b"1"
    assert said == []


@unix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_of_somebody_else_is_not_used(tmp_path):
    folder = tmp_path / "c"
    folder.mkdir(mode=0o700)
    os.chown(folder, 65534, 65534)
    said = []
    with Cache.open(folder, lambda _stage, words: said.append(words)) as cache:
        assert cache.get(b"a") is None
    assert "not used" in said[0]
    assert list(folder.iterdir()) == []


@unix
def test_a_secret_cut_short_by_a_kill_is_made_anew(tmp_path):
    folder = tmp_path / "c"
    with Cache.open(folder) as cache:
        cache.put(b"a", b"1")
    os.truncate(folder / "secret", 7)
    with Cache.open(folder) as cache:
        assert cache.get(b"a") is None
        cache.put(b"a", b"2")
    with Cache.open(folder) as cache:
        assert cache.get(b"a") == b"2"
