"""What one section tells: itself, and which of its sentences stand at the head of the report and in its briefing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dhrgraph.report.records import Section, Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A section, with the sentences that a reader in a hurry should have.

    `findings` stand at the head of the report and, the first of them, in the briefing; `asked` and `done` are the
    briefing's answers to who was asked what and what was done; `questions` are for practice, and judge nobody.
    `as_at` is the day that its actions are judged by.
    """

    section: Section
    findings: tuple[Sentence, ...] = ()
    asked: tuple[Sentence, ...] = ()
    done: tuple[Sentence, ...] = ()
    questions: tuple[Sentence, ...] = ()
    as_at: date | None = None


def silent(id_: str, heading: str, said: Sentence, *, finding: bool = False) -> Told:
    """A section in which there is nothing to show, which it says; at the head of the report too if that is a `finding`.

    Example:
        >>> silent("themes", "Themes", Sentence(("No theme was found.",))).findings
        ()
    """
    return Told(Section(id_, heading, (said,)), (said,) if finding else ())
