"""The files of an output folder, each as text or bytes: nothing is written here."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dhrgraph.config import table
from dhrgraph.errors import UnreadableError
from dhrgraph.graph.quads import NamedGraphs
from dhrgraph.graph.store import Store, serialise
from dhrgraph.namespaces import BASE, VERSION, iri
from dhrgraph.publish.attribution import HEADER
from dhrgraph.publish.findings import counted_once, to_jsonl, unreadable_row
from dhrgraph.publish.lists import UNRECONCILED, to_csv
from dhrgraph.publish.tables import finding_tables
from dhrgraph.query.render import csv
from dhrgraph.resources import folder
from dhrgraph.text.cells import no_formula

if TYPE_CHECKING:
    import pandas as pd

    from dhrgraph.publish.dataset.description import Description

Row = dict[str, Any]


def graph_files(ntriples: bytes, nquads: bytes) -> dict[str, bytes]:
    """The graph for reuse: one merged Turtle, and TriG with a named graph a document. Both begin with their licence."""
    head = "".join(f"# {line}\n" for line in HEADER).encode()
    return {
        "dhrgraph.ttl": head + serialise(ntriples, "turtle"),
        "dhrgraph.trig": head + serialise(nquads, "trig"),
    }


def table_metadata(files: Mapping[str, str | bytes], store: Store) -> dict[str, str]:
    """What the tables among these files are, a file for each folder of tables (CSV on the Web)."""
    from dhrgraph.publish.attribution import attribution
    from dhrgraph.publish.dataset.csvw import Known, csv_metadata

    known, said = Known(table("published_files.csv"), table("published_columns.csv")), attribution(store)
    folders: dict[str, dict[str, str]] = {}
    for name, text in files.items():
        if name.endswith(".csv") and isinstance(text, str):
            place, slash, file = name.rpartition("/")
            folders.setdefault(place + slash, {})[file] = text
    return {
        f"{place}csv-metadata.json": csv_metadata(tables, place, known, VERSION, said)
        for place, tables in sorted(folders.items())
    }


def describe(graphs: NamedGraphs, ntriples: bytes, nquads: bytes, store: Store) -> Description:
    """What is known of the data set but its files.

    Raises:
        DhrGraphError: the environment's SOURCE_DATE_EPOCH is no number.
    """
    from dhrgraph.network.coverage.covered import covered
    from dhrgraph.publish.dataset.counts import count
    from dhrgraph.publish.dataset.description import Description, day_of, read_facts

    return Description(
        version=VERSION,
        digest=hashlib.sha256(nquads).hexdigest(),
        counts=count(io.BytesIO(ntriples), BASE),
        part_triples={iri(name): len(lines) for name, lines in graphs.lines},
        facts=read_facts(store),
        coverage=covered(store).sentence(),
        files=(),
        modified=day_of(os.environ),
    )


def dataset_file(described: Description, files: Mapping[str, str | bytes]) -> bytes:
    """What the data set of these files is: DCAT and VoID. Made last, for it has every other file's checksum."""
    from dhrgraph.publish.dataset.dcat import dataset_turtle
    from dhrgraph.publish.dataset.description import files_of

    stated = (folder("ontology") / "dataset.ttl").read_bytes()
    return dataset_turtle(stated, table("published_files.csv"), replace(described, files=files_of(files)))


def page_file(store: Store, dataset: bytes) -> dict[str, str]:
    """The graph page with its usual views; `dataset` is the description that it holds for search engines."""
    from dhrgraph.graph_page.material.gather import Asked
    from dhrgraph.graph_page.page import graph_page

    return {"graph.html": graph_page(store, Asked(), dataset).html}


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
    """Recurrence by each facet, centrality of each network, and coverage of the library."""
    from dhrgraph.network.centrality.scores import centrality
    from dhrgraph.network.networks.named import NETWORKS, build_network
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.table import BY_ANY, recurrence
    from dhrgraph.network.succession import TODAY
    from dhrgraph.network.tally import read_coverage

    occurrences, coverage = read_occurrences(store), read_coverage(store)
    frames = {f"recurrence-{by}": recurrence(occurrences, by, of=coverage, randomisations=0) for by in BY_ANY}
    today = read_occurrences(store, TODAY)
    frames["recurrence-agency-today"] = recurrence(today, "agency", of=coverage, randomisations=0)
    frames |= {f"centrality-{name}": centrality(build_network(name, occurrences)) for name in NETWORKS}
    return {
        **{f"tables/{name}.csv": _frame_csv(frame) for name, frame in frames.items()},
        **coverage_files(store),
    }


def _frame_csv(frame: pd.DataFrame) -> str:
    """A pandas frame as a table for people: no words are a formula."""
    words = {column: frame[column].map(_safe) for column in frame.columns if frame[column].dtype.kind == "O"}
    return frame.assign(**words).to_csv(index=False, lineterminator="\r\n")


def _safe(cell: object) -> object:
    return no_formula(cell) if isinstance(cell, str) else cell


def coverage_files(store: Store) -> dict[str, str]:
    """What share of the Home Office library's reviews the store holds, by region and by partnership."""
    from dhrgraph.network.coverage.covered import covered
    from dhrgraph.network.coverage.shares import BY
    from dhrgraph.query.render import render

    held = covered(store)
    return {f"tables/coverage-{by}.csv": render(held.answer(by), "csv") for by in BY}


def case_files(store: Store) -> dict[str, str]:
    """Recorded deaths by each heading but the partnership, where nearly every count would be hidden."""
    from dhrgraph.network.deaths.tables import cross_table, read_cases

    known = read_cases(store)
    return {f"tables/deaths-by-{by}.csv": csv(cross_table(known, by)) for by in ("region", "year", "factor")}
