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
    "Action closed": "complete",
    "All done": "complete",
    "The chair said the action was signed off": "complete",
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


FINISHED = {  # a cell that says complete -> when it was finished
    "Completed – all staff trained by 14/05/2021": "2021-05-14",
    "Action closed 11/12/2023": "2023-12-11",
    "Signed off by the Deputy 3 Oct 2023": "2023-10-03",
    "Blue – completed 28.09.2022": "2022-09-28",
    "Blue – completed 28.09.202 2": "2022-09-28",
    "Complete (12 June 2023)": "2023-06-12",
    "Closed at the Board's meeting on 4 May 2023": "2023-05-04",
    "Completed in 2021.": "2021",
    "Completed 2021 leaflets printed": None,  # a number
    "Done for all staff in June 2022, next due June 2023": "2022-06",
    "Complete, to be reviewed March 2025": None,
    "Completed. Next audit June 2025": None,
    "Complete. Review date: June 2025": None,
    "Completed. The form has been in use since March 2024.": None,
    "Completed since 2019": None,
    "Complete. Policy agreed May 2022, staff told June 2022": None,  # two dates: neither is said to be the one
    "Complete. First audit completed May 2021, second audit completed May 2022": None,
    "Target date March 2023. Completed.": None,
    "Ongoing. Letter sent 3 May 2024.": None,  # not complete
}


@pytest.mark.parametrize("words", FINISHED)
def test_the_one_date_beside_completing_words_or_the_only_one_is_that_of_completion(said: Reader, words: str) -> None:
    found = said(words, dated=False)
    assert (found.date.value if found.date else None) == FINISHED[words]


@pytest.mark.parametrize(
    ("words", "rag", "done"),
    [
        ("Letter sent 20 May 2024.", "complete", "2024-05-20"),
        ("20 May 2024: letter sent", "complete", "2024-05-20"),
        ("Letter sent 20 May 2024.", "in-progress", None),
        ("Form in use since March 2024.", "complete", None),
        ("Drafted 3 May 2024, sent 20 May 2024.", "complete", None),
    ],
)
def test_the_only_date_beside_a_light_that_means_complete(
    said: Reader, words: str, rag: Status, done: str | None
) -> None:
    found = said(words, dated=False, rag=rag)
    assert (found.status, found.date.value if found.date else None) == (rag, done)
    assert f"{found.opening.text} {found.outcome.text}".split()[-1] == words.split()[-1]  # no word is thrown out


UPDATES = {  # dated updates of one cell -> what the latest says
    "Update June 2023: group has met twice. Update January 2024: complete.": ("complete", "2024-01"),
    "January 2024: complete. June 2023: group has met twice.": ("complete", "2024-01"),
    "Update June 2023 group met Update January 2024 complete": ("complete", "2024-01"),
    "12/06/2023 – Meeting held. 14/09/2023 – Training completed.": ("complete", "2023-09-14"),
    "(June 2023) Not started. (Sept 2023) Complete.": ("complete", "2023-09"),
    "Not started. Update May 2024: Completed 3 April 2024": ("complete", "2024-04-03"),
    "May 2023: Complete. July 2023: reopened, in progress": ("complete", "2023-05"),
    "May 2023: Complete. July 2023: Delayed": ("delayed", None),
    "May 2023: In progress. July 2023: thanks were given": ("in-progress", None),
}


@pytest.mark.parametrize("words", UPDATES)
def test_the_latest_dated_update_that_says_a_status_decides(said: Reader, words: str) -> None:
    found = said(words, dated=False)
    assert (found.status, found.date.value if found.date else None) == UPDATES[words]
    assert sorted(f"{found.opening.text} {found.outcome.text}".split()) == sorted(words.split())


def test_a_date_means_what_its_column_is_headed(said: Reader) -> None:
    completed, progress = said("June 2021 Form in use"), said("June 2021 Form in use", dated=False)
    assert (completed.status, completed.date and completed.date.value) == ("complete", "2021-06")
    assert (progress.status, progress.as_at and progress.as_at.value, progress.date) == ("not-stated", "2021-06", None)
    two = said("June 2021: form in use. May 2022: staff told.", dated=False, rag="complete")
    assert (two.status, two.as_at and two.as_at.value, two.date) == ("complete", "2021-06", None)


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
