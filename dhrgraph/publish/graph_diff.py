"""What changed between two graph files, in the words of `diff`, most important first.

    statements of two graphs  ->  graph_changes  ->  Change, ...

Nodes are the same if their IRIs are, and a new version of a document has new ones: builds are better compared as
folders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dhrgraph.graph.store import Store, Value
from dhrgraph.namespaces import Iri, curie, iri
from dhrgraph.publish.diff import ORDER, Change, short

Triple = tuple[Value | None, ...]
_CLASSES = {
    iri(f"dhr:{name}"): what
    for name, what in (
        ("SourceDocument", "document"), ("Review", "review"), ("Recommendation", "recommendation"),
        ("ActionPlanItem", "action"), ("LearningPoint", "learning point"), ("Contribution", "contribution"),
        ("GuidanceStatement", "guidance"), ("ReportedFigure", "figure"), ("LegislationCitation", "citation"),
    )
}  # fmt: skip
_PROPERTIES = {
    iri(f"dhr:{name}"): what
    for name, what in (
        ("text", "wording"), ("actionText", "wording"), ("narrative", "wording"), ("addressedTo", "addressee"),
        ("leadAgency", "lead agency"), ("contributor", "agency"), ("concernsAgency", "agency"), ("hasTheme", "theme"),
        ("status", "status"), ("targetDate", "target date"), ("revisedTargetDate", "revised target date"),
        ("completionDate", "completion date"), ("death", "date of death"), ("published", "date of publication"),
        ("commissionedBy", "partnership"), ("scope", "scope"), ("numberLabel", "number"),
    )
}  # fmt: skip
_TYPE = iri("rdf:type")
_ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
_WHY = """
PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?subject ?value ?method ?evidence ?by ?on WHERE {
  { ?node dhr:matchSubject ?subject ; dhr:matchedAgency ?value ; dhr:matchMethod ?method .
    OPTIONAL { ?node dhr:matchEvidence ?evidence } }
  UNION
  { ?node oa:hasTarget ?subject ; oa:hasBody ?value ; dhr:assignmentMethod ?method .
    OPTIONAL { ?node dhr:matchedText ?evidence } OPTIONAL { ?node dhr:judgedBy ?by ; dhr:judgedOn ?on } }
} ORDER BY ?subject ?value ?method ?evidence"""


def graph_changes(old: Store, new: Store) -> tuple[Change, ...]:
    """What two graphs say otherwise, in the order of ORDER, then of IRIs; how many statements changed comes last."""
    before, after = (frozenset(store.select(_ALL).rows) for store in (old, new))
    found = [*_nodes(before, after), *_facts(before, after, {**_why(old), **_why(new)}), *statements(before, after)]
    return tuple(sorted(found, key=lambda change: (ORDER.index(change.what), change.where, change.old, change.new)))


def statements(before: frozenset[object], after: frozenset[object]) -> Iterator[Change]:
    """How many statements are added and gone; nothing if none is."""
    if before != after:
        told = f"{len(after - before):,} added, {len(before - after):,} gone"
        yield Change("changed", "statements", "", "", f"{len(before):,}", f"{len(after):,}", told)


def _nodes(before: frozenset[Triple], after: frozenset[Triple]) -> Iterator[Change]:
    """Documents, reviews and statements that only one of the graphs has."""
    there = [{triple[0] for triple in side} for side in (before, after)]
    for change, side, elsewhere in (("gone", before, there[1]), ("added", after, there[0])):
        words = {str(s): str(o) for s, p, o in side if _PROPERTIES.get(str(p)) == "wording"}
        for subject, predicate, value in side:
            if predicate == _TYPE and str(value) in _CLASSES and subject not in elsewhere:
                yield Change(
                    change, _CLASSES[str(value)], curie(str(subject)), short(words.get(str(subject), "")), "", "", ""
                )


def _facts(before: frozenset[Triple], after: frozenset[Triple], why: Mapping[Triple, str]) -> Iterator[Change]:
    """What is said otherwise of a node that both graphs have."""
    both = {triple[0] for triple in before} & {triple[0] for triple in after}
    olds, news = (_by_fact(side, both) for side in (before - after, after - before))
    for subject, predicate in olds.keys() | news.keys():
        old, new = sorted(olds[subject, predicate]), sorted(news[subject, predicate])
        change = "changed" if old and new else "added" if new else "gone"
        reason = "; ".join(why[subject, value] for value in (new or old) if (subject, value) in why)
        said, says = ("; ".join(_shown(value) for value in values) for values in (old, new))
        yield Change(change, _PROPERTIES[predicate], curie(subject), "", said, says, reason)


def _by_fact(triples: Iterable[Triple], subjects: set[Value | None]) -> defaultdict[tuple[str, str], list[Value]]:
    found: defaultdict[tuple[str, str], list[Value]] = defaultdict(list)
    for subject, predicate, value in triples:
        if subject in subjects and predicate in _PROPERTIES and value is not None:
            found[str(subject), str(predicate)].append(value)
    return found


def _why(store: Store) -> dict[Triple, str]:
    """What decided that a subject has a body or a theme."""
    found: dict[Triple, str] = {}
    for subject, value, method, evidence, by, on in store.select(_WHY).rows:
        judged = f"yes, by {by}, {on}" if by else evidence
        found[subject, value] = f"{curie(str(method)).partition('-')[2]}: {short(str(judged or 'no evidence'))}"
    return found


def _shown(value: Value) -> str:
    return curie(value) if isinstance(value, Iri) else short(str(value))
