"""A page for each document that lists every passage of it that something stands on, and where that is told.

On a server the name of a passage leads straight to what stands on it. A host of files cannot look that up, but it can
lead by the passage's name, which begins with its document's, to this page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, curie
from dhrgraph.publish.site.addresses import is_part, page_of
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import Anchor, Inline, Page, Ref, Section, Table, Text
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.render import rendered

_EXPLAINED = (
    "Each passage that something was read from, by its place in the text, counted in characters from 0; the page "
    "beside it shows the words."
)


def passages_pages(store: Store, hosted: Hosted) -> Iterator[tuple[str, bytes]]:
    """Path and HTML of each document's page of passages; documents without any have none."""
    for (document,) in ask(store, "SELECT DISTINCT ?d { ?d a dhr:SourceDocument } ORDER BY ?d"):
        made = passages_page(store, hosted, thing(document))
        if made is not None:
            yield made


def passages_page(store: Store, hosted: Hosted, document: Iri | None) -> tuple[str, bytes] | None:
    """The path and the HTML of the page of one document's passages; None where there are none."""
    if document is None:
        return None
    rows = ask(
        store,
        f"""SELECT DISTINCT ?e ?by ?of {{ ?e oa:hasSource {term(document)} . ?by dhr:evidencedBy ?e .
        OPTIONAL {{ ?by oa:hasTarget|dhr:matchSubject|dhr:disagreesWith|dhr:joinedTo ?of }} }}""",
    )
    wholes: dict[str, set[str]] = {}
    for passage, by, of in rows:
        wholes.setdefault(known(passage), set()).add(known(of) if is_part(known(by)) else known(by))
    path = page_of(document)
    if not wholes or path is None:
        return None
    shown = tuple(
        ((Anchor(_anchor(passage)), _span(passage).replace("-", "–")), _told(wholes[passage]))
        for passage in sorted(wholes, key=_place)
    )
    page = Page(
        f"Passages of {labels(store, [document])[document]}",
        kind="Passages of a document",
        above=(Ref("/documents", "Documents"), Ref(document)),
        lead=(Text((_EXPLAINED,)),),
        sections=(
            Section(
                "All passages",
                "all",
                (Table("Passages of the document", ("Characters", "What was read from it"), shown),),
            ),
        ),
    )
    here = f"{path}/passages"
    return here, rendered(store, hosted, here, page).encode()


def _told(wholes: set[str]) -> tuple[Inline, ...]:
    return tuple(Ref(each) for each in sorted(wholes))


def _anchor(passage: str) -> str:
    """The anchor that a host can make of a passage's name: its characters."""
    return f"p{_span(passage)}"


def _span(passage: str) -> str:
    """The characters of a passage, by its name.

    Example:
        >>> _span("https://w3id.org/dhrgraph/id/evidence/3334053dd9cd.10-20")
        '10-20'
    """
    return curie(passage).rpartition(".")[2]


def _place(passage: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", _span(passage))))
