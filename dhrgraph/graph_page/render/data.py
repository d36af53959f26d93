"""A page as the JSON that its script reads (templates/js/data.js).

    Page, Networks  ->  page_data  ->  plain lists and dicts

What several views share stands once: a node names its thing by number, a line its recommendations, a recommendation
its review and things. What is empty or 0 is left out; data.js puts it back.
"""

from __future__ import annotations

import json
import os.path
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pyvis.network import Network

from dhrgraph.graph_page.kinds import in_order, kind_of
from dhrgraph.graph_page.records import Heading, Page, Review, Statement, View
from dhrgraph.graph_page.render.held import OPTIONS, Row, full, short
from dhrgraph.graph_page.render.static_tables import listed, numbered, readable, unnumbered

Drawn: TypeAlias = tuple[View, Network, Sequence[Heading]]

# what a node is in every view, and what follows from its kind or its place in the list or is pyvis's own
_OF_THING = ("iri", "label", "kind", "type", "group", "about", "facts")
_IMPLIED = frozenset({"id", "shape", "color", "font"})


class Things:
    """What nodes, statements and reviews name by number: an IRI, its label, and what it is wherever it stands.

    Example:
        >>> things = Things({"urn:a": "A"})
        >>> things.number({"iri": "urn:a"}), things.number({"iri": "urn:b"}), things.number({"iri": "urn:a"})
        (0, 1, 0)
        >>> things.named("urn:a"), things.named("urn:c"), things.rows
        (0, 2, [{'iri': 'urn:a'}, {'iri': 'urn:b'}, {'iri': 'urn:c'}])
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.rows: list[Row] = []
        self._numbers: dict[str, int] = {}  # the row as text -> its number
        self._first: dict[str, int] = {}  # IRI -> the first row of it

    def number(self, row: Row) -> int:
        """The number of what is told of a thing; a new one if it differs from all before."""
        number = self._numbers.setdefault(json.dumps(row), len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
            self._first.setdefault(_iri(row), number)
        return number

    def start(self) -> str:
        """What all their IRIs begin with; "" if nothing."""
        return os.path.commonprefix([_iri(row) for row in self.rows])  # noqa: RUF071 - letters

    def shortened(self) -> list[Row]:
        """The rows, IRIs without their common start."""
        start = len(self.start())
        return [{**row, "iri": _iri(row)[start:]} for row in self.rows]

    def named(self, iri: str) -> int:
        """The number of the thing with this IRI."""
        if iri not in self._first:
            self.number(full({"iri": iri, "label": self.names.get(iri, "")}))
        return self._first[iri]


def _iri(row: Row) -> str:
    return str(row.get("iri", ""))  # one that is empty was left out, as all that is


def page_data(page: Page, drawn: Sequence[Drawn]) -> Mapping[str, object]:
    """All that the script needs; `drawn` are the views of `page` with their networks and headings, in its order."""
    things = Things(page.names)
    views = [_view(view, net, headings, things) for view, net, headings in drawn]
    views[0].pop("query", "")  # stands on the page already: the script reads it there
    printed = listed(page)  # their words stand in a table of the page already: the script reads them there
    base = os.path.commonprefix([statement.id for statement in page.statements])  # noqa: RUF071 - letters
    statements = [_statement(statement, len(base), things) for statement in page.statements]
    for number in printed:
        _leave_out_printed(page.statements[number], statements[number])
    reviews = [_review(review, things) for review in page.reviews]
    labels = {_iri(row): row.get("label") for row in things.rows}
    return {
        "page": {
            "title": page.title,
            "attribution": list(page.attribution),
            "of": dict(page.of),
            "kinds": _kinds(page),
            "names": {iri: name for iri, name in page.names.items() if labels.get(iri) != name},
            "labels": {iri: list(label) for iri, label in page.labels.items()},
        },
        "options": OPTIONS,
        "things": things.shortened(),
        "start": things.start(),
        "base": base,
        "reviews": reviews,
        "statements": statements,
        "printed": printed,
        "views": views,
    }


def _kinds(page: Page) -> Mapping[str, Mapping[str, str]]:
    found = in_order(node.kind for view in page.views for node in view.nodes)
    kinds = {key: kind_of(key) for key in found}
    return {
        key: {"one": kind.one, "several": kind.several, "shape": kind.shape, "colour": kind.colour}
        for key, kind in kinds.items()
    }


def _review(review: Review, things: Things) -> Row:
    lists = {"years": list(review.years), "regions": list(review.regions)}
    return full({"id": review.id, "label": review.label, "partnerships": _named(review.partnerships, things), **lists})


def _statement(statement: Statement, start: int, things: Things) -> Row:
    words = {"id": statement.id[start:], "text": statement.text, "number": statement.number, "place": statement.place}
    about = {"addressees": _named(statement.addressees, things), "themes": _named(statement.themes, things)}
    return {"review": statement.review, **full({**words, **about})}


def _leave_out_printed(statement: Statement, row: Row) -> None:
    """What the script can read in the table of the page, just as it was."""
    if readable(statement.text):
        row.pop("text", None)
    at = unnumbered(statement)
    as_printed = statement.number and statement.place == numbered(statement.number, at)
    if as_printed and readable(at) and at == at.rstrip():
        row.pop("place", None)


def _named(iris: Iterable[str], things: Things) -> list[int]:
    return [things.named(iri) for iri in iris]


def _view(view: View, net: Network, headings: Sequence[Heading], things: Things) -> Row:
    words = {
        "title": view.title,
        "sentence": view.sentence,
        "finding": view.finding,
        "form": view.form,
        "columns": list(view.columns),
        "counted": view.counted,
        "directed": view.directed,
        "strength": view.strength,
        "sizes": [{"key": size.key, "title": size.title, "sentence": size.sentence} for size in view.sizes],
        "command": view.command,
        "query": view.query,
        "left_out": view.left_out,
        "notice": view.notice,
        "headings": [[at.column, short(round(at.y, 1)), at.text] for at in headings],
    }
    nodes, edges, *_ = net.get_network_data()
    return {
        "name": view.name,
        **full(words),
        "nodes": [_node(row, things) for row in nodes],
        "edges": [_edge(row) for row in edges],
    }


def _node(row: Mapping[str, object], things: Things) -> Row:
    thing = things.number({key: row[key] for key in _OF_THING if key in row})
    return {"thing": thing, **{key: row[key] for key in row if key not in _IMPLIED and key not in _OF_THING}}


def _edge(row: Mapping[str, object]) -> list[object]:
    """From, to, statements, label, reviews; what is empty at the end is left out."""
    cells = [row["from"], row["to"], row.get("statements", []), row.get("label", ""), row.get("reviews", [])]
    while not cells[-1] and len(cells) > 2:
        cells.pop()
    return cells
