"""What a cell on progress says: a status for every wording, dates told apart, no word lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dhrgraph.config import Config
from dhrgraph.extract.completion import Completion, read_completion, split_updates
from dhrgraph.records import Passage, Span, Status

Reader = Callable[..., Completion]


@pytest.fixture
def said(config: Config) -> Reader:
    def reader(words: str, *, dated: bool = True, rag: Status | None = None) -> Completion:
        cell = Passage(words, (Span(0, len(words)),))
        return read_completion(words, cell, config.lexicons.statuses, dated=dated, rag=rag)

    return reader


STATUSES = {
    "Complete": "complete",
    "Completed.": "complete",
    "Action completed September 2021": "complete",
    "Fully implemented": "complete",
    "In place": "complete",
    "Green": "not-stated",
    "Green - on track": "in-progress",
    "Green (complete)": "complete",
    "Blue": "complete",
    "B": "complete",
    "The audit was completed last year": "complete",
    "Complete - ongoing activity": "complete-ongoing",
    "Completed and ongoing": "complete-ongoing",
    "Embedded as business as usual": "complete-ongoing",
    "Work has begun": "in-progress",
    "Ongoing": "in-progress",
    "In progress – on track": "in-progress",
    "Amber": "in-progress",
    "a": "in-progress",
    "Partially met": "in-progress",
    "Partly completed": "in-progress",
    "Report written. A review is still to take place.": "in-progress",
    "Not started": "not-started",
    "Not yet commenced": "not-started",
    "Action not completed": "not-started",
    "Not met": "not-started",
    "Red": "not-stated",
    "Outstanding": "not-started",
    "No progress to date": "not-started",
    "Delayed": "delayed",
    "On hold": "delayed",
    "Overdue": "delayed",
    "Not on track": "delayed",
    "Some delay": "delayed",
    "This work has been delayed by illness": "delayed",
    "Superseded by the strategy": "superseded",
    "No longer required": "superseded",
    "Incorporated into the training plan": "folded-into-other-work",
    "This has been incorporated within wider work": "folded-into-other-work",
    "Not accepted": "not-accepted",
    "Declined by the board": "not-accepted",
    "Already in place": "already-in-place",
    "See the police plan": "not-stated",
    "Greenwich was told": "not-stated",
    "Redacted": "not-stated",
    "Completely new posters were put up": "not-stated",
    "": "not-stated",
}


@pytest.mark.parametrize("words", STATUSES)
def test_a_status_for_every_wording(said: Reader, words: str) -> None:
    assert said(words).status == STATUSES[words]


@pytest.mark.parametrize(
    ("words", "done", "as_at", "revised"),
    [
        ("Complete July 2022 Sent out", "2022-07", None, None),
        ("Completed 30 April 2021", "2021-04-30", None, None),
        ("July 2022 – Complete", "2022-07", None, None),
        ("Complete Update January 2024 In use", None, "2024-01", None),
        ("At January 2024 this has been delayed", None, "2024-01", None),
        ("Revised timescale of July 2023 Ongoing", None, None, "2023-07"),
        ("Delayed. Revised target date: March 2021", None, None, "2021-03"),
        ("In progress, extended to June 2022", None, None, "2022-06"),
        ("This was completed in June 2021", "2021-06", None, None),
        ("In place since November 2020", "2020-11", None, None),
        ("September 2021: course written. Complete January 2022. All staff told.", "2022-01", None, None),
        ("In progress. The new form was tested in May 2021", None, None, None),
    ],
)
def test_dates_are_told_apart(
    said: Reader, words: str, done: str | None, as_at: str | None, revised: str | None
) -> None:
    found = said(words)
    values = [date.value if date else None for date in (found.date, found.as_at, found.revised)]
    assert values == [done, as_at, revised]


def test_a_date_means_what_its_column_is_headed(said: Reader) -> None:
    completed, progress = said("June 2021 Form in use"), said("June 2021 Form in use", dated=False)
    assert (completed.status, completed.date and completed.date.value) == ("complete", "2021-06")
    assert (progress.status, progress.as_at and progress.as_at.value, progress.date) == ("not-stated", "2021-06", None)


def test_traffic_lights_count_only_when_the_words_say_nothing(said: Reader) -> None:
    assert said("Training held", rag="complete").status == "complete"
    assert said("Delayed by the pandemic", rag="in-progress").status == "delayed"


@pytest.mark.parametrize("words", [*STATUSES, "Completed April 2021. New course chosen. At May 2022 more to do"])
def test_every_word_is_in_the_opening_or_the_outcome(said: Reader, words: str) -> None:
    found = said(words)
    letters = "".join(c for c in found.opening.text + found.outcome.text if c.isalnum())
    assert letters == "".join(c for c in words if c.isalnum())


def test_updates_are_parted_where_one_begins(config: Config) -> None:
    words = "Complete July 2022 Sent out Complete - ongoing activity Discussed at meetings At January 2024 delayed"
    cell = Passage(words, (Span(0, len(words)),))
    parted = split_updates(words, cell, config.lexicons.statuses)
    assert [p.text.split()[0] for p in parted] == ["Complete", "Complete", "At"]
    assert " ".join(p.text for p in parted) == words
