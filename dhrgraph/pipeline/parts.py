"""Every file to its part of the build, each in a process of its own, unless it is on the shelf already.

    paths  ->  read_parts  ->  Collected: where the part of each document stands, tables of cases, what was left out

First each document alone; then those of one review again, together: what they say again, and whom they know, is told
only from all of them. What fails costs only its own file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from dhrgraph.config import Config
from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.pipeline.cache import SealError, opener
from dhrgraph.pipeline.part import Part, Summary
from dhrgraph.pipeline.reading import How, Say
from dhrgraph.pipeline.refusal import Refusal
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.pipeline.working import MakePart, Spoilt, Together, warm
from dhrgraph.read.documents import Job, find_files, list_jobs, whole
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.worker import Failure
from dhrgraph.reconcile.reviews.groups import Groups, group
from dhrgraph.records import DeathRegister
from dhrgraph.redact.known import FileWord, Name, out_of_a_file_name
from dhrgraph.text.amounts import how_many

_CHANGED = "changed while it was read; run again when nobody writes it"
_SECOND_TABLE = "a second table of cases; give one, for the same death may have another id in each"


@dataclass(frozen=True, slots=True)
class Collected:
    """Where the part of each document stands that could be read, and every file that could not, in the order of the
    files' names. `whose` are the names of all documents' persons, each with the key of the first document that has it.

    `tables` holds at most one table of cases: two could list one death under two ids, or two under one. `file_words`
    are what is taken out of files' names.
    """

    places: tuple[Place, ...]
    whose: Mapping[Name, str]
    unreadable: tuple[UnreadableError, ...]
    tables: tuple[DeathRegister, ...] = ()
    file_words: tuple[FileWord, ...] = ()

    @property
    def names(self) -> frozenset[Name]:
        """The names of all documents' persons."""
        return frozenset(self.whose)

    def clean(self, name: str) -> str:
        """A file's name without the persons of any document."""
        return out_of_a_file_name(name, self.file_words)


def read_parts(paths: Iterable[Path], config: Config, shelf: Shelf, say: Say, how: How) -> Collected:
    """The parts of every document below `paths`. What fails costs only its own file.

    Raises:
        NothingToReadError: no file is there, or none of them can be read.
    """
    reader = _Reader(config, shelf, say, how)
    shelf.again = reader.again
    jobs = list_jobs(find_files(paths))
    outcomes = reader.alone(jobs)
    places = reader.together(outcomes)
    words = tuple(word for job in jobs if isinstance(job, Job) for word in reader.file_words.get(_key(job), ()))
    skipped, tables = _told(outcomes, words)
    for problem in skipped:
        say("skipped", str(problem))
    if not places and not tables:
        raise NothingToReadError("none of the files is a document that can be read; the reasons are above.")
    deaths = sum(len(cases.deaths) for cases in tables)
    recorded = f"; {how_many(deaths, 'recorded death')}" if tables else ""
    say("read", f"{how_many(len(places), 'document')}{recorded}; {len(skipped)} skipped")
    whose = {name: place.key for place in reversed(places) for name in reader.names[place.at]}
    return Collected(places, whose, skipped, tables, words)


Outcome = Summary | DeathRegister | UnreadableError


@dataclass
class _Outcomes:
    """What came of each file, in order. A document that is spoilt later becomes unreadable."""

    jobs: list[Job | UnreadableError]
    found: list[Outcome]

    def documents(self) -> Iterator[tuple[int, Job, Summary]]:
        """The documents, with their place among the files."""
        for n, (job, outcome) in enumerate(zip(self.jobs, self.found, strict=True)):
            if isinstance(job, Job) and isinstance(outcome, Summary):
                yield n, job, outcome


class _Reader:
    """Reads what is not on the shelf, in processes of its own."""

    def __init__(self, config: Config, shelf: Shelf, say: Say, how: How) -> None:
        self._config, self._shelf, self._say, self._how = config, shelf, say, how
        self.names: dict[bytes, frozenset[Name]] = {}  # of each document, by where its part stands
        self.file_words: dict[str, tuple[FileWord, ...]] = {}  # of each document alone, by its key
        self._made: dict[bytes, Job | tuple[Together, int]] = {}

    def alone(self, listed: Sequence[Job | UnreadableError]) -> _Outcomes:
        """Each file for itself."""
        known = {job.sha256: self._kept(job) for job in listed if isinstance(job, Job)}
        todo = [job for job in listed if isinstance(job, Job) and known[job.sha256] is None]
        outcomes = _Outcomes(list(listed), [])
        warm(len(todo), self._config)
        with closing(run_isolated(MakePart(self._config), todo, self._how.limits, self._how.jobs)) as results:
            for done, job in enumerate(listed, 1):
                if isinstance(job, UnreadableError):
                    outcomes.found.append(job)
                else:
                    outcomes.found.append(known[job.sha256] or self._first(job, next(results)))
                self._how.progress(done, len(listed))
        return outcomes

    def together(self, outcomes: _Outcomes) -> tuple[Place, ...]:
        """Where each document's part stands, once those of one review are joined."""
        while True:
            documents = list(outcomes.documents())
            groups = group((s.kin for _, _, s in documents if s.kin), self._config.same_reviews)
            joined = self._join(groups, outcomes)
            if joined is not None:
                break
        places = []
        for _, job, summary in documents:
            key = summary.source.key
            places.append(joined.get(key) or self._place(key, job, self._shelf.of_document(job)))
        return tuple(places)

    def again(self, place: Place) -> Part:
        """The part of a document once more."""
        made = self._made[place.at]
        item, n = made if isinstance(made, tuple) else (made, -1)
        (result,) = run_isolated(MakePart(self._config), [item], self._how.limits, 1)
        if isinstance(result, tuple):
            result = result[n]
        if not isinstance(result, Part):
            raise UnreadableError(place.job.name, _CHANGED)
        return result

    def _kept(self, job: Job) -> Outcome | None:
        kept = self._shelf.summary(self._shelf.of_document(job))
        return self._opened(job, kept) if isinstance(kept, Summary) else kept

    def _first(self, job: Job, result: object) -> Outcome:
        if isinstance(result, Refusal):
            return UnreadableError(*result.problems[0])
        if isinstance(result, Failure):
            return self._unread(job, result)
        if isinstance(result, DeathRegister | Part):
            self._shelf.put(self._shelf.of_document(job), result)
        if isinstance(result, DeathRegister):
            return result
        opened = self._opened(job, result.summary) if isinstance(result, Part) else None
        return opened or UnreadableError(job.name, _CHANGED)

    def _opened(self, job: Job, summary: Summary, at: bytes | None = None) -> Summary | UnreadableError | None:
        """The summary, once its names are opened with the document; None when that does not open them."""
        try:
            unseal = opener(whole(job))
            self.names[at or self._shelf.of_document(job)] = unseal(summary.names)
            if at is None:
                self.file_words[summary.source.key] = _in_order(unseal(summary.in_file_names))
        except UnreadableError as problem:
            return problem
        except SealError:
            return None
        return summary

    def _join(self, groups: Groups, outcomes: _Outcomes) -> Mapping[str, Place] | None:
        """Where the parts of joined documents stand, by key; None when one of them could not be read again."""
        by_key = {summary.source.key: (n, job) for n, job, summary in outcomes.documents()}
        tasks = [(t, self._places(t)) for t in _tasks(groups, {key: job for key, (_, job) in by_key.items()})]
        todo = [(task, places) for task, places in tasks if not all(map(self._is_there, places))]
        longest = max((len(task.jobs) for task, _ in todo), default=1)
        limits = replace(self._how.limits, seconds=self._how.limits.seconds * longest)
        with closing(run_isolated(MakePart(self._config), [t for t, _ in todo], limits, self._how.jobs)) as results:
            for (task, places), result in zip(todo, results, strict=True):
                spoilt = self._second(task, places, result)
                for place, problem in spoilt:
                    outcomes.found[by_key[place.key][0]] = problem
                if spoilt:
                    return None
        return {place.key: place for _, places in tasks for place in places}

    def _second(self, task: Together, places: Sequence[Place], result: object) -> list[tuple[Place, UnreadableError]]:
        """Keep the parts of joined documents; those that could not be read again or may not be published, and why."""
        if isinstance(result, Refusal):
            every = zip(places, result.problems, strict=True)
            return [(place, UnreadableError(file, reason)) for place, (file, reason) in every]
        if isinstance(result, Failure):
            return [(place, self._unread(place.job, result)) for place in places]
        if isinstance(result, Spoilt):
            place = places[result.place]
            return [(place, UnreadableError(place.job.name, result.reason))]
        parts = result if isinstance(result, tuple) else ()
        spoilt = []
        for place, job, part in zip(places, task.jobs, parts, strict=True):
            self._shelf.put(place.at, part)
            self._shelf.forget(self._shelf.of_document(job))
            if not isinstance(opened := self._opened(job, part.summary, place.at), Summary):
                spoilt.append((place, opened or UnreadableError(job.name, _CHANGED)))
        return spoilt

    def _is_there(self, place: Place) -> bool:
        kept = self._shelf.summary(place.at)
        return isinstance(kept, Summary) and isinstance(self._opened(place.job, kept, place.at), Summary)

    def _places(self, task: Together) -> tuple[Place, ...]:
        alone = [self._shelf.of_document(job) for job in task.jobs]
        ats = self._shelf.of_review(alone, _why(task.groups))
        keys = [_key(job) for job in task.jobs]
        kin = [tuple(other for other in keys if other != key) for key in keys]
        places = tuple(map(Place, keys, task.jobs, ats, kin))
        self._made |= {place.at: (task, n) for n, place in enumerate(places)}
        return places

    def _place(self, key: str, job: Job, at: bytes) -> Place:
        self._made[at] = job
        return Place(key, job, at)

    def _unread(self, job: Job, failure: Failure) -> UnreadableError:
        if self._how.debug and failure.trace:
            self._say("debug", failure.trace)
        return UnreadableError(job.name, failure.reason)


def _in_order(opened: Iterable[frozenset[str]]) -> tuple[FileWord, ...]:
    """Words and roles, each as they were sealed, the role in brackets; long words first."""
    pairs = (sorted(pair, key=lambda word: word.startswith("[")) for pair in opened)
    return tuple(sorted(((key, role[1:-1]) for key, role in pairs), key=lambda word: (-len(word[0]), word[0])))


def _tasks(groups: Groups, jobs: Mapping[str, Job]) -> Iterator[Together]:
    for keys in groups.reviews:
        evidence = {two: why for two, why in groups.evidence.items() if two <= set(keys)}
        yield Together(tuple(jobs[key] for key in keys), Groups((keys,), evidence, ()))
    for key in groups.unsure:
        yield Together((jobs[key],), Groups((), {}, (key,)))


def _why(groups: Groups) -> str:
    return repr((sorted((sorted(two), why) for two, why in groups.evidence.items()), groups.unsure))


def _key(job: Job) -> str:
    """The key of the document in a file, as `Source.key`."""
    return job.sha256[:12]


def _told(
    outcomes: _Outcomes, words: Sequence[FileWord]
) -> tuple[tuple[UnreadableError, ...], tuple[DeathRegister, ...]]:
    """The files that were left out and the table of cases, names of persons taken out of the files' names."""
    unreadable: list[UnreadableError] = []
    tables: list[DeathRegister] = []
    for item in outcomes.found:
        if isinstance(item, UnreadableError):
            unreadable.append(item)
        elif isinstance(item, DeathRegister) and tables:
            unreadable.append(UnreadableError(item.source.file, _SECOND_TABLE))
        elif isinstance(item, DeathRegister):
            tables.append(item)

    def clean(name: str) -> str:
        return out_of_a_file_name(name, words)

    skipped = tuple(UnreadableError(clean(problem.file), clean(problem.reason)) for problem in unreadable)
    kept = tuple(replace(cases, source=replace(cases.source, file=clean(cases.source.file))) for cases in tables)
    return skipped, kept
