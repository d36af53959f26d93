"""dhrgraph: UK Domestic Homicide Reviews as a knowledge graph.

    >>> import dhrgraph
    >>> graph = dhrgraph.open("output")                       # doctest: +SKIP
    >>> graph.query("themes-across-partnerships").to_frame()  # doctest: +SKIP

`open` gives what the command line gives. Nothing heavy is imported until it is used, because every command and
every `import dhrgraph` passes through this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from dhrgraph.namespaces import VERSION

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    import pandas as pd

    from dhrgraph.graph.store import Answer, Askable, Value
    from dhrgraph.graph_page.page import GraphPage
    from dhrgraph.network.coverage.shares import Coverage
    from dhrgraph.remote.endpoint import Endpoint
    from dhrgraph.report.records import Report

__version__ = VERSION
__all__ = ["Graph", "Result", "__version__", "open"]

_SHOWN = 20  # rows a notebook shows


@dataclass(frozen=True)
class Result:
    """The rows of an answer. Iterate over it, or take it as a pandas frame or as dicts."""

    answer: Answer

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in the order of the question."""
        return self.answer.columns

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __iter__(self) -> Iterator[tuple[Value | None, ...]]:
        return iter(self.answer.rows)

    def to_dicts(self) -> list[dict[str, Value | None]]:
        """One dict a row; None where nothing is known."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas frame, in the same order."""
        import pandas as pd

        return pd.DataFrame(list(self), columns=list(self.columns))

    def __repr__(self) -> str:
        return f"<Result: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from dhrgraph.query.render import cells

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in cells(self.answer)[:_SHOWN]
        )
        more = (
            f"<p>{len(self)} rows, the first {_SHOWN} shown.</p>" if len(self) > _SHOWN else f"<p>{len(self)} rows.</p>"
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Graph:
    """A built graph, open for reading: in a folder, or behind a SPARQL endpoint. Any number can be open at once."""

    def __init__(self, folder: Path | None, endpoint: str | None = None) -> None:
        from dhrgraph.graph.store import Store
        from dhrgraph.publish.opened import opened

        self.folder, self.endpoint = folder, endpoint
        self._build = opened(folder) if folder is not None else None  # the same one, whatever is published later
        self._store: Askable = Store.open(self._build / "store") if self._build else _far(str(endpoint))

    def query(self, name: str, **parameters: str | int | bool | date) -> Result:
        """Ask a canned question.

        Raises:
            UnknownNameError: no such question or parameter; offers the nearest.
            QueryError: a value that does not fit.
        """
        from dhrgraph.query.catalogue import find
        from dhrgraph.query.run import run
        from dhrgraph.resources import folder

        return Result(run(self._store, find(folder("queries"), name), parameters))

    def sparql(self, text: str) -> Result:
        """Ask any SELECT or ASK; SERVICE, FROM and updates are refused.

        Raises:
            QueryError: it cannot be run or reaches outside.
        """
        from dhrgraph.query.outside import refuse_outside

        refuse_outside(text)
        return Result(self._store.select(text))

    def recurrence(
        self,
        by: str = "theme",
        *,
        collective: bool = False,
        as_of: str | None = None,
        broader: bool = False,
        randomisations: int = 1000,
        over: str | None = None,
    ) -> pd.DataFrame:
        """In how many partnerships, reviews and recommendations each agency, agency-type, theme (or
        theme-agency-type, the two together) comes up, how sure that is, and what chance would give.

        `as_of`: bodies as they stood on a date ("2022", "2022-07", "2022-07-01") or "today"; None: as named.
        `randomisations` 0 leaves chance out, and is quick. `dhrgraph recurrence --list` explains every column.
        `over` "year", "region" or "case-factor": counts and shares in each of them instead, without chance.

        Raises:
            UnknownNameError: `by` is nothing that recurrence is measured by, or `over` nothing it is split over.
            QueryError: `as_of` is no date.
        """
        from dhrgraph.network.occurrences import read_occurrences
        from dhrgraph.network.recurrence.facets import by_facet, read_facets
        from dhrgraph.network.recurrence.table import recurrence
        from dhrgraph.network.tally import read_coverage

        if over is not None:
            rows, facts = read_occurrences(self._store, as_of), read_facets(self._store)
            return by_facet(rows, by, over, facts, collective=collective, broader=broader)
        rows, coverage = read_occurrences(self._store, as_of), read_coverage(self._store)
        return recurrence(rows, by, collective=collective, broader=broader, of=coverage, randomisations=randomisations)

    def implementation(
        self,
        question: str = "status",
        *,
        by: str | None = None,
        as_at: str | None = None,
        as_of: str | None = None,
        collective: bool = False,
    ) -> pd.DataFrame:
        """What was done, as far as published plans say: "status" (`by` lead-agency, agency-type, theme, partnership or
        status; `collective` counts groups among the leads), "overdue" (`as_at` a date, else the latest that the
        documents state), "lags", "without-action", "without-recommendation" or "lead-differs". `attrs["says"]` of the
        frame is the answer in a sentence, with the day that it judges by.

        Raises:
            UnknownNameError: no such question or grouping.
            QueryError: a date that is none, or one that the question has no use for.
        """
        from dhrgraph.network.implementation.ask import ask

        told = ask(self._store, question, by=by, as_at=as_at, as_of=as_of, collective=collective)
        told.frame.attrs["says"] = told.sentence
        return told.frame

    def similar(self, text: str = "", *, to: str | None = None, nearest: int = 0) -> Result:
        """Recommendations like `text`, or like the recommendation `to` of the graph: near-copies first, then the same
        ask in other words, each with its review and what came of it, as far as plans that were read say.

        `nearest`: after them so many of strength "nearest", which are not judged alike, for a person to judge.

        Raises:
            UnknownNameError: no such recommendation; offers the nearest.
            QueryError: the text is empty.
        """
        from dhrgraph.network.similar.answer import made_before, words_of
        from dhrgraph.query.names import find_iri

        if to is None:
            return Result(made_before(self._store, text, nearest=nearest).answer())
        found = find_iri(self._store, "recommendation", to)
        return Result(made_before(self._store, words_of(self._store, found), but=found, nearest=nearest).answer())

    def coverage(self, by: str = "region") -> Result:
        """What share of the Home Office library's reviews the graph holds, by region or by partnership.

        `rests_on` says it in a line.
        """
        return Result(self._covered().answer(by))

    def rests_on(self) -> str:
        """On how much every answer of this graph rests, in one line."""
        return self._covered().rests_on()

    def _covered(self) -> Coverage:
        from dhrgraph.network.coverage.covered import covered

        return covered(self._store)

    def to_networkx(
        self,
        network: str = "agency-theme",
        *,
        collective: bool = False,
        as_of: str | None = None,
        weight: str | None = None,
        backbone: str | None = None,
        alpha: float = 0.05,
    ) -> nx.Graph[str]:
        """One network (`dhrgraph centrality --list` names them) with counts as attributes; `as_of` as above.

        `weight`: what a line weighs, None for what it weighs as a rule. `backbone`: only the lines that stand out, by
        "disparity" or "null-model", each with its p; `alpha` says how strictly.

        Raises:
            UnknownNameError: no such network, weight or backbone; offers the nearest.
        """
        from dhrgraph.network.networks.backbone import backbone as backbone_of
        from dhrgraph.network.networks.named import build_network
        from dhrgraph.network.occurrences import as_counted, read_occurrences

        rows = as_counted(read_occurrences(self._store, as_of), collective=collective)
        graph = build_network(network, rows, collective=collective, weight=weight)
        return graph if backbone is None else backbone_of(graph, alpha, backbone, occurrences=rows)

    def centrality(
        self,
        network: str = "agency-theme",
        *measures: str,
        as_of: str | None = None,
        weight: str | None = None,
        backbone: str | None = None,
        alpha: float = 0.05,
    ) -> pd.DataFrame:
        """How central each node of a network is; all measures that fit if none is named; more in `to_networkx`."""
        from dhrgraph.network.centrality.scores import centrality

        graph = self.to_networkx(network, as_of=as_of, weight=weight, backbone=backbone, alpha=alpha)
        return centrality(graph, measures or None)

    def bridges(self, *, as_of: str | None = None, broader: bool = False) -> pd.DataFrame:
        """Themes that join partnerships which put nothing to any body in common; `as_of` as above."""
        from dhrgraph.network.centrality.bridges import bridges
        from dhrgraph.network.occurrences import read_occurrences

        return bridges(read_occurrences(self._store, as_of), broader=broader)

    def report(
        self,
        *,
        csp: str = "",
        agency: str = "",
        theme: str = "",
        national: bool = False,
        as_at: str = "",
        randomisations: int | None = None,
    ) -> Report:
        """A report on one partnership, agency or theme, on national bodies or on everything, as records:
        `dhrgraph.report.forms.form_of` makes a page of it, Markdown, or a briefing of one page.

        `as_at`: the day to judge actions by; "" for the latest that a document states. `randomisations`: how often
        chance is asked; None: 1,000 times, or 200 of a large graph.

        Raises:
            UnknownNameError: the graph holds no such thing; offers the nearest.
            QueryError: two things are asked for, a name has two meanings, or `as_at` is no date.
        """
        from dhrgraph.report.compose import compose
        from dhrgraph.report.gather_records import Settings
        from dhrgraph.report.subject import find_subject

        subject = find_subject(self._store, csp=csp, agency=agency, theme=theme, national=national)
        return compose(self._store, subject, Settings(randomisations, as_at), dataset=self._described())

    def page(
        self,
        *networks: str,
        csp: str = "",
        review: str = "",
        agency: str = "",
        theme: str = "",
        min_partnerships: int = 1,
        most: int | None = 300,
        collective: bool = False,
        as_of: str | None = None,
        force: bool = False,
    ) -> GraphPage:
        """The interactive page that `dhrgraph graph` writes: in a notebook it shows itself, in a frame of its own;
        `html` is its text, `write_html(path)` a file of it.

        `networks` are views (`dhrgraph graph --list` names them), the first is shown at once; the usual ones if none is
        named. `csp`, `review`, `agency` and `theme` narrow it to what concerns one, `min_partnerships` to what so many
        partnerships say. No picture has more than `most` names, the widest stay; None for all. `as_of` as above.

        Raises:
            UnknownNameError: no such network, or nothing of that name in the graph; offers the nearest.
            QueryError: a name with two meanings, a network that has to be narrowed, or `as_of` is no date.
            TooLargeError: more names than anyone can read; `force` draws them all the same.
        """
        from dhrgraph.graph_page.asking import asked_of
        from dhrgraph.graph_page.page import graph_page

        asked = asked_of(
            self._store,
            networks,
            csp=csp,
            review=review,
            agency=agency,
            theme=theme,
            min_partnerships=min_partnerships,
            most=most,
            collective=collective,
            as_of=as_of,
            force=force,
        )
        return graph_page(self._store, asked, self._described())

    def _described(self) -> bytes:
        """The build's description of its data set; empty if there is none."""
        described = self._build / "dataset.ttl" if self._build else None
        return described.read_bytes() if described and described.exists() else b""

    def __repr__(self) -> str:
        from dhrgraph.graph.store import Store

        if isinstance(self._store, Store):
            return f"<Graph in {self.folder}: {len(self._store):,} quads>"
        return f"<Graph at {self.endpoint}>"


def open(  # noqa: A001 - the public name, as in tarfile.open
    folder: str | Path = "output", *, endpoint: str | None = None
) -> Graph:
    """Open the graph that a build made in `folder`; or the one behind a SPARQL `endpoint`, which is asked as
    `dhrgraph query --endpoint` asks it.

    Raises:
        NoGraphError: there is none in the folder; says how to make one.
        AddressError: the environment names half a user.
    """
    return Graph(Path(folder)) if endpoint is None else Graph(None, endpoint)


def _far(endpoint: str) -> Endpoint:
    """An endpoint in a store's place: it answers `select`, which is all that a graph asks of a store."""
    from os import environ

    from dhrgraph.remote.address import check_address, read_login
    from dhrgraph.remote.endpoint import Endpoint
    from dhrgraph.remote.web import Web

    login = read_login(environ)
    check_address(endpoint, login)
    return Endpoint(endpoint, Web(login))
