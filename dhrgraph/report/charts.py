"""From a chart to its drawing, wide for a page and narrow for a small telephone.

    Chart, width  ->  draw  ->  Drawing (drawing.py)  ->  templates/report_chart.svg.j2  ->  SVG

Every number is a cell of the chart's table, so picture and table cannot disagree. What a picture leaves out (the end
of a long label, rows past `most`, how many) stands in the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dhrgraph.report.drawing import LINE, SMALL, Box, Dot, Drawing, Line, Mark, Words, fitted, scale, wide
from dhrgraph.report.records import Cell, Chart, Form, Interval, Number
from dhrgraph.report.words import figure, plain

WIDE, NARROW = 720, 288
FILLS = 6  # colours of report.css; the first is dark, the others are light enough for dark words
_GAP, _TOP, _VALUE = 14, 30, 62  # between rows; for the axis; for a value in words


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the picture: its label in lines, where they begin, the middle of its mark."""

    place: int
    label: tuple[str, ...]
    top: float
    middle: float


def draw(chart: Chart, width: float = WIDE) -> Drawing:
    """The drawing of a chart. Without a row it says so in words."""
    if not chart.table.rows:
        return Drawing(width, 40, (Words(0, 25, "There is nothing to draw: the table has no row.", look="soft"),))
    return {"dots": _dots, "stack": _stack, "years": _years}[chart.kind](chart, width)


def drawn(chart: Chart) -> int:
    """How many rows the picture shows."""
    return min(len(chart.table.rows), chart.most)


def _dots(chart: Chart, width: float) -> Drawing:
    """A row each: label, line of the interval, tick of what was expected, dot, value."""
    rows, left, right, bottom = _laid_out(chart, width)
    values, (head,) = chart.table.column(chart.values[0]), chart.values
    between = chart.table.column(chart.interval) if chart.interval else (None,) * len(values)
    expected = chart.table.column(chart.expected) if chart.expected else (None,) * len(values)
    shown = [cell for row in rows for cell in (values[row.place], between[row.place], expected[row.place])]
    form: Form = next((cell.form for cell in values if isinstance(cell, Number)), "count")
    places = scale([n for cell in shown for n in _numbers(cell)], whole=form == "count", share=form == "share")

    def at(value: float) -> float:
        return left + (value - places[0]) / (places[-1] - places[0]) * (right - left)

    marks: list[Mark] = []
    for place in places if width > NARROW or len(places) < 4 else places[:: len(places) - 1]:
        marks.append(Line(at(place), _TOP - 8, at(place), bottom, "grid"))
        marks.append(Words(at(place), _TOP - 14, figure(place, form), "middle", "axis"))
    for row in rows:
        value, around, hoped = values[row.place], between[row.place], expected[row.place]
        marks += _label(row)
        if isinstance(around, Interval):
            marks.append(Line(at(around.low), row.middle, at(around.high), row.middle, "interval"))
        if isinstance(hoped, Number):
            marks.append(Line(at(hoped.value), row.middle - 9, at(hoped.value), row.middle + 9, "expected"))
        if isinstance(value, Number):
            marks.append(Dot(at(value.value), row.middle))
        marks.append(Words(width, row.middle + 5, plain(value), "end", "value"))
    key = [("dot", head), ("interval", chart.interval), ("expected", chart.expected)]
    return _finished(chart, width, bottom, marks, [(kind, words) for kind, words in key if words])


def _stack(chart: Chart, width: float) -> Drawing:
    """A bar a row: one box a column, the whole in words. The longest bar fills the room."""
    rows, left, right, bottom = _laid_out(chart, width, axis=False)
    columns = [chart.table.column(head) for head in chart.values]
    counts = {row.place: [_counted(column[row.place]) for column in columns] for row in rows}
    longest = max((sum(each) for each in counts.values()), default=0) or 1
    marks: list[Mark] = []
    for row in rows:
        marks += [*_label(row), Line(left, row.middle - 11, left, row.middle + 11, "base")]
        x = left
        for fill, count in enumerate(counts[row.place]):
            w = count / longest * (right - left)
            look = "within" if fill % FILLS else "within on-dark"
            if count:
                marks.append(Box(x, row.middle - 10, w, 20, fill))
                if w > wide(figure(count, "count"), SMALL) + 8:
                    marks.append(Words(x + w / 2, row.middle + 4.5, figure(count, "count"), "middle", look))
            x += w
        marks.append(Words(width, row.middle + 5, figure(sum(counts[row.place]), "count"), "end", "value"))
    return _finished(chart, width, bottom, marks, [(str(fill), head) for fill, head in enumerate(chart.values)])


def _years(chart: Chart, width: float) -> Drawing:
    """An upright bar a row, its number above, its label below; of many labels some, evenly."""
    first = len(chart.table.rows) - drawn(chart)
    labels = [plain(cell) for cell in chart.table.column(chart.label)[first:]]
    counts = [_counted(cell) for cell in chart.table.column(chart.values[0])[first:]]
    greatest, room, high = max(counts) or 1, width / len(counts), 150.0
    thick = min(44.0, room * 0.7)
    base = high + 26
    widest = max(wide(fitted(label, max(room, 60), 1, SMALL)[0], SMALL) for label in labels) + 8
    every = max(1, -int(-widest // room))
    crowded = max(wide(figure(count, "count"), SMALL) for count in counts) + 2 > room
    marks: list[Mark] = []
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        middle, top = room * (place + 0.5), base - count / greatest * high
        if count:
            marks.append(Box(middle - thick / 2, top, thick, base - top))
        if not crowded or count == greatest:
            marks.append(Words(middle, top - 6, figure(count, "count"), "middle", "within"))
        if (len(counts) - 1 - place) % every == 0:  # the last one always has its label
            words = fitted(label, max(room * every, 60), 1, SMALL)[0]
            half = wide(words, SMALL) / 2
            marks.append(Words(min(max(middle, half), width - half), base + 18, words, "middle", "axis"))
    marks.append(Line(0, base, width, base, "base"))
    return _finished(chart, width, base + 26, marks, [])


def _laid_out(chart: Chart, width: float, *, axis: bool = True) -> tuple[list[_Row], float, float, float]:
    """The rows, the left and right ends of the plot, its lower end: labels beside it, or above where it is narrow."""
    beside = width > NARROW
    left, right = (width * 0.37 if beside else 6.0), width - _VALUE
    below = 10 if axis else 15
    y, rows = float(_TOP if axis else 6), []
    for place, cell in enumerate(chart.table.column(chart.label)[: drawn(chart)]):
        label = fitted(plain(cell), left - 18 if beside else width)
        high = LINE * len(label)
        rows.append(_Row(place, label, y, y + high / 2 if beside else y + high + below))
        y += high + _GAP + (0 if beside else below + 8)
    return rows, left, right, y - _GAP / 2


def _label(row: _Row) -> Iterator[Words]:
    for place, line in enumerate(row.label):
        yield Words(0, row.top + LINE * place + 14, line, look="label")


def _finished(
    chart: Chart, width: float, bottom: float, marks: Sequence[Mark], key: Sequence[tuple[str, str]]
) -> Drawing:
    """The drawing with its key below, in as many lines as it needs, and what was left out."""
    all_marks, x, y = list(marks), 0.0, bottom + 20
    for kind, words in key if len(key) > 1 else ():
        name = fitted(plain(words), width - 40, 1, SMALL)[0]
        needs = 30 + wide(name, SMALL) + 18
        if x and x + needs > width:
            x, y = 0.0, y + 22
        all_marks += [*_sign(kind, x, y - 4), Words(x + 30, y, name, look="axis")]
        x += needs
    bottom = y + 8 if len(key) > 1 else bottom + 6
    if drawn(chart) < len(chart.table.rows):
        rest = len(chart.table.rows) - drawn(chart)
        where = "before these" if chart.kind == "years" else "more"
        all_marks.append(Words(0, bottom + 14, f"The table has {rest:,} {where}.", look="axis"))
        bottom += 22
    fills = len(chart.values) if chart.kind == "stack" else 1
    return Drawing(width, round(bottom, 1), tuple(all_marks), fills if chart.kind != "dots" else 0)


def _sign(kind: str, x: float, y: float) -> tuple[Mark, ...]:
    if kind == "dot":
        return (Dot(x + 11, y),)
    if kind == "interval":
        return (Line(x, y, x + 22, y, "interval"),)
    if kind == "expected":
        return (Line(x + 11, y - 9, x + 11, y + 9, "expected"),)
    return (Box(x, y - 7, 22, 14, int(kind)),)


def _counted(cell: Cell) -> float:
    return max(0, cell.value) if isinstance(cell, Number) else 0


def _numbers(cell: Cell) -> tuple[float, ...]:
    match cell:
        case Number(value, _, _):
            return (value,)
        case Interval(low, high, _):
            return (low, high)
    return ()
