"""What each measure of centrality means, in one plain sentence: ontology/measures.csv as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.errors import VocabularyError

Form: TypeAlias = Literal["all", "two-sided"]

_FORMS: Mapping[str, Form] = {"all": "all", "two-sided": "two-sided"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name in code and files, what people call it, what it says, and who described it."""

    measure: str
    title: str
    sentence: str
    applies_to: Form  # "two-sided": only networks that join one kind of thing to another
    reference: str
    first: str  # what is said of the node that comes first, before its name; empty where none does


def measures(rows: Iterable[Mapping[str, str]]) -> dict[str, Measure]:
    """The measures by name, in the order of the table.

    Raises:
        VocabularyError: a row lacks a field, or says it applies to a form of network that does not exist.

    Example:
        >>> row = {"measure": "links", "title": "Links", "sentence": "How many.", "reference": "x"}
        >>> measures([{**row, "applies_to": "all", "first": "Most links"}])["links"].title
        'Links'
    """
    found: dict[str, Measure] = {}
    for row in rows:
        name = row.get("measure", "")
        form = _FORMS.get(row.get("applies_to", ""))
        if form is None:
            raise VocabularyError(f"ontology/measures.csv: {name!r}: applies_to must be {' or '.join(_FORMS)}.")
        try:
            found[name] = Measure(name, row["title"], row["sentence"], form, row["reference"], row["first"])
        except KeyError as problem:
            raise VocabularyError(f"ontology/measures.csv: {name!r} has no {problem.args[0]}.") from problem
    return found
