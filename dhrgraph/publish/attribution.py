"""What a page or file must say of its sources: who published them and under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PREFIXES, iri

OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
# for the head of a file that can hold remarks; what each source says stands in dataset.ttl and in the graph
HEADER = (OGL, "Who published each source, and under which licence: dataset.ttl, https://w3id.org/dhrgraph/dataset")
_QUESTION = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX dhr: <{PREFIXES["dhr"]}>
SELECT ?title ?publisher ?licence ?citation WHERE {{
  ?document a dhr:SourceDocument .
  OPTIONAL {{ ?document dcterms:title ?title }}
  OPTIONAL {{ ?document dcterms:publisher ?publisher }}
  OPTIONAL {{ ?document dcterms:license ?licence }}
  OPTIONAL {{ ?document dcterms:bibliographicCitation ?citation }}
}} ORDER BY ?title ?document
"""
_REGISTERS = f"SELECT DISTINCT ?words {{ <{iri('gr:register')}> <{iri('dcterms:rights')}> ?words }} ORDER BY ?words"


def attribution(store: Askable) -> tuple[str, ...]:
    """One statement for the registers that the graph's bodies are from, in the words of ontology/registers/sources.csv;
    one each for the sources with a licence and those without, and one for each that asks to be cited in its own words.

    Sources without a stated licence are named together; what is quoted of them is for study, not for republication.
    """
    rows = store.select(_QUESTION).rows
    named = [(_named(title, publisher), licence) for title, publisher, licence, citation in rows if not citation]
    licensed = [name for name, licence in named if licence]
    others = [name for name, licence in named if not licence]
    bodies = " ".join(str(words) for (words,) in store.select(_REGISTERS).rows)
    lines = [f"{OGL} Bodies and areas: {bodies}" if bodies else OGL]
    if licensed:
        lines.append(f"Under that licence: {'; '.join(sorted(set(licensed)))}.")
    if others:
        lines.append(
            f"No licence is stated by: {'; '.join(sorted(set(others)))}. Do not republish their words at length."
        )
    return (*lines, *_cited(rows))


def citations(store: Askable) -> tuple[str, ...]:
    """How each source that asks for it is to be cited, with its licence."""
    return _cited(store.select(_QUESTION).rows)


def _cited(rows: Iterable[tuple[object, ...]]) -> tuple[str, ...]:
    cited = {f"{citation} Licence: {licence or 'not stated'}" for _, _, licence, citation in rows if citation}
    return tuple(sorted(cited))


def _named(title: object, publisher: object) -> str:
    return " – ".join(str(words) for words in (publisher, title) if words) or "an unnamed document"
