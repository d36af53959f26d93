"""The areas of community safety partnerships, as the Office for National Statistics lists them.

    rows of partnerships.csv  ->  read_areas  ->  PartnershipArea by code

An area is a place. The bodies that are partnerships of one or several of them stand in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dhrgraph.errors import VocabularyError

_COLUMNS = (
    *("code", "name", "welsh", "country", "region_code", "region"),
    *("councils", "former_councils", "also_called", "may_mean"),
)


@dataclass(frozen=True, slots=True)
class PartnershipArea:
    """One area: its ONS code and name (in Welsh where that differs, else empty), and its region.

    `councils` are the codes of the councils there; `former_councils` and `also_called` are names that mean no other
    area; names in `may_mean` mean this one or another.
    """

    code: str
    name: str
    welsh: str
    region_code: str
    region: str
    councils: tuple[str, ...]
    former_councils: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    may_mean: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name that means it, the official one first; "City of Bristol" and "Bristol" for "Bristol, City of".

        Example:
            >>> PartnershipArea("E1", "Bristol, City of", "", "E2", "South West", ()).spellings
            ('Bristol, City of', 'Bristol', 'City of Bristol')
        """
        main, comma, title = self.name.partition(", ")
        turned = (main, f"{title} {main}") if comma and title.endswith(" of") else ()
        welsh = (self.welsh,) if self.welsh else ()
        return (self.name, *turned, *welsh, *self.also_called, *self.former_councils)


def read_areas(rows: Iterable[Mapping[str, str]]) -> dict[str, PartnershipArea]:
    """The areas by code, sorted; several values in a cell are joined by ";". Columns that are not there are empty.

    Raises:
        VocabularyError: an area without a code, a name or a council, or a code twice.
    """
    found: dict[str, PartnershipArea] = {}
    for line, row in enumerate(rows, 2):
        cells = {column: row.get(column, "") for column in _COLUMNS}
        if not (cells["code"] and cells["name"] and cells["councils"]) or cells["code"] in found:
            raise VocabularyError(
                f"ontology/partnerships.csv line {line}: an area needs a code of its own, a name and a council."
            )
        found[cells["code"]] = PartnershipArea(
            cells["code"],
            cells["name"],
            cells["welsh"],
            cells["region_code"],
            cells["region"],
            *(_values(cells[column]) for column in ("councils", "former_councils", "also_called", "may_mean")),
        )
    return dict(sorted(found.items()))


def _values(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
