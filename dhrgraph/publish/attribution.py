"""What a page or file must say of its sources: who published them and under which licence."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES

OGL = "Contains public sector information licensed under the Open Government Licence v3.0."
_QUESTION = f"""
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX dhr: <{PREFIXES["dhr"]}>
SELECT ?title ?publisher ?licence WHERE {{
  ?document a dhr:SourceDocument .
  OPTIONAL {{ ?document dcterms:title ?title }}
  OPTIONAL {{ ?document dcterms:publisher ?publisher }}
  OPTIONAL {{ ?document dcterms:license ?licence }}
}} ORDER BY ?title ?document
"""


def attribution(store: Store) -> tuple[str, ...]:
    """One statement for the registers, and one each for the sources with a licence and those without.

    Sources without a stated licence are named together; what is quoted of them is for study, not for republication.
    """
    rows = store.select(_QUESTION).rows
    licensed = [_named(title, publisher) for title, publisher, licence in rows if licence]
    others = [_named(title, publisher) for title, publisher, licence in rows if not licence]
    lines = [f"{OGL} Bodies and areas: Office for National Statistics, NHS England, police.uk, GOV.UK."]
    if licensed:
        lines.append(f"Under that licence: {'; '.join(sorted(set(licensed)))}.")
    if others:
        lines.append(
            f"No licence is stated by: {'; '.join(sorted(set(others)))}. Do not republish their words at length."
        )
    return tuple(lines)


def _named(title: object, publisher: object) -> str:
    return " – ".join(str(words) for words in (publisher, title) if words) or "an unnamed document"
