"""What holds for every document, known or not: words come from their places, and nothing makes extraction fall over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.read.documents import read_documents
from dhrgraph.read.tables import find_tables
from dhrgraph.records import Document, Passage, Reading, Source
from dhrgraph.resources import folder
from dhrgraph.text.lines import split_lines
from dhrgraph.text.passages import words

KINDS = ("summary-page", "executive-summary", "overview-report", "themes-paper", "briefing")
GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/source.txt"))
SEEDS = sorted(folder("seeds").glob("*.txt"))

# pieces that documents are made of, in any order and any damage
PIECES = st.sampled_from(
    [
        "No\tRecommendation\tAction to take\tLead Agency\tTarget Date\tCompletion Date and Outcome",
        "1\tThat all agencies review their records.\tWrite\tCouncil\tMay 2021\tComplete June 2021",
        "\tand their tables.\t\t\t\tongoing",
        "Exam\tpleton Police\t\t\t\t",
        "| # | Recommendation | Addressed to |",
        "| 2 | The council should listen. | Council | Home Office |",
        "|---|---|---|",
        "Learning 1 [Panel recommendation 1 & 2] Narrative",
        "Lesson",
        "9.2 Agencies learning",
        "9.2.1 Exampleton Council",
        "- To write things down",
        "10. RECOMMENDATIONS",
        "Recommendation 3: The police should train officers.",
        "## What we are doing nationally",
        "What's changed?",
        "CSP: Exampleton Published: May 2021 Extracted: 2 recs",
        "",
        "\f",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30).map("\n".join)


def passages(value: object) -> Iterator[Passage]:
    """Every passage of a record, however deep."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from passages(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from passages(getattr(value, field.name))


def assert_every_passage_is_its_places(reading: Reading) -> None:
    text = reading.document.text
    for finding in reading.findings:
        for passage in passages(finding):
            assert all(0 <= span.start < span.end <= len(text) for span in passage.spans), finding
    assert not [p for f in reading.findings for p in passages(f) if p.text and not p.spans]


@pytest.mark.parametrize("path", [*SEEDS, *GOLDEN], ids=lambda p: p.stem if p.stem != "source" else p.parent.name)
def test_words_of_real_and_made_up_documents_are_those_at_their_places(path: Path, config: Config) -> None:
    (document,) = read_documents([path], config.kinds)
    assert isinstance(document, Document)
    reading = extract_findings(document, config.lexicons)
    assert_every_passage_is_its_places(reading)
    mended = 0
    for passage in (p for f in reading.findings for p in passages(f)):
        if words(document.text, passage.spans) != passage.text:
            mended += 1  # only the name of a plan, put together from a broken caption, may differ
    headings = sum(1 for f in reading.findings for p in passages(f) if p.text and p.text == getattr(f, "list", None))
    assert mended <= headings


@given(TEXTS, st.sampled_from(KINDS))
@settings(max_examples=150)
def test_no_text_makes_extraction_fall_over(config: Config, text: str, kind: str) -> None:
    lines = split_lines(text)
    source = Source("x", "x.txt", "0" * 64, kind=kind)  # type: ignore[arg-type]
    reading = extract_findings(Document(source, text, lines, find_tables(text, lines)), config.lexicons)
    assert_every_passage_is_its_places(reading)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_document_cut_off_anywhere_is_still_read(path: Path, config: Config) -> None:
    text = path.read_text(encoding="utf-8")
    (whole,) = read_documents([path], config.kinds)
    assert isinstance(whole, Document)
    for tenth in range(1, 10):
        cut = text[: len(text) * tenth // 10]
        lines = split_lines(cut)
        assert_every_passage_is_its_places(
            extract_findings(Document(whole.source, cut, lines, find_tables(cut, lines)), config.lexicons)
        )
