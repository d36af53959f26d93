"""The views by name, in the order of their buttons: what each is called, what it shows, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import View
from dhrgraph.graph_page.views.model import model_view
from dhrgraph.graph_page.views.neighbourhood import agency_view, theme_view
from dhrgraph.graph_page.views.networks import network_view
from dhrgraph.graph_page.views.reviews import review_view
from dhrgraph.graph_page.views.succession import succession_view
from dhrgraph.network.networks.named import NETWORKS


@dataclass(frozen=True, slots=True)
class Made:
    """A kind of view: its title, one sentence of help, and what builds it."""

    title: str
    help: str
    build: Callable[[Material], View]


def _network(name: str) -> tuple[str, Made]:
    return name, Made(NETWORKS[name].title, NETWORKS[name].sentence, partial(network_view, name))


VIEWS: Mapping[str, Made] = dict(
    [
        _network("agency-theme"),
        _network("type-theme"),
        _network("partnership-theme"),
        _network("agency-partnership"),
        _network("agency-agency"),
        _network("theme-theme"),
        _network("review-agency"),
        (
            "review-recommendation",
            Made(
                "Reviews and recommendations",
                "Each recommendation of one partnership's reviews, or of one review, and whom it is put to.",
                review_view,
            ),
        ),
        ("agency", Made("One agency", "Who asks one agency, and about what.", agency_view)),
        ("theme", Made("One theme", "Where one theme comes up, and who is asked about it.", theme_view)),
        (
            "succession",
            Made("What became of agencies", "Who stands in the place of agencies that were asked.", succession_view),
        ),
        (
            "model",
            Made("How the graph is made", "The kinds of thing in the graph, and how they hang together.", model_view),
        ),
    ]
)
