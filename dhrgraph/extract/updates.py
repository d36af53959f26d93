"""Which words of a progress cell count: its latest dated update, and the date at which the action was finished.

words of one cell, statuses  ->  latest_update   ->  where the update stands that decides, or None
words of one cell, statuses  ->  finishing_date  ->  FoundDate or None
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dhrgraph.extract.dates import FoundDate, find_dates, leading_date
from dhrgraph.extract.lexicons import Cue

_START = re.compile(r"(?<!\S)[(\[]?(?=[A-Z\d])")
_LEAD = re.compile(
    r"(?:(?:progress |latest |further )?updated?\s{0,3}(?:(?:as )?(?:at|of|on|in)\s|[:–-])?"
    r"|(?:as )?(?:at|of)\s)\s{0,3}",
    re.IGNORECASE,
)
_COLON = re.compile(r"[)\]]?\s?[:–—-]\s?|[)\]]\s")
_SENTENCE_END = re.compile(r"[.;:!?)\]]\s{1,3}$")
_CLAUSE = re.compile(r"[.;,!?]\s|\(")
_BESIDE = re.compile(r"[\s.,;:(–—-]{0,6}(?:(?:in|on|by)\s{1,3}(?:the\s)?)?")
_ENDED = re.compile(r"\W*$|\s?[.,;:)–-]")
_MOST = 200  # characters before a date in which its clause can begin


def latest_update(words: str, says: Callable[[str], bool], opens: Callable[[str], bool]) -> tuple[int, int] | None:
    """[start, end) of the latest dated update that says a status; None when the cell is no series of updates.

    `says` tells whether words speak for a status, `opens` whether they begin with one. Behind words without a
    date, one update counts only when its status stands first: otherwise it may tell of anything.

    Example:
        >>> done = lambda said: "done" in said
        >>> latest_update("Update June 2023: met twice. Update January 2024: done.", done, done)
        (29, 55)
        >>> latest_update("May 2024: done. June 2023: not begun.", done, done)
        (0, 16)
    """
    found = list(_dated(words))
    ends = [*(start for start, _, _ in found[1:]), len(words)]
    head = bool(found) and bool(words[: found[0][0]].strip())
    if len(found) + head < 2:
        return None
    judge = says if len(found) > 1 else opens
    said = [
        (date, start, end) for (start, at, date), end in zip(found, ends, strict=True) if judge(words[at:end].strip())
    ]
    latest = max(said, key=lambda update: (update[0].latest or "", update[1]), default=None)
    return (latest[1], latest[2]) if latest else None


def finishing_date(
    words: str, statuses: Sequence[Cue], taken: Iterable[tuple[int, int]], complete: Sequence[str]
) -> FoundDate | None:
    """When an action that is complete was finished: the one date beside completing words, or the only date.

    `taken` are the places of dates that are known to be others; what is "due", "to be" or "since" a date is another
    too. `complete` names the statuses whose words complete. A year alone counts only beside such words.
    """
    spans = tuple(taken)
    free = [
        date
        for date in find_dates(words, bare_year=True)
        if date.value and not any(a < date.end and date.start < b for a, b in spans)
    ]
    own = [date for date in free if not _is_other(words, date, statuses)]
    ends = {
        said.end() + len(beside[0])
        for cue in statuses
        if cue.row["place"] == "opening" and cue.name in complete
        for said in cue.pattern.finditer(words)
        if not words[said.start() - 1 : said.start()].isalnum() and (beside := _BESIDE.match(words, said.end()))
    }
    whole = [date for date in own if len(words[date.start : date.end].strip()) > len("2024")]
    close = [date for date in own if date.start in ends and (date in whole or _ENDED.match(words, date.end))]
    return next((found[0] for found in (close, whole) if len(found) == 1), None)


def _is_other(words: str, date: FoundDate, statuses: Sequence[Cue]) -> bool:
    """Whether the words of its clause say that a date is not that of completion."""
    start = max(0, date.start - _MOST)
    before = words[max((m.end() for m in _CLAUSE.finditer(words, start, date.start)), default=start) : date.start]
    return any(cue.row["place"] == "other-date" and cue.pattern.search(before) for cue in statuses)


def _dated(words: str) -> Iterable[tuple[int, int, FoundDate]]:
    """The updates that begin with a date: where each begins, where its words begin, and its date."""
    for start in _START.finditer(words):
        lead = _LEAD.match(words, start.end())
        at = lead.end() if lead else start.end()
        date = leading_date(words, at)
        if date is None or not date.value:
            continue
        colon = _COLON.match(words, date.end)
        before = start.start()
        fresh = before == 0 or _SENTENCE_END.search(words[max(0, before - 4) : before])
        named = lead is not None and words[start.end()].isupper()
        if named or (fresh and colon):
            yield start.start(), colon.end() if colon else date.end, date
