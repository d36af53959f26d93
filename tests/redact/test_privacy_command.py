"""`dhrgraph privacy`: counts and places, never a name; exit 1 when an output names anyone."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import report

Run = Callable[..., subprocess.CompletedProcess[str]]

WORDS = ("zorwiquin", "tamluvash", "velnothorp", "kexlugroy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report that names a chair, a victim, a doubtful lead, and gives an age and a number."""
    inside = tmp_path / "reports"
    inside.mkdir()
    text = report(
        title="Independent Chair: Zorwiquin Tamluvash",
        process="The pseudonym Velnothorp has been used for the victim. Velnothorp was 47. Ring 01632 960001.",
        narrative="Velnothorp told the GP.",
        lead="Kexlugroy Moskadov",
    )
    (inside / "report.txt").write_text(text, encoding="utf-8")
    return inside


def test_what_is_counted_and_doubted(folder: Path, run: Run) -> None:
    done = run("privacy", folder, "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    counts = {(row["what"], row["role"]): int(row["places"]) for row in rows}
    assert counts["name", "chair"] == 1
    assert counts["pseudonym", "victim"] == 3
    assert counts["age or characteristic", "age"] == 1
    assert counts["contact", "telephone number"] == 1
    (doubt,) = [row for row in rows if row["what"] == "doubtful, left out" and row["role"] == "lead officer"]
    text = (folder / "report.txt").read_text(encoding="utf-8")
    assert text[int(doubt["start"]) : int(doubt["end"])] == "Kexlugroy Moskadov"
    assert not any(word in (done.stdout + done.stderr).casefold() for word in WORDS)


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_other_forms_say_no_name_either(form: str, folder: Path, run: Run) -> None:
    done = run("privacy", folder, "-F", form)
    assert done.returncode == 0
    assert "chair" in done.stdout
    assert not any(word in (done.stdout + done.stderr).casefold() for word in WORDS)


@pytest.mark.parametrize(
    ("file", "words", "code"),
    [
        ("tables/actions.csv", "1,Zorwiquin Tamluvash\n", 1),
        ("findings.jsonl", json.dumps({"document": "report.txt", "text": "Velnothorp left"}), 1),
        ("findings.jsonl", json.dumps({"document": "report.txt", "text": "[victim] left"}), 0),
        ("unreconciled.csv", "Zorwiquin and others; Tamluvash Road\n", 0),
        ("tables/recommendations.csv", "1,led by DCI Ploshivash\n", 1),  # no document names her
        ("tables/agencies.csv", "1,Sir Robert Peel Hospital\n", 0),
    ],
)
def test_a_published_folder_is_searched(
    file: str, words: str, code: int, folder: Path, run: Run, tmp_path: Path
) -> None:
    output = tmp_path / "published"
    (output / file).parent.mkdir(parents=True)
    (output / file).write_text(words, encoding="utf-8")
    done = run("privacy", folder, "--output", output)
    assert done.returncode == code, done.stderr
    assert (f"a person is named in {file} at character" in done.stderr) == bool(code)
    assert not any(word in (done.stdout + done.stderr).casefold() for word in WORDS)
