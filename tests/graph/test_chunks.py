"""Turtle and TriG in pieces say what the lines say, whatever stands in them, and every reader takes them alike."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
from engines_run import jena_path
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset

from dhrgraph.graph.store import NAMED_END, copy_nquads, named_head, read_quads, turtle_chunk, turtle_head
from dhrgraph.graph.terms import literal, node
from dhrgraph.namespaces import PREFIXES, iri


def named_chunk(graph: str, turtle: bytes) -> bytes:
    """A chunk of Turtle as a named graph in TriG."""
    return named_head(graph) + turtle + NAMED_END


# what has broken writers before: quotes at the ends, escapes of escapes, line ends that are none, other planes, marks
ODD = ("\\", '"', '"""', "\\u00e9", "\r\n", "\t", "\x0b\x0c\x1f\x7f\x85\u2028", "\ufeff", "\U0001f600", "' '", " .", "<a> <b>",
       "# no remark", "@prefix a: <b> .", "é", "e\u0301", "} <g> {", "^^", "@en", "-.5e3", "")  # fmt: skip
words = st.lists(st.sampled_from(ODD) | st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5).map(
    "".join
)
local = st.from_regex(r"[A-Za-z0-9._~!$&'()*+,;=@/-]{0,12}", fullmatch=True)  # what the path of an IRI may hold
names = st.builds(lambda prefix, rest: f"<{PREFIXES[prefix]}{rest}>", st.sampled_from(sorted(PREFIXES)), local)
names |= st.builds(lambda rest: node(f"http://example.org/{rest}"), words) | st.sampled_from(
    ["<urn:a>", "<urn:A:b%20c>"]
)
values = names | st.builds(literal, words, st.sampled_from(["", "en", "en-GB", "cy"]))
values |= st.builds(
    lambda said, kind: f'"{said}"^^<{kind}>',
    st.sampled_from(["1", "01", "-1.50", "true", "1E0", "2022-04", "2022-04-31", "NaN", "x"]),
    st.sampled_from(
        [PREFIXES["xsd"] + name for name in ("integer", "decimal", "boolean", "double", "date", "gYearMonth")]
    ),
)
lines = st.builds("{} {} {} {} .\n".format, names, names, values, names)


def spelt_out(line: str) -> str:
    """The same line with every letter beyond ASCII as an escape."""
    return "".join(one if one.isascii() else f"\\U{ord(one):08X}" for one in line)


def statements(data: bytes, form: str, tmp_path: Path) -> set[tuple[str, ...]]:
    path = tmp_path / f"some.{form}"
    path.write_bytes(data)
    return set(read_quads(path, form))  # type: ignore[arg-type]


@given(st.lists(lines, max_size=12), st.integers(0, 12))
@settings(max_examples=150)
def test_chunks_one_after_the_other_say_what_the_lines_say(
    tmp_path_factory: pytest.TempPathFactory, some: list[str], at: int
) -> None:
    place = tmp_path_factory.getbasetemp()
    parts = ["".join(sorted(part)).encode() for part in (some[:at], some[at:])]
    told = statements(b"".join(parts), "nquads", place)
    turtle = statements(turtle_head() + b"".join(map(turtle_chunk, parts)), "turtle", place)
    assert turtle == {("", *rest) for _, *rest in told}


@given(st.lists(lines, min_size=1, max_size=12))
def test_an_escape_in_the_lines_changes_no_byte(some: list[str]) -> None:
    plain, spelt = "".join(some), "".join(map(spelt_out, some))
    assert turtle_chunk(plain.encode()) == turtle_chunk(spelt.encode())


@given(st.lists(st.builds("{} {} {}".format, names, names, values), max_size=8), names)
def test_a_named_chunk_is_what_the_lines_of_that_graph_give(
    tmp_path_factory: pytest.TempPathFactory, some: list[str], graph: str
) -> None:
    place = tmp_path_factory.getbasetemp()
    quads = "".join(f"{triple} {graph} .\n" for triple in some).encode()
    wrapped = turtle_head() + named_chunk(graph[1:-1], turtle_chunk(quads))
    assert statements(wrapped, "trig", place) == statements(quads, "nquads", place)


def test_a_graph_of_ours_is_named_shortly() -> None:
    assert named_chunk(iri("gr:3334053dd9cd"), b"").startswith(b"gr:3334053dd9cd {")
    for name in ("a.b,c", "-", ""):
        assert named_chunk(iri("gr:") + name, b"") == f"<https://w3id.org/dhrgraph/graph/{name}> {{\n}}\n".encode()


# what every reader must take alike; rdflib refuses names that begin with - or end with a full stop, which none of ours do
HARD = [
    f"<{PREFIXES['rv']}{rest}> <{PREFIXES['dhr']}text> {literal(said, language)} <{PREFIXES['gr']}{graph}> .\n"
    for rest, graph in (("a.main.0001", "0a"), ("a/b,c;d", "a.b"), ("", ""), ("1~(e)'!$&*+=@", "1"))
    for said, language in ((odd * 2, language) for odd in (*ODD, "x" * 5000) for language in ("", "en-GB"))
]


@pytest.mark.slow
def test_rdflib_and_jena_read_a_file_of_many_chunks_as_oxigraph_does(built: Path, tmp_path: Path) -> None:
    """The graphs of the seeds and what has broken writers before, each in a chunk of its own."""
    parts: dict[str, list[str]] = {}
    copied = io.BytesIO()
    copy_nquads(built / "dhrgraph.trig", copied)
    quads = copied.getvalue().decode().split("\n")[:-1]
    quads = [f"{line}\n" for line in quads]
    for line in [*quads, *HARD]:
        parts.setdefault(line.rsplit(" ", 2)[1], []).append(line)
    chunks = {graph[1:-1]: "".join(sorted(lines)).encode() for graph, lines in parts.items()}
    turtle, trig = tmp_path / "all.ttl", tmp_path / "all.trig"
    turtle.write_bytes(turtle_head() + b"".join(map(turtle_chunk, chunks.values())))
    trig.write_bytes(turtle_head() + b"".join(named_chunk(name, turtle_chunk(part)) for name, part in chunks.items()))
    told = set(read_quads(trig, "trig"))
    assert told == statements("".join([*quads, *HARD]).encode(), "nquads", tmp_path)
    merged = {("", *rest) for _, *rest in told}
    for reader in (by_jena, by_rdflib):
        assert statements(reader(turtle, tmp_path), "nquads", tmp_path) == merged
        assert statements(reader(trig, tmp_path), "nquads", tmp_path) == told


def by_jena(path: Path, folder: Path) -> bytes:
    words = ["java", "-cp", jena_path(folder), "riotcmd.riot", "--output=nquads", str(path)]
    return subprocess.run(words, check=True, capture_output=True, timeout=120).stdout


def by_rdflib(path: Path, _: Path) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Dataset().parse(path).serialize(format="nquads", encoding="utf-8")


def test_nothing_gives_nothing() -> None:
    assert turtle_chunk(b"") == b""


def test_the_hash_seed_makes_no_difference(built: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from dhrgraph.graph.store import *\n"
        "data = convert(Path(sys.argv[1]).read_bytes(), 'trig', 'nquads')\n"
        "sys.stdout.buffer.write(turtle_head() + turtle_chunk(data))"
    )
    run: Sequence[str] = [sys.executable, "-c", code, str(built / "dhrgraph.trig")]
    told = {
        subprocess.run(run, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
