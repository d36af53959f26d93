"""The files of an output folder, each as text or bytes: nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dhrgraph.config import table
from dhrgraph.errors import UnreadableError
from dhrgraph.graph.quads import NamedGraphs
from dhrgraph.graph.store import Store, serialise
from dhrgraph.pipeline.page import network_page
from dhrgraph.publish.findings import counted_once, to_jsonl, unreadable_row
from dhrgraph.publish.lists import UNRECONCILED, to_csv
from dhrgraph.publish.tables import finding_tables
from dhrgraph.query.render import csv
from dhrgraph.text.cells import no_formula

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def graph_files(graphs: NamedGraphs) -> dict[str, bytes]:
    """The graph for reuse: one merged Turtle, and TriG with a named graph a document."""
    return {
        "dhrgraph.ttl": serialise(graphs.ntriples(), "turtle"),
        "dhrgraph.trig": serialise(graphs.nquads(), "trig"),
    }


def finding_files(
    findings: Sequence[Row],
    unreadable: Sequence[UnreadableError],
    unmatched: Sequence[dict[str, str]],
    unheard: Sequence[Row] = (),
) -> dict[str, str]:
    """The findings, the tables made of them, and the two lists of what a person should look at.

    `unheard` are issues about judgements that decided nothing.
    """
    issues = [row for row in findings if row["kind"] == "issue"]
    tables = finding_tables(counted_once(findings), table("published_tables.csv"))
    return {
        "findings.jsonl": to_jsonl(findings),
        "issues.jsonl": to_jsonl([*issues, *(unreadable_row(problem) for problem in unreadable), *unheard]),
        "unreconciled.csv": to_csv(UNRECONCILED, unmatched),
        **{f"tables/{name}": text for name, text in tables.items()},
    }


def measure_files(store: Store) -> dict[str, str]:
    """Recurrence by each facet, centrality of each network, coverage of the library, and the graph page."""
    from dhrgraph.network.centrality import centrality
    from dhrgraph.network.networks import NETWORKS, build_network
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence import BY, recurrence
    from dhrgraph.network.succession import TODAY
    from dhrgraph.network.tally import read_coverage

    occurrences, coverage = read_occurrences(store), read_coverage(store)
    frames = {f"recurrence-{by}": recurrence(occurrences, by, of=coverage) for by in BY}
    frames["recurrence-agency-today"] = recurrence(read_occurrences(store, TODAY), "agency", of=coverage)
    frames |= {f"centrality-{name}": centrality(build_network(name, occurrences)) for name in NETWORKS}
    return {
        **{f"tables/{name}.csv": _frame_csv(frame) for name, frame in frames.items()},
        **coverage_files(store),
        "graph.html": network_page(store, "agency-theme", note="dhrgraph graph"),
    }


def _frame_csv(frame: pd.DataFrame) -> str:
    """A pandas frame as a table for people: no words are a formula."""
    words = {column: frame[column].map(_safe) for column in frame.columns if frame[column].dtype.kind == "O"}
    return frame.assign(**words).to_csv(index=False, lineterminator="\r\n")


def _safe(cell: object) -> object:
    return no_formula(cell) if isinstance(cell, str) else cell


def coverage_files(store: Store) -> dict[str, str]:
    """What share of the Home Office library's reviews the store holds, by region and by partnership."""
    from dhrgraph.network.coverage import BY, coverage, read_held
    from dhrgraph.network.library import read_library
    from dhrgraph.query.render import render

    held = coverage(read_held(store), read_library(table("library.csv")))
    return {f"tables/coverage-{by}.csv": render(held.answer(by), "csv") for by in BY}


def case_files(store: Store) -> dict[str, str]:
    """Recorded deaths by each heading but the partnership, where nearly every count would be hidden."""
    from dhrgraph.network.deaths import cross_table, read_cases

    known = read_cases(store)
    return {f"tables/deaths-by-{by}.csv": csv(cross_table(known, by)) for by in ("region", "year", "factor")}
