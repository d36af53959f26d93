"""From documents on disk to a published graph: the stages, one a line.

    paths  ->  build  ->  output/

pySHACL, networkx and pandas take longer to import than a build takes, so each is imported by the step that needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dhrgraph.classify.readings import classify_reading
from dhrgraph.config import Config, load_config, table
from dhrgraph.errors import InvalidGraphError, NothingToReadError, UnreadableError
from dhrgraph.extract.findings import extract_findings
from dhrgraph.graph.quads import NamedGraphs, to_named_graphs
from dhrgraph.graph.store import Store, serialise
from dhrgraph.graph.terms import literals
from dhrgraph.publish.attribution import attribution
from dhrgraph.publish.findings import counted_once, finding_rows, to_jsonl, unreadable_row
from dhrgraph.publish.lists import UNRECONCILED, to_csv, unreconciled_rows
from dhrgraph.publish.output import write_output
from dhrgraph.publish.tables import finding_tables
from dhrgraph.read.confined import LIMITS, Limits
from dhrgraph.read.documents import Job, find_files, list_jobs, read_document
from dhrgraph.read.isolated import run_isolated
from dhrgraph.read.worker import Failure
from dhrgraph.reconcile.readings import reconcile_reading
from dhrgraph.reconcile.reviews.join import joined, same_reviews
from dhrgraph.records import Document, Reading
from dhrgraph.redact.check import check_files, check_no_person
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.redact import out_of_file_names, redact
from dhrgraph.redact.sources import find_persons
from dhrgraph.redact.together import redact_again, with_others

Say = Callable[[str, str], None]  # stage, what was done
Progress = Callable[[int, int], None]  # files done, files in all
Row = dict[str, Any]

MOST_DRAWN = 300  # nodes of a page that opens at once (docs/decisions/0004-graph-page.md)
CENTRAL = ("degree", "betweenness")  # what nodes of the page can be sized by, besides their counts


@dataclass(frozen=True, slots=True)
class How:
    """How documents are read. `jobs`: processes at once, None for as many as cores; what is found is the same.

    `debug` shows where a mistake of our own arose, with words of the document.
    """

    jobs: int | None = None
    limits: Limits = LIMITS
    debug: bool = False
    progress: Progress = lambda _done, _all: None


HOW = How()


@dataclass(frozen=True, slots=True)
class Understood:
    """One document, all stages done, with the persons that were taken out (for the last check; never written)."""

    reading: Reading
    persons: Persons


@dataclass(frozen=True, slots=True)
class ReadAll:
    """Every document that could be read and every file that could not, in the order of the files' names."""

    understood: tuple[Understood, ...]
    unreadable: tuple[UnreadableError, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings without the persons."""
        return tuple(item.reading for item in self.understood)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many findings of each kind, statements, and what a person should look at."""

    documents: int
    findings: Mapping[str, int]
    statements: int
    unreadable: int
    warnings: int
    unreconciled: int

    @property
    def concerns(self) -> int:
        """Files left out, warnings and mentions without a record, together: exit code 3 with --strict."""
        return self.unreadable + self.warnings + self.unreconciled


def understand(document: Document, config: Config) -> Understood:
    """One document through the pure stages."""
    found = extract_findings(document, config.lexicons)  # text, tables -> findings with spans
    persons = find_persons(found, config.lexicons.known_names, config.persons)
    safe = redact(found, persons, config.helplines)  # findings -> findings without persons
    matched = reconcile_reading(safe, config.authorities)  # mention -> Match, found or not
    return Understood(classify_reading(matched, config.themes), persons)  # finding -> concepts with evidence


@dataclass(frozen=True, slots=True)
class ReadAndUnderstand:
    """What is done in a process of its own for each file: everything that looks at a document's words.

    Where processes are not forked, each reads the settings again: they take longer to send than to read.
    """

    config: Config

    def __call__(self, job: Job) -> Understood:
        """The document of one file, understood.

        Raises:
            UnreadableError: it cannot be read.
        """
        return understand(read_document(job, self.config.kinds), self.config)

    def __reduce__(self) -> tuple[Callable[[Path], ReadAndUnderstand], tuple[Path]]:
        """Send where the settings are, not the settings."""
        return _from_ontology, (self.config.ontology,)


def _from_ontology(ontology: Path) -> ReadAndUnderstand:
    return ReadAndUnderstand(load_config(ontology))


def read_all(paths: Iterable[Path], config: Config, say: Say, how: How = HOW) -> ReadAll:
    """Every document below `paths`, each read in a process with limits. What fails costs only its own file.

    Raises:
        NothingToReadError: no file is there, or none of them is a document.
    """
    understood: list[Understood] = []
    unreadable: list[UnreadableError] = []
    for item in _each(list_jobs(find_files(paths)), config, say, how):
        if isinstance(item, UnreadableError):
            unreadable.append(item)
        else:
            understood.append(item)
    everyone = [item.persons for item in understood]
    skipped = tuple(
        UnreadableError(out_of_file_names(problem.file, everyone), out_of_file_names(problem.reason, everyone))
        for problem in unreadable
    )
    for problem in skipped:
        say("skipped", str(problem))
    if not understood:
        raise NothingToReadError("none of the files is a document that can be read; the reasons are above.")
    return ReadAll(join(understood, config), skipped)


def join(understood: Sequence[Understood], config: Config) -> tuple[Understood, ...]:
    """The same documents, in the same order, those about one review joined and each without the persons of all of them:
    one document may explain a pseudonym that another only uses, and they name one another's files."""
    groups = same_reviews((item.reading for item in understood), config.same_reviews)
    by_key = {item.reading.document.source.key: item for item in understood}
    kin = {key: [by_key[other].persons for other in keys if other != key] for keys in groups.reviews for key in keys}
    shared = [_without_kin(item, kin[key], config) if key in kin else item for key, item in by_key.items()]
    readings = joined([item.reading for item in shared], groups)
    return tuple(replace(item, reading=reading) for item, reading in zip(shared, readings, strict=True))


def _without_kin(item: Understood, others: Sequence[Persons], config: Config) -> Understood:
    document = item.reading.document
    persons = with_others(item.persons, others, document.text, config.lexicons.known_names)
    everyone = (persons, *others)
    source = replace(
        document.source,
        file=out_of_file_names(document.source.file, everyone),
        id=out_of_file_names(document.source.id, everyone),
    )
    reading = redact_again(item.reading, persons, config.helplines)
    return Understood(replace(reading, document=replace(reading.document, source=source)), persons)


def _each(
    jobs: Sequence[Job | UnreadableError], config: Config, say: Say, how: How
) -> Iterator[Understood | UnreadableError]:
    todo = [job for job in jobs if isinstance(job, Job)]
    with closing(run_isolated(ReadAndUnderstand(config), todo, how.limits, how.jobs)) as results:
        for done, job in enumerate(jobs, 1):
            yield job if isinstance(job, UnreadableError) else _told(next(results), job, say if how.debug else None)
            how.progress(done, len(jobs))


def _told(result: Understood | Failure, job: Job, say: Say | None) -> Understood | UnreadableError:
    """A failure as what is wrong with its file; where it arose is said only when asked for."""
    if not isinstance(result, Failure):
        return result
    if say and result.trace:
        say("debug", result.trace)
    return UnreadableError(job.name, result.reason)


def build(paths: Sequence[Path], output: Path, config: Config, say: Say, how: How = HOW) -> Built:
    """Read, understand, check and publish. If anything fails, `output` stays as it was.

    Raises:
        NothingToReadError, InvalidGraphError, LeakError: nothing was published.
    """
    read = read_all(paths, config, say, how)
    say("read", f"{_count(len(read.understood), 'document')}; {len(read.unreadable)} skipped")
    graphs = to_named_graphs(read.readings, config.vocabulary)
    say("graph", f"{len(graphs):,} quads in {_count(len(graphs.lines), 'named graph')}")
    check(read.understood, graphs, config)
    say("check", "conforms to the shapes; no person named")
    findings = [row for reading in read.readings for row in finding_rows(reading)]
    unmatched = unreconciled_rows(read.readings)
    nquads = graphs.nquads()
    files: dict[str, str | bytes] = {
        **graph_files(graphs),
        **finding_files(findings, read.unreadable, unmatched),
        **measure_files(Store.memory(nquads)),
    }
    check_files(files, [item.persons for item in read.understood])
    write_output(files, nquads, output)
    say("write", f"{_count(len(files), 'file')} and the store in {output}/")
    warned = sum(row["kind"] == "issue" and row["severity"] != "note" for row in findings)
    kinds = Counter(str(row["kind"]) for row in counted_once(findings))
    statements = graphs.ntriples().count(b"\n")
    return Built(len(read.understood), kinds, statements, len(read.unreadable), warned, len(unmatched))


def check(understood: Sequence[Understood], graphs: NamedGraphs, config: Config) -> None:
    """The two gates before anything is written: no person is named, and the shapes hold.

    Raises:
        LeakError, InvalidGraphError: says what and where.
    """
    from dhrgraph.graph.shapes import violations

    check_texts(understood)
    by_name = dict(graphs.lines)
    for item in understood:
        lines = by_name[f"gr:{item.reading.document.source.key}"]
        check_no_person({"dhrgraph.trig": "\n".join(literals(lines))}, item.persons)
    broken = violations(graphs.ntriples(), config.ontology / "shapes.ttl")
    if broken:
        first = "\n".join(f"  {v.focus} {v.path}: {v.message}" for v in broken[:5])
        raise InvalidGraphError(
            f"the graph breaks its shapes in {_count(len(broken), 'place')}; nothing was published.\n{first}"
        )


def check_texts(understood: Sequence[Understood]) -> None:
    """The gate before findings are shown anywhere: no person is named in them.

    Raises:
        LeakError: says where, never who.
    """
    for item in understood:
        check_no_person({"findings.jsonl": to_jsonl(finding_rows(item.reading))}, item.persons)


def graph_files(graphs: NamedGraphs) -> dict[str, bytes]:
    """The graph for reuse: one merged Turtle, and TriG with a named graph a document."""
    return {
        "dhrgraph.ttl": serialise(graphs.ntriples(), "turtle"),
        "dhrgraph.trig": serialise(graphs.nquads(), "trig"),
    }


def finding_files(
    findings: Sequence[Row], unreadable: Sequence[UnreadableError], unmatched: Sequence[dict[str, str]]
) -> dict[str, str]:
    """The findings, the tables made of them, and the two lists of what a person should look at."""
    issues = [row for row in findings if row["kind"] == "issue"]
    tables = finding_tables(counted_once(findings), table("published_tables.csv"))
    return {
        "findings.jsonl": to_jsonl(findings),
        "issues.jsonl": to_jsonl([*issues, *(unreadable_row(problem) for problem in unreadable)]),
        "unreconciled.csv": to_csv(UNRECONCILED, unmatched),
        **{f"tables/{name}": text for name, text in tables.items()},
    }


def measure_files(store: Store) -> dict[str, str]:
    """Recurrence by each facet, centrality of each network, and the graph page."""
    from dhrgraph.network.centrality import centrality
    from dhrgraph.network.networks import NETWORKS, build_network
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence import BY, recurrence
    from dhrgraph.network.tally import read_coverage

    occurrences, coverage = read_occurrences(store), read_coverage(store)
    frames = {f"recurrence-{by}": recurrence(occurrences, by, of=coverage) for by in BY}
    frames |= {f"centrality-{name}": centrality(build_network(name, occurrences)) for name in NETWORKS}
    return {
        **{f"tables/{name}.csv": frame.to_csv(index=False, lineterminator="\r\n") for name, frame in frames.items()},
        "graph.html": network_page(store, "agency-theme", note="dhrgraph graph"),
    }


def network_page(
    store: Store,
    name: str,
    *,
    note: str,
    collective: bool = False,
    today: bool = False,
    keep: Mapping[str, str] | None = None,
) -> str:
    """One network as one self-contained page.

    Args:
        store: The graph.
        name: A network's name (`dhrgraph.network.networks.NETWORKS`).
        note: The command that makes the page again, shown on it.
        collective: Groups such as "All agencies" as nodes too.
        today: Bodies as they stand today rather than as named.
        keep: Only what concerns these: "partnership", "agency" or "theme" -> an IRI.

    Raises:
        UnknownNameError: there is no such network.
    """
    from dhrgraph.network.centrality import with_measures
    from dhrgraph.network.focus import concerning
    from dhrgraph.network.measures import measures
    from dhrgraph.network.networks import build_network, strongest
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence import recurrence, top_finding
    from dhrgraph.network.statements import read_statements, with_statements
    from dhrgraph.network.tally import read_coverage
    from dhrgraph.publish.graph_page import graph_page

    occurrences, everything = concerning(read_occurrences(store), keep or {}), read_coverage(store)
    measured = with_measures(build_network(name, occurrences, collective=collective, today=today), CENTRAL)
    drawn = strongest(measured, MOST_DRAWN) if len(measured) > MOST_DRAWN else measured
    drawn = with_statements(drawn, occurrences, read_statements(store))
    known = measures(table("measures.csv"))
    counted = {"collective": collective, "today": today}
    finding = " ".join(
        top_finding(recurrence(occurrences, by, **counted, of=None if keep else everything), by)
        for by in ("theme", "agency")
    )
    return graph_page(
        drawn,
        title=f"{drawn.graph['title']}: recommendations of domestic homicide reviews",
        finding=finding,
        query_note=note,
        measures=[known[measure] for measure in CENTRAL],
        support=table("support.csv"),
        attribution=attribution(store),
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
