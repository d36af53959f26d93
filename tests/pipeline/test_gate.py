"""Who would name a person or break the shapes is left out with a word; everyone else is published as without them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from parts_support import PAGE, in_parts, new_shelf, put_into, quiet

from dhrgraph import pipeline
from dhrgraph.config import Config
from dhrgraph.errors import LeakError
from dhrgraph.graph.shapes import Violation
from dhrgraph.pipeline import making
from dhrgraph.pipeline.gate import passed
from dhrgraph.pipeline.parts import read_parts
from dhrgraph.pipeline.reading import How
from dhrgraph.redact.persons import Persons

TWO = ("d-summary.txt", "e-report.txt")  # of one review
NAMED = "h-Zorbel Quandrix.txt"  # names its chair
WITHOUT = ("issues.jsonl", "triples")


def other(folder: Path, name: str = "i-other.txt") -> Path:
    """A document of another review that names the chair of NAMED, and knows nothing of it."""
    ask = "Zorbel Quandrix should review the guidance of the Home Office."
    (folder / name).write_text(PAGE.format(csp="Leeds", year=2020, ask=ask, to="Quillon"), encoding="utf-8")
    return folder


def errors(jsonl: bytes) -> dict[str, str]:
    rows = map(json.loads, jsonl.splitlines())
    return {row["document"]: row["message"] for row in rows if row["severity"] == "error"}


def rest(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in WITHOUT}


def test_a_name_of_another_document_costs_only_who_would_show_it(tmp_path: Path, config: Config) -> None:
    folder = other(put_into(tmp_path / "in", (NAMED, *TWO)), "i-Zorbel Quandrix again.txt")
    said: list[str] = []
    made = pipeline.build([folder], tmp_path / "out", config, lambda _stage, words: said.append(words), How(jobs=1))
    assert (made.documents, made.unreadable) == (3, 1)
    published = b"".join(p.read_bytes() for p in sorted((tmp_path / "out").rglob("*")) if p.is_file())
    assert b"Quandrix" not in published
    assert b"quandrix" not in published
    assert not any("Quandrix" in words for words in said)
    ((file, message),) = errors((tmp_path / "out" / "issues.jsonl").read_bytes()).items()
    assert file.endswith("again.txt")
    assert "whom h-" in message, "it says which document knows the name"
    start, end = map(int, message.split("its recommendation at characters ")[1].split(":")[0].split(" to "))
    text = (folder / "i-Zorbel Quandrix again.txt").read_text(encoding="utf-8")
    assert "Zorbel Quandrix" in text[start:end], "it says where to look"


def test_what_is_left_is_the_build_without_it(tmp_path: Path, config: Config) -> None:
    folder = other(put_into(tmp_path / "in", (NAMED, *TWO)))
    made = in_parts([folder], config, tmp_path / "one", new_shelf(tmp_path / "shelf"))
    assert errors(made["issues.jsonl"]).keys() == {"i-other.txt"}
    (folder / "i-other.txt").unlink()
    assert rest(made) == rest(in_parts([folder], config, tmp_path / "two", new_shelf(tmp_path / "other")))


@pytest.mark.parametrize("when", ["alone", "joined"])
def test_a_document_that_would_name_its_own_person(
    when: str, tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if words had been missed: only this document's check says so, once alone or once it is joined."""
    name = NAMED if when == "alone" else TWO[1]
    right = making.check_values

    def missed(values: Iterable[str], files: dict[str, str], persons: Persons) -> None:
        if "zorbel" in persons.roles if when == "alone" else "tamsin" in persons.roles and TWO[1] in str(files):
            raise LeakError("a person is named")
        right(values, files, persons)

    monkeypatch.setattr(making, "check_values", missed)
    folder = put_into(tmp_path / "in", (NAMED, *TWO, "a-sefton.txt"))
    read = read_parts([folder], config, new_shelf(tmp_path / "shelf"), quiet, How(jobs=1))
    gone = {name} if when == "alone" else set(TWO)
    assert {place.job.name for place in read.places} == {NAMED, *TWO, "a-sefton.txt"} - gone
    assert len(read.unreadable) == len(gone)
    assert all("would name a person of its own" in problem.reason for problem in read.unreadable)
    assert not any("quandrix" in str(problem).lower() for problem in read.unreadable)


def test_broken_shapes_cost_the_documents_of_one_review(
    tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = making.of_documents

    def broken(ntriples: bytes, *more: object) -> tuple[Violation, ...]:
        several = ntriples.count(b"#SourceDocument>") > 1
        planted = (Violation("urn:focus", "urn:path", "", "Violation", "planted"),) if several else ()
        return planted + right(ntriples, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "of_documents", broken)
    folder = put_into(tmp_path / "in", (*TWO, "a-sefton.txt"))
    shelf = new_shelf(tmp_path / "shelf")
    said: list[str] = []
    read, known = passed(
        read_parts([folder], config, shelf, quiet, How(jobs=1)), shelf, lambda stage, words: said.append(words)
    )
    assert [place.job.name for place in read.places] == ["a-sefton.txt"]
    assert (known.broken, len(known.reviews)) == ({}, 1)
    assert [problem.file for problem in read.unreadable] == list(TWO)
    assert "would break the shapes in 1 place, first urn:focus urn:path: planted" in read.unreadable[0].reason
    assert "of one review with a document that would break" in read.unreadable[1].reason
    assert sum("shapes" in words for words in said) == len(TWO)
