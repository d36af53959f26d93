"""What many tests start from: the settings, a way to read made-up text, one build of the five documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import Config, load_config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import build
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document
from dhrgraph.resources import folder

Read = Callable[..., Document]


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
    """The output of one build of the five documents. To be read only."""
    output = tmp_path_factory.mktemp("built") / "output"
    build([folder("seeds")], output, config, lambda _stage, _message: None)
    return output


@pytest.fixture(scope="session")
def findings(built: Path) -> list[dict[str, Any]]:
    """Every line of that build's findings."""
    return [json.loads(line) for line in (built / "findings.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def store(built: Path) -> Store:
    """That build's store, open for reading."""
    return Store.open(built / "store")
