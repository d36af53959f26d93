"""`dhrgraph implementation`, as people use it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ASKED = (
    (),
    *(("--by", by) for by in ("lead-agency", "agency-type", "theme", "partnership", "status")),
    ("--overdue",),
    ("--overdue", "--as-at", "2022-03"),
    ("--lags",),
    ("--without", "action"),
    ("--without", "recommendation"),
    ("--lead-differs",),
)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_rows_on_stdout_and_sentences_on_stderr(words: tuple[str, ...], run: Run, built: Path) -> None:
    table, rows, lines = (run("implementation", *words, "-g", built, "-F", form) for form in ("table", "csv", "jsonl"))
    assert (table.returncode, rows.returncode, lines.returncode) == (0, 0, 0)
    heading, *found = csv.reader(io.StringIO(rows.stdout))
    assert len(found) == len(lines.stdout.splitlines())
    assert all(len(row) == len(heading) for row in found)
    assert "nan" not in rows.stdout.casefold().split(",")
    said, rests_on, *_ = rows.stderr.splitlines()
    assert said.endswith(".")
    assert rests_on.startswith("Rests on 3 reviews")
    assert rows.stderr.splitlines()[0] == table.stderr.splitlines()[0]


def test_what_the_five_documents_say(run: Run, built: Path) -> None:
    assert run("implementation", "-g", built).stderr.startswith(
        "31 actions answer 27 of 75 recommendations, all in one review: 23 done, 3 still to be done when the plan was written, "
        "3 superseded, folded into other work or not accepted and 2 of unstated status. 2 reviews have no plan here"
    )
    assert run("implementation", "--overdue", "-g", built).stderr.startswith(
        "As at 31 January 2024, the latest time at which the documents state how things stand. Of 5 actions that were still to be "
        "done, 3 are overdue (of 2 of these the plan does not say how they stand) and 2 not; it can be told of each."
    )
    assert run("implementation", "--lags", "-g", built).stderr.startswith(
        "Of 18 actions completed and measured against their first target, 9 are surely late, 4 surely in time and of 5 it cannot "
        "be told (all of these by the last day that the target can mean); the median lag is 0 to 30 days."
    )
    assert "Of actions that are done, 5 have no lag since a first target: 2 for want of a day of a target and 3" in (
        run("implementation", "--lags", "-g", built).stderr
    )
    assert "Of 5 actions that were still to be done by the time of the documents, 1 had a target that had passed" in (
        run("implementation", "--overdue", "--as-at", "2021-12", "-g", built).stderr
    )
    assert run("implementation", "--without", "action", "-g", built).stderr.startswith(
        "None of the 27 recommendations of the one review with an action plan has been left without an action. "
        "Of 48 more recommendations nothing is known: 2 reviews have no plan here."
    )


def test_bodies_as_of_a_date(run: Run, built: Path) -> None:
    named, today = (
        {
            json.loads(line)["label"]
            for line in run("implementation", *more, "-g", built, "-F", "jsonl").stdout.splitlines()
        }
        for more in ((), ("--as-of", "today"))
    )
    assert named - today == {"Merseyside Community Rehabilitation Company"}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--overdue", "--as-at", "soon"), "YYYY-MM-DD"),
        (("--overdue", "--as-at", "today"), "no clock"),
        (("--lags", "--by", "theme"), "not grouped"),
        (("--as-at", "2022"), "not judged"),
        (("--overdue", "--without", "action"), "one at a time"),
        (("--by", "lead"), "lead-agency"),
        (("--as-of", "then"), "is no date"),
    ],
)
def test_used_wrongly(words: tuple[str, ...], hint: str, run: Run, built: Path) -> None:
    done = run("implementation", *words, "-g", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert "Traceback" not in done.stderr
