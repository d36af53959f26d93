"""A graph page in somebody's hands: its text, a file of it, and itself in a notebook.

Store, Asked  ->  graph_page  ->  GraphPage  ->  html | write_html(path) | _repr_html_()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dhrgraph.errors import DhrGraphError, QueryError
from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.material.gather import Asked
from dhrgraph.graph_page.records import Page
from dhrgraph.text.amounts import how_many

if TYPE_CHECKING:
    from dhrgraph.network.occurrences import Recorded

Progress: TypeAlias = Callable[[int, int], None]  # how many steps are done, and how many there are

_HEIGHT = "min(46rem, 90vh)"  # the picture with its key, and room left in the window to scroll past it


@dataclass(frozen=True)
class GraphPage:
    """A page of views; `page` holds what is on it."""

    page: Page

    @cached_property
    def html(self) -> str:
        """The whole page: one HTML file that needs nothing else, for UTF-8 and "\\n" line ends."""
        return self.drawn()

    def drawn(self, progress: Progress | None = None) -> str:
        """The same, made anew; `progress` is told of each view whose names have found their places."""
        from dhrgraph.graph_page.render.html import page_html

        return page_html(self.page, progress)

    def write_html(self, path: str | Path) -> Path:
        """Write the page and say where; a file that is there is replaced once the new one is whole."""
        from dhrgraph.publish.output import write_file

        write_file(self.html, Path(path))
        return Path(path)

    @property
    def nodes(self) -> int:
        """How many things the views show, each counted once."""
        return len({node.id for view in self.page.views for node in view.nodes})

    def __repr__(self) -> str:
        views = ", ".join(view.name for view in self.page.views)
        return f"<GraphPage: {how_many(self.nodes, 'node')} in {views}>"

    def _repr_html_(self) -> str:
        """The page in a frame that has no way to the notebook around it, nor to its cookies or kernel.

        The frame is a document of its own without an origin: scripts run and files can be saved, nothing else is let
        through (HTML Standard, 4.8.5: the sandbox attribute).
        """
        return (
            f'<iframe title="{escape(self.page.title)}" srcdoc="{escape(self.html)}" '
            'sandbox="allow-scripts allow-downloads" loading="lazy" '
            f'style="width: 100%; height: {_HEIGHT}; border: 1px solid #767676; background: #fff"></iframe>'
        )


def graph_page(
    store: Askable,
    asked: Asked,
    dataset: bytes = b"",
    progress: Progress | None = None,
    recorded: Recorded | None = None,
) -> GraphPage:
    """The page that is asked for.

    `dataset` is a build's dataset.ttl, which the page holds for search engines; empty if there is none. `recorded` is
    given where it has been read from the store already.

    Raises:
        UnknownNameError: a view that does not exist.
        QueryError: a view that needs to be narrowed is not, or `as_of` is no date.
        TooLargeError: a view has more nodes than anyone can read.
        DhrGraphError: `dataset` is no such description.
    """
    from dhrgraph.config import table
    from dhrgraph.graph_page.compose import page_of

    described = _described(dataset) if dataset else ""
    support = table("support.csv")
    return GraphPage(page_of(store, asked, support=support, dataset=described, progress=progress, recorded=recorded))


def _described(dataset: bytes) -> str:
    """The description of the data set as a block of JSON-LD."""
    from dhrgraph.publish.dataset.schema_org import schema_org, script_text

    try:
        known = schema_org(dataset)
    except (QueryError, SyntaxError, ValueError) as problem:
        raise DhrGraphError(
            "dataset.ttl, the description of the data set, is not as a build writes it.\n"
            "  To mend: dhrgraph build; or take the file away, and the page goes without."
        ) from problem
    # a page that is sent to people has no files beside it: where they are had is for the site and dataset.ttl to say
    return script_text({key: value for key, value in known.items() if key != "distribution"})
