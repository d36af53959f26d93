"""From readings to named graphs: one for each document, one for the register, one for the links between
recommendations of different reviews. Nothing is counted across documents. No RDF library in the path.

    reading, Vocabulary  ->  statements_of_document  ->  sorted lines; in_graph: quads
    bodies, Vocabulary   ->  graph_of_register       ->  Graph

A document that says again what another of its review says names that one's statements (names_of).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from dhrgraph.classify.scheme import Scheme
from dhrgraph.graph.areas import area_triples
from dhrgraph.graph.deaths import death_triples, decided_triples
from dhrgraph.graph.documents import source_triples
from dhrgraph.graph.likenesses import GRAPH as LIKENESS
from dhrgraph.graph.likenesses import likeness_triples
from dhrgraph.graph.names import Names, agency
from dhrgraph.graph.restatements import further_review, restatement
from dhrgraph.graph.statements import Writer
from dhrgraph.graph.terms import Triple, about, node, to_nquads
from dhrgraph.graph.vocabulary import SOURCE, current_of, register_triples, term_triples
from dhrgraph.reconcile.partnerships.areas import PartnershipArea
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import (
    Action,
    Addressee,
    Citation,
    Contribution,
    DeathRegister,
    Figure,
    Finding,
    Guidance,
    Joined,
    LearningPoint,
    Likeness,
    Match,
    Reading,
    Recommendation,
    Restates,
    Review,
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the graph takes from ontology/: bodies, the concept scheme, the triples of themes and codes; our version.

    `areas` of partnerships are by code.
    """

    register: Register
    scheme: Scheme
    terms: Sequence[tuple[str, str, object]]
    version: str
    areas: Mapping[str, PartnershipArea] = field(default_factory=dict)


Body = tuple[Match, tuple[str, ...]]  # a body that is named, and the codes of areas where it is a partnership


def without_graph(line: str) -> str:
    """A statement as a line of N-Triples.

    Example:
        >>> without_graph('<urn:a> <urn:b> "c" <urn:g> .')
        '<urn:a> <urn:b> "c" .'
    """
    return line[: line.rindex(" <")] + " ."


Graph = tuple[str, tuple[str, ...]]  # a CURIE, and sorted lines of N-Quads


def names_of(readings: Iterable[Reading]) -> dict[str, Names]:
    """The names of documents by key, those of one review with one another's."""
    names: dict[str, Names] = {}
    names |= {r.document.source.key: Names.of(r, names) for r in readings}
    return names


def statements_of_document(reading: Reading, known: Vocabulary, names: Names) -> list[str]:
    """The named graph of one document, as sorted lines of N-Triples, each once."""
    return sorted({f"{s} {p} {o} ." for s, p, o in reading_triples(reading, known, names)})


def in_graph(statements: Iterable[str], name: str) -> str:
    """Sorted lines of N-Triples as sorted lines of N-Quads in the graph `name`.

    Example:
        >>> in_graph(['<urn:a> <urn:b> "c" .'], "urn:g")
        '<urn:a> <urn:b> "c" <urn:g> .\\n'
    """
    end = f"{node(name)} .\n"
    return "".join([line[:-1] + end for line in statements])


def graph_of_table(table: DeathRegister, known: Vocabulary) -> Graph:
    """The named graph of a table of cases."""
    name = f"gr:{table.source.key}"
    return name, tuple(to_nquads(death_triples(table, known.version), name))


def graph_of_likenesses(likenesses: Iterable[Likeness], known: Vocabulary) -> Graph:
    """The graph of links between recommendations of different reviews: that they were compared, if there are none."""
    return LIKENESS, tuple(to_nquads(likeness_triples(likenesses, known.version), LIKENESS))


def graph_of_register(
    named: Iterable[Body],
    known: Vocabulary,
    tables: Sequence[DeathRegister] = (),
    decided: Iterable[tuple[str, str]] = (),
) -> Graph:
    """The register's graph: what the `named` bodies and those of tables need, themes and codes.

    `decided` are pairs of a review's id and a death's: what a person decided stands with the register.
    """
    every = [*named, *((d.partnership, d.csp.codes) for table in tables for d in table.deaths if d.partnership)]
    shared = chain(
        register_triples((match for match, _ in every), known.register),
        area_triples(every, known.register, known.areas),
        term_triples(known.terms),
        decided_triples(decided),
    )
    return SOURCE, tuple(to_nquads(shared, SOURCE))


def reading_triples(reading: Reading, known: Vocabulary, names: Names | None = None) -> Iterator[Triple]:
    """All statements of one document, with the derived shortcuts that questions use.

    `names` are needed for a document that is joined to another of its review.
    """
    broader = {concept.id: concept.broader for concept in known.scheme.concepts.values()}
    writer = Writer(reading.document, names or Names.of(reading), broader)
    yield from source_triples(reading.document.source, known.version)
    lists = {f.order: f for f in reading.findings if isinstance(f, Recommendation)}
    counts: dict[type[Finding], int] = {}
    for finding in reading.findings:
        counts[type(finding)] = counts.get(type(finding), 0) + 1
        yield from _statements(writer, finding, counts[type(finding)], lists)
    for recommendation in lists.values():
        if recommendation.restates is None or "addressee" in recommendation.restates.adds:
            yield from _shortcuts(writer, recommendation, reading.review, known.register)


def _statements(writer: Writer, finding: Finding, place: int, lists: dict[int, Recommendation]) -> Iterator[Triple]:
    match finding:
        case Review(joined=Joined() as joined):
            return further_review(writer, finding, joined)
        case Review():
            return writer.review(finding)
        case (
            Recommendation(restates=Restates() as again)
            | LearningPoint(restates=Restates() as again)
            | Action(restates=Restates() as again)
            | Contribution(restates=Restates() as again)
        ):
            return restatement(writer, finding, place, again)
        case Recommendation():
            return writer.recommendation(finding)
        case LearningPoint():
            return writer.learning_point(finding)
        case Action():
            answered = lists[finding.recommendation]
            return writer.action(finding, answered.list, _owner(answered))
        case Contribution():
            return writer.contribution(finding, place)
        case Guidance():
            return writer.guidance(finding)
        case Figure():
            return writer.figure(finding, place)
        case Citation():
            return writer.citation(finding)
        case _:
            return iter(())  # issues are for people: issues.jsonl


def _owner(recommendation: Recommendation) -> str | None:
    """The body whose plan it is: the addressee that the plan's heading names."""
    return next((agency(a.match) for a in recommendation.addressees if a.basis == "heading"), None)


def _shortcuts(writer: Writer, found: Recommendation, review: Review | None, register: Register) -> Iterator[Triple]:
    """Derived: the partnership, the addressees' types, and who they are today."""
    subject = writer.names.recommendation(found.order)
    joined = review.joined if review else None
    partnership = agency(joined.partnership if joined else review.partnership) if review else None
    yield from about(subject, ("dhr:inPartnership", node(partnership) if partnership else None))
    for addressee in found.addressees:
        today = current_of(addressee.match, register)
        kind = addressee.match.type if addressee.match else None
        yield from about(
            subject,
            ("dhr:addresseeType", node(f"cv:type-{kind}") if kind else None),
            ("dhr:currentAddressee", node(today) if today else None),
        )


def bodies(reading: Reading) -> tuple[Body, ...]:
    """The bodies a document names, each once in their order, without the words in which it does: what the register's
    graph needs."""
    led = ((match, codes) for match, codes in _named(reading) if match.id or match.candidates)
    return tuple(dict.fromkeys((_body(match), codes) for match, codes in led))


def _named(reading: Reading) -> Iterator[Body]:
    """Every match to a body, with the codes of areas where it is a review's partnership."""
    for finding in reading.findings:
        if isinstance(finding, Review) and finding.partnership:
            yield finding.partnership, finding.csp.codes
        yield from ((a.match, ()) for a in addressees_of(finding) if a.match)


def _body(match: Match) -> Match:
    candidates = tuple(replace(candidate, evidence="") for candidate in match.candidates)
    return replace(match, mention="", method="none", evidence="", candidates=candidates, judged=None)


def addressees_of(finding: Finding) -> tuple[Addressee, ...]:
    """Every body a finding names, in whatever role."""
    match finding:
        case Recommendation():
            return finding.addressees
        case Action():
            return finding.leads
        case Contribution():
            return (finding.agency,)
        case LearningPoint() if finding.agency:
            return (finding.agency,)
        case _:
            return ()
