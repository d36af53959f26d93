"""What a build works out from the whole store, once that is written: measures, page and description.

a folder with the store and the files so far, what was counted of the graph  ->  derived_files  ->  name -> bytes

Two processes go beside this one, so that two cores have as much to do each: one reads what the data set tells of
itself while the occurrences are read here, the other measures them while the page is made here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dhrgraph.config import table
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import VERSION
from dhrgraph.pipeline.aside import aside
from dhrgraph.pipeline.measured import Counting, centralities, recurrences
from dhrgraph.pipeline.once import AskedOnce
from dhrgraph.query.render import csv, render
from dhrgraph.resources import folder

if TYPE_CHECKING:
    from dhrgraph.network.occurrences import Recorded
    from dhrgraph.publish.dataset.counts import Counts
    from dhrgraph.publish.dataset.description import Description, Facts, File


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a graph while it was written: `digest` is the SHA-256 of its sorted N-Quads in hex digits,
    `parts` has how many statements each named graph has, by IRI.
    """

    digest: str
    counts: Counts
    parts: Mapping[str, int]


def derived_files(
    built: Path, written: Mapping[str, tuple[str, int]], counted: Counted, *, cases: bool = False
) -> dict[str, bytes]:
    """Every file that is made from the whole store, by its name below the output folder; nothing is written.

    Args:
        built: Where the store stands, in `store/`, and the files of `written` under their names.
        written: The files made so far: SHA-256 in hex digits and size in bytes of each.
        counted: What was counted of the graph.
        cases: Whether recorded deaths were read, so that there are tables of them.

    Raises:
        DhrGraphError: the environment's SOURCE_DATE_EPOCH is no number.
        InvalidGraphError: change events lead round in a circle.
    """
    from dhrgraph.network.centrality import networks  # noqa: F401 - both processes need it: read in once
    from dhrgraph.network.occurrences import read_recorded
    from dhrgraph.network.recurrence import table as recurrence  # noqa: F401 - likewise
    from dhrgraph.publish.dataset.dcat import dataset_turtle
    from dhrgraph.publish.dataset.description import File, files_of

    with aside(_telling) as telling, aside(_beside) as beside:
        telling.give((built, cases))
        store = AskedOnce.open(built / "store")
        recorded = read_recorded(store)
        beside.give(_counting(store, recorded))
        told = telling.taken()
        described = _described(told, counted)
        stated, known = (folder("ontology") / "dataset.ttl").read_bytes(), table("published_files.csv")
        texts = {"graph.html": _page(store, recorded, dataset_turtle(stated, known, described))}
        texts |= {**centralities(recorded.at(), _large()), **told.tables, **beside.taken()}
    texts |= dict(_metadata(built, written, texts, told.facts.statements))
    files = {name: text.encode() for name, text in texts.items()}
    there = (File(name, size, sha256) for name, (sha256, size) in written.items())
    every: list[File] = sorted((*there, *files_of(files)), key=lambda file: file.name)
    files["dataset.ttl"] = dataset_turtle(stated, known, replace(described, files=tuple(every)))
    return files


def drawn() -> list[str]:
    """The networks that the page draws."""
    from dhrgraph.graph_page.compose import USUAL
    from dhrgraph.network.networks.named import NETWORKS

    return [name for name in USUAL[""] if name in NETWORKS]


def _large() -> list[str]:
    """Those of them that are quicker measured here, where the page has had them built and begun, than anew: the others
    have few nodes."""
    from dhrgraph.network.networks.named import NETWORKS
    from dhrgraph.network.tally import agency

    return [name for name in drawn() if NETWORKS[name].left is agency]


def _counting(store: Store, recorded: Recorded) -> Counting:
    from dhrgraph.network.succession import TODAY
    from dhrgraph.network.tally import read_coverage

    return Counting(recorded.at(), recorded.at(TODAY), read_coverage(store))


def _beside(counting: Counting) -> dict[str, str]:
    """What is worked out from occurrences alone, but what is done with the page."""
    from dhrgraph.network.networks.named import NETWORKS

    others = [name for name in NETWORKS if name not in _large()]
    return {**recurrences(counting), **centralities(counting.named, others)}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the store tells of itself: its facts, how much of the library it covers in a sentence, tables of that and of
    recorded deaths."""

    facts: Facts
    coverage: str
    tables: dict[str, str]


def _telling(asked: tuple[Path, bool]) -> _Told:
    """What the store in a folder tells, and whether recorded deaths are to be among its tables."""
    from dhrgraph.network.coverage.covered import covered
    from dhrgraph.network.coverage.shares import BY
    from dhrgraph.publish.dataset.description import read_facts

    built, cases = asked
    store = AskedOnce.open(built / "store")
    held = covered(store)
    tables = {f"tables/coverage-{by}.csv": render(held.answer(by), "csv") for by in BY}
    return _Told(read_facts(store), held.sentence(), {**tables, **(_deaths(store) if cases else {})})


def _described(told: _Told, counted: Counted) -> Description:
    """What is known of the data set but its files."""
    from dhrgraph.publish.dataset.description import Description, day_of

    return Description(
        version=VERSION,
        digest=counted.digest,
        counts=counted.counts,
        part_triples=counted.parts,
        facts=told.facts,
        coverage=told.coverage,
        files=(),
        modified=day_of(os.environ),
    )


def _metadata(
    built: Path, written: Mapping[str, tuple[str, int]], made: Mapping[str, str], said: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What the tables are, a file for each folder of tables (CSV on the Web); `said` must be said of the sources."""
    from dhrgraph.publish.dataset.columns import heading_at, heading_of
    from dhrgraph.publish.dataset.csvw import Known, csv_metadata

    known = Known(table("published_files.csv"), table("published_columns.csv"))
    headings = {name: heading_at(built / name) for name in written if name.endswith(".csv")}
    headings |= {name: heading_of(text) for name, text in made.items() if name.endswith(".csv")}
    folders: dict[str, dict[str, list[str]]] = {}
    for name, heading in headings.items():
        place, slash, file = name.rpartition("/")
        folders.setdefault(place + slash, {})[file] = heading
    for place, tables in sorted(folders.items()):
        yield f"{place}csv-metadata.json", csv_metadata(tables, place, known, VERSION, said)


def _page(store: Store, recorded: Recorded, dataset: bytes) -> str:
    """The graph page with its usual views; `dataset` is the description that it holds for search engines."""
    from dhrgraph.graph_page.material.gather import Asked
    from dhrgraph.graph_page.page import graph_page

    return graph_page(store, Asked(), dataset, recorded=recorded).html


def _deaths(store: Store) -> dict[str, str]:
    """Recorded deaths by each heading but the partnership, where nearly every count would be hidden."""
    from dhrgraph.network.deaths.tables import cross_table, read_cases

    known = read_cases(store)
    return {f"tables/deaths-by-{by}.csv": csv(cross_table(known, by)) for by in ("region", "year", "factor")}
