"""Reading costs no more than the length of what is read, whatever stands there."""

from __future__ import annotations

import csv
import gc
import random
import re
import time
from collections.abc import Callable

import pytest
from invented_reports import document

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.read.recognise import recognise
from dhrgraph.records import DocumentKind
from dhrgraph.resources import folder

TABLES = (
    "report_headings", "recommendation_cues", "list_headings", "learning_cues", "guidance_headings", "statuses", "scopes",
    "recurrence_cues", "addressee_cues", "figures", "legislation", "review_facts", "document_kinds",
)  # fmt: skip
LENGTH = 6_000
HOSTILE = [
    piece * (LENGTH // len(piece))
    for piece in (
        " ", "\n", "\t", "a", "A", "1", ".", "-", "#", "*", "(", "[", "|", "1.", "a ", "A b ", "Aa ", "1 ", "- ", "the ", "and ",
        "panel ", "the panel and ", "Recommendation ", "recommendations for ", "action plan ", "lessons learned and ", "Safer ",
        "Community Safety ", "CSP: ", "died ", "previous reviews ", "Appendix A ", "complete ", "not yet ", "agency, ", "learning ",
    )
]  # fmt: skip
MOST_SECONDS = 0.25  # for one pattern and one text: some hundred times what a good pattern takes


@pytest.mark.parametrize("table", TABLES)
def test_no_pattern_goes_over_a_text_again_and_again(table: str) -> None:
    with (folder("ontology") / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    flags = re.MULTILINE if table == "review_facts" else re.MULTILINE | re.IGNORECASE
    for row in rows:
        pattern = re.compile(row["pattern"], flags)
        for text in HOSTILE:
            start = time.process_time()
            pattern.search(text)
            pattern.fullmatch(text)
            spent = time.process_time() - start
            assert spent < MOST_SECONDS, f"{row['pattern'][:80]!r} on {text[:20]!r}: {spent:.2f} s"


HEAD = "No→Recommendation→Action→Lead Agency→Target Date & Expected Outcome→Completion Date and Outcome\n"
TWO_LISTS = ("Recommendations\n", "Appendix A\nRecommendations\n")
JUNK: dict[str, tuple[DocumentKind, int, Callable[[int], str]]] = {  # how often in half of all, and the text
    "rows": ("executive-summary", 225, lambda n: HEAD + "1→X should do y.→Do it→Police→May 2021 Done→Complete May 2021\n" * n),
    "one cell that goes on": ("executive-summary", 375, lambda n: HEAD + "1→X should→Do→P→May 2021→Complete\n" + "→→more words here→→→and more\n" * n),
    "one long cell": ("executive-summary", 600, lambda n: HEAD + "1→X should→Do→P→May 2021→" + "Complete May 2021 done. " * n),
    "headings": ("executive-summary", 125, lambda n: ("Mer→sey→Po→li→ce→X→→→\n" + HEAD) * n),
    "unknown headings": ("executive-summary", 60, lambda n: HEAD + "".join(f"No→Recommendation→Action→Lead→Quux {i}\n1→X should.→Do→P→y\n" for i in range(n))),
    "tabs": ("executive-summary", 15_000, lambda n: "→" * n),
    "cells": ("executive-summary", 1500, lambda n: "a→b→c→d\n" * n),
    "pipes": ("summary-page", 1250, lambda n: "| a | b |\n" * n),
    "brackets": ("themes-paper", 1750, lambda n: "# a\n" + "[" * 4 * n + "[a](" * n),
    "labels": ("overview-report", 375, lambda n: "Recommendation 1: The Trust should.\n" * n),
    "two lists": ("overview-report", 200, lambda n: "".join(title + "1. It should do so.\n" * n for title in TWO_LISTS)),
    "one line": ("overview-report", 3000, lambda n: "Recommendations\nThe Trust should " + "word " * n),
    "learning": ("executive-summary", 1500, lambda n: "Learning\nLearning 1 [Recommendation 1]\n" + "- point\n" * n),
    "lines": ("executive-summary", 3750, lambda n: "a\n" * n),
    "contents": ("overview-report", 500, lambda n: "Contents\n" + "Recommendations ........ 4\n" * n),
    "summary lines": ("summary-page", 375, lambda n: "# Recommendation Addressed to\n" + "1 Do it. Fictonshire Police\n" * n),
    "unended rows": ("summary-page", 1000, lambda n: "# Recommendation Addressed to\n" + "do it\n" * n),
}  # fmt: skip


@pytest.mark.parametrize("name", JUNK)
def test_four_times_as_much_takes_no_more_than_some_six_times_as_long(config: Config, name: str) -> None:
    kind, most, text_of = JUNK[name]
    size = most // 2

    def seconds(text: str) -> float:
        gc.disable()  # a sweep over what other tests left behind is no cost of reading
        start = time.process_time()
        recognise(text, config.kinds)
        extract_findings(document(text, kind), config.lexicons)
        spent = time.process_time() - start
        gc.enable()
        return spent

    seconds(text_of(10))
    quarter = seconds(text_of(size))
    whole = seconds(text_of(4 * size))
    if whole >= 6 * quarter + 0.25:  # something else may have had the caches of the machine
        whole = min(whole, seconds(text_of(4 * size)))
    assert whole < 6 * quarter + 0.25, f"{quarter:.2f} s for a quarter, {whole:.2f} s for all"


@pytest.mark.slow
def test_two_megabytes_of_junk_are_read(config: Config) -> None:
    pieces = [
        "recommendation",
        "the",
        "police",
        "should",
        "Complete",
        "January",
        "2021",
        "1",
        "10.1",
        "learning",
        "Lesson",
        "agency",
        "→",
        "|",
        ".",
        "(",
        "[",
        "**",
        "#",
        "-",
        "\n",
        "\n\n",
    ]
    chance = random.Random(1)
    text = " ".join(chance.choice(pieces) for _ in range(420_000))
    assert len(text) > 2_000_000
    start = time.process_time()
    found = extract_findings(document(text, "executive-summary"), config.lexicons).findings
    assert found
    assert time.process_time() - start < 30
