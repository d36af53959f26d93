"""What is done in a process of its own: everything that looks at a document's words.

Job       ->  MakePart  ->  Part, or the table of cases that the file is
Together  ->  MakePart  ->  a Part for each document of one review
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.config import Config, load_config
from dhrgraph.errors import LeakError, UnreadableError
from dhrgraph.pipeline.making import part_of, parts_of_review
from dhrgraph.pipeline.part import Part
from dhrgraph.pipeline.refusal import Refusal
from dhrgraph.pipeline.stages import join, understand
from dhrgraph.read.documents import Job, read_document, read_source, whole
from dhrgraph.reconcile.deaths.names import reconcile_deaths
from dhrgraph.reconcile.reviews.groups import Groups
from dhrgraph.records import DeathRegister, Document, Source
from dhrgraph.text.lines import split_lines


@dataclass(frozen=True, slots=True)
class Spoilt:
    """That one document of several could not be read the second time: its place among them, and why."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Together:
    """Documents of one review, or one that may be of several (`groups.unsure`), with the evidence for it."""

    jobs: tuple[Job, ...]
    groups: Groups

    @property
    def path(self) -> tuple[Path, ...]:
        """The files that may be opened for it."""
        return tuple(job.path for job in self.jobs)


@dataclass(frozen=True, slots=True)
class MakePart:
    """What is done in a process of its own for each file: everything that looks at a document's words.

    Where processes are not forked, each reads the settings again: they take longer to send than to read.
    """

    config: Config

    def __call__(self, item: Job | Together) -> Part | DeathRegister | tuple[Part, ...] | Refusal | Spoilt:
        """The part of one document, its table of cases, or the parts of the documents of one review.

        Raises:
            UnreadableError: it cannot be read.
        """
        return self._alone(item) if isinstance(item, Job) else self._joined(item)

    def _alone(self, job: Job) -> Part | DeathRegister | Refusal:
        read = read_source(job, self.config.kinds, self.config.cases)
        if isinstance(read, DeathRegister):
            return reconcile_deaths(read, self.config.authorities, self.config.cases.regions)
        understood = understand(read, self.config)
        try:
            return part_of(understood, whole(job), self.config)
        except LeakError:
            return Refusal.of([understood])

    def _joined(self, together: Together) -> tuple[Part, ...] | Refusal | Spoilt:
        understood, documents = [], []
        for place, job in enumerate(together.jobs):
            try:
                understood.append(understand(read_document(job, self.config.kinds), self.config))
                documents.append(whole(job))
            except UnreadableError as problem:
                return Spoilt(place, problem.reason)
        joined = join(understood, together.groups, self.config)
        try:
            return parts_of_review(joined, documents, self.config)
        except LeakError:
            return Refusal.of(joined)

    def __reduce__(self) -> tuple[object, ...]:
        """Send where the settings are, not the settings."""
        return _from_files, (self.config.ontology, self.config.judgement_files)


def _from_files(ontology: Path, judgements: tuple[Path, ...]) -> MakePart:
    return MakePart(load_config(ontology, judgements))


_MANY = 10  # documents: for fewer, what `warm` takes is more than it saves
_INVENTED = """Domestic Homicide Review
Overview Report

Recommendations

Recommendation 1: Exampleton Council should train staff on risk.
"""


def warm(documents: int, config: Config) -> None:
    """Make now what every process would make for itself with its first documents: patterns and look-ups.

    Processes that are forked have them then; so this is done only where there are many documents to read.
    """
    if documents <= _MANY or sys.platform != "linux":
        return
    config.themes.rules.prepare()
    source = Source("warm", "warm.txt", "0", kind="overview-report")
    item = understand(Document(source, _INVENTED, split_lines(_INVENTED), ()), config)
    part_of(item, _INVENTED.encode(), config)
