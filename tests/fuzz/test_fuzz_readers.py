"""No damaged file brings a reader to anything but a document or a reason."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fuzzing import Allowing, batches, told

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))
sys.path.insert(0, str(Path(__file__).parents[1] / "deaths"))
from cases_made import TABLES, row, source, written
from hostile_files import FRAGMENTS, goods

from dhrgraph.config import Config, table
from dhrgraph.errors import UnreadableError, VocabularyError
from dhrgraph.pipeline.stages import understand
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.read.confined import Limits
from dhrgraph.read.dhrd import is_case_table, read_deaths
from dhrgraph.read.documents import read_documents
from dhrgraph.read.formats import read_body
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.judgements import read_judgements
from dhrgraph.read.manifest import COLUMNS, read_manifest
from dhrgraph.read.roles import role_words
from dhrgraph.read.worker import Failure
from dhrgraph.records import Document
from dhrgraph.resources import folder
from dhrgraph.text.lines import split_lines

ROLES = role_words(table("role_words.csv"))
WORDS = tuple(fragment.encode() for fragment in FRAGMENTS)
FORMATS = {
    "text": (b"|", b"| # |", b"\n## ", b"Recommendation 1", b"1.1 ", b"CSP:", b"Published: ", b"Extracted: 9 recs"),
    "html": (b"<table>", b"</td>", b"<tr><td rowspan=9>", b"<!--", b"&#x0;", b"<base href=", b"<p>", b"charset=utf-16"),
    "docx": (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"<w:p>", b"<w:tbl>", b"<!DOCTYPE x [<!ENTITY e 'e'>]>"),
    "pdf": (
        b" obj",
        b"endobj",
        b"stream\n",
        b"/Length 9",
        b"xref",
        b"trailer",
        b"/Kids [1 0 R]",
        b"/FlateDecode",
        b"Tj",
    ),
}


def body_of(data: bytes) -> str:
    """The format that a reader found; what a worker process does."""
    return read_body(data, "fuzzed").format


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_damaged_file_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    suffix = "txt" if kind == "text" else kind
    good = [goods()[f"page.{suffix}"]]
    for inputs in batches(kind, good, (*FORMATS[kind], *WORDS), quick=200 if kind in ("text", "html") else 120):
        for data, outcome in zip(inputs, run_isolated(body_of, inputs, Limits(), 2), strict=True):
            if isinstance(outcome, Failure):
                assert outcome.trace == "", f"{outcome.reason}; {told(kind, data, tmp_path)}"
                assert not re.search("longer than|stopped", outcome.reason), told(kind, data, tmp_path)


def test_a_damaged_page_is_understood_or_refused(config: Config, tmp_path: Path) -> None:
    """The whole way of a summary page: sections, tables, names, bodies, themes, and the rows that are published."""
    good, found = goods()["page.txt"], tmp_path / "found"
    found.mkdir()
    (tmp_path / "page.txt").write_bytes(good)
    (model,) = read_documents([tmp_path / "page.txt"], config.kinds)
    assert isinstance(model, Document)

    def understood(data: bytes) -> int:
        body = read_body(data, "page.txt")
        parts = {"text": body.text, "lines": split_lines(body.text), "tables": body.tables, "places": body.places}
        return len(to_jsonl(finding_rows(understand(replace(model, **parts), config).reading)))

    for inputs in batches("page", [good], (*FORMATS["text"], *WORDS), quick=40):
        for data, outcome in zip(inputs, run_isolated(understood, inputs, Limits(), 2), strict=True):
            if isinstance(outcome, Failure):
                assert outcome.trace == "", f"{outcome.reason} {outcome.trace}; {told('page', data, found)}"


def test_a_damaged_table_of_cases_is_taken_whole_or_refused(tmp_path: Path) -> None:
    good = written([row(1), row(2, csp="Nowhere"), row(3, death_date="2020")])
    words = (b",", b";", b"INC-0001", b"True", b"March 2019", b"\r\n", *WORDS)
    for data in (one for inputs in batches("cases", [good], words, quick=600) for one in inputs):
        with Allowing("cases", data, tmp_path, (UnreadableError,)):
            if is_case_table(data, TABLES.columns):
                assert read_deaths(data, source(), TABLES.columns).deaths


def test_damaged_judgements_are_taken_whole_or_refused(tmp_path: Path) -> None:
    good = (folder("ontology") / "judgements.csv").read_bytes()
    rows = (
        good
        + b"agency,A Council,,,,nhs-england,panel manager,2024-01-31,\ntheme,x,,w0123456789ab,,yes,analyst,01/02/2024,\n"
    )
    words = (b",", b"agency", b"same-review", b"31/12/2024", b"w0123456789ab", b"E08000014", b"\xff\xfe", *WORDS)
    place, found = tmp_path / "judgements.csv", tmp_path / "found"
    found.mkdir()
    for data in (one for inputs in batches("judgements", [good, rows], words, quick=400) for one in inputs):
        place.write_bytes(data)
        with Allowing("judgements", data, found, (VocabularyError,)):
            read_judgements(place, ROLES)


def test_a_damaged_manifest_is_taken_whole_or_refused(tmp_path: Path) -> None:
    cells = ("a", "a.txt", "a.txt", "A page", "A council", "summary-page", "Exampleton", "2021-05", "OGL", "0" * 64)
    good = (",".join(COLUMNS) + "\n" + ",".join(cells) + "\n").encode()
    words = (b",", b'"', b"2021-13", b"overview-report", b"\r\n", b"sha256", *WORDS)
    place, found = tmp_path / "in", tmp_path / "found"
    place.mkdir()
    found.mkdir()
    for data in (one for inputs in batches("manifest", [good], words, quick=600) for one in inputs):
        (place / "manifest.csv").write_bytes(data)
        with Allowing("manifest", data, found, (VocabularyError,)):
            read_manifest(place)
