"""The worksheet: what needs a person's decision, one row each, most frequent first, ready for a spreadsheet.

    questions, judgements  ->  worksheet_rows  ->  rows  ->  to_sheet  ->  CSV

A person fills in `decision`, `by` (a role) and `on` (a date) and gives the file to `dhrgraph build --judgements`. The
cells `kind`, `what`, `area`, `wording` and `other` say what is decided; all others are there to decide by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dhrgraph.publish.lists import to_csv
from dhrgraph.publish.questions import Key, Known, Question, key_of
from dhrgraph.records import JudgementKind, JudgementRow

COLUMNS = (
    "kind", "what", "area", "area_name", "wording", "other", "times", "reviews", "partnerships", "quote", "document",
    "span", "why", "candidates", "nearest", "decision", "by", "on", "note",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes a CSV file for the Windows alphabet
_KINDS: tuple[JudgementKind, ...] = ("agency", "theme", "same-review", "death")


def worksheet_rows(
    questions: Iterable[Question], judgements: Iterable[JudgementRow], known: Known, *, everything: bool = False
) -> list[dict[str, str]]:
    """One row a decision, most frequent first; a mention's rows of all areas stand together.

    What has been judged is left out, or comes last with its decision if `everything` is asked for.
    """
    decided = {key_of(row): row for row in judgements}
    asked: dict[Key, list[Question]] = defaultdict(list)
    shown: dict[Key, list[Question]] = defaultdict(list)
    for question in questions:
        key = question.key if question.key in decided else _everywhere(question.key)
        if key in decided:
            shown[key].append(question)
        elif not question.judged:
            asked[question.key].append(question)
    together: dict[tuple[str, str], int] = defaultdict(int)  # how often a mention stands anywhere
    for key, places in asked.items():
        together[_head(key)] += len(places)
    order = sorted(
        asked,
        key=lambda key: (
            -together[_head(key)], _KINDS.index(asked[key][0].kind), _head(key)[1] if key[0] == "agency" else "",
            -len(asked[key]), -asked[key][0].sure, key,
        ),
    )  # fmt: skip
    rows = [_row(asked[key], known) for key in order]
    return [*rows, *(_filled(row, shown[key], known) for key, row in decided.items())] if everything else rows


def _head(key: Key) -> tuple[str, str]:
    return (key[0], key[1]) if key[0] == "agency" else (key[0], "".join(key))


def _row(places: Sequence[Question], known: Known) -> dict[str, str]:
    first = places[0]
    near = ""
    if first.kind == "agency":
        near = known.nearest(first.fields["what"], frozenset(filter(None, first.fields["area"].split(";"))))
    return {
        **dict.fromkeys(COLUMNS, ""),
        "kind": first.kind,
        **first.fields,
        "times": str(len(places)),
        "reviews": str(len({place.review for place in places if place.review})),
        "partnerships": str(len({place.partnership for place in places if place.partnership})),
        "nearest": near,
    }


def _everywhere(key: Key) -> Key:
    """The key of a decision for all areas."""
    return (key[0], key[1], "") if key[0] == "agency" else key


def _filled(row: JudgementRow, places: Sequence[Question], known: Known) -> dict[str, str]:
    """A row with its decision, and with what is known of the places it is about, if there are any."""
    found = _row(places, known) if places else dict.fromkeys(COLUMNS, "")
    cells = {name: getattr(row, name) for name in ("kind", "what", "area", "other", "decision", "by", "on", "note")}
    wording = f"w{row.wording}" if row.wording else ""
    return {**found, **cells, "wording": wording, "why": f"decided in {row.place}", "candidates": "", "nearest": ""}


def to_sheet(rows: Iterable[dict[str, str]]) -> str:
    """The rows as CSV that a spreadsheet opens as UTF-8; no cell is a formula."""
    return _BYTE_ORDER_MARK + to_csv(COLUMNS, rows)
