"""A page's elements as paragraphs and tables, with white space and lists as a browser prints them.

    element  ->  flow_of  ->  Paragraph, Rows

Elements may be nested as deep as the parser lets them be: nothing here calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dhrgraph.read.flow import BULLET, Block, Flow, Paragraph, Rows, printed
from dhrgraph.read.html.lists import Marks, marks_of
from dhrgraph.read.html.page import Element, shown
from dhrgraph.read.html.tables import Slot, placed
from dhrgraph.read.numerals import whole

_BLOCKS = """
    address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup
    option p pre search section summary table tbody td tfoot th thead tr ul
"""
_IS_BLOCK = frozenset(_BLOCKS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_BOLD = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.I)
_SPACES = str.maketrans("\t\n\r\f", "    ")
_DEEPEST = 8  # tables inside one another; any deeper are read as running text
_MARKS = 20  # characters of the marks of lists inside one another that stand in one line
_TERM = 60  # characters of a term that stands in one line with its meaning

Close = Callable[[], None]


def flow_of(content: Element) -> Flow:
    """The paragraphs and tables of an element, in order."""
    page, closing = _Page(), list[Close]()
    for event, element in shown(content):
        if event == "start":
            closing.append(page.open(element))
            page.say(element.text)
        elif event == "end":
            closing.pop()()
        elif element.tag in _IS_BLOCK:
            page.flush()
        if event != "start" and element is not content:
            page.say(element.tail)
    page.settle()
    return tuple(page.flow)


@dataclass(slots=True)
class _State:
    """What holds for words in one cell, and outside all."""

    lists: list[Marks] = field(default_factory=list)
    bold: int = 0
    kept: int = 0  # inside how many `pre`
    level: int = 0
    mark: str = ""
    term: str = ""


@dataclass(slots=True)
class _Table:
    rows: list[list[Slot]] = field(default_factory=list)
    headed: bool | None = None


class _Page:
    """What has been read so far. `open` takes an element's start and gives what to do at its end."""

    def __init__(self) -> None:
        self.flow: list[Block] = []
        self._tables: list[_Table] = []
        self._state = _State()
        self._said: list[tuple[str, bool]] = []

    def say(self, words: str | None) -> None:
        """Add words to the line; outside `pre` a line end or a tab is a space."""
        if words:
            kept = words.replace("\r\n", "\n") if self._state.kept else words.translate(_SPACES)
            self._said.append((kept, self._state.bold > 0))

    def flush(self) -> None:
        """End the paragraph, if one has begun."""
        said, self._said = self._said, []
        if not any(words.strip() for words, _ in said):
            return
        state = self._state
        if state.term:
            said.insert(0, (f"{state.term} " if state.term.endswith(":") else f"{state.term}: ", False))
        self.flow.append(Paragraph(printed(said), state.mark, state.level))
        state.mark = state.term = ""

    def settle(self) -> None:
        """End the paragraph, and let a term that no meaning followed be one."""
        self.flush()
        term, self._state.term = self._state.term, ""
        self.say(term)
        self.flush()

    def open(self, element: Element) -> Close:
        """Begin an element; what is returned ends it."""
        tag = element.tag
        if tag == "br":
            self._said.append(("\n", True))
        elif tag == "q":
            self.say("“")
            return lambda: self.say("”")
        elif tag in ("b", "strong") or _BOLD.search(element.get("style", "")):
            return self._bold(tag in _IS_BLOCK)
        elif tag in _HEADINGS:
            return self._heading(_HEADINGS[tag])
        elif tag in _LISTS:
            return self._list(element)
        elif tag == "li":
            return self._item(element)
        elif tag in ("dt", "dl"):
            self.settle()
            return self._term if tag == "dt" else self.settle
        elif tag == "pre":
            return self._pre()
        elif tag in ("table", "tr", "td", "th", "caption") and (close := self._in_table(element)):
            return close
        elif tag in _IS_BLOCK:
            self.flush()
            return self.flush
        return _nothing

    def _bold(self, block: bool) -> Close:
        if block:
            self.flush()
        state = self._state
        state.bold += 1

        def close() -> None:
            if block:
                self.flush()
            state.bold -= 1

        return close

    def _heading(self, level: int) -> Close:
        self.settle()
        state = self._state
        state.level = level

        def close() -> None:
            self.flush()
            state.level = 0

        return close

    def _list(self, element: Element) -> Close:
        self.settle()
        lists = self._state.lists
        lists.append(marks_of(element))

        def close() -> None:
            self.flush()
            lists.pop()

        return close

    def _item(self, element: Element) -> Close:
        self.flush()
        state = self._state
        mark = state.lists[-1].next(element) if state.lists else BULLET
        outer = state.mark if state.mark != BULLET and len(state.mark) < _MARKS else ""
        state.mark = outer if outer and mark == BULLET else " ".join(filter(None, (outer, mark)))

        def close() -> None:
            self.flush()
            state.mark = ""

        return close

    def _term(self) -> None:
        """The end of a term: a short one waits for its meaning, to stand in one line with it."""
        before = len(self.flow)
        self.flush()
        last = self.flow[-1] if len(self.flow) == before + 1 else None
        if isinstance(last, Paragraph) and len(last.lines) == 1 and not last.mark:
            words = " ".join(last.lines[0].words.split())
            if len(words) <= _TERM:
                self.flow.pop()
                self._state.term = words

    def _pre(self) -> Close:
        self.flush()
        state = self._state
        state.kept += 1

        def close() -> None:
            self.flush()
            state.kept -= 1

        return close

    def _in_table(self, element: Element) -> Close | None:
        """Begin a table or a part of one; None for a part outside any table, or nested too deep."""
        if element.tag == "table":
            return self._table(element) if len(self._tables) < _DEEPEST else None
        if not self._tables:
            return None
        table = self._tables[-1]
        if element.tag == "caption":
            table.headed = table.headed is not False
            return None
        self.flush()
        if element.tag == "tr":
            table.rows.append([])
            return self.flush
        return self._cell(element, table)

    def _table(self, element: Element) -> Close:
        self.settle()
        self._state.mark = ""
        table = _Table(headed=False if element.get("role") in ("presentation", "none") else None)
        self._tables.append(table)

        def close() -> None:
            self.flush()
            self._tables.pop()
            self.flow.append(Rows(placed(table.rows), table.headed))

        return close

    def _cell(self, element: Element, table: _Table) -> Close:
        if element.tag == "th" and table.headed is None:
            table.headed = True
        outer, state = self.flow, self._state
        self.flow, self._state = [], _State()

        def close() -> None:
            self.settle()
            slot = Slot(tuple(self.flow), _span(element, "colspan"), _span(element, "rowspan"))
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(slot)
            self.flow, self._state = outer, state

        return close


def _nothing() -> None:
    """The end of an element that has no bearing on paragraphs."""


def _span(element: Element, name: str) -> int:
    return max(1, whole(element.get(name)) or 1)
