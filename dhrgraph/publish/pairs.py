"""Which finding of a new build is which of the old one: by its words, for identifiers change with the document.

old findings, new findings  ->  paired_documents, paired  ->  pairs, None where there is no other
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from dhrgraph.reconcile.register.words import fold
from dhrgraph.text.wording import wording_key

Row = Mapping[str, Any]
Pair = tuple[Row | None, Row | None]  # old, new
_LIKE = 60  # of 100: a text that was corrected stays far above, two recommendations of one list far below
KINDS = ("recommendation", "action", "learning_point", "contribution", "guidance", "figure", "citation")


def words_of(row: Row) -> str:
    """The words of a finding, as they are published.

    Example:
        >>> words_of({"kind": "learning_point", "narrative": "Nobody asked.", "lesson": None})
        'Nobody asked.'
    """
    if row["kind"] == "learning_point":
        return f"{row['narrative'] or ''} {row['lesson'] or ''}".strip()
    names = ("text", "action", "agency_raw", "raw")
    return next((str(row[name]) for name in names if row.get(name)), "")


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The findings of each document, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document"]].append(row)
    return dict(found)


def paired_documents(old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> list[tuple[str, str]]:
    """Names of documents that are in both builds, "" where one is in the other only; sorted.

    A document is known by its file's name, else by the id of its review, which its bytes make.
    """
    renamed = {_review(rows): file for file, rows in new.items() if file not in old and _review(rows)}
    other = {file: file if file in new else renamed.pop(_review(rows), "") for file, rows in old.items()}
    taken = set(other.values())
    return sorted([*other.items(), *(("", file) for file in new if file not in taken)])


def paired(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Pair]:
    """The findings of two versions of one document, kind by kind: those alike in words, then the likest, then the rest.

    Of findings with the same words the first goes with the first.
    """
    for kind in KINDS:
        olds, news = ([row for row in rows if row["kind"] == kind] for rows in (old, new))
        yield from _paired(olds, news, _action_key(old), _action_key(new))


Key = Callable[[Row], Hashable]


def _paired(olds: Sequence[Row], news: Sequence[Row], old_key: Key, new_key: Key) -> Iterator[Pair]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at, row in enumerate(olds):
        waiting[old_key(row)].append(at)
    other: dict[int, int] = {}
    for at, row in enumerate(news):
        if same := waiting.get(new_key(row)):
            other[at] = same.pop(0)
    left = sorted(set(range(len(olds))) - set(other.values()))
    for at, old_at in _likest([olds[n] for n in left], [(n, news[n]) for n in range(len(news)) if n not in other]):
        other[at] = left[old_at]
    yield from ((olds[n], None) for n in sorted(set(range(len(olds))) - set(other.values())))
    for at, row in enumerate(news):
        yield (olds[other[at]] if at in other else None), row


def _likest(olds: Sequence[Row], news: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, int]]:
    """Places in `news` and in `olds` of findings whose words are alike, each once, the likest first."""
    texts = [fold(words_of(row)) for row in olds]
    found = [
        (-score, place, old)
        for place, row in news
        for _, score, old in process.extract(
            fold(words_of(row)), texts, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None
        )
        if words_of(row)
    ]
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for _, place, old in sorted(found):
        if place not in taken_new and old not in taken_old:
            taken_new.add(place)
            taken_old.add(old)
            yield place, old


def _action_key(rows: Sequence[Row]) -> Key:
    """A finding's key: its words, and for an action those of the recommendation it answers."""
    asked = {row["order"]: wording_key(row["text"]) for row in rows if row["kind"] == "recommendation"}

    def key(row: Row) -> Hashable:
        answers = asked.get(row["recommendation"], "") if row["kind"] == "action" else row.get("list")
        return answers, wording_key(words_of(row))

    return key


def _review(rows: Sequence[Row]) -> str:
    return next((str(row["id"]) for row in rows if row["kind"] == "review"), "")
