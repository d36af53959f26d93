"""Documents made from known truth: the maker says what is true, and reading them reaches the stated goals.

Goals (of documents nobody has seen): recommendations 0.98, addressees, action rows, dates and statuses 0.95, no name.
`tests/measure/corpus.py` measures many more of them; here stands one review of each style in each format.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from corpus_scores import letters, score
from corpus_tally import Scores, Tally
from house_blocks import Grid, House, Para
from house_styles import STYLES, house
from print_all import FORMATS, Paper, formats, write
from print_html import html_of
from print_text import text_of
from truth import make_review
from truth_dates import date
from truth_people import FIRST, LAST, leaks

from dhrgraph.config import Config
from dhrgraph.pipeline import read_all
from dhrgraph.publish.findings import finding_rows

GOALS = {
    "texts exact": 0.98,
    "printed addressees": 0.95,
    "canonical addressees": 0.95,
    "action rows": 0.95,
    "target dates": 0.95,
    "completion dates": 0.95,
    "statuses": 0.95,
    "pages": 0.95,
}
SEED = 1
QUICK = {"html", "docx", "pdf-ruled"}  # the others in the full run


def read(paper: Paper, document: House, config: Config) -> Scores:
    """The file as `dhrgraph extract` reads it, scored."""
    found = read_all([paper.path], config, lambda _stage, _message: None)
    return score(document, [row for reading in found.readings for row in finding_rows(reading)], paper.pages)


def cases() -> list[object]:
    """Every format and style."""
    out = []
    for form in FORMATS:
        for style in STYLES:
            marks = [] if form in QUICK else [pytest.mark.slow]
            out.append(pytest.param(form, style, marks=marks, id=f"{form}-{style}"))
    return out


@pytest.mark.parametrize(("form", "style"), cases())
def test_goals_are_reached(form: str, style: str, config: Config, tmp_path: Path) -> None:
    if form not in formats():
        pytest.skip("no Chromium here")
    document = house(style, SEED)
    scores = read(write(document, form, tmp_path), document, config)
    assert scores.leaked == []
    short = {name: scores.tallies[name] for name, goal in GOALS.items() if scores.tallies[name].f1 < goal}
    assert not short, "\n".join(f"{name} {tally.f1:.3f}: {tally.wrong[:3]}" for name, tally in short.items())


@pytest.mark.parametrize("style", STYLES)
def test_the_truth_stands_in_the_text(style: str) -> None:
    """An answer sheet that the paper does not support would measure nothing."""
    document = house(style, SEED)
    printed = letters(re.sub(r"\s", " ", text_of(document)))
    for asked in document.asked:
        assert letters(asked.truth.text) in printed
        assert all(letters(body.printed) in printed for body in asked.truth.addressees)
        for row in asked.rows:
            assert all(letters(cell) in printed for cell in row.words.split("\n"))
    assert all(letters(text) in printed for point in document.learning for text in point.split("\n"))
    secrets = [s for s in document.review.secret if s in text_of(document)]
    assert document.webpage or len(secrets) > 20, "the paper is full of names"


@pytest.mark.parametrize("style", STYLES)
def test_formats_hold_the_same_words(style: str, tmp_path: Path) -> None:
    """Oracle: the words of the Word file and of the web page are those of the text."""
    document = house(style, SEED)
    with ZipFile(write(document, "docx", tmp_path).path) as archive:
        word = letters(re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode()).replace("&amp;", "&"))
    page = letters(re.sub(r"<[^>]+>", "", html_of(document)).replace("&#x27;", "'").replace("&amp;", "&"))
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Para) else []
        texts += [cell for row in block.rows for cell in row if cell] if isinstance(block, Grid) else []
        for text in texts:
            assert letters(text) in word
            assert letters(text) in page


def test_reviews_differ_and_repeat() -> None:
    texts = {r.text for seed in range(40) for r in make_review(seed).recommendations}
    sizes = {len(text.split()) for text in texts}
    assert len(texts) > 300
    assert min(sizes) <= 10
    assert max(sizes) >= 90
    assert make_review(7) == make_review(7)


def test_every_date_form_is_tried() -> None:
    from random import Random

    shapes = {re.sub(r"[A-Za-z]+", "m", re.sub(r"\d+", "9", date(Random(n), 2021).words)) for n in range(300)}
    assert len(shapes) >= 8


def test_names_are_no_words_of_the_documents() -> None:
    """Else a plain word would count as a leak."""
    documents = [house(style, seed) for style in STYLES for seed in range(5)]
    said = " ".join(asked.truth.text for document in documents for asked in document.asked)
    assert leaks((*FIRST, *LAST), said) == []


def test_pdf_says_where_things_stand(tmp_path: Path) -> None:
    """Oracle: the page a recommendation was drawn on holds its first words, by another program's reading."""
    import pypdfium2

    document = house("e", SEED)
    paper = write(document, "pdf-ruled", tmp_path)
    assert paper.pages
    pdf = pypdfium2.PdfDocument(paper.path)
    words = [letters(page.get_textpage().get_text_bounded()) for page in pdf]
    for asked in document.asked:
        start = letters(asked.truth.text)[:50]
        drawn = {n for n, text in enumerate(words, 1) if start in text}
        assert drawn <= paper.pages.of[f"rec {asked.truth.number}"]
        assert drawn
    pdf.close()


def test_a_wrong_answer_costs(config: Config, tmp_path: Path) -> None:
    """The measure itself: nothing found gives nothing, and a planted name is seen."""
    document = house("a", SEED)
    empty = score(document, [])
    assert empty.tallies["texts exact"].f1 == 0.0
    assert empty.tallies["action rows"].recall == 0.0
    leak = {"kind": "figure", "document": "x", "of": document.review.victim, "value": 1, "as_at": None}
    assert len(score(document, [leak]).leaked) == 1
    assert Tally(right=1, missed=1).f1 == pytest.approx(2 / 3)
