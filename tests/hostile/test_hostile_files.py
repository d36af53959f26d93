"""Files that mean harm: one clear line or read safely, and nothing changes for the good page beside them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hostile_files import FRAGMENTS, GOOD, heavy, odd_places, quick
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from dhrgraph.config import Config
from dhrgraph.pipeline import read_all
from dhrgraph.publish.opened import opened
from dhrgraph.read.body import Body
from dhrgraph.read.confined import Limits
from dhrgraph.read.formats import read_body
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.worker import Failure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits, links and pipes of Linux")

OWN = GOOD.replace("Exampleton", "Quilford").replace("May 2021", "March 2019")
OWN_FILE = "quilford.txt"
MEMORY = 1024  # MB that no build may take


@dataclass(frozen=True, slots=True)
class Done:
    """One build: its exit code, its messages, where its files are, the seconds and the MB it took."""

    code: int
    said: str
    output: Path
    seconds: float
    megabytes: int

    def rows(self, document: str) -> list[str]:
        """The findings of one document, as they are published."""
        lines = (self.output / "findings.jsonl").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if json.loads(line)["document"] == document]

    def graph(self) -> set[str]:
        """Every statement of the named graph of the good page."""
        quads = list(pyoxigraph.parse(path=self.output / "dhrgraph.trig", format=pyoxigraph.RdfFormat.TRIG))
        (name,) = {
            q.graph_name for q in quads if "Quilford Police" in str(q.object) and "GraphN" not in str(q.graph_name)
        }
        return {str(quad) for quad in quads if quad.graph_name == name}


def run_build(folder: Path, output: Path, *words: str) -> Done:
    """`dhrgraph build` in a process of its own, watched until it ends."""
    begun, most, told = time.monotonic(), 0, output.with_suffix(".err")
    command = [sys.executable, "-m", "dhrgraph", "build", str(folder), "-o", str(output), *words]
    with told.open("wb") as messages, subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages) as process:
        while process.poll() is None:
            most = max(most, _family(process.pid))
            time.sleep(0.05)
    said = told.read_bytes().decode()
    return Done(process.returncode, said, output, time.monotonic() - begun, most)


def _family(parent: int) -> int:
    """MB of memory of a process and its children, what they share counted once."""
    pids = [parent]
    megabytes = 0.0
    for pid in pids:
        place = Path(f"/proc/{pid}")
        try:
            pids += map(int, (place / "task" / str(pid) / "children").read_text().split())
            told = re.search(r"^Pss:\s+(\d+)", (place / "smaps_rollup").read_text(), re.M)
        except OSError:
            continue  # it ended meanwhile
        megabytes += int(told.group(1)) / 1024 if told else 0
    return int(megabytes)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The good page built alone."""
    place = tmp_path_factory.mktemp("alone")
    (place / "in").mkdir()
    (place / "in" / OWN_FILE).write_text(OWN, encoding="utf-8")
    return run_build(place / "in", place / "out")


@pytest.fixture(scope="module")
def among(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The good page built among all the small hostile files."""
    place = tmp_path_factory.mktemp("among")
    (place / "in").mkdir()
    for name, data in {OWN_FILE: OWN.encode(), **quick()}.items():
        (place / "in" / name).write_bytes(data)
    return run_build(place / "in", place / "out")


def skipped(said: str) -> dict[str, str]:
    """Each file that was left out, with the reason."""
    lines = [line.split(None, 1)[1] for line in said.splitlines() if line.startswith("skipped")]
    return dict(line.split(": ", 1) for line in lines)


def is_same(done: Done, alone: Done) -> bool:
    """Whether the good page came out just as it does alone."""
    return bool(alone.rows(OWN_FILE)) and done.rows(OWN_FILE) == alone.rows(OWN_FILE) and done.graph() == alone.graph()


def test_the_good_page_is_the_same_among_hostile_files(among: Done, alone: Done) -> None:
    assert (alone.code, among.code) == (0, 0), among.said
    assert is_same(among, alone)
    assert among.megabytes < MEMORY


def test_each_hostile_file_is_read_or_has_one_clear_line(among: Done) -> None:
    reasons = skipped(among.said)
    documents = {json.loads(line)["document"] for line in (among.output / "findings.jsonl").read_text().splitlines()}
    assert set(quick()) == (set(reasons) | documents) - {OWN_FILE}
    assert not set(reasons) & documents
    assert "Traceback" not in among.said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", among.said)
    unclear = {file: reason for file, reason in reasons.items() if "mistake of dhrgraph's own" in reason}
    assert unclear == {}, "a reader met something it did not expect"


MUST_SAY = {
    "empty.txt": "empty",
    "password.pdf": "password",
    "password.docx": "password",
    "pictures.pdf": "OCR",
    "picture.pdf": "picture",
    "page-cut-50.docx": "damaged",
    "page-cut-50.pdf": "damaged",
}


@pytest.mark.parametrize("file", MUST_SAY)
def test_the_reason_is_the_true_one(file: str, among: Done) -> None:
    assert MUST_SAY[file] in skipped(among.said)[file]


def test_nothing_was_opened_that_a_file_pointed_at(among: Done) -> None:
    passwd = Path("/etc/passwd").read_text().splitlines()[0]
    published = b"".join(path.read_bytes() for path in among.output.rglob("*") if path.is_file())
    assert passwd.encode() not in published
    assert not list(among.output.parent.rglob("escaped*"))


def test_published_words_stay_words(among: Done) -> None:
    """Every parser of what is published takes the fragments for text."""
    rows = [json.loads(line) for line in (among.output / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    told = " ".join(
        row["text"] for row in rows if row["kind"] == "recommendation" and row["document"] == "fragments.txt"
    )
    assert all(word.rstrip(">") in told for word in FRAGMENTS[:5]), "they came as far as the findings"
    turtle = (among.output / "dhrgraph.ttl").read_text(encoding="utf-8")
    ours = {str(t) for t in pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)}
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(ours)
    assert not any("urn:x" in statement.split(">")[0] for statement in ours)
    page = html.fromstring((among.output / "graph.html").read_text(encoding="utf-8"))
    assert not [script for script in page.iter("script") if (script.text or "").lstrip().startswith("alert(")]
    assert not page.xpath("//*[@onerror or @onload] | //a[starts-with(@href, 'javascript:')] | //svg[@*='alert(4)']")


def test_odd_names_links_and_pipes(tmp_path: Path, alone: Done) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / OWN_FILE).write_text(OWN, encoding="utf-8")
    unread = odd_places(place)
    done = run_build(place, tmp_path / "out")
    reasons = skipped(done.said)
    assert set(reasons) == unread
    assert done.code == 0, done.said
    assert is_same(done, alone)
    documents = {json.loads(line)["document"] for line in (done.output / "findings.jsonl").read_text().splitlines()}
    odd = {"two%0Alines.txt", "bell%07.txt", "not%E9utf8.txt", "%E2%80%AEtxt.fdp", "back%5Cslash.txt"}
    assert {"-rf.txt", "inside.txt", *odd} < documents
    assert len(documents) == 9


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_what_may_not_be_opened_has_its_line(tmp_path: Path, config: Config) -> None:
    (tmp_path / "good.txt").write_text(OWN, encoding="utf-8")
    (tmp_path / "closed.txt").write_text(OWN, encoding="utf-8")
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    read = read_all([tmp_path], config, lambda *_: None)
    assert {problem.file for problem in read.unreadable} == {"closed.txt", "folder"}


def test_one_process_or_two_give_the_same_bytes(tmp_path: Path, among: Done) -> None:
    """Every published file, but for the store's (RocksDB writes identities of its own)."""
    again = run_build(among.output.parent / "in", tmp_path / "out", "--jobs", "1")
    assert again.said.replace(str(again.output), "") == among.said.replace(str(among.output), "")
    assert _files(again.output) == _files(among.output)


def _files(output: Path) -> dict[str, bytes]:
    build = opened(output)
    files = [path for path in build.rglob("*") if path.is_file() and "store" not in path.parts]
    return {str(path.relative_to(build)): path.read_bytes() for path in files}


@pytest.mark.slow
def test_the_heaviest_stay_within_their_bounds(tmp_path: Path, alone: Done) -> None:
    """All of them at once, on as many cores as there are; each has its own deadline."""
    (tmp_path / "in").mkdir()
    hostile = heavy()
    for name, data in {OWN_FILE: OWN.encode(), **hostile}.items():
        (tmp_path / "in" / name).write_bytes(data)
    done = run_build(tmp_path / "in", tmp_path / "out", "--jobs", "2", "--patience", "6")
    assert done.code == 0, done.said
    assert is_same(done, alone)
    assert done.megabytes < MEMORY
    assert "Traceback" not in done.said
    assert set(skipped(done.said)) <= set(hostile)


# --- made at random ----------------------------------------------------------------------------------------------

SEED_FILES = {
    name: data for name, data in quick().items() if name.startswith("page-cut-97") or name == "owner-password.pdf"
}


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with pieces cut out, bits turned over and bytes put in."""
    data = bytearray(SEED_FILES[draw(st.sampled_from(sorted(SEED_FILES)))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["cut", "flip", "insert"])):
            case "cut":
                del data[at : at + draw(st.integers(1, 200))]
            case "flip":
                data[at : at + 1] = bytes([(data[at] ^ draw(st.integers(1, 255))) if data else 0])
            case _:
                data[at:at] = draw(st.binary(min_size=1, max_size=40))
    return bytes(data)


def outcome_of(data: bytes) -> list[str]:
    """What a reader makes of the bytes: the word for its format. Anything but a Body is a mistake of its own."""
    body = read_body(data, "random")
    return [body.format if isinstance(body, Body) else "no body"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.one_of(st.binary(max_size=2_000), damaged()), min_size=1, max_size=12))
def test_random_bytes_end_in_a_body_or_a_reason(files: list[bytes]) -> None:
    for outcome in run_isolated(outcome_of, files, Limits(), 2):
        if isinstance(outcome, Failure):
            assert outcome.trace == "", outcome.reason
            assert not re.search("longer than|stopped", outcome.reason), outcome.reason
        else:
            assert outcome[0] in ("text", "html", "docx", "pdf")
