"""Where nothing can be written, two builds at once, documents and clocks that change: all or nothing, and it is said."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from proving import ALL, Room, contents, corpora, document, faults, store_files, untidy, where_named
from test_full_disk import disk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room with documents/ and a build of each corpus: start/ and new/."""
    room = Room(tmp_path_factory.mktemp("places"))
    first, second = corpora(room.folder / "documents")
    for documents, output in ((first, "start"), (second, "new")):
        done = room.build(documents, room.folder / output)
        assert done.returncode == 0, done.stderr
    return room


def test_an_output_that_cannot_be_written(room: Room, tmp_path: Path) -> None:
    """Read-only, as a mounted share or an archive is; what it holds can still be asked and checked."""
    with disk(tmp_path / "disk", 64 << 20) as place:
        output = shutil.copytree(room.folder / "start", place / "output", symlinks=True)
        before, stores = contents(output), store_files(output)
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        for documents, where in (("second", output), ("second", place / "not-there-yet")):
            done = room.build(room.folder / "documents" / documents, where)
            assert done.returncode == 1
            assert str(place) in done.stderr
            assert "Read-only file system" in done.stderr
            assert "Traceback" not in done.stderr
        assert contents(output) == before
        assert store_files(output) == stores
        assert faults(output) == []
        for words in (["query", "coverage", "-g", output], ["check", output]):
            asked = subprocess.run([sys.executable, "-m", "dhrgraph", *words], capture_output=True, text=True)
            assert asked.returncode == 0, asked.stderr
        assert sorted(path.name for path in place.iterdir()) == ["output"]


def test_two_builds_at_once_are_never_mixed(room: Room, tmp_path: Path) -> None:
    """One of them builds; the other is told who does, or has its turn before or after."""
    old, new = contents(room.folder / "start"), contents(room.folder / "new")
    chance = random.Random(7)
    for n in range(8 if ALL else 2):
        output = shutil.copytree(room.folder / "start", tmp_path / str(n), symlinks=True)
        begun = []
        for corpus in ("first", "second"):
            begun.append(room.begin(room.folder / "documents" / corpus, output))
            time.sleep(chance.choice((0.0, 0.3, 1.5)))
        said = [build.communicate()[1] for build in begun]
        codes = [build.returncode for build in begun]
        assert 0 in codes, said
        assert contents(output) == (old if codes == [0, 1] else new) or (codes == [0, 0] and contents(output) == old)
        for build, code, words in zip(begun, codes, said, strict=True):
            other = begun[0] if build is begun[1] else begun[1]
            if code:
                assert re.search(rf"another build is under way there \(.*process {other.pid} on .*since", words), words
        assert faults(output) == untidy(output) == []


def test_a_document_that_changes_while_it_is_read(room: Room, tmp_path: Path) -> None:
    """It is read as it was at one moment, or left out with a line that says so; the others are as they are without it."""
    documents = shutil.copytree(room.folder / "documents" / "first", tmp_path / "documents")
    subjects = ("stalking", "debt")
    ended = threading.Event()

    def write_on() -> None:
        chance = random.Random(3)
        while not ended.is_set():
            text = document("Exampleton", chance.choice(subjects))
            half = chance.randrange(len(text))
            with (documents / "exampleton.txt").open("w", encoding="utf-8") as file:
                file.write(text[:half])
                file.flush()
                time.sleep(chance.choice((0, 0.001)))
                file.write(text[half:])
            time.sleep(chance.choice((0.001, 0.05)))

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        for _ in range(10 if ALL else 2):
            output = tmp_path / "output"
            done = room.build(documents, output, "--jobs", "1")
            assert done.returncode == 0, done.stderr
            assert faults(output) == []
            of_it, others = rows_of(output, "exampleton.txt")
            assert others == rows_of(room.folder / "start", "exampleton.txt")[1]
            read = [str(row["text"]) for row in of_it if row["kind"] == "recommendation"]
            assert len({subject for subject in subjects for text in read if subject in text}) <= 1, "of two versions"
            assert read or "exampleton.txt" in (output / "issues.jsonl").read_text(encoding="utf-8")
            assert where_named([output, room.cache]) == []
    finally:
        ended.set()
        writer.join()


def rows_of(output: Path, file: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The findings of one document, and those of all others."""
    rows = [json.loads(line) for line in (output / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["document"] == file], [row for row in rows if row["document"] != file]


def test_clocks_that_go_backwards_change_nothing(room: Room, tmp_path: Path) -> None:
    """Neither times of files nor the machine's clock are looked at: the bytes are the same, and what changed is read."""
    documents = tmp_path / "documents"
    shutil.copytree(room.folder / "documents" / "first", documents)
    output = tmp_path / "output"
    assert room.build(documents, output).returncode == 0
    assert contents(output) == contents(room.folder / "start")
    shutil.rmtree(documents)
    shutil.copytree(room.folder / "documents" / "second", documents)
    for path in documents.iterdir():
        os.utime(path, (0, 0))  # changed, and older than what was built of it
    clock = clock_set_back(tmp_path)
    done = room.build(documents, output, LD_PRELOAD=str(clock))
    assert done.returncode == 0, done.stderr
    assert contents(output) == contents(room.folder / "new")
    assert faults(output) == untidy(output) == []
    for path in documents.iterdir():
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert room.build(documents, output).returncode == 0
    assert contents(output) == contents(room.folder / "new")
    dated = room.build(documents, tmp_path / "dated", SOURCE_DATE_EPOCH="1000000000")
    assert dated.returncode == 0
    differing = {name for name, told in contents(tmp_path / "dated").items() if contents(output)[name] != told}
    assert differing <= {"dataset.ttl", "graph.html"}, "a date that is given is said there, and nowhere else"


_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
#include <sys/time.h>
int clock_gettime(clockid_t id, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int done = real(id, at);
  if (id == CLOCK_REALTIME) at->tv_sec -= SECONDS;
  return done;
}
time_t time(time_t *at) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); if (at) *at = t.tv_sec; return t.tv_sec; }
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec t; clock_gettime(CLOCK_REALTIME, &t); at->tv_sec = t.tv_sec; at->tv_usec = t.tv_nsec / 1000; return 0;
}
"""


def clock_set_back(folder: Path) -> Path:
    """A library that, loaded before others, sets a process's clock back to September 2001."""
    if shutil.which("cc") is None:
        pytest.skip("a clock is set back with a library, and there is no C compiler to make one")
    (folder / "clock.c").write_text(_CLOCK.replace("SECONDS", f"{int(time.time()) - 1_000_000_000}L"))
    made = ["cc", "-shared", "-fPIC", "-o", str(folder / "clock.so"), str(folder / "clock.c"), "-ldl"]
    subprocess.run(made, check=True)
    asked = [sys.executable, "-c", "import time; print(time.gmtime().tm_year)"]
    told = subprocess.run(
        asked, env={**os.environ, "LD_PRELOAD": str(folder / "clock.so")}, capture_output=True, text=True
    )
    assert told.stdout.strip() == "2001", "the clock was not set back"
    return folder / "clock.so"
