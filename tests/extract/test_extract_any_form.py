"""The same findings whatever ends the lines, and the facts of a title page in many forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_reports import findings, of

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.extract.review_facts import review_title
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document, Figure, Guidance, Issue, Review
from dhrgraph.resources import folder

GOLDEN = Path(__file__).parent.parent / "golden"
SOURCES = {
    **{path.parent.name: path for path in sorted(GOLDEN.glob("*/source.txt"))},
    **{path.stem: path for path in sorted(folder("seeds").glob("*.txt"))},
}
FORMS = [("\r\n", "utf-8-sig"), ("\r", "utf-8"), ("\u2028", "utf-16"), ("\n", "utf-16-le")]


def without_places(value: object) -> str:
    """A finding as text, its offsets blotted out."""
    return "".join("#" if piece.isdigit() else piece for piece in _pieces(repr(value)))


def _pieces(words: str) -> list[str]:
    head, *rest = words.split("Span(")
    return [head, *(piece for part in rest for piece in ("Span", part.partition(")")[2]))]


@pytest.mark.parametrize("name", SOURCES)
def test_line_ends_and_encodings_do_not_matter(config: Config, name: str, tmp_path: Path) -> None:
    source = SOURCES[name].read_text(encoding="utf-8")
    said = set()
    for ends, encoding in [("\n", "utf-8"), *FORMS]:
        path = tmp_path / "source.txt"
        path.write_bytes(source.replace("\n", ends).encode(encoding))
        (document,) = read_documents([path], config.kinds)
        assert isinstance(document, Document)
        said.add(without_places(extract_findings(document, config.lexicons).findings))
    assert len(said) == 1


TITLES: dict[str, tuple[str, str | None, str | None]] = {
    "EXAMPLETON COMMUNITY SAFETY PARTNERSHIP\nDied May 2019\nEXECUTIVE SUMMARY June 2021": (
        "EXAMPLETON COMMUNITY SAFETY PARTNERSHIP", "2021-06", "2019-05",
    ),
    "# **Safer Exampleton Partnership**\n\nDate of death: 3 May 2019\n\nPublished: 2021": ("Safer Exampleton Partnership", "2021", "2019-05"),
    "Safer Exampleton\n\nJune 2021\n\nThe death of a woman in May 2019": ("Safer Exampleton", "2021-06", "2019-05"),
    "On behalf of the Mockham Safer Communities Partnership, following a death.": ("Mockham Safer Communities Partnership", None, None),
    "The Exampleton Community Safety Partnership (ECSP)\nReport completed: 1st June 2021": (
        "Exampleton Community Safety Partnership", "2021-06", None,
    ),
    "In 2019 the Exampleton and Mockham Community Safety Partnership met.": ("Exampleton and Mockham Community Safety Partnership", None, None),
    "A report\n\nNo partnership is named. The panel met in May 2019.": ("", None, None),
    "CSP: Exampleton Published: April 2023 Year of death: 2013 Extracted: 31 recs": ("Exampleton", "2023-04", "2013"),
    "CSP: Exampleton\r\nPublished: April 2023\r\n": ("Exampleton", "2023-04", None),
}  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_the_facts_of_a_title_page(config: Config, title: str) -> None:
    (review,) = of(Review, findings(title, config.lexicons))
    assert (review.csp.raw, review.published, review.death) == TITLES[title]
    assert review.title == review_title(review.csp.name, review.published)


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("Extracted: 31 recs", 31),
        ("The panel makes four recommendations.", 4),
        ("The review has made 12 recommendations.", 12),
        ("The force made two recommendations.", None),
        ("Extracted: " + "9" * 5000 + " recs", None),
    ],
)
def test_a_stated_count_is_held_against_what_was_found(config: Config, words: str, stated: int | None) -> None:
    found = findings(f"{words}\n\nRecommendations\n\n1. The Trust should act.\n", config.lexicons)
    (review,) = of(Review, found)
    assert review.stated_recommendations == stated
    said = [issue.message for issue in of(Issue, found)]
    assert said == ([f"the document states {stated} recommendations; 1 were found"] if stated else [])


def test_nothing_found_is_said(config: Config) -> None:
    assert [issue.message for issue in of(Issue, findings("Nothing.", config.lexicons))] == [
        "no recommendation was found"
    ]


def test_letters_that_were_lost_are_counted(config: Config) -> None:
    (issue, *_) = of(Issue, findings("Wh\ufffdt was l\ufffdst", config.lexicons, "briefing"))
    assert (issue.message, issue.where and issue.where.start) == ("letters that could not be read: 2", 2)


HEADINGS = {
    "What's changed?": "reported-change",
    "4. What has changed": "reported-change",
    "**Key findings**": "reported-finding",
    "Common themes": "reported-finding",
    "## What can you do?": "local-suggestion",
    "Questions for your team": "local-suggestion",
    "Background": None,
    "What happened": None,
    "## Something else": None,
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_below_a_heading_of_a_briefing(config: Config, heading: str) -> None:
    text = f"Common themes\n\nOne thing.\n\n{heading}\n\n- Another thing.\n"
    found = of(Guidance, findings(text, config.lexicons, "briefing"))
    assert found[0].text.text == "One thing."
    assert [g.type for g in found[1:]] == [kind for kind in [HEADINGS[heading]] if kind]


def test_paragraphs_and_items_of_a_paper(config: Config) -> None:
    text = (
        "## Housing\n\nIt was so.\n\nIt was often so.\n\n### What we are doing nationally\n\n1. One thing.\n\nMore of it.\n\n"
        "2. Another.\n\n## References\n\n- None."
    )
    found = of(Guidance, findings(text, config.lexicons, "themes-paper"))
    assert [(g.type, g.heading, g.text.text) for g in found] == [
        ("reported-finding", "Housing", "It was so. It was often so."),
        ("national-action", "Housing", "One thing. More of it."),
        ("national-action", "Housing", "Another."),
    ]


def test_figures_are_read_in_words_and_digits(config: Config) -> None:
    text = "There have been 7 DHRs. None of the cases had children under 18 living in the home. Four cases involved partners."
    found = of(Figure, findings(text, config.lexicons, "briefing"))
    assert [figure.value for figure in found] == [7, 0, 4]
