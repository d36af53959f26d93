"""What the linked-data pages of a build depend on, for a server and for a site of files alike.

It imports little: a worker that is to draw a page waits for it.
"""

from __future__ import annotations

from pathlib import Path

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.hosted import Hosted


def hosted(store: Store, build: Path, *, live: bool, public: str = "", exit_url: str = "", contact: str = "") -> Hosted:
    """The settings of the pages about `store`, the graph of the build in the folder `build`; see `Hosted` for the
    others."""
    from dhrgraph.network.coverage.covered import covered
    from dhrgraph.publish.dataset.schema_org import block_of
    from dhrgraph.publish.site.published import published
    from dhrgraph.query.catalogue import catalogue
    from dhrgraph.query.run import ask, filled
    from dhrgraph.read.own_tables import read_rows
    from dhrgraph.resources import folder

    name = "published_files.csv"
    return Hosted(
        questions=catalogue(folder("queries")),
        fill=filled,
        ask=ask,
        live=live,
        public=public,
        exit_url=exit_url,
        contact=contact,
        description=block_of(build),
        rests_on=covered(store).rests_on(),
        published=published(build, read_rows(folder("ontology") / name, f"ontology/{name}")),
    )
