"""What goes wrong is said in a line or two on stderr: what, where, how to mend. No traceback, no document's words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dhrgraph.cli.main import cli, main
from dhrgraph.errors import DhrGraphError
from dhrgraph.resources import folder

Run = Callable[..., subprocess.CompletedProcess[str]]
PAGE = next(folder("seeds").glob("nottingham*"))


WRONG: dict[str, tuple[tuple[str, ...], int]] = {
    "no such command": (("biuld",), 2),
    "no such option": (("build", "--fast"), 2),
    "no such format": (("query", "--list", "-F", "xml"), 2),
    "no such query": (("query", "nothing-like-it"), 2),
    "not a pair": (("query", "coverage", "agency"), 2),
    "no such file": (("extract", "nowhere.txt"), 1),
    "no graph": (("recurrence", "-g", "nowhere"), 1),
    "no graph to export": (("export", "-g", "nowhere"), 1),
    "nothing to validate": (("validate", "nowhere.ttl"), 1),
    "an output that is a file": (("build", "-o", "taken"), 2),
    "an output that cannot be made": (("build", str(PAGE), "-o", "taken/below"), 1),
    "no query given": (("sparql",), 2),
    "no such query file": (("sparql", "-f", "nowhere.rq"), 2),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_failure_is_told_in_a_few_words(what: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    words, expected = WRONG[what]
    done = run(*words)
    assert (done.returncode, done.stdout) == (expected, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 5
    assert [path.name for path in tmp_path.iterdir()] == ["taken"], "nothing half-made is left"


def test_our_own_mistake_is_told_without_the_words_that_were_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Zorwiquin told the GP")

    monkeypatch.setattr("dhrgraph.pipeline.stages.find_persons", broken)
    done = run("extract", PAGE)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ValueError" in done.stderr
    assert "Zorwiquin" not in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["dhrgraph", "--debug", "validate", str(tmp_path / "nowhere.ttl")])
    with pytest.raises(DhrGraphError):
        main()


def test_a_closed_pipe_is_no_error(built: Path) -> None:
    ask = [sys.executable, "-m", "dhrgraph", "sparql", "SELECT ?s ?p ?o { ?s ?p ?o }", "-F", "csv", "-g", str(built)]
    with subprocess.Popen(ask, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"s,p,o\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""


BAD = {
    "empty.txt": b" \n",
    "picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0\r",
    "latin.txt": b"Overview report \x81\x8d about nothing\n",
    "recipe.txt": b"Take two eggs and beat them.\n",
    "half.txt": b"\xff\xfeO",
}


def test_bad_files_are_named_once_each_and_the_good_one_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "in"
    place.mkdir()
    for name, data in BAD.items():
        (place / name).write_bytes(data)
    (place / PAGE.name).write_bytes(PAGE.read_bytes())
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["extract", "in"], standalone_mode=False)
    assert done.exception is None
    lines = [line for line in done.stderr.splitlines() if line.startswith("skipped")]
    assert sorted(line.split()[1].rstrip(":") for line in lines) == sorted(BAD)
    assert all(len(line.split(": ", 1)[1]) > 10 for line in lines), "each says why"
    assert done.stdout.count('"kind": "recommendation"') == 22


def test_messages_do_not_mix_with_results(built: Path) -> None:
    done = CliRunner().invoke(cli, ["recurrence", "--by", "theme", "-F", "csv", "-g", str(built)])
    assert done.exit_code == 0
    assert done.stdout.startswith("id,label,rank,")
    assert all(line.count(",") >= 3 for line in done.stdout.splitlines())
    assert done.stderr.strip()
    assert done.stderr not in done.stdout


def test_an_answer_without_rows_says_so_and_succeeds(built: Path) -> None:
    done = CliRunner().invoke(cli, ["sparql", "SELECT ?s { ?s a <urn:none> }", "-F", "csv", "-g", str(built)])
    assert (done.exit_code, done.stdout) == (0, "s\n")
    assert "No rows" in done.stderr


def test_a_query_file_and_its_text_give_the_same(built: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    by_file = CliRunner().invoke(cli, ["sparql", "-f", str(tmp_path / "count.rq"), "-F", "json", "-g", str(built)])
    by_stdin = CliRunner().invoke(cli, ["sparql", "-f", "-", "-F", "json", "-g", str(built)], input=text)
    by_text = CliRunner().invoke(cli, ["sparql", text, "-F", "json", "-g", str(built)])
    assert by_file.stdout == by_stdin.stdout == by_text.stdout != ""


@pytest.mark.parametrize("form", ["nquads", "rdfxml"])
def test_every_export_is_read_by_rdflib(form: str, built: Path) -> None:
    from rdflib import Dataset, Graph

    done = CliRunner().invoke(cli, ["export", "--format", form, "-g", str(built)])
    assert done.exit_code == 0
    whole = Dataset() if form == "nquads" else Graph()
    whole.parse(data=done.stdout_bytes, format={"rdfxml": "xml"}.get(form, form))
    triples = {quad[:3] for quad in whole.quads()} if isinstance(whole, Dataset) else set(whole)
    lines = CliRunner().invoke(cli, ["export", "--format", "ntriples", "-g", str(built)]).stdout
    assert len(triples) == lines.count("\n") > 1000
