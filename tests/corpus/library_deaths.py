"""A table of recorded deaths beside a library: the columns of DHRD's, its rows about reviews of the library.

seed, number  ->  write_deaths  ->  a CSV file: two in five reviews have a row, partnership and month as in the review
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from random import Random

from library_reviews import review_of

from dhrgraph.config import table

LISTED = 0.43  # of the reviews: what DHRD has of the national library


def write_deaths(path: Path, number: int, *, seed: int) -> int:
    """Write the table; how many rows it has. What is tagged is drawn without regard to the review.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as place:
        ...     write_deaths(Path(place) / "incidents.csv", 10, seed=8) == sum(_listed(8, n) for n in range(10))
        True
    """
    columns = [row["column"] for row in table("case_columns.csv") if row["part"] not in ("documents", "persons")]
    factors = {row["column"] for row in table("case_columns.csv") if row["part"] == "factor"}
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        for place in range(number):
            if not _listed(seed, place):
                continue
            rows += 1
            random, review = Random(f"death {seed} {place}"), review_of(seed, place).review
            out.writerow(
                {
                    "incident_id": f"INC-{rows:04}",
                    "csp": review.partnership.name,
                    "region": _regions().get(review.partnership.name, ""),
                    "death_date": review.death[0],
                    "cause_of_death": random.choice(_values("cause")),
                    "location_of_death": random.choice(_values("place")),
                    **{name: random.random() < 0.3 for name in columns if name in factors},
                }
            )
    return rows


def _listed(seed: int, number: int) -> bool:
    return Random(f"listed {seed} {number}").random() < LISTED


@cache
def _regions() -> dict[str, str]:
    known = {row["printed"] for row in table("case_values.csv") if row["part"] == "region"}
    return {row["name"]: row["region"] for row in table("partnerships.csv") if row["region"] in known}


@cache
def _values(part: str) -> tuple[str, ...]:
    return tuple(row["printed"] for row in table("case_values.csv") if row["part"] == part and not row["doubt"])
