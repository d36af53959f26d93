"""The gates before anything is shown or written: no person is named, and the shapes hold.

    documents of one review    ->  of_documents    in a worker, with what the register says of the bodies they name
    register, recorded deaths  ->  of_register     once
    links between reviews      ->  of_likenesses   once, or some at a time

Together they find what a look at the whole graph would (graph/shapes/part.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dhrgraph.config import Config
from dhrgraph.errors import InvalidGraphError
from dhrgraph.graph.shapes import Context, Violation, violations_of_part
from dhrgraph.graph.terms import Triple, about, node, types
from dhrgraph.graph.vocabulary import register_triples, term_triples
from dhrgraph.pipeline.stages import Understood
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.records import Likeness, Match
from dhrgraph.redact.check import check_no_person
from dhrgraph.text.amounts import how_many

SHAPES = "shapes.ttl"


def check_findings(understood: Sequence[Understood]) -> None:
    """The gate before findings are shown anywhere: no person is named in them.

    Raises:
        LeakError: says where, never who.
    """
    for item in understood:
        check_no_person({"findings.jsonl": to_jsonl(finding_rows(item.reading))}, item.persons)


def terms_context(config: Config) -> Context:
    """What the shapes follow to themes and codes: the same for every document; made once and kept."""
    return Context.of(_lines(term_triples(config.vocabulary.terms)), config.ontology / SHAPES)


def of_documents(
    ntriples: bytes, named: Iterable[tuple[Match, tuple[str, ...]]], terms: Context, config: Config
) -> tuple[Violation, ...]:
    """Where the documents of one review, all together, break the shapes.

    `ntriples` are the lines of their graphs (a line that two of them state may stand twice), `named` the bodies that
    they name, of which the register graph is made, `terms` what terms_context gave.
    """
    register, shapes = config.vocabulary.register, config.ontology / SHAPES
    bodies = register_triples((match for match, _ in named), register)
    return violations_of_part(ntriples, terms.and_also(_lines(bodies), shapes), shapes)


def of_register(ntriples: bytes, decided: Iterable[tuple[str, str]], config: Config) -> tuple[Violation, ...]:
    """Where the graphs of the register and of recorded deaths, together, break the shapes.

    `decided` are the pairs of a review's id and a death's that a person decided on; the reviews are there.
    """
    reviews = (triple for review, _ in decided for triple in types(f"rv:{review}", "dhr:Review"))
    shapes = config.ontology / SHAPES
    return violations_of_part(ntriples, Context.of(_lines(reviews), shapes), shapes)


def of_likenesses(
    ntriples: bytes, likenesses: Sequence[Likeness], reviews: Mapping[str, str], terms: Context, config: Config
) -> tuple[Violation, ...]:
    """Where the statements of some likenesses break the shapes: all that each makes stand in `ntriples`.

    `reviews` gives the review's id for what the IRI of a recommendation ends in, of all that were compared.
    """
    known = {end: reviews[end] for one in likenesses for end in (one.first, one.second) if end in reviews}
    shapes = config.ontology / SHAPES
    return violations_of_part(ntriples, terms.and_also(_lines(_likened(likenesses, known)), shapes), shapes)


def _likened(likenesses: Sequence[Likeness], known: Mapping[str, str]) -> Iterable[Triple]:
    for end, review in known.items():
        yield from types(f"rc:{end}", "dhr:Recommendation")
        yield from about(f"rc:{end}", ("dhr:ofReview", node(f"rv:{review}")))
    for key in sorted({key for one in likenesses for key in one.documents}):
        yield from types(f"sd:{key}", "dhr:SourceDocument")


def refuse(broken: Sequence[Violation]) -> None:
    """Pass silently when nothing is broken in what is of no document.

    Raises:
        InvalidGraphError: says in how many places, and what and where in the first five.
    """
    if broken:
        first = "\n".join(f"  {v.focus} {v.path}: {v.message}" for v in broken[:5])
        raise InvalidGraphError(
            f"the graph breaks its shapes in {how_many(len(broken), 'place')}; nothing was published.\n{first}"
        )


def _lines(triples: Iterable[Triple]) -> bytes:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode()
