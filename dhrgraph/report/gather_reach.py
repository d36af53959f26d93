"""The recurrence table as sections use it: a record a row, the widest first.

DataFrame of network/recurrence  ->  reaches  ->  Reach, ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dhrgraph.network.recurrence.reading import ALPHA

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one thing reaches: distinct partnerships, reviews and recommendations, and how sure that is.

    Shares and their ends lie in [0, 1]. `expected` is how many partnerships an arrangement by chance reaches on
    average; None, as `z` and `p` (corrected for the whole table), where that was not asked. `reading` says it in words.
    `type` and `type_label` are those of a pair of theme and type of agency, else empty.
    """

    id: str
    label: str
    partnerships: int
    reviews: int
    recommendations: int
    share: float
    low: float
    high: float
    equal_voice: float
    largest_share: float
    rests_on: str
    rank: int
    rank_best: int
    rank_worst: int
    reading: str
    expected: float | None = None
    z: float | None = None
    p: float | None = None
    type: str = ""
    type_label: str = ""

    @property
    def wider(self) -> bool:
        """Whether it reaches more partnerships than its number of recommendations explains."""
        return self.p is not None and self.p <= ALPHA and self.z is not None and self.z > 0

    @property
    def narrower(self) -> bool:
        """Whether it reaches fewer."""
        return self.p is not None and self.p <= ALPHA and self.z is not None and self.z < 0


def reaches(frame: pd.DataFrame) -> tuple[Reach, ...]:
    """The rows of a recurrence table in their order."""
    return tuple(_reach(row) for row in frame.to_dict("records"))


def _reach(row: dict[Any, Any]) -> Reach:
    def number(name: str) -> float | None:
        return float(row[name]) if name in row else None

    return Reach(
        id=str(row["id"]),
        label=str(row["label"]),
        partnerships=int(row["partnerships"]),
        reviews=int(row["reviews"]),
        recommendations=int(row["recommendations"]),
        share=float(row["partnership_share"]),
        low=float(row["partnership_share_low"]),
        high=float(row["partnership_share_high"]),
        equal_voice=float(row["equal_voice"]),
        largest_share=float(row["largest_share"]),
        rests_on=str(row["rests_on"]),
        rank=int(row["rank"]),
        rank_best=int(row["rank_best"]),
        rank_worst=int(row["rank_worst"]),
        reading=str(row["reading"]),
        expected=number("expected"),
        z=number("z"),
        p=number("p_corrected"),
        type=str(row.get("type", "")),
        type_label=str(row.get("type_label", "")),
    )
