"""What holds for every text: nothing raises, every word leads back to the page, every reference to its target."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import document, passages

from dhrgraph.config import Config
from dhrgraph.extract.findings import EXTRACTORS, extract_findings
from dhrgraph.records import Action, Issue, LearningPoint, Reading, Recommendation, Review
from dhrgraph.text.passages import words

GOLDEN = Path(__file__).parent.parent / "golden"
SOURCES = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*/source.txt"))]
KINDS = [kind for kind, extractors in EXTRACTORS.items() if extractors]
PIECES = sorted({piece for source in SOURCES for piece in re.split(r"[\n\t|]", source) if piece.strip()})
JOINTS = [
    "\n",
    "\n\n",
    "\t",
    " | ",
    "\n| ",
    " |\n",
    "\t\t\t",
    "\r\n",
    "\r",
    " ",
    "\n- ",
    "\n1. ",
    "\f",
    "\u2028",
    "**",
    "<br>",
]

Extract = Callable[[str, str], Reading]


@pytest.fixture(scope="module")
def extract(config: Config) -> Extract:
    """Text and kind to findings."""
    return lambda text, kind: extract_findings(document(text, kind), config.lexicons)  # type: ignore[arg-type]


few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def sound(reading: Reading) -> None:
    """Assert all that must hold of what was found in any document."""
    document, found = reading.document, reading.findings
    for passage in passages(found):
        assert words(document.text, passage.spans) == passage.text
        assert all(0 <= span.start < span.end <= len(document.text) for span in passage.spans)
        assert bool(passage.text) == bool(passage.spans)
    read_once = sorted(span for f in found if isinstance(f, Recommendation) for span in f.text.spans)
    assert all(first.end <= then.start for first, then in pairwise(read_once)), "words read twice"
    orders = [f.order for f in found if isinstance(f, Recommendation)]
    assert orders == list(range(1, len(orders) + 1))
    assert all(f.text for f in found if isinstance(f, Recommendation))
    actions = [(f.recommendation, f.item) for f in found if isinstance(f, Action)]
    assert len(set(actions)) == len(actions)
    assert {order for order, _ in actions} <= set(orders)
    assert all(set(f.informs) <= set(orders) for f in found if isinstance(f, LearningPoint))
    assert all(f.narrative or f.lesson for f in found if isinstance(f, LearningPoint))
    for review in (f for f in found if isinstance(f, Review)):
        assert all(re.fullmatch(r"\d{4}(-\d\d)?", date) for date in (review.published, review.death) if date)
    assert all(
        f.where is None or 0 <= f.where.start <= f.where.end <= len(document.text)
        for f in found
        if isinstance(f, Issue)
    )


@st.composite
def jumbles(draw: st.DrawFn) -> str:
    """Pieces of documents in any order, parted by anything."""
    pieces = draw(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=60))
    return "".join(piece + joint for piece, joint in pieces)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A document cut off, with lines lost, doubled or turned round, and with lost or added marks."""
    source = draw(st.sampled_from(SOURCES))
    lines = source[: draw(st.integers(0, len(source)))].split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [lines[at]] * 2,
                    [lines[at][::-1]],
                    [lines[at].replace("\t", "", 1)],
                    [lines[at].replace("|", "\t")],
                    ["\t" + lines[at]],
                    [lines[at][: len(lines[at]) // 2], lines[at][len(lines[at]) // 2 :]],
                ]
            )
        ) or [""]
    return "\n".join(lines)


@few
@given(text=st.text(max_size=400), kind=st.sampled_from(KINDS))
def test_any_text(extract: Extract, text: str, kind: str) -> None:
    sound(extract(text, kind))


@few
@given(text=jumbles(), kind=st.sampled_from(KINDS))
def test_jumbled_documents(extract: Extract, text: str, kind: str) -> None:
    sound(extract(text, kind))


@settings(few, max_examples=120)
@given(text=damaged(), kind=st.sampled_from(["executive-summary", "overview-report", "summary-page"]))
def test_damaged_documents(extract: Extract, text: str, kind: str) -> None:
    sound(extract(text, kind))


@pytest.mark.parametrize("source", SOURCES, ids=[path.name for path in sorted(GOLDEN.iterdir()) if path.is_dir()])
def test_whole_documents(extract: Extract, source: str) -> None:
    sound(extract(source, "executive-summary"))
