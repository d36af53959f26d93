"""Reading costs no more than the length of what is read, whatever stands there."""

from __future__ import annotations

import csv
import random
import re
import time

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
JUNK: dict[str, tuple[DocumentKind, str]] = {
    "rows": ("executive-summary", HEAD + "1→X should do y.→Do it→Police→May 2021 Done→Complete May 2021\n" * 900),
    "one cell that goes on": ("executive-summary", HEAD + "1→X should→Do→P→May 2021→Complete\n" + "→→more words here→→→and more\n" * 1500),
    "one long cell": ("executive-summary", HEAD + "1→X should→Do→P→May 2021→" + "Complete May 2021 done. " * 2500),
    "headings": ("executive-summary", ("Mer→sey→Po→li→ce→X→→→\n" + HEAD) * 500),
    "tabs": ("executive-summary", "→" * 60_000),
    "cells": ("executive-summary", "a→b→c→d\n" * 6000),
    "pipes": ("summary-page", "| a | b |\n" * 5000),
    "brackets": ("themes-paper", "# a\n" + "[" * 30_000 + "[a](" * 7000),
    "labels": ("overview-report", "Recommendation 1: The Trust should.\n" * 1500),
    "two lists": ("overview-report", "Recommendations\n" + "1. It should do so.\n" * 400 + "Appendix A\nRecommendations\n" + "1. It should do so.\n" * 400),
    "one line": ("overview-report", "Recommendations\nThe Trust should " + "word " * 12_000),
    "learning": ("executive-summary", "Learning\nLearning 1 [Recommendation 1]\n" + "- point\n" * 6000),
    "lines": ("executive-summary", "a\n" * 15_000),
    "summary lines": ("summary-page", "# Recommendation Addressed to\n" + "1 Do it. Fictonshire Police\n" * 1500),
    "unended rows": ("summary-page", "# Recommendation Addressed to\n" + "do it\n" * 4000),
}  # fmt: skip


@pytest.mark.parametrize("kind", JUNK)
def test_four_times_as_much_takes_no_more_than_some_six_times_as_long(config: Config, kind: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        recognise(text, config.kinds)
        extract_findings(document(text, JUNK[kind][0]), config.lexicons)
        return time.process_time() - start

    text = JUNK[kind][1]
    seconds(text[:1000])
    quarter, whole = seconds(text[: len(text) // 4]), seconds(text)
    assert whole < 6 * quarter + 0.25, f"{quarter:.2f} s for a quarter, {whole:.2f} s for all"


def test_two_megabytes_of_junk_are_read(config: Config) -> None:
    pieces = "recommendation the police should Complete January 2021 1 10.1 learning Lesson agency → | . ( [ ** # - \n \n\n".split(" ")
    chance = random.Random(1)
    text = " ".join(chance.choice(pieces) for _ in range(400_000))
    assert len(text) > 2_000_000
    start = time.process_time()
    found = extract_findings(document(text, "executive-summary"), config.lexicons).findings
    assert found
    assert time.process_time() - start < 30
