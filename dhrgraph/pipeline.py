"""From documents on disk to a published graph: the stages, one a line.

    paths  ->  build  ->  output/

pySHACL, networkx and pandas take longer to import than a build takes, so each is imported by the step that needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dhrgraph.classify.readings import classify_reading
from dhrgraph.config import Config, table
from dhrgraph.errors import InvalidGraphError, NothingToReadError, UnreadableError
from dhrgraph.extract.findings import extract_findings
from dhrgraph.graph.quads import NamedGraphs, to_named_graphs
from dhrgraph.graph.store import Store, serialise
from dhrgraph.graph.terms import literals
from dhrgraph.publish.attribution import attribution
from dhrgraph.publish.findings import finding_rows, to_jsonl, unreadable_row
from dhrgraph.publish.lists import UNRECONCILED, to_csv, unreconciled_rows
from dhrgraph.publish.output import write_output
from dhrgraph.publish.tables import finding_tables
from dhrgraph.read.documents import find_files, read_documents
from dhrgraph.reconcile.readings import reconcile_reading
from dhrgraph.records import Document, Reading
from dhrgraph.redact.check import check_no_person
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.redact import out_of_file_names, redact
from dhrgraph.redact.sources import find_persons

Say = Callable[[str, str], None]  # stage, what was done
Row = dict[str, Any]

MOST_DRAWN = 300  # nodes of a page that opens at once (docs/decisions/0004-graph-page.md)
CENTRAL = ("degree", "betweenness")  # what nodes of the page can be sized by, besides their counts


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


def read_all(paths: Iterable[Path], config: Config, say: Say) -> ReadAll:
    """Every document below `paths`. A file that cannot be read is reported and costs nothing else.

    Raises:
        NothingToReadError: no file is there, or none of them is a document.
    """
    understood: list[Understood] = []
    unreadable: list[UnreadableError] = []
    for item in read_documents(find_files(paths), config.kinds):
        if isinstance(item, UnreadableError):
            unreadable.append(item)
        else:
            understood.append(understand(item, config))
    everyone = [item.persons for item in understood]
    skipped = tuple(
        UnreadableError(out_of_file_names(problem.file, everyone), out_of_file_names(problem.reason, everyone))
        for problem in unreadable
    )
    for problem in skipped:
        say("skipped", str(problem))
    if not understood:
        raise NothingToReadError("none of the files is a document that can be read; the reasons are above.")
    return ReadAll(tuple(understood), skipped)


def build(paths: Sequence[Path], output: Path, config: Config, say: Say) -> Built:
    """Read, understand, check and publish. If anything fails, `output` stays as it was.

    Raises:
        NothingToReadError, InvalidGraphError, LeakError: nothing was published.
    """
    read = read_all(paths, config, say)
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
    write_output(files, nquads, output)
    say("write", f"{_count(len(files), 'file')} and the store in {output}/")
    warned = sum(row["kind"] == "issue" and row["severity"] != "note" for row in findings)
    kinds = Counter(str(row["kind"]) for row in findings)
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
    return {
        "findings.jsonl": to_jsonl(findings),
        "issues.jsonl": to_jsonl([*issues, *(unreadable_row(problem) for problem in unreadable)]),
        "unreconciled.csv": to_csv(UNRECONCILED, unmatched),
        **{f"tables/{name}": text for name, text in finding_tables(findings, table("published_tables.csv")).items()},
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
