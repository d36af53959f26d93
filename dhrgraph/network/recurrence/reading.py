"""What a recurrence table says, in plain words: a sentence for its head, one for the null model, a few for each row.

frame, by  ->  top_finding, null_finding  ->  one sentence        Row  ->  reading  ->  one to three sentences
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.recurrence.pairs import BY_PAIR
from dhrgraph.network.recurrence.rows import Against, Row
from dhrgraph.text.amounts import how_many

ALPHA = 0.05  # what p has to be at most for a row to be called a finding
FEWEST = 5  # recommendations below which the number of partnerships can hardly differ from what it has to be


@dataclass(frozen=True, slots=True)
class _Words:
    """How a sentence speaks of one facet; `body` where it is of bodies that may be local."""

    one: str
    several: str
    said: str
    body: bool = False


_PUT, _ON = "put a recommendation to", "have a recommendation on"
_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "agency": _Words("agency", "agencies", _PUT, body=True),
        "agency-type": _Words("type of agency", "types of agency", _PUT),
        "theme": _Words("theme", "themes", _ON),
        "library-class": _Words("class of the library", "classes of the library", _PUT),
        "library-theme": _Words("theme of the library", "themes of the library", _ON),
        "paper-theme": _Words("theme of the paper", "themes of the paper", _ON),
        BY_PAIR: _Words("pair of theme and type of agency", "pairs of theme and type of agency", _ON),
    }
)


def top_finding(frame: pd.DataFrame, by: str) -> str:
    """The head of a recurrence table as one plain sentence, with what it is part of.

    Up to three things that tie are all named. That nothing recurs, or nothing is there, is said as well.

    Raises:
        UnknownNameError: `by` is nothing that recurrence is measured by.

    Example:
        >>> row = {"label": "Training", "partnerships": 2, "reviews": 3, "of_partnerships": 3, "of_reviews": 4}
        >>> top_finding(pd.DataFrame([row]), "theme")
        'Of 3 partnerships, 2 have a recommendation on Training (3 of 4 reviews).'
    """
    words = _words(by)
    if frame.empty:
        return f"No recommendation here has been put under any {words.one}."
    partnerships, reviews, of_partnerships, of_reviews = (
        int(frame.iloc[0][name]) for name in ("partnerships", "reviews", "of_partnerships", "of_reviews")
    )
    if partnerships <= 1 and of_partnerships > 1:
        return f"No {words.one} comes up in more than one of the {of_partnerships} partnerships."
    tied = _names(frame[(frame["partnerships"] == partnerships) & (frame["reviews"] == reviews)])
    in_reviews = _part(reviews, of_reviews, "review")
    if len(tied) == 1 and of_partnerships > 1:
        some = _some(partnerships, of_partnerships)
        return f"Of {of_partnerships} partnerships, {some} {words.said} {tied[0]} ({in_reviews})."
    named = _and(tied) if len(tied) <= 3 else f"{len(tied)} {words.several}, among them {tied[0]},"
    come, each = ("comes", "") if len(tied) == 1 else ("come", "each ")
    if of_partnerships <= 1:
        return f"{named} {come} up most widely: {each}in {in_reviews}."
    in_partnerships = _part(partnerships, of_partnerships, "partnership")
    return f"{named} {come} up most widely: {each}in {in_partnerships} ({in_reviews})."


def null_finding(frame: pd.DataFrame, by: str, randomisations: int | None = None) -> str:
    """What the null model says of the whole table, in one or two sentences; empty for a table without rows.

    `randomisations` is how many arrangements were drawn, where it is known: too few are said to be too few.

    Raises:
        UnknownNameError: `by` is nothing that recurrence is measured by.

    Example:
        >>> frame = pd.DataFrame([{"z": 4.1, "p_corrected": 0.002}, {"z": -0.2, "p_corrected": 1.0}])
        >>> null_finding(frame, "theme").split(" The chance")[0]
        'Of 2 themes, 1 reaches more partnerships than its number of recommendations explains, and none fewer.'
    """
    words = _words(by)
    if frame.empty:
        return ""
    if "p_corrected" not in frame:
        return "The counts were not held against chance."
    if randomisations is not None and 2 / (1 + randomisations) > ALPHA:
        return f"Chance was asked {randomisations} times: too few for anything to stand out."
    of = f"Of {len(frame):,} {words.one if len(frame) == 1 else words.several}"
    stands_out = frame["p_corrected"] <= ALPHA
    wider, fewer = (int((stands_out & (frame["z"] * sign > 0)).sum()) for sign in (1, -1))
    if not wider + fewer:
        what = "theme and type by themselves" if by == BY_PAIR else "its number of recommendations"
        return f"{of}, none can be told to reach more or fewer partnerships than {what} would by chance."
    local = ", as local bodies do" if words.body and fewer else ""
    more = f"{_count(wider, 'reaches', 'reach')} more partnerships than {_explained(by, wider)}"
    sure = "The chance that any of these is an accident is at most 5 in 100."
    return f"{of}, {more}, and {fewer or 'none'} fewer{local}. {sure}"


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {several}" if number > 1 else f"{number or 'none'} {one}"


def _explained(by: str, number: int) -> str:
    """What chance keeps as it is, as the end of a sentence on so many things."""
    if by == BY_PAIR:
        return "theme and type by themselves explain"
    return "their numbers of recommendations explain" if number > 1 else "its number of recommendations explains"


def reading(row: Row, by: str) -> str:
    """The row in one to three plain sentences: against chance, on how much it rests, how firm its rank is.

    Raises:
        UnknownNameError: `by` is nothing that recurrence is measured by.
    """
    return " ".join(_sentences(row, by))


def _sentences(row: Row, by: str) -> Iterator[str]:
    words = _words(by)
    if row.of.partnerships <= 1:
        yield "With one partnership at most, nothing can be said of recurrence across places."
    elif row.against is not None:
        yield _against(row, row.against, by, words)
    if row.counts.reviews == 1:
        yield "All of it is one review."
    elif row.largest_share > 0.5:
        yield f"{round(100 * row.largest_share)} % of its recommendations are of one review."
    if row.best == row.worst:
        yield "Same rank whichever review is left out."
    else:
        yield f"Rank {row.best} to {row.worst} when one review is left out."


def _against(row: Row, chance: Against, by: str, words: _Words) -> str:
    expected = f"({chance.expected:.1f})"
    if chance.sd == 0:
        partnerships = f"{row.counts.partnerships} of {row.of.partnerships} partnerships"
        return f"However things fall it reaches {partnerships}: that tells nothing."
    if not chance.tested and by == BY_PAIR:
        return f"Chance would hardly bring the two together {expected}: too little to test."
    if not chance.tested:
        return f"{how_many(row.counts.recommendations, 'recommendation')}: too few to hold against chance."
    what = "the two share" if by == BY_PAIR else f"{row.counts.recommendations} recommendations reach"
    than = f"{'More' if chance.z > 0 else 'Fewer'} partnerships than {what} by chance {expected}"
    if chance.p_corrected <= ALPHA:
        return f"{than}{', as is natural for a local body' if words.body and chance.z < 0 else ''}."
    if chance.p <= ALPHA:
        return f"{than}, but among so many {words.several} one such may be an accident."
    return f"About as many partnerships as {what} by chance {expected}."


def _words(by: str) -> _Words:
    if by not in _WORDS:
        raise UnknownNameError("recurrence by", by, _WORDS)
    return _WORDS[by]


def _names(frame: pd.DataFrame) -> list[str]:
    labels: list[str] = frame["label"].tolist()
    if "type_label" not in frame:
        return labels
    return [f"{label} ({of})" for label, of in zip(labels, frame["type_label"].tolist(), strict=True)]


def _some(number: int, of: int) -> str:
    """A part of a whole of two or more, in words: "2", "both", "all 5"."""
    if number < of:
        return str(number)
    return "both" if of == 2 else f"all {of}"


def _part(number: int, of: int, noun: str) -> str:
    """A part of a whole with its noun: "2 of 3 reviews", "all 3 reviews", "the one review"."""
    if of == 1:
        return f"the one {noun}"
    return f"{number} of {of} {noun}s" if number < of else f"{_some(number, of)} {noun}s"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
