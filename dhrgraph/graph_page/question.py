"""The SPARQL that gives a view's lines, filled in with what the page was asked: a canned question of queries/.

Material, a view's name  ->  query_of  ->  SPARQL, "" where no question says just the same
"""

from __future__ import annotations

from collections.abc import Collection

from dhrgraph.graph_page.material.gather import Material
from dhrgraph.query.blocks import rewrite
from dhrgraph.query.catalogue import CannedQuery, find, names
from dhrgraph.query.terms import as_boolean, as_integer, as_iri
from dhrgraph.resources import folder

_NAMED_OTHERWISE = {"type-theme": "type-theme-matrix"}  # a question that was there before the view


def question_of(view: str) -> CannedQuery | None:
    """The canned question that gives a view's lines; None if there is none.

    Example:
        >>> question_of("type-theme").name, question_of("model")
        ('type-theme-matrix', None)
    """
    name = _NAMED_OTHERWISE.get(view, f"network-{view}")
    return find(folder("queries"), name) if name in names(folder("queries")) else None


def query_of(material: Material, view: str, left_out: int = 0) -> str:
    """SPARQL whose rows are the lines of a view with their counts.

    "" where no question gives just these: of views without one, of bodies as of a date, of what the question cannot be
    narrowed by. `left_out` nodes did not fit into the picture; their lines are among the rows, and a comment says so.
    """
    question = question_of(view)
    if question is None or material.asked.as_of is not None:
        return ""
    known = {parameter.name for parameter in question.parameters}
    terms = _narrowed(material)
    if not terms.keys() <= known:
        return ""
    note = f"# {left_out:,} of the names that these lines join did not fit into the picture.\n" if left_out else ""
    return f"# {question.title}\n{note}{rewrite(_bare(question.sparql), _always(material, known) | terms)}"


def _narrowed(material: Material) -> dict[str, str]:
    """By parameter, what the page is narrowed to."""
    asked = material.asked
    terms = {kind: as_iri(iri) for kind, iri in asked.keep.items()}
    if "agency" in terms:
        terms["agency"] = " ".join(map(as_iri, _named(material, asked.keep["agency"])))
    if asked.min_partnerships > 1:
        terms["min_partnerships"] = as_integer(asked.min_partnerships)
    return terms


def _always(material: Material, known: Collection[str]) -> dict[str, str]:
    """What is said where a question can be told: groups are drawn or not, lines of no known partnership are."""
    said = {"collective": as_boolean(material.asked.collective), "min_partnerships": as_integer(0)}
    return {name: term for name, term in said.items() if name in known}


def _named(material: Material, body: str) -> list[str]:
    """The bodies as named that count as the one asked for: itself and those whose place it took."""
    found = {row.addressee.id for row in material.occurrences if row.addressee and body in row.known_as}
    return sorted(found | {body})


def _bare(sparql: str) -> str:
    """The question without its header and other lines of remarks."""
    return "".join(line for line in sparql.splitlines(keepends=True) if not line.lstrip().startswith("#"))
