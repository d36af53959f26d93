"""One network of a store as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping

from dhrgraph.config import table
from dhrgraph.graph.store import Askable
from dhrgraph.publish.attribution import attribution

MOST_DRAWN = 300  # nodes of a page that opens at once (docs/decisions/0004-graph-page.md)
CENTRAL = ("degree", "betweenness")  # what nodes of the page can be sized by, besides their counts


def network_page(
    store: Askable,
    name: str,
    *,
    note: str,
    collective: bool = False,
    as_of: str | None = None,
    keep: Mapping[str, str] | None = None,
    dataset: bytes = b"",
) -> str:
    """One network as one self-contained page.

    Args:
        store: The graph.
        name: A network's name (`dhrgraph.network.networks.named.NETWORKS`).
        note: The command that makes the page again, shown on it.
        collective: Groups such as "All agencies" as nodes too.
        as_of: Bodies as they stood on this date, or "today", rather than as named.
        keep: Only what concerns these: "partnership", "agency" or "theme" -> an IRI.
        dataset: The build's dataset.ttl, which the page holds for search engines; empty if there is none.

    Raises:
        UnknownNameError: there is no such network.
        QueryError: `as_of` is no date.
    """
    from dhrgraph.network.centrality.measures import measures
    from dhrgraph.network.centrality.scores import with_measures
    from dhrgraph.network.focus import concerning
    from dhrgraph.network.networks.named import build_network, strongest
    from dhrgraph.network.occurrences import read_occurrences
    from dhrgraph.network.recurrence.reading import top_finding
    from dhrgraph.network.recurrence.table import recurrence
    from dhrgraph.network.statements import read_statements, with_statements
    from dhrgraph.network.succession import read_succession, sentence
    from dhrgraph.network.tally import read_coverage
    from dhrgraph.publish.dataset.schema_org import schema_org, script_text
    from dhrgraph.publish.graph_page import graph_page

    occurrences, everything = concerning(read_occurrences(store, as_of), keep or {}), read_coverage(store)
    measured = with_measures(build_network(name, occurrences, collective=collective), CENTRAL)
    drawn = strongest(measured, MOST_DRAWN) if len(measured) > MOST_DRAWN else measured
    drawn = with_statements(drawn, occurrences, read_statements(store))
    known = measures(table("measures.csv"))
    of = None if keep else everything
    finding = " ".join(
        top_finding(recurrence(occurrences, by, collective=collective, of=of, randomisations=0), by)
        for by in ("theme", "agency")
    )
    return graph_page(
        drawn,
        title=f"{drawn.graph['title']}: recommendations of domestic homicide reviews",
        finding=f"{finding} {sentence(read_succession(store), as_of)}",
        query_note=note,
        measures=[known[measure] for measure in CENTRAL],
        support=table("support.csv"),
        attribution=attribution(store),
        dataset=script_text(schema_org(dataset)) if dataset else "",
    )
