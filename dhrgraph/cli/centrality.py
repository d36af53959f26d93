"""dhrgraph centrality"""

from __future__ import annotations

from pathlib import Path

import click

from dhrgraph.cli.coverage import say_what_it_rests_on
from dhrgraph.cli.options import as_of_option, collective_option, format_option, graph_option, open_store
from dhrgraph.cli.printing import show_frame


@click.command(name="centrality", short_help="How central each node of a network is.")
@click.option("--network", default="agency-theme", show_default=True, help="The network; --list names them all.")
@click.option("--measure", "measures", multiple=True, help="A measure; may be repeated. All that fit if none is given.")
@click.option("--list", "listed", is_flag=True, help="List the networks and the measures, each in one sentence.")
@click.option("--top", type=click.IntRange(min=1), help="Only the first rows.")
@collective_option
@as_of_option
@graph_option
@format_option
def command(
    network: str,
    measures: tuple[str, ...],
    listed: bool,
    top: int | None,
    collective: bool,
    as_of: str | None,
    folder: Path,
    form: str,
) -> None:
    """How central each node is: degree, betweenness, closeness, eigenvector, PageRank, HITS, communities.

    \b
    Example:
      dhrgraph centrality --network agency-theme --measure betweenness --top 10
    """
    from dhrgraph.cli.printing import show
    from dhrgraph.config import table
    from dhrgraph.graph.store import Answer
    from dhrgraph.network.centrality.scores import centrality
    from dhrgraph.network.networks.named import NETWORKS, build_network
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.succession import read_succession, sentence

    if listed:
        rows = [("network", name, n.sentence) for name, n in NETWORKS.items()]
        rows += [("measure", row["measure"], row["sentence"]) for row in table("measures.csv")]
        show(Answer(("kind", "name", "what it says"), tuple(rows)), form)
        return
    store = open_store(folder)
    graph = build_network(network, read_occurrences(store, as_of), collective=collective)
    frame = centrality(graph, measures or None)
    say_what_it_rests_on(store)
    if "agenc" in NETWORKS[network].sentence:
        click.echo(sentence(read_succession(store), as_of), err=True)
    show_frame(frame.head(top) if top else frame, form)
