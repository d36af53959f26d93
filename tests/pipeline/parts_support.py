"""Small documents, and what a build makes of them: in parts as the product does, and all in memory as an oracle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from named_graphs import to_named_graphs

from dhrgraph.config import Config, table
from dhrgraph.graph.store import serialise
from dhrgraph.namespaces import iri
from dhrgraph.pipeline import ReadAll, read_all
from dhrgraph.pipeline.build import put_together, write_parts
from dhrgraph.pipeline.cache import Cache
from dhrgraph.pipeline.gate import passed
from dhrgraph.pipeline.likenesses import COLUMNS, Compared, compared, find_likenesses
from dhrgraph.pipeline.parts import read_parts
from dhrgraph.pipeline.reading import How
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.publish.attribution import HEADER
from dhrgraph.publish.deaths import CANDIDATES, death_rows, issue_rows, link_rows
from dhrgraph.publish.findings import counted_once, finding_rows, to_jsonl, unreadable_row
from dhrgraph.publish.judgements import DECISIONS, decision_rows, heard, unused_rows, without_effect
from dhrgraph.publish.lists import UNRECONCILED, to_csv, unmatched, unreconciled_rows
from dhrgraph.publish.tables import finding_tables, table_headings
from dhrgraph.reconcile.deaths.links import candidate_links, decided_links
from dhrgraph.reconcile.mentions.match import names_nobody
from dhrgraph.records import Likeness

PAGE = """About this page. This page summarises a Domestic Homicide Review.
CSP: {csp}
Published: May {year}
Extracted: 3 recs
Extracted recommendations
| # | Recommendation | Addressed to |
|---|---|---|
| 1 | {csp} Police should train all front line officers in recognising coercive and controlling behaviour. | {csp} Police |
| 2 | {ask} | Home Office |
| 3 | The Quillon project should tell its partners about stalking. | {to} |
"""
REPORT = """{csp} Community Safety Partnership
Domestic Homicide Review: {kind}

{more}

Lessons to be learned
- Nobody asked Tamsin how she was.

Recommendations
1. {csp} Council should act at once upon every report of stalking that it receives.
2. {csp} Council should train its staff in asking about domestic abuse in private.
3. {csp} Council should tell its partners about each case that is closed.
"""
DOCUMENTS: dict[str, bytes] = {
    "a-sefton.txt": PAGE.format(csp="Sefton", year=2021, ask="The Home Office should review it.", to="Quillon").encode(),
    "b-leeds.txt": PAGE.format(csp="Leeds", year=2020, ask="The Home Office should fund it.", to="N/A").encode(),
    "c-leeds-again.txt": PAGE.format(csp="Leeds", year=2018, ask="NHS England should fund it.", to="quillon").encode(),
    "d-summary.txt": REPORT.format(
        csp="Leeds", kind="Executive Summary", more="The pseudonym Tamsin is used for the woman who died."
    ).encode(),
    "e-report.txt": REPORT.format(csp="Leeds", kind="Overview Report", more="").encode(),
    "f-recipe.txt": b"Take two eggs.",
    "g-copy-of-a.txt": PAGE.format(csp="Sefton", year=2021, ask="The Home Office should review it.", to="Quillon").encode(),
    "h-Zorbel Quandrix.txt": ("Independent Chair: Zorbel Quandrix\n\n" + REPORT).format(
        csp="Kirklees", kind="Overview Report", more="An action plan of Leeds stands beside it."
    ).encode(),
}  # fmt: skip


def quiet(_stage: str, _message: str) -> None:
    """Say nothing."""


def put_into(folder: Path, documents: Iterable[str]) -> Path:
    """A folder with these documents."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in documents:
        (folder / name).write_bytes(DOCUMENTS[name])
    return folder


def in_parts(paths: Sequence[Path], config: Config, folder: Path, shelf: Shelf, jobs: int = 1) -> dict[str, bytes]:
    """Every file that grows document by document; of the quads their digest, and what was counted, as text."""
    read, known = passed(read_parts(paths, config, shelf, quiet, How(jobs)), shelf, quiet)
    whole = put_together(read, known, shelf, config, quiet)
    written, counted = write_parts(read, whole, shelf, folder, config)
    files = {name: (folder / name).read_bytes() for name in written}
    assert written == {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()}
    return {**files, "digest": counted.digest.encode(), "triples": str(counted.counts).encode()}


def new_shelf(folder: Path, rules: bytes = b"") -> Shelf:
    """A shelf of one's own."""
    folder.mkdir(parents=True, exist_ok=True)
    cache = Cache.temporary(folder)
    return Shelf(cache, cache, rules)


def in_memory(paths: Sequence[Path], config: Config) -> dict[str, bytes]:
    """The same files, made of all documents at once. Of the Turtle its sorted statements, and no counts."""
    read = read_all(paths, config, quiet)
    deaths = [death for cases in read.tables for death in cases.deaths]
    decided, undecided = decided_links(config.judgements, read.reviews, deaths)
    texts = [one for reading in read.readings for one in compared(reading)]
    alike, _ = find_likenesses(texts)
    graphs = to_named_graphs(read.readings, config.vocabulary, read.tables, decided, alike)
    partnerships, nobody = config.authorities.partnerships, partial(names_nobody, register=config.authorities.register)
    told = [heard(config.judgements, reading, partnerships) for reading in read.readings]
    without = (*without_effect(config.judgements, told), *undecided)
    mentions = unreconciled_rows(one for reading in read.readings for one in unmatched(reading, nobody))
    head = "".join(f"# {line}\n" for line in HEADER).encode()
    pairs = {
        pair: row.decision
        for row in config.judgements
        if row.kind == "death"
        for pair in decided_links([replace(row, decision="yes")], read.reviews, deaths)[0]
    }
    files = {
        **_findings(read, [*map(unreadable_row, read.unreadable), *unused_rows(without)]),
        "unreconciled.csv": to_csv(UNRECONCILED, mentions),
        "tables/judgements.csv": to_csv(DECISIONS, decision_rows(config.judgements, without)),
        "tables/likenesses.csv": to_csv(COLUMNS, likeness_rows(texts, alike)),
        "candidate_links.csv": to_csv(CANDIDATES, link_rows(candidate_links(read.reviews, deaths), pairs)),
    }
    nquads = graphs.nquads()
    return {
        **{name: text.encode() for name, text in files.items()},
        "dhrgraph.trig": head + serialise(nquads, "trig"),
        "dhrgraph.ttl": graphs.ntriples(),
        "digest": hashlib.sha256(nquads).hexdigest().encode(),
    }


def likeness_rows(texts: Iterable[Compared], found: Iterable[Likeness]) -> Iterator[dict[str, str]]:
    """The links as rows for people, a cell a column."""
    known = {one.slug: one for one in texts}
    for likeness in found:
        first, second = known[likeness.first], known[likeness.second]
        yield {
            "recommendation": iri(f"rc:{likeness.first}"),
            "other": iri(f"rc:{likeness.second}"),
            "strength": likeness.strength,
            "score": f"{likeness.score:.3f}",
            "shared_terms": "; ".join(likeness.terms),
            "review": first.review,
            "other_review": second.review,
            "text": first.text,
            "other_text": second.text,
        }


def _findings(read: ReadAll, issues: list[dict[str, object]]) -> dict[str, str]:
    rows = [row for reading in read.readings for row in finding_rows(reading)]
    rows += [row for cases in read.tables for row in (*death_rows(cases), *issue_rows(cases.issues, cases.source.file))]
    columns = table("published_tables.csv")
    headings = table_headings(columns)
    tables = finding_tables(counted_once(rows), columns)
    return {
        "findings.jsonl": to_jsonl(rows),
        "issues.jsonl": to_jsonl([*(row for row in rows if row["kind"] == "issue"), *issues]),
        **{f"tables/{name}": headings[name] + text for name, text in tables.items()},
    }
