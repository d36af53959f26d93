"""What many tests start from: the settings, a way to read made-up text, one build of the five documents."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from dhrgraph.cli.main import main
from dhrgraph.config import Config, load_config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import build
from dhrgraph.publish.opened import opened
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document
from dhrgraph.resources import folder

# How long a test takes is measured in tests/benchmarks/, never asserted.
settings.register_profile("dhrgraph", deadline=None)
settings.load_profile("dhrgraph")
gc.set_threshold(100_000, 50, 1_000)  # as the command does: settings of all tests stay, and need not be swept each time

Read = Callable[..., Document]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of all commands that are run, in every process of this test run: never the one of whoever runs it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    os.environ["DHRGRAPH_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def config() -> Config:
    """The settings of this checkout."""
    return load_config()


@pytest.fixture(scope="session")
def read(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Text to Document, by way of a file, as `dhrgraph build` reads it."""
    place = tmp_path_factory.mktemp("read")

    def document(text: str, file: str = "report.txt") -> Document:
        path = place / file
        path.write_text(text, encoding="utf-8")
        (found,) = read_documents([path], config.kinds)
        assert isinstance(found, Document), found
        return found

    return document


@pytest.fixture(scope="session")
def built(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of one build of the five documents, as `opened` finds them. To be read only."""
    output = tmp_path_factory.mktemp("built") / "output"
    build([folder("seeds")], output, config, lambda _stage, _message: None)
    return opened(output)


@pytest.fixture(scope="session")
def findings(built: Path) -> list[dict[str, Any]]:
    """Every line of that build's findings."""
    return [json.loads(line) for line in (built / "findings.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def store(built: Path) -> Store:
    """That build's store, open for reading."""
    return Store.open(built / "store")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Run `dhrgraph …` in an empty folder, in this process: no time lost on imports, nothing else left out."""
    monkeypatch.chdir(tmp_path)

    def dhrgraph(*words: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["dhrgraph", *map(str, words)])
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # main sets its own; it goes with the test
        try:
            main()
            code = 0
        except SystemExit as stopped:
            code = stopped.code if isinstance(stopped.code, int) else 0
        except Exception:  # noqa: BLE001 - what Python does with what nobody caught
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
            code = 1
        said = capfdbinary.readouterr()
        return subprocess.CompletedProcess(["dhrgraph", *map(str, words)], code, said.out.decode(), said.err.decode())

    return dhrgraph
