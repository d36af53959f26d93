"""The plan row being put together, and the cells that find no place in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dhrgraph.extract.captions import Caption
from dhrgraph.extract.dates import find_date, find_open_end
from dhrgraph.extract.plan_rows import Item, PlanRow, is_other, leading_number, printed_number
from dhrgraph.records import EMPTY, Cell, Issue, Passage, Span
from dhrgraph.text.headings import Columns
from dhrgraph.text.passages import join, part

Fields = dict[str, list[Passage]]

_REPEATED_WORDS = 4  # a repeated line shorter than this may be chance
_TAIL = 300  # characters back in which a page break can repeat what stood above it
_LONGEST_NUMBER = 12  # characters of a number in a form nobody has seen
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]{0,2}")  # a list's items may have letters for numbers
_ENDS = (".", "!", "?", ")")
_OF_AN_ITEM = {"target", "lead", "status"}  # one of them beside an action makes a row of its own
_ONCE = ("action", "target")  # fields that an action of a form has once
_STATED = Columns("plan", ())  # of a row that is a recommendation and nothing else


class OpenRow:
    """Rows as they are put together: the fields of the row being read, its number, and the rows that are whole."""

    def __init__(self, source: str) -> None:
        self.rows: list[PlanRow] = []
        self.issues: list[Issue] = []
        self._source = source
        self._items: list[Fields] = []
        self._caption: Caption | None = None
        self._columns: Columns | None = None
        self._number: str | None = None
        self._inferred = False
        self._where = Span(0, 0)
        self._stray: list[Passage] = []

    @property
    def is_stated(self) -> bool:
        """Whether the open row is a recommendation that stood over the whole width, its actions still to come."""
        return len(self._items) == 1 and self._columns is _STATED and self._items[0].keys() == {"recommendation"}

    def state(self, caption: Caption | None, number: str | None, words: Passage) -> None:
        """Begin a row with nothing but a recommendation; the rows below it hold its actions."""
        self._begin(words.spans[0], caption, _STATED, number, {"recommendation": [words]})

    def fill(self, name: str, words: Passage, *, merged: bool = False) -> None:
        """Take in one field of a form: the first that comes again begins the next action."""
        columns = Columns(
            "plan" if self._columns is _STATED else "actions", (), frozenset({"target"} if merged else ())
        )
        if not self._items:
            self._begin(words.spans[0], self._caption, columns, None, {})
        elif name in self._items[-1] and name in _ONCE:
            self._items.append({})
        self._columns = columns if merged else self._columns
        self._items[-1].setdefault(name, []).append(words)

    def close(self, *, forget: bool = False) -> None:
        """Write down the row being read, if there is one; with `forget` the numbers start again."""
        if self._items and self._columns:
            items = tuple(Item(fields) for fields in self._items if any(fields.values()))
            columns, number = self._columns, self._number
            form = "numbered" if columns.numbered else columns.table
            row = PlanRow(self._caption, number, self._inferred, items, columns.merged, self._where, form)
            if items:
                self.rows.append(row)
            else:
                said = f"recommendation {number} of an action plan has no words and is left out"
                self.issues.append(Issue("extract", "warning", said, self._where))
        self._items = []
        if forget:
            self._number, self._inferred = None, False

    def add(self, caption: Caption | None, columns: Columns, fields: Fields) -> None:
        """Take in one row of cells: a new recommendation, a new item of the open one, or words that go on."""
        where = min(passage.spans[0] for passages in fields.values() for passage in passages)
        number = self._take_number(fields)
        if number and self._is_action_of_open(number, columns, fields):
            fields["action"] = fields.pop("recommendation")
            number = None
        if columns.table == "actions" and not columns.numbered:
            self._take_action(where, caption, columns, fields)
        elif number and not self._is_said_again(number, fields):
            self._begin(where, caption, columns, number, fields)
        elif number is None and self._begins_without_number(columns, fields):
            inferred = self._inferred_number(columns, fields)
            self._begin(where, caption, columns, inferred, fields, inferred=inferred is not None)
        elif columns.numbered and "action" in fields and not number and columns.column("number") is None:
            self._begin(where, caption, columns, None, fields)
        elif self._items:
            self._go_on(columns, fields, again=number is not None)
        else:
            self._stray += [passage for passages in fields.values() for passage in passages]

    def stray(self) -> tuple[Issue, ...]:
        """One issue for all cells that stand where no recommendation is open."""
        if not self._stray:
            return ()
        said = f"cells of an action plan are left out: no recommendation stands above {_count(len(self._stray))}"
        return (Issue("extract", "warning", said, self._stray[0].spans[0]),)

    def _take_action(self, where: Span, caption: Caption | None, columns: Columns, fields: Fields) -> None:
        """A row of a table without recommendations: an action of its own, or the rest of the one above."""
        if self.is_stated:
            self._items[0] |= {name: passages for name, passages in fields.items() if name != "recommendation"}
        elif not self._items:
            self._begin(where, caption, columns, None, fields)
        elif columns.column("action") is not None and "action" not in fields:
            self._go_on(columns, fields, again=False)
        else:
            self._items.append(fields)

    def _begin(
        self,
        where: Span,
        caption: Caption | None,
        columns: Columns,
        number: str | None,
        fields: Fields,
        *,
        inferred: bool = False,
    ) -> None:
        self._carry_lead(columns, fields)
        self.close()
        self._caption, self._columns, self._number, self._inferred = caption, columns, number, inferred
        self._items, self._where = [fields], where

    def _carry_lead(self, columns: Columns, fields: Fields) -> None:
        """Give a row the lead of the one above, when a column of leads in front of all groups the rows by body."""
        lead, recommendation = columns.column("lead"), columns.column("recommendation")
        if self._items and lead == 0 and recommendation and self._columns == columns and "lead" in self._items[0]:
            fields.setdefault("lead", self._items[0]["lead"])

    def _go_on(self, columns: Columns, fields: Fields, *, again: bool) -> None:
        if again:
            fields.pop("recommendation", None)
        if again or self._is_item(columns, fields):
            self._items.append(fields)
            return
        for name, passages in fields.items():
            held = self._items[-1].setdefault(name, [])
            for passage in passages:
                if fresh := self._without_repeated(passage, held, name):
                    held.append(fresh)

    def _without_repeated(self, passage: Passage, held: Sequence[Passage], name: str) -> Passage:
        """The words without those at their beginning that a page break has printed again; all may be such."""
        before, at = "", len(held)
        while at and len(before) < _TAIL:
            at -= 1
            before = f"{held[at].text} {before}".strip()
        terms, tail = passage.text.split(), before[-_TAIL:]
        if len(terms) >= _REPEATED_WORDS and passage.text in tail:
            count = len(terms)
        else:
            most = min(len(terms), len(tail.split()))
            counts = range(most, _REPEATED_WORDS - 1, -1)
            count = next((n for n in counts if tail.endswith(" ".join(terms[:n]))), 0)
        if not count:
            return passage
        said = f"a page break repeats {count} words of the {name} cell; read once"
        self.issues.append(Issue("extract", "note", said, passage.spans[0]))
        return part(self._source, passage, len(" ".join(terms[:count])), len(passage.text))

    def _take_number(self, fields: Fields) -> str | None:
        """The row's number, from its own cell or from the beginning of the recommendation; taken out of the fields."""
        cells = fields.pop("number", [])
        printed = printed_number(cells[0].text) if cells else None
        short = cells[0].text if cells and len(cells[0].text) <= _LONGEST_NUMBER else ""
        if not printed and short and ("recommendation" in fields or _LETTER.fullmatch(short)):
            printed = short.strip("().") if _LETTER.fullmatch(short) else short
        text = fields["recommendation"][0] if "recommendation" in fields else EMPTY
        found = leading_number(text.text) if not printed else None
        if found:
            printed, end = found
            rest = part(self._source, text, end, len(text.text))
            fields["recommendation"][:1] = [rest] if rest else []
        return printed

    def _is_said_again(self, number: str, fields: Fields) -> bool:
        """Whether number and words are those of the open row: merged cells are printed with each of their actions."""
        if not self._items or number != self._number or self._inferred:
            return False
        said = [p.text for p in fields.get("recommendation", ())]
        return bool(said) and said == [p.text for p in self._items[0].get("recommendation", ())]

    def _is_action_of_open(self, number: str, columns: Columns, fields: Fields) -> bool:
        """Whether a row of a plan without a column of actions is one: numbered N.1 below a mere recommendation N."""
        if columns.column("action") is not None or "recommendation" not in fields or not self._items:
            return False
        above = self._items[0].keys() == {"recommendation"} and number.startswith(f"{self._number}.")
        return above and self._number is not None and bool(_OF_AN_ITEM & fields.keys())

    def _begins_without_number(self, columns: Columns, fields: Fields) -> bool:
        """Whether a row without number starts a recommendation: the last has ended, this is dressed as a first row."""
        start = fields.get("recommendation")
        if not start or not start[0].text or start[0].text[0].islower():
            return False
        before = self._items[-1].get("recommendation") or self._items[0].get("recommendation") if self._items else None
        if before and [p.text for p in start] == [p.text for p in before]:
            return False
        ended = before is None or before[-1].text.endswith(_ENDS)
        if columns.column("number") is None:
            return bool({"scope", "lead", "action", "target"} & fields.keys()) and (ended or "action" in fields)
        return bool({"scope", "lead"} & fields.keys()) and (ended or "scope" in fields)

    def _is_item(self, columns: Columns, fields: Fields) -> bool:
        """Whether a row below the first is an action of its own: a whole one, with a date, a lead or a status."""
        if "recommendation" in fields or "action" not in fields or not _OF_AN_ITEM & fields.keys():
            return False
        target = join(self._source, fields.get("target", ())).text
        told = [name for name in fields if name != "target" and not is_other(name)]
        began = [p.text[:1] for name in told for p in fields[name]]
        whole = all(first.isupper() or first.isdigit() for first in began)
        return whole and ("target" not in columns.merged or bool(find_date(target) or find_open_end(target)))

    def _inferred_number(self, columns: Columns, fields: Fields) -> str | None:
        """The number that is missing, when the rows before are numbered without gaps; an issue says so."""
        if columns.column("number") is None and self._number is None:
            return None
        where = fields["recommendation"][0].spans[0]
        previous = re.fullmatch(r"(\D{0,20})(\d{1,4})", self._number or "")
        number = f"{previous[1]}{int(previous[2]) + 1}" if previous else None if self._number else "1"
        said = f"; {number} is inferred from its place" if number else ""
        self.issues.append(Issue("extract", "warning", f"a recommendation's number is missing{said}", where))
        return number


class Unplaced:
    """Cells whose column means nothing yet: counted, so that none is lost in silence."""

    def __init__(self) -> None:
        self._headings: dict[str, Span] = {}
        self._cells: dict[str | None, list[Cell]] = {}

    def heading(self, words: str, where: Span) -> None:
        """Note a column heading that no one has recorded."""
        self._headings.setdefault(words, where)

    def cell(self, heading: str | None, cell: Cell) -> None:
        """Note a cell below such a heading, or beyond the last column (None)."""
        self._cells.setdefault(heading, []).append(cell)

    def issues(self) -> tuple[Issue, ...]:
        """One for each unknown heading, one for all cells that stand beside every column."""
        counts: Mapping[str | None, int] = {heading: len(cells) for heading, cells in self._cells.items()}
        made = [
            Issue(
                "extract",
                "warning",
                f"no meaning is recorded for the column heading '{words}'; "
                f"{_count(counts.get(words, 0))} below it kept as printed. "
                "To mend: add a row to ontology/table_headings.csv.",
                where,
            )
            for words, where in self._headings.items()
        ]
        if beside := self._cells.get(None):
            said = f"{_count(len(beside))} of an action plan beside every column; kept as printed"
            made.append(Issue("extract", "warning", said, beside[0].span))
        return tuple(made)


def _count(cells: int) -> str:
    return f"{cells} cells" if cells != 1 else "1 cell"
