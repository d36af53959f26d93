"""The whole way: read, understand, check and publish.

paths  ->  build  ->  output/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.config import Config
from dhrgraph.graph.likenesses import GRAPH as LIKENESS
from dhrgraph.graph.quads import Graph, graph_of_likenesses, graph_of_register, graph_of_table, without_graph
from dhrgraph.pipeline.checks import of_likenesses, of_register, refuse
from dhrgraph.pipeline.decided import Decisions, decisions
from dhrgraph.pipeline.derived import Counted, derived_files
from dhrgraph.pipeline.files import write_findings, write_graphs
from dhrgraph.pipeline.gate import passed
from dhrgraph.pipeline.gathered import Gathered
from dhrgraph.pipeline.likenesses import COLUMNS, find_likenesses, likeness_lines
from dhrgraph.pipeline.links import Links, link_pieces
from dhrgraph.pipeline.making import terms_of
from dhrgraph.pipeline.naming import check_texts
from dhrgraph.pipeline.parts import Collected, read_parts
from dhrgraph.pipeline.reading import HOW, How, Say
from dhrgraph.pipeline.shelf import Shelf, opened_shelf
from dhrgraph.pipeline.stored import DESCRIPTION, build_before, make_store, remember
from dhrgraph.publish.deaths import death_rows, issue_rows
from dhrgraph.publish.findings import Fields, unreadable_row
from dhrgraph.publish.judgements import DECISIONS, decision_rows, unused_rows
from dhrgraph.publish.lists import UNRECONCILED, heading, to_csv, unreconciled_rows
from dhrgraph.publish.output import publication, write_file
from dhrgraph.publish.staged import Growing
from dhrgraph.records import Likeness
from dhrgraph.text.amounts import how_many

LIKENESSES = "tables/likenesses.csv"


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


def build(paths: Sequence[Path], output: Path, config: Config, say: Say, how: How = HOW) -> Built:
    """Read, understand, check and publish. If anything fails, `output` stays as it was.

    Raises:
        NothingToReadError, InvalidGraphError, LeakError, BusyError: nothing was published.
    """
    with publication(output) as staged, opened_shelf(config, staged.scratch, how.cache, say) as shelf:
        read = read_parts(paths, config, shelf, say, how)  # files -> the part of each document
        with build_before(staged.previous, shelf) as before:  # is its store still what was published?
            read, known = passed(read, shelf, say)  # without those that would name a person or break the shapes
            whole = put_together(read, known, shelf, config, say)  # what is told only from all of them
            check(whole, config, say)  # the shapes hold for that too
            written, counted = write_parts(read, whole, shelf, staged.folder, config)  # findings, tables, graphs
            stored = make_store(staged.folder, before, whole.graphs, whole.links, read.places, shelf)
        derived = derived_files(staged.folder, written, counted, cases=bool(read.tables))  # measures, page, description
        check_texts(derived, read.names)
        for name, contents in derived.items():
            write_file(contents, staged.folder / name)
        remember(derived[DESCRIPTION], stored, shelf)
        if not staged.publish():
            say("publish", "this disk has no links: the files were replaced one by one")
    say("write", f"{how_many(len(written) + len(derived), 'file')} and the store in {output}/")
    return _built(read, whole, counted)


@dataclass(frozen=True, slots=True)
class Whole:
    """What is told from all documents together: what was counted over them, what people decided, which recommendations
    ask for the same, what they state, and the graphs that are of no document, without those links."""

    known: Gathered
    decided: Decisions
    alike: tuple[Likeness, ...]
    links: Links
    graphs: tuple[Graph, ...]


def put_together(read: Collected, known: Gathered, shelf: Shelf, config: Config, say: Say) -> Whole:
    """What is told from all documents together.

    Raises:
        VocabularyError: a judgement cannot be.
    """
    deaths = [death for cases in read.tables for death in cases.deaths]
    decided = decisions(known.heard, known.reviews, deaths, config, say)
    alike, ledger = find_likenesses(known.compared, shelf.ledger())
    shelf.put_ledger(ledger)
    say("compare", f"{how_many(len(alike), 'link')} between recommendations of different reviews")
    links = link_pieces(alike, known.compared, shelf, config)
    graphs = graphs_of_all(read, known, decided, config)
    quads = sum(known.quads.values()) + sum(len(lines) for _, lines in graphs) + sum(one.quads for one in links.counted)
    say("graph", f"{quads:,} quads in {how_many(len(known.quads) + len(graphs), 'named graph')}")
    return Whole(known, decided, alike, links, graphs)


def graphs_of_all(read: Collected, known: Gathered, decided: Decisions, config: Config) -> tuple[Graph, ...]:
    """The graphs that are of no document: tables of cases, what is said of likenesses before any link, the register."""
    vocabulary = config.vocabulary
    tables = (graph_of_table(table, vocabulary) for table in read.tables)
    likenesses = (graph_of_likenesses((), vocabulary),) if read.places else ()
    return (*tables, *likenesses, graph_of_register(known.bodies, vocabulary, read.tables, decided.deaths))


def check(whole: Whole, config: Config, say: Say) -> None:
    """The shapes, of what is of no document; what documents give was held against them as it was read.

    Raises:
        InvalidGraphError: says what and where.
    """
    by_name = {name: _ntriples(lines) for name, lines in whole.graphs}
    head = by_name.pop(LIKENESS, b"")
    broken = {*whole.links.broken, *of_likenesses(head, (), {}, terms_of(config), config)}
    broken |= {*of_register(b"".join(by_name.values()), whole.decided.deaths, config)}
    refuse(sorted(broken))
    say("check", "conforms to the shapes; no person named")


def write_parts(
    read: Collected, whole: Whole, shelf: Shelf, folder: Path, config: Config
) -> tuple[Mapping[str, tuple[str, int]], Counted]:
    """Write what the documents give, one after the other; SHA-256 and size of each file, and what was counted.

    Raises:
        LeakError: a list names a person.
    """
    with Growing(folder) as growing:
        issues = [*map(unreadable_row, read.unreadable), *unused_rows(whole.decided.without)]
        write_findings(growing, map(shelf.rows, read.places), rows_of_tables(read), issues)
        write_lists(growing, read, whole, config)
        counted = write_graphs(growing, read.places, shelf, whole.graphs, whole.links, whole.known)
        return growing.close(), counted


def _ntriples(lines: Sequence[str]) -> bytes:
    return "".join(f"{without_graph(line)}\n" for line in lines).encode()


def rows_of_tables(read: Collected) -> list[Fields]:
    """The rows of recorded deaths, and of what in their table needs a look."""
    return [row for cases in read.tables for row in (*death_rows(cases), *issue_rows(cases.issues, cases.source.file))]


def write_lists(growing: Growing, read: Collected, whole: Whole, config: Config) -> None:
    """What a person should look at, what people decided, and what asks for the same."""
    lists = {
        "unreconciled.csv": to_csv(UNRECONCILED, unreconciled_rows(whole.known.unmatched)),
        "tables/judgements.csv": to_csv(DECISIONS, decision_rows(config.judgements, whole.decided.without)),
        "candidate_links.csv": whole.decided.candidates,
    }
    terms = sorted({term for one in whole.alike for term in one.terms})  # texts were looked at in their parts
    check_texts({**lists, LIKENESSES: '"\n"'.join(terms)}, read.names)
    for name, text in lists.items():
        growing.add(name, text)
    growing.add(LIKENESSES, heading(COLUMNS))
    for line in likeness_lines(whole.known.compared, whole.alike):
        growing.add(LIKENESSES, line)


def _built(read: Collected, whole: Whole, counted: Counted) -> Built:
    deaths, known = rows_of_tables(read), whole.known
    kinds = known.findings + Counter(str(row["kind"]) for row in deaths)
    warned = len(whole.decided.without) + known.warnings + sum(row.get("severity", "note") != "note" for row in deaths)
    unreconciled = len({(one.words, one.role) for one in known.unmatched})
    return Built(len(read.places), kinds, counted.counts.triples, len(read.unreadable), warned, unreconciled)
