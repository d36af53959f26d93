"""Asking every question of an engine at once, and holding its rows to those of our own store."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from engines_run import PATIENCE, jena_path
from query_sample import ASKED, HERE, QUERIES

from dhrgraph.graph.store import Answer, Store, read_answer
from dhrgraph.query.names import Askable
from dhrgraph.query.run import filled

Answers = Mapping[str, Answer]


def questions(sample: Store | None = None) -> dict[str, str]:
    """Every question as its file has it, and of the sample also with the values of asked.yaml."""
    texts = {f"{query.name}.default": query.sparql for query in QUERIES}
    if sample is not None:
        texts |= {f"{q.name}.asked": filled(sample, q, ASKED[q.name].get("given", {})) for q in QUERIES}
    return texts


def asked_of(graph: Askable, texts: Mapping[str, str]) -> Answers:
    """The answers of anything that can be asked."""
    return {name: graph.select(sparql) for name, sparql in texts.items()}


def differences(expected: Answers, given: Answers) -> dict[str, str]:
    """The questions with other columns or rows, however ordered; a value differs from one of another type."""
    assert expected.keys() == given.keys()
    told = {}
    for name, answer in expected.items():
        lacking, surplus = _rows(answer) - _rows(given[name]), _rows(given[name]) - _rows(answer)
        if answer.columns != given[name].columns or lacking or surplus:
            told[name] = (
                f"{lacking.total()} rows are not there, such as {_one(lacking)}; {surplus.total()} are too many"
            )
    return told


def _rows(answer: Answer) -> Counter[tuple[tuple[str, object], ...]]:
    return Counter(tuple((type(value).__name__, value) for value in row) for row in answer.rows)


def _one(rows: Counter[tuple[tuple[str, object], ...]]) -> object:
    return next(iter(rows), None)


def jena(data: Path, texts: Mapping[str, str], folder: Path) -> Answers:
    """The answers of Jena's ARQ, in one run of a small program: it has no server in Debian."""
    if not shutil.which("javac"):
        pytest.skip("no Java compiler (Debian: default-jdk-headless)")
    words = ["java", "-cp", jena_path(folder), str(HERE / "AskAll.java"), str(data)]
    return _by_files(texts, folder, lambda at: [*words, str(at)])


def comunica(installed: Path, kind: str, url: str, texts: Mapping[str, str], folder: Path) -> Answers:
    """The answers of Comunica, from an endpoint ("sparql") or by itself from a document ("file")."""
    words = ["node", str(HERE / "ask_all.mjs"), str(installed), kind, url]
    return _by_files(texts, folder, lambda at: [*words, str(at)])


def _by_files(texts: Mapping[str, str], folder: Path, words: Callable[[Path], list[str]]) -> Answers:
    at = folder / "questions"
    at.mkdir()
    for name, sparql in texts.items():
        (at / f"{name}.rq").write_text(sparql, encoding="utf-8")
    done = subprocess.run(words(at), capture_output=True, encoding="utf-8", timeout=3 * PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {name: read_answer((at / f"{name}.json").read_bytes()) for name in texts}


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The files of `folder` on a free port of loopback."""

    class Quiet(SimpleHTTPRequestHandler):
        extensions_map: ClassVar[dict[str, str]] = {".ttl": "text/turtle"}

        def log_message(self, *args: object) -> None:
            """Nothing: a test's output is its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
