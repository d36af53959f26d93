"""From a document that is understood to its part of the build: all in the process that read it.

Understood, the document's bytes  ->  part_of  ->  Part
documents of one review           ->  parts_of_review  ->  a Part for each
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache, partial
from pathlib import Path

from dhrgraph.config import Config, Rows, table
from dhrgraph.graph.quads import bodies, in_graph, names_of, statements_of_document
from dhrgraph.graph.shapes import Context, Violation
from dhrgraph.graph.store.chunks import turtle_chunk
from dhrgraph.graph.terms import literals
from dhrgraph.namespaces import BASE, PREFIXES
from dhrgraph.pipeline.cache import compress, pack, seal
from dhrgraph.pipeline.checks import of_documents, terms_context
from dhrgraph.pipeline.likenesses import compared
from dhrgraph.pipeline.part import FINDINGS, ISSUES, TRIG, Facts, Files, Part, Statements, Summary
from dhrgraph.pipeline.stages import Understood
from dhrgraph.publish.dataset.counts import tally
from dhrgraph.publish.findings import Fields, counted_once, finding_rows, to_jsonl
from dhrgraph.publish.judgements import heard
from dhrgraph.publish.lists import unmatched
from dhrgraph.publish.tables import finding_tables
from dhrgraph.reconcile.mentions.match import names_nobody
from dhrgraph.reconcile.reviews.kin import kin_of
from dhrgraph.redact.check import check_values
from dhrgraph.redact.known import Shown, whole_names, words_in_file_names

_BODY = rb"^(?:ag:|cg:|<%s|<%s)" % tuple(re.escape(PREFIXES[kind].encode()) for kind in ("ag", "cg"))
_ABOUT_BODIES = re.compile(rb"(?:%s.*\n(?:\t.*\n)*)+" % _BODY, re.M)
_IRI = re.compile(r"<[^>]*>")
_OF_BODIES = (f"<{PREFIXES['ag']}", f"<{PREFIXES['cg']}")  # subjects that documents of several reviews may speak of


def part_of(item: Understood, document: bytes, config: Config) -> Part:
    """What a document gives to the build; `document` are its file's bytes.

    Raises:
        LeakError: it would name a person.
    """
    return parts_of_review([item], [document], config)[0]


def parts_of_review(items: Sequence[Understood], documents: Sequence[bytes], config: Config) -> tuple[Part, ...]:
    """The same of the documents of one review, joined: in the order given. A statement that several of them make is in
    the Turtle of the first by name of its graph.

    Raises:
        LeakError: one of them would name a person.
    """
    names = names_of(item.reading for item in items)
    lines = {_key(i): statements_of_document(i.reading, config.vocabulary, names[_key(i)]) for i in items}
    named = dict.fromkeys(body for item in items for body in bodies(item.reading))
    broken = of_documents(b"".join(map(_joined, lines.values())), named, terms_of(config), config)
    parts: dict[str, Part] = {}
    said: set[str] = set()
    for item, document in sorted(zip(items, documents, strict=True), key=lambda both: _key(both[0])):
        parts[_key(item)] = _part(item, document, lines[_key(item)], said, broken, config)
        said |= set(lines[_key(item)])
        broken = ()
    return tuple(parts[_key(item)] for item in items)


@lru_cache(maxsize=1)
def _terms(ontology: Path) -> list[Context]:
    return []


def terms_of(config: Config) -> Context:
    """What the shapes follow to themes and codes: made once in each process."""
    made = _terms(config.ontology)
    if not made:
        made.append(terms_context(config))
    return made[0]


def _key(item: Understood) -> str:
    return item.reading.document.source.key


def _part(
    item: Understood,
    document: bytes,
    lines: Sequence[str],
    said: Set[str],
    broken: tuple[Violation, ...],
    config: Config,
) -> Part:
    """`lines` are its statements as N-Triples; `said` those that documents of the same review make whose graphs come
    before."""
    reading, persons = item.reading, item.persons
    rows = list(finding_rows(reading))
    findings = _finding_files(rows)
    texts = {name: contents.decode() for name, contents in findings.items()}
    statements = "".join(lines)
    values = sorted({*literals((texts[FINDINGS],)), *literals((statements,))})
    check_values(values, {FINDINGS: texts[FINDINGS], TRIG: statements}, persons)
    new = [line for line in lines if line not in said] if said else lines
    own = [line for line in new if not line.startswith(_OF_BODIES)]
    tables = (text for name, text in texts.items() if name.endswith(".csv"))
    nobody = partial(names_nobody, register=config.authorities.register)
    facts = Facts(
        review=reading.review,
        findings=dict(Counter(str(row["kind"]) for row in counted_once(rows))),
        warnings=sum(row["kind"] == "issue" and row["severity"] != "note" for row in rows),
        quads=len(lines),
        bodies=bodies(reading),
        unmatched=unmatched(reading, nobody),
        compared=compared(reading),
        heard=heard(config.judgements, reading, config.authorities.partnerships),
        tally=tally(_joined(own).splitlines(keepends=True), BASE),
        shared=frozenset(line for line in new if line.startswith(_OF_BODIES)),
        shown=Shown.of_values(values, tables, set(_IRI.findall(statements))),
        broken=broken,
    )
    in_file_names = [(key, f"[{role}]") for key, role in words_in_file_names(persons)]
    summary = Summary(
        reading.document.source, kin_of(reading), seal(document, whole_names(persons)), seal(document, in_file_names)
    )
    quads = in_graph(lines, f"gr:{_key(item)}").encode()
    return Part(summary, pack(facts), pack(findings), pack(_statements(quads, lines, new)), compress(quads))


def _finding_files(rows: list[Fields]) -> Files:
    issues = [row for row in rows if row["kind"] == "issue"]
    tables = finding_tables(counted_once(rows), columns_of_tables())
    return {
        FINDINGS: to_jsonl(rows).encode(),
        ISSUES: to_jsonl(issues).encode(),
        **{f"tables/{name}": text.encode() for name, text in tables.items()},
    }


@lru_cache(maxsize=1)
def columns_of_tables() -> Rows:
    """Which columns each table of findings has."""
    return table("published_tables.csv")


def _statements(quads: bytes, lines: Sequence[str], new: Sequence[str]) -> Statements:
    """`quads` are the `lines` in their graph; `new` those of them that no graph before says in the same review."""
    alone = None if len(new) == len(lines) else b"".join(parted(turtle_chunk(_joined(new)))[::2])
    return Statements(parted(turtle_chunk(quads)), alone)


def parted(turtle: bytes) -> tuple[bytes, ...]:
    """A chunk by turns without its statements about bodies, which documents of several reviews may make, and of those.

    Example:
        >>> parted(b'ag:x skos:altLabel "a"@en ;\\n\\trdfs:label "b" .\\nrc:y a dhr:Z .\\n')
        (b'', b'ag:x skos:altLabel "a"@en ;\\n\\trdfs:label "b" .\\n', b'rc:y a dhr:Z .\\n')
    """
    pieces, at = [], 0
    for found in _ABOUT_BODIES.finditer(turtle):
        start, end = found.span()
        pieces += [turtle[at:start], turtle[start:end]]
        at = end
    return (*pieces, turtle[at:])


def _joined(lines: Sequence[str]) -> bytes:
    return "".join([f"{line}\n" for line in lines]).encode()
