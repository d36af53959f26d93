"""A build publishes everything or nothing, and one bad file never costs the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhrgraph import pipeline
from dhrgraph.config import Config
from dhrgraph.errors import LeakError, NothingToReadError
from dhrgraph.graph.shapes import Violation
from dhrgraph.records import LearningPoint
from dhrgraph.redact.persons import Persons

PAGE = """About this page. This page summarises a Domestic Homicide Review.
CSP: Exampleton
Published: May 2021
Extracted: {stated} recs
Extracted recommendations
| # | Recommendation | Addressed to |
|---|---|---|
| 1 | Exampleton Police should train officers in recognising coercive control. | Exampleton Police |
| 2 | The Home Office should review its guidance. | Home Office |
"""


def quiet(_stage: str, _message: str) -> None:
    """Say nothing."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one good page."""
    place = tmp_path / "pages"
    place.mkdir()
    (place / "exampleton.txt").write_text(PAGE.format(stated=2), encoding="utf-8")
    return place


def state(output: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones included."""
    return {str(p.relative_to(output)): p.read_bytes() for p in sorted(output.rglob("*")) if p.is_file()}


def test_bad_files_are_named_and_cost_nothing_else(pages: Path, tmp_path: Path, config: Config) -> None:
    (pages / "empty.txt").write_bytes(b" \n")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (pages / "recipe.txt").write_text("Take two eggs.", encoding="utf-8")
    (pages / "copy.txt").write_bytes((pages / "exampleton.txt").read_bytes())
    said: list[str] = []
    made = pipeline.build([pages], tmp_path / "out", config, lambda _stage, message: said.append(message))
    assert made.findings["recommendation"] == 2
    assert made.unreadable == 4
    skipped = {
        message.split(":")[0]
        for message in said
        if message.endswith(("read once", "empty", "OCR")) or "not " in message
    }
    assert {"empty.txt", "picture.txt", "recipe.txt"} <= skipped
    issues = (tmp_path / "out" / "issues.jsonl").read_text(encoding="utf-8")
    assert all(name in issues for name in ("empty.txt", "picture.txt", "recipe.txt"))


def test_nothing_to_read_is_an_error(tmp_path: Path, config: Config) -> None:
    (tmp_path / "only.txt").write_text("Take two eggs.", encoding="utf-8")
    for paths in ([tmp_path / "nowhere"], [tmp_path]):
        with pytest.raises(NothingToReadError):
            pipeline.build(paths, tmp_path / "out", config, quiet)
    assert not (tmp_path / "out").exists()


def test_a_stated_count_that_disagrees_is_an_issue(pages: Path, config: Config) -> None:
    (pages / "exampleton.txt").write_text(PAGE.format(stated=3), encoding="utf-8")
    read = pipeline.read_all([pages], config, quiet)
    messages = [getattr(f, "message", "") for f in read.readings[0].findings]
    assert any("3" in m and "2" in m for m in messages)


@pytest.mark.parametrize("gate", ["shapes", "persons"])
def test_a_build_that_fails_leaves_the_last_good_output(
    gate: str, pages: Path, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    pipeline.build([pages], output, config, quiet)
    before = state(output)
    (pages / "exampleton.txt").write_text(PAGE.format(stated=2).replace("May", "June"), encoding="utf-8")
    if gate == "shapes":
        broken = Violation("urn:x", "urn:p", "", "Violation", "no")
        monkeypatch.setattr("dhrgraph.pipeline.making.of_documents", lambda *_: (broken,))
    else:

        def leak(_values: object, _files: object, _persons: Persons) -> None:
            raise LeakError("a person is named")

        monkeypatch.setattr("dhrgraph.pipeline.making.check_values", leak)
    with pytest.raises(NothingToReadError, match="reasons are above"):
        pipeline.build([pages], output, config, quiet)
    assert state(output) == before


def test_a_file_that_cannot_be_written_leaves_the_last_good_output(
    pages: Path, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    pipeline.build([pages], output, config, quiet)
    before = state(output)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dhrgraph.pipeline.stored.load_in_process", full)
    with pytest.raises(OSError, match="No space left"):
        pipeline.build([pages], output, config, quiet)
    assert state(output) == before


def test_a_file_name_that_holds_a_name_is_not_published(tmp_path: Path, config: Config) -> None:
    text = "Independent Chair: Zorbel Quandrix\n\n" + PAGE.format(stated=2)
    (tmp_path / "Zorbel Quandrix report.txt").write_text(text, encoding="utf-8")
    pipeline.build([tmp_path / "Zorbel Quandrix report.txt"], tmp_path / "out", config, quiet)
    written = b"".join(state(tmp_path / "out").values())
    assert b"Quandrix" not in written


ASKED = "".join(
    f"{n}. Exampleton Council should {what}.\n"
    for n, what in enumerate(("act at once", "train its staff", "tell its partners"), 1)
)
EXPLAINS = f"""Exampleton Community Safety Partnership
Domestic Homicide Review: Executive Summary

The pseudonym Tamsin is used for the woman who died.

Recommendations
{ASKED}"""
USES = f"""Exampleton Community Safety Partnership
Domestic Homicide Review: Overview Report

Lessons to be learned
- Nobody asked Tamsin how she was.

Recommendations
{ASKED}"""


def test_a_pseudonym_goes_out_of_all_documents_of_its_review(tmp_path: Path, config: Config) -> None:
    (tmp_path / "summary.txt").write_text(EXPLAINS, encoding="utf-8")
    (tmp_path / "report.txt").write_text(USES, encoding="utf-8")
    read = pipeline.read_all([tmp_path], config, quiet)
    assert len({reading.review.id for reading in read.readings if reading.review}) == 1
    learnt = [f.narrative.text for r in read.readings for f in r.findings if isinstance(f, LearningPoint)]
    assert learnt == ["Nobody asked [person] how she was."]
