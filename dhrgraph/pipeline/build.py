"""The whole way: read, understand, check and publish.

paths  ->  build  ->  output/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dhrgraph.config import JUDGEMENTS, Config
from dhrgraph.graph.quads import to_named_graphs
from dhrgraph.graph.store import Store
from dhrgraph.pipeline.checks import check
from dhrgraph.pipeline.files import (
    Row,
    case_files,
    dataset_file,
    describe,
    finding_files,
    graph_files,
    measure_files,
    page_file,
    table_metadata,
)
from dhrgraph.pipeline.likenesses import COLUMNS, likeness_rows, likenesses
from dhrgraph.pipeline.reading import HOW, How, ReadAll, Say, read_all
from dhrgraph.publish.deaths import CANDIDATES, death_rows, issue_rows, link_rows
from dhrgraph.publish.findings import counted_once, finding_rows
from dhrgraph.publish.judgements import DECISIONS, decision_rows, nothing_to_confirm, unused_rows, without_effect
from dhrgraph.publish.lists import to_csv, unreconciled_rows
from dhrgraph.publish.output import write_output
from dhrgraph.read.judgements import only_noted
from dhrgraph.reconcile.deaths.links import candidate_links, decided_links
from dhrgraph.reconcile.mentions.match import names_nobody
from dhrgraph.records import Death, JudgementRow, Reading, Review
from dhrgraph.redact.check import check_files
from dhrgraph.text.amounts import how_many


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
        NothingToReadError, InvalidGraphError, LeakError: nothing was published.
    """
    read = read_all(paths, config, say, how)
    deaths = [death for cases in read.tables for death in cases.deaths]
    recorded = f"; {how_many(len(deaths), 'recorded death')}" if read.tables else ""
    say("read", f"{how_many(len(read.understood), 'document')}{recorded}; {len(read.unreadable)} skipped")
    decided, undecided = decided_links(config.judgements, read.reviews, deaths)
    alike = likenesses(read.readings)
    say("compare", f"{how_many(len(alike), 'link')} between recommendations of different reviews")
    graphs = to_named_graphs(read.readings, config.vocabulary, read.tables, decided, alike)
    say("graph", f"{len(graphs):,} quads in {how_many(len(graphs.lines), 'named graph')}")
    check(read.understood, graphs, config)
    say("check", "conforms to the shapes; no person named")
    findings = list(all_rows(read))
    register = config.authorities.register
    unmatched = unreconciled_rows(read.readings, lambda mention: names_nobody(mention, register))
    without = (*unused_judgements(read.readings, config, say), *undecided)
    unheard = unused_rows(without)
    nquads, ntriples = graphs.nquads(), graphs.ntriples()
    store = Store.memory(nquads)
    files: dict[str, str | bytes] = {
        **graph_files(ntriples, nquads),
        **finding_files(findings, read.unreadable, unmatched, unheard),
        "tables/judgements.csv": to_csv(DECISIONS, decision_rows(config.judgements, without)),
        "tables/likenesses.csv": to_csv(COLUMNS, likeness_rows(read.readings, alike)),
        "candidate_links.csv": _candidates(read.reviews, deaths, config.judgements),
        **measure_files(store),
        **(case_files(store) if read.tables else {}),
    }
    files |= table_metadata(files, store)
    described = describe(graphs, ntriples, nquads, store)
    files |= page_file(store, dataset_file(described, files))
    files["dataset.ttl"] = dataset_file(described, files)
    check_files(files, [item.persons for item in read.understood])
    write_output(files, nquads, output)
    say("write", f"{how_many(len(files), 'file')} and the store in {output}/")
    warned = len(unheard) + sum(row["kind"] == "issue" and row["severity"] != "note" for row in findings)
    kinds = Counter(str(row["kind"]) for row in counted_once(findings))
    statements = ntriples.count(b"\n")
    return Built(len(read.understood), kinds, statements, len(read.unreadable), warned, len(unmatched))


def all_rows(read: ReadAll) -> Iterator[Row]:
    """Every finding of every document, then every recorded death and what in its table needs a look."""
    for reading in read.readings:
        yield from finding_rows(reading)
    for cases in read.tables:
        yield from death_rows(cases)
        yield from issue_rows(cases.issues, cases.source.file)


def _candidates(reviews: Sequence[Review], deaths: Sequence[Death], rows: Sequence[JudgementRow]) -> str:
    decided = {
        pair: row.decision
        for row in rows
        if row.kind == "death"
        for pair in decided_links([replace(row, decision="yes")], reviews, deaths)[0]  # the pair it is about
    }
    return to_csv(CANDIDATES, link_rows(candidate_links(reviews, deaths), decided))


def unused_judgements(readings: Sequence[Reading], config: Config, say: Say) -> tuple[JudgementRow, ...]:
    """The judgements that are about nothing in these documents; how many is said, and how many rows have a note only.

    Raises:
        VocabularyError: a provisional record is confirmed where there is none.
    """
    unheard = without_effect(config.judgements, readings)
    nothing_to_confirm(unheard, readings, config.authorities.partnerships)
    if unheard:
        told = how_many(len(config.judgements), "judgement")
        say("judge", f"{len(unheard)} of {told} about nothing in these documents")
    for path in (config.ontology / JUDGEMENTS, *config.judgement_files):
        if noted := only_noted(path):
            say("judge", f"{path.name}: {how_many(noted, 'row')} with a note but no decision: nothing is decided there")
    return unheard
