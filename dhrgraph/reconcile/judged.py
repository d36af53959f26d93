"""The register with what people decided about mentions in it.

rows of judgements, Authorities  ->  with_areas       ->  rows whose areas are councils' codes
Register, those rows             ->  with_judgements  ->  Register
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.judgements import read_judgements
from dhrgraph.reconcile.readings import Authorities
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import fold
from dhrgraph.records import JudgementRow

_CODES = re.compile(r"[A-Z]\d{8}(?:;[A-Z]\d{8})*")


def with_areas(rows: Iterable[JudgementRow], known: Authorities) -> tuple[JudgementRow, ...]:
    """The rows with councils' codes for their areas, where a name or code of a partnership stands there.

    Raises:
        VocabularyError: words that are no partnership's name; names file, row and column.
    """
    return tuple(row if row.kind != "agency" else replace(row, area=_area(row, known)) for row in rows)


def _area(row: JudgementRow, known: Authorities) -> str:
    partnerships = known.partnerships
    if not row.area or _CODES.fullmatch(row.area):
        codes = set(filter(None, row.area.split(";")))
        covering = codes.intersection(partnerships.by_code)
        return ";".join(sorted(partnerships.areas(covering) | codes - covering))
    found: set[str] = set()
    whole = partnerships.resolve(row.area, known.register)[1]
    for name in [] if whole else row.area.split(";"):
        areas = partnerships.resolve(name.strip(), known.register)[1]
        if not areas:
            raise VocabularyError(
                f"{row.at('area')}: '{row.area}' is neither councils' codes nor a partnership's name.\n"
                "  To mend: copy the codes from the worksheet, such as E08000014, joined by ;; or empty the cell, and "
                "the decision counts everywhere."
            )
        found |= areas
    return ";".join(sorted(whole or found))


def with_judgements(register: Register, rows: Iterable[JudgementRow]) -> Register:
    """The register with these judgements for all it had; a body may be written as its slug or as any of its names.

    Raises:
        VocabularyError: a row names no body, or several, or contradicts another; names file, row and column.
    """

    def named(name: str, areas: frozenset[str]) -> set[str]:
        words = fold(name).split(" ")
        return {found.slug for found in register.named(words, areas) or register.names.find(words)}

    return replace(register, judgements=read_judgements(rows, register.records, named, register.records))
