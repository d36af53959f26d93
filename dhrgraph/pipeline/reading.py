"""Every file read and understood in a process of its own; what fails costs only its own file.

paths  ->  read_all  ->  ReadAll
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from dhrgraph.config import Config, load_config
from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.pipeline.stages import Understood, join, understand
from dhrgraph.read.confined import LIMITS, Limits
from dhrgraph.read.documents import Job, find_files, list_jobs, read_source
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.worker import Failure
from dhrgraph.reconcile.deaths.names import reconcile_deaths
from dhrgraph.reconcile.reviews.join import same_reviews
from dhrgraph.records import DeathRegister, Reading, Review
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.redact import out_of_file_names

Say = Callable[[str, str], None]  # stage, what was done
Progress = Callable[[int, int], None]  # files done, files in all

_SECOND_TABLE = "a second table of cases; give one, for the same death may have another id in each"


@dataclass(frozen=True, slots=True)
class How:
    """How documents are read. `jobs`: processes at once, None for as many as cores; what is found is the same.

    `debug` shows where a mistake of our own arose, with words of the document. `cache` is the folder where what was
    worked out is kept from build to build, None for nowhere.
    """

    jobs: int | None = None
    limits: Limits = LIMITS
    debug: bool = False
    progress: Progress = lambda _done, _all: None
    cache: Path | None = None


HOW = How()


@dataclass(frozen=True, slots=True)
class ReadAll:
    """Every document that could be read and every file that could not, in the order of the files' names.

    `tables` holds at most one table of cases: two could list one death under two ids, or two under one.
    """

    understood: tuple[Understood, ...]
    unreadable: tuple[UnreadableError, ...]
    tables: tuple[DeathRegister, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings without the persons."""
        return tuple(item.reading for item in self.understood)

    @property
    def reviews(self) -> tuple[Review, ...]:
        """What each document that is about a review says of it, in the order of the documents."""
        return tuple(reading.review for reading in self.readings if reading.review)


@dataclass(frozen=True, slots=True)
class ReadAndUnderstand:
    """What is done in a process of its own for each file: everything that looks at a document's words.

    Where processes are not forked, each reads the settings again: they take longer to send than to read.
    """

    config: Config

    def __call__(self, job: Job) -> Understood | DeathRegister:
        """The document of one file, understood, or its table of cases.

        Raises:
            UnreadableError: it cannot be read.
        """
        read = read_source(job, self.config.kinds, self.config.cases)
        if isinstance(read, DeathRegister):
            return reconcile_deaths(read, self.config.authorities, self.config.cases.regions)
        return understand(read, self.config)

    def __reduce__(self) -> tuple[Callable[[Path, tuple[Path, ...]], ReadAndUnderstand], tuple[Path, tuple[Path, ...]]]:
        """Send where the settings are, not the settings."""
        return _from_files, (self.config.ontology, self.config.judgement_files)


def _from_files(ontology: Path, judgements: tuple[Path, ...]) -> ReadAndUnderstand:
    return ReadAndUnderstand(load_config(ontology, judgements))


def read_all(paths: Iterable[Path], config: Config, say: Say, how: How = HOW) -> ReadAll:
    """Every document below `paths`, each read in a process with limits. What fails costs only its own file.

    Raises:
        NothingToReadError: no file is there, or none of them can be read.
    """
    understood: list[Understood] = []
    unreadable: list[UnreadableError] = []
    tables: list[DeathRegister] = []
    for item in _each(list_jobs(find_files(paths)), config, say, how):
        if isinstance(item, UnreadableError):
            unreadable.append(item)
        elif isinstance(item, DeathRegister) and tables:
            unreadable.append(UnreadableError(item.source.file, _SECOND_TABLE))
        elif isinstance(item, DeathRegister):
            tables.append(item)
        else:
            understood.append(item)
    everyone = [item.persons for item in understood]
    skipped = tuple(
        UnreadableError(out_of_file_names(problem.file, everyone), out_of_file_names(problem.reason, everyone))
        for problem in unreadable
    )
    for problem in skipped:
        say("skipped", str(problem))
    if not understood and not tables:
        raise NothingToReadError("none of the files is a document that can be read; the reasons are above.")
    groups = same_reviews((item.reading for item in understood), config.same_reviews)
    return ReadAll(
        join(understood, groups, config), skipped, tuple(_without_names(cases, everyone) for cases in tables)
    )


def _without_names(cases: DeathRegister, everyone: Sequence[Persons]) -> DeathRegister:
    return replace(cases, source=replace(cases.source, file=out_of_file_names(cases.source.file, everyone)))


def _each(
    jobs: Sequence[Job | UnreadableError], config: Config, say: Say, how: How
) -> Iterator[Understood | DeathRegister | UnreadableError]:
    todo = [job for job in jobs if isinstance(job, Job)]
    with closing(run_isolated(ReadAndUnderstand(config), todo, how.limits, how.jobs)) as results:
        for done, job in enumerate(jobs, 1):
            yield job if isinstance(job, UnreadableError) else _told(next(results), job, say if how.debug else None)
            how.progress(done, len(jobs))


def _told(
    result: Understood | DeathRegister | Failure, job: Job, say: Say | None
) -> Understood | DeathRegister | UnreadableError:
    """A failure as what is wrong with its file; where it arose is said only when asked for."""
    if not isinstance(result, Failure):
        return result
    if say and result.trace:
        say("debug", result.trace)
    return UnreadableError(job.name, result.reason)
