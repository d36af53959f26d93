"""dhrgraph centrality"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, collective_option, format_option, given, graph_option, open_store
from dhrgraph.cli.printing import Steps, plain_text, show_frame

if TYPE_CHECKING:
    from dhrgraph.graph.store import Answer


@click.command(name="centrality", short_help="How central each node of a network is.")
@click.option("--network", default="agency-theme", show_default=True, help="The network; --list names them all.")
@click.option("--measure", "measures", multiple=True, help="A measure; may be repeated. All that fit if none is given.")
@click.option("--weight", help="What a line weighs, if not what the network's lines weigh as a rule; --list names all.")
@click.option(
    "--backbone",
    type=click.Choice(("disparity", "null-model")),
    help="Only lines that stand out: heavy for one of their ends, or wider than chance makes them (slow).",
)
@click.option("--alpha", type=click.FloatRange(0, 1), default=0.05, show_default=True, help="How strict --backbone is.")
@click.option("--list", "listed", is_flag=True, help="List networks, weights and measures, each in one sentence.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows.")
@collective_option
@as_of_option
@graph_option
@format_option
@click.pass_context
def command(
    ctx: click.Context,
    network: str,
    measures: tuple[str, ...],
    weight: str | None,
    backbone: str | None,
    alpha: float,
    listed: bool,
    top: int | None,
    collective: bool,
    as_of: str | None,
    folder: Path,
    form: str,
) -> None:
    """How central each node is: degree, betweenness, closeness, eigenvector, PageRank, HITS, communities.

    \b
    Examples:
      dhrgraph centrality --network agency-theme --measure betweenness --top 10
      dhrgraph centrality --network agency-agency --weight newman --backbone disparity
    """
    from dhrgraph.cli.printing import show
    from dhrgraph.config import table
    from dhrgraph.network.centrality.measures import measures as measures_of
    from dhrgraph.network.centrality.reading import reading
    from dhrgraph.network.centrality.scores import Measured, centrality
    from dhrgraph.network.networks.backbone import backbone as backbone_of
    from dhrgraph.network.networks.named import NETWORKS, build_network
    from dhrgraph.network.occurrences import as_counted, read_occurrences
    from dhrgraph.network.succession import read_succession, sentence

    if listed:
        show(_everything(), form)
        return
    if backbone is None and (unused := given(ctx, "alpha")):
        raise click.UsageError(f"{unused} is how strict --backbone is: give that too.")
    store = open_store(folder)
    rows = as_counted(read_occurrences(store, as_of), collective=collective)
    graph = build_network(network, rows, collective=collective, weight=weight)
    if backbone is not None:
        with Steps("deal") as steps:
            graph = backbone_of(graph, alpha, backbone, occurrences=rows, progress=steps)
    measured = Measured(graph)
    frame = centrality(measured, measures or None)
    click.echo(plain_text("\n".join(reading(measured, frame, measures_of(table("measures.csv"))))), err=True)
    say_what_it_rests_on(store)
    if "agenc" in NETWORKS[network].sentence:
        click.echo(sentence(read_succession(store), as_of), err=True)
    show_frame(frame.head(top) if top else frame, form)


def _everything() -> Answer:
    """Networks, weights and measures, each in one sentence."""
    from dhrgraph.config import table
    from dhrgraph.graph.store import Answer
    from dhrgraph.network.networks.named import NETWORKS, WEIGHTS

    rows = [("network", name, n.sentence) for name, n in NETWORKS.items()]
    rows += [("weight", name, words.format(within="review or recommendation")) for name, words in WEIGHTS.items()]
    rows += [("measure", row["measure"], row["sentence"]) for row in table("measures.csv")]
    return Answer(("kind", "name", "what it says"), tuple(rows))
