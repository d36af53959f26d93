"""The first view as tables of text: for readers without script, for printers and for previewers.

    Page  ->  static_tables  ->  names, lines, recommendations

templates/js/tables.js puts its own in their place, with the same words and numbers; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from dhrgraph.graph_page.kinds import kind_of
from dhrgraph.graph_page.records import Line, Node, Page, Review, Statement, View
from dhrgraph.graph_page.render.held import short

COUNTS = ("partnerships", "reviews", "recommendations")
MOST = 300  # rows of a table; those who read it without script are told how many more there are
LONG = 600  # characters of a text that are shown at once; dom.js has the same
NAME = 200  # characters of a name
FIRST_RIGHT_TO_LEFT = (
    "\u0590"  # Unicode Standard Annex 9: the Hebrew block; below it none, nor any control of direction
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: `text` at once, `rest` folded below it. A number stands on the right."""

    text: str
    rest: str = ""
    numeric: bool = False

    @property
    def isolated(self) -> bool:
        """Whether its letters may run from right to left, so that it is to be kept apart from what is around it."""
        return max(self.text + self.rest, default="") >= FIRST_RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `one` is what a row is called, `of` how many there are where not all are here. `hidden`: the view has
    nothing for it, but another may."""

    name: str
    title: str
    one: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of: int
    hidden: bool = False


def static_tables(page: Page) -> tuple[Table, ...]:
    """The tables of the page's first view, at most MOST rows each; that of recommendations hidden if it has none."""
    view = page.views[0]
    return _names(page, view), _lines(page, view), _recommendations(page, view)


def listed(page: Page) -> list[int]:
    """The numbers of the statements in the static table of recommendations, by row."""
    return sorted(_behind(page.views[0]))[:MOST]


def readable(text: str) -> bool:
    """Whether the text can be read back from the table as it was: whole, and of letters that HTML leaves alone
    (HTML Standard 13.2.3.5 and 13.2.6: it makes line feeds of carriage returns and drops U+0000)."""
    return len(text) <= LONG and not {"\r", "\0"} & set(text)


def _names(page: Page, view: View) -> Table:
    measures = [size for size in view.sizes if size.key not in COUNTS]
    grouped = any(node.group for node in view.nodes)
    heads = ["Name", "Kind", *(["Group"] if grouped else [])]

    def row(node: Node) -> tuple[Cell, ...]:
        kind = kind_of(node.kind).one + (f": {node.type}" if node.type and node.type != node.group else "")
        texts = [_label(node), kind, *([node.group] if grouped else [])]
        numbers = [*_counts(page, view, node), *(short(node.measures.get(size.key, 0)) for size in measures)]
        return (*map(_name, texts), *map(_number, numbers))

    numeric = [*_count_heads(view), *(size.title for size in measures)]
    rows = [row(node) for node in view.nodes[:MOST]]
    both = (*_heads(heads), *_heads(numeric, numeric=True))
    return Table("names", "Names", "name", both, tuple(rows), len(view.nodes))


def _lines(page: Page, view: View) -> Table:
    labels = {node.id: _label(node) for node in view.nodes}
    lines = [line for line in view.lines if line.source in labels and line.target in labels]
    telling = any(line.label for line in lines)
    counts = {id(line): _counts(page, view, line) for line in lines}

    def row(line: Line) -> tuple[Cell, ...]:
        texts = [labels[line.source], labels[line.target], *([line.label] if telling else [])]
        return (*map(_name, texts), *map(_number, counts[id(line)]))

    heads = [*line_ends(view), *(["What it is"] if telling else [])]
    widest = sorted(lines, key=lambda line: [-count for count in counts[id(line)]])
    both = (*_heads(heads), *_heads(_count_heads(view), numeric=True))
    return Table("lines", "Lines", "line", both, tuple(map(row, widest[:MOST])), len(widest))


def _recommendations(page: Page, view: View) -> Table:
    def row(statement: Statement) -> tuple[Cell, ...]:
        review = page.reviews[statement.review]
        told = (
            review.label or review.id,
            *(_listed(page, iris) for iris in (review.partnerships, statement.addressees, statement.themes)),
        )
        cells = (statement.text, *told, unnumbered(statement))
        return (_name(statement.number.strip() or "–"), *map(_folded, cells))

    heads = ("Number", "Words", "Review", "Partnership", "Put to", "Themes", "Place")
    rows = tuple(row(page.statements[n]) for n in listed(page))
    of = len(_behind(view))
    return Table(
        "recommendations", "Recommendations", "recommendation", tuple(_heads(heads)), rows, of, hidden=not rows
    )


def unnumbered(statement: Statement) -> str:
    """The place without the recommendation's number, which has a column of its own."""
    return statement.place.removeprefix(numbered(statement.number, ""))


def numbered(number: str, place: str) -> str:
    """A place that begins with the recommendation's number.

    Example:
        >>> numbered("4", "file.txt from character 1204")
        'recommendation 4, file.txt from character 1204'
    """
    return f"recommendation {number}, {place}"


def line_ends(view: View) -> tuple[str, str]:
    """What the two ends of a line are called at the head of the table.

    Example:
        >>> view = View("a", "A", "", "", "columns", (), (), columns=("Agencies", "Themes"))
        >>> line_ends(view)
        ('Agencies', 'Themes')
    """
    if len(view.columns) == 2:
        return view.columns[0], view.columns[1]
    return ("From", "To") if view.directed or view.columns else ("Between", "And")


def _heads(titles: Iterable[str], *, numeric: bool = False) -> Iterator[Cell]:
    return (Cell(title, numeric=numeric) for title in titles)


def _count_heads(view: View) -> list[str]:
    return [count.capitalize() for count in COUNTS] if view.counted else []


def _behind(view: View) -> set[int]:
    things: tuple[Node | Line, ...] = (*view.nodes, *view.lines)
    return {n for thing in things for n in thing.statements}


def _counts(page: Page, view: View, thing: Node | Line) -> list[int]:
    """Distinct partnerships, reviews and recommendations; none where the view does not count."""
    if not view.counted:
        return []
    found: list[Review] = [
        page.reviews[n] for n in {page.statements[n].review for n in thing.statements} | {*thing.reviews}
    ]
    return [len({iri for review in found for iri in review.partnerships}), len(found), len(thing.statements)]


def _listed(page: Page, iris: Iterable[str]) -> str:
    return ", ".join(page.names.get(iri, iri) for iri in iris)


def _label(node: Node) -> str:
    return node.label.strip() or "–"


def _name(text: str) -> Cell:
    return Cell(text if len(text) <= NAME else f"{text[:NAME]}…")


def _folded(text: str) -> Cell:
    return Cell(text) if len(text) <= LONG else Cell(f"{text[:LONG]}…", text[LONG:])


def _number(value: float) -> Cell:
    return Cell(shown(value), numeric=True)


def shown(value: float) -> str:
    """A number for people: whole ones whole, others to three places, "" for what is none; halves go away from zero,
    as in ECMAScript's `toFixed`.

    Example:
        >>> [shown(value) for value in (3, 2.0, 0.0625, 0.12345, float("nan"))]
        ['3', '2', '0.063', '0.123', '']
    """
    if not isinstance(value, int | float) or not isfinite(value):
        return ""
    if abs(value) >= 1e21:
        return repr(float(value))
    if value == int(value):
        return str(int(value))
    return str(Decimal(value).quantize(Decimal("0.001"), ROUND_HALF_UP))
