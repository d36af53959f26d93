"""Whatever may change what comes of a document changes the key of the rules."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dhrgraph.config import Config
from dhrgraph.pipeline.cache import default_folder, rules, rules_key


@pytest.fixture
def copied(config: Config, tmp_path: Path) -> Config:
    shutil.copytree(config.ontology, tmp_path / "ontology")
    return replace(config, ontology=tmp_path / "ontology")


def test_the_same_rules_elsewhere_have_the_same_key(config, copied):
    assert rules_key(copied) == rules_key(config)
    assert len(rules_key(config)) == 32


def test_every_file_of_the_ontology_counts(copied):
    keys = {rules_key(copied)}
    files = sorted(path for path in copied.ontology.rglob("*") if path.is_file())
    for number, path in enumerate(files[::7], 1):
        path.write_bytes(path.read_bytes() + b"\n")
        keys.add(rules_key(copied))
        assert len(keys) == number + 1, path.name


def test_a_file_more_or_less_or_of_another_name_counts(copied):
    keys = [rules_key(copied)]
    (copied.ontology / "more.csv").write_text("a\n")
    keys.append(rules_key(copied))
    (copied.ontology / "more.csv").rename(copied.ontology / "moved.csv")
    keys.append(rules_key(copied))
    (copied.ontology / "moved.csv").unlink()
    assert len(set(keys)) == 3
    assert rules_key(copied) == keys[0]


def test_a_judgement_counts(config, tmp_path):
    table = tmp_path / "judgements.csv"
    table.write_text("a")
    with_table = replace(config, judgement_files=(table,))
    first = rules_key(with_table)
    table.write_text("b")
    assert len({rules_key(config), first, rules_key(with_table)}) == 3


def test_a_library_and_our_own_code_count(config, monkeypatch, tmp_path):
    keys = {rules_key(config)}
    monkeypatch.setattr(rules, "version", lambda name: "9" if name == "lxml" else "1")
    keys.add(rules_key(config))
    monkeypatch.setattr(rules, "_PACKAGE", tmp_path)
    (tmp_path / "a.py").write_text("a = 1\n")
    keys.add(rules_key(config))
    (tmp_path / "a.py").write_text("a = 2\n")
    keys.add(rules_key(config))
    (tmp_path / "a.pyc").write_text("a = 2\n")
    keys.add(rules_key(config))
    assert len(keys) == 4


def test_where_it_is():
    assert default_folder({"DHRGRAPH_CACHE": "/a", "XDG_CACHE_HOME": "/b"}) == Path("/a")
    assert default_folder({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache" / "dhrgraph"
    assert default_folder({}) == Path.home() / ".cache" / "dhrgraph"
