"""Patterns are tried only where they can begin, and nothing that trying them everywhere finds is lost."""

from __future__ import annotations

import pickle
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import report
from name_forms import BY_THE_WAY, PSEUDONYMS, TITLE, said_of

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.records import Document, Line, Reading, Recommendation, Source, Span
from dhrgraph.records import Passage as Words
from dhrgraph.redact.openings import Search, search_for
from dhrgraph.redact.redact import redact
from dhrgraph.redact.sentences import name_lists
from dhrgraph.redact.sources import find_persons
from dhrgraph.redact.words import forms_in, words_of

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
_PIECES = st.sampled_from(
    (
        "a",
        "the",
        "The ",
        "victim",
        "AGED",
        "47",
        " ",
        "-",
        "’s",
        "\n",
        "É",
        "straße",
        "x.",
        "chair",
        "_",
        "(",
        "known as",
        "x4",
        "theirs",
    )
)
_PATTERNS = (
    r"\b(?:the |a )*victim", r"^the\b", r"\baged? \d", r"\b(?:é|x)\.?", r"(?<!_)\bchair(?:ed)?", r"victim", r"[a-c]x",
    r"^[^\w\n]*the", r"(?:^|x)the", r"\bthe victim", r"\bthe\b", r"\ba[ -]?x?", r"\bthe(?:’s|\s)", r"\bx\d?\.", r"\bvictim_",
    r"\bknown\W", r"\ba\s*the", r"\bx\d", r"\b(?:(?:known|called) as|as)", r"\bstra(?:ß|ss)e", r"\b(?:\d+|the)", r"(?:\bthe )?chair", r"\b(?:a|the){2}x?",
)  # fmt: skip


def found_everywhere(search: Search[object], text: str) -> list[tuple[object, tuple[int, int]]]:
    """What the same patterns find when each is tried at every character."""
    return [(what, found.span()) for what, pattern in search.patterns for found in pattern.finditer(text)]


def found_by(search: Search[object], text: str) -> list[tuple[object, tuple[int, int]]]:
    """What the search finds."""
    return [(what, found.span()) for what, found in search.matches(text)]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_a_search_finds_what_finditer_finds(text: str) -> None:
    search: Search[object] = search_for((n, re.compile(p, re.I | re.M)) for n, p in enumerate(_PATTERNS))
    assert found_by(search, text) == found_everywhere(search, text)
    assert 0 < len(search.everywhere) < len(_PATTERNS)


@pytest.mark.parametrize("kind", ["leading", "sentences", "labels", "labelled", "details"])
def test_every_cue_is_found_in_every_text(kind: str, config: Config) -> None:
    search = getattr(config.persons, kind)
    said = {"a": "Ada Exampleton", "b": "Bo Roe", "af": "Ada", "as_": "Roe", "p": "Velnothorp", "q": "Zorwidov"}
    forms = "\n".join(form.format_map(said) for form in (*PSEUDONYMS.values(), *BY_THE_WAY.values()))
    texts = [report(process=forms, narrative=said_of("Velnothorp")), *(path.read_text("utf-8") for path in SEEDS)]
    assert all(found_by(search, text) == found_everywhere(search, text) for text in texts)


_NAMES = (
    "Ada ",
    "Roe",
    " and ",
    "dr ",
    "DR.",
    "d’",
    "al-",
    "non-",
    "O’Test",
    "É",
    "ß",
    "x",
    "3",
    "_",
    ", ",
    "\n",
    "van ",
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=st.lists(st.sampled_from(_NAMES), max_size=14).map("".join))
def test_lists_of_names_are_those_that_finditer_finds(text: str, config: Config) -> None:
    cues = config.persons
    assert [m.span() for m in name_lists(text, cues)] == [m.span() for m in cues.name_list.finditer(text)]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_lists_of_names_in_a_document_are_those_that_finditer_finds(seed: Path, config: Config) -> None:
    text, cues = seed.read_text(encoding="utf-8"), config.persons
    assert [m.span() for m in name_lists(text, cues)] == [m.span() for m in cues.name_list.finditer(text)]


def test_what_can_begin_with_a_word_only_is_not_tried_at_longer_ones() -> None:
    search = search_for([(0, re.compile(r"\bthe victim")), (1, re.compile(r"\bthe", re.IGNORECASE))])
    assert search.by_opening == {"the\1": (0,), "the": (1,)}


def test_the_words_met_are_not_sent_between_processes(config: Config) -> None:
    search: Search[str] = search_for([("age", re.compile(r"\baged"))])
    assert list(search.matches("Velnothorp, aged"))
    sent = pickle.dumps(search)
    assert b"velnothorp" not in sent.lower()
    assert pickle.loads(sent) == search


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from((*"aAéß’'- .", "O’Test", "Ada’s", "x@y", "\n")), max_size=14).map("".join))
def test_forms_are_those_of_the_words(text: str) -> None:
    assert set(forms_in(text)) == {(word.text, word.key) for word in words_of(text)}


UNITS = (
    "a", "A", "-", "'", "@", "://", "www.", "Ab-", "the ", "the independent ", "panel ", "White British ", "DHR ",
    "A. ", "Ab and ", "Mr ", "de la ", "her ", "\u00a0", "\n", "1.", "Ab/", "Chair of the ", "known throughout the ",
)  # fmt: skip


def _seconds(text: str, config: Config) -> float:
    lines = tuple(Line(1, text, Span(0, len(text))) for _ in range(1))
    document = Document(Source("x", "x.txt", "0" * 64), text, lines, ())
    words = Words(text, (Span(0, len(text)),))
    asked = Recommendation(None, None, False, 1, words, None, Words("", ()), ())
    begun = time.process_time()
    reading = Reading(document, (asked,))
    redact(reading, find_persons(reading, config.lexicons.known_names, config.persons), config.helplines)
    return time.process_time() - begun


@pytest.mark.parametrize("begin", ["", "Present: Ada Roe, "])
def test_no_text_takes_more_than_its_length(begin: str, config: Config) -> None:
    """25,000 characters of one thing take a second of one core or so; what grows with the square takes many."""
    slow = {unit: took for unit in UNITS if (took := _seconds(begin + unit * (25_000 // len(unit)), config)) > 3}
    assert slow == {}


def test_the_title_page_is_read_once_more(config: Config, read: object) -> None:
    """Caches hold no document's outcome: the same words in another document are judged by that document."""
    texts = [report(title=form.format(a="Ada Roe", b="Bo Roe", A="ADA ROE", B="BO ROE", af="Ada", bs="Roe", as_="Roe"))
             for form in TITLE.values()]  # fmt: skip
    first = [find_persons(extract_findings(read(t), config.lexicons), frozenset(), config.persons) for t in texts]  # type: ignore[operator]
    again = [
        find_persons(extract_findings(read(t), config.lexicons), frozenset(), config.persons) for t in reversed(texts)
    ]  # type: ignore[operator]
    assert [p.roles for p in first] == [p.roles for p in reversed(again)]
