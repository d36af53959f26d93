"""Small made-up tables of cases for tests: every row invented, in the form of the real table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from dhrgraph.config import table
from dhrgraph.read.dhrd import CaseColumns, CaseTables, case_columns
from dhrgraph.records import DeathRegister, Source

COLUMNS: CaseColumns = case_columns(table("case_columns.csv"), table("case_values.csv"))
TABLES = CaseTables(COLUMNS, table("case_sources.csv"))
HEADING = COLUMNS.needed
FACTORS = tuple(COLUMNS.factors)
USUAL = {
    "csp": "Sefton",
    "region": "North West",
    "death_date": "March 2019",
    "cause_of_death": "unknown",
    "location_of_death": "residential_location",
}


def row(number: int, **cells: str) -> dict[str, str]:
    """A row with nothing tagged, but for the cells given."""
    return dict.fromkeys(FACTORS, "False") | USUAL | {"incident_id": f"INC-{number:04}"} | cells


def written(rows: Iterable[Mapping[str, str]], heading: Iterable[str] = HEADING, ends: str = "\n") -> bytes:
    """The rows as the bytes of a file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(heading), lineterminator=ends, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def source(file: str = "cases.csv") -> Source:
    """Where a made-up table comes from."""
    return Source(
        "cases", file, "0123456789ab" + "0" * 52, "case-table", "Cases", licence="CC-BY-4.0", citation="Cases."
    )


def read(data: bytes) -> DeathRegister:
    """The table in some bytes."""
    from dhrgraph.read.dhrd import read_deaths

    return read_deaths(data, source(), COLUMNS)
