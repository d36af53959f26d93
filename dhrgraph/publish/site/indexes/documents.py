"""Lists of the documents that were read, and of recorded deaths."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.blocks import (
    Page,
    Ref,
    Section,
    Table,
    Text,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import is_known
from dhrgraph.publish.site.indexes.paging import ON_A_PAGE, pages, titled, turning

_LIKENESSES = Iri(iri("gr:likeness"))


def documents(store: Store, number: int) -> Page:
    """Documents that were read, by title."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?d ?title ?publisher ?issued {{ ?d a dhr:SourceDocument . OPTIONAL {{ ?d dcterms:title
        ?title }}
        OPTIONAL {{ ?d dcterms:publisher ?publisher }} OPTIONAL {{ ?d dcterms:issued ?issued }} }}
        ORDER BY ?title ?d LIMIT {ON_A_PAGE} OFFSET {(number - 1) * ON_A_PAGE}""",
    )
    shown = tuple(
        ((Ref(known(d), known(title)),), (known(by),), (plain(known(issued)),)) for d, title, by, issued in rows
    )
    table = Table("Documents that were read", ("Document", "Published by", "Issued"), shown)
    cases = Text((Ref("/deaths", "Recorded deaths of the table of cases"),))
    also: tuple[Text, ...] = (cases,) if counts.of_class(store, "RecordedDeath") else ()
    if is_known(store, _LIKENESSES):
        also += (Text((Ref(_LIKENESSES, "What was found alike in documents of different reviews"),)),)
    return Page(
        titled("Documents", number),
        lead=(Text(("Reports, summaries and papers that everything here was read out of.",)), *also),
        sections=(
            Section(
                "By title",
                "all",
                (table, *turning("/documents", "documents", number, pages(counts.of_class(store, "SourceDocument")))),
            ),
        ),
        summary="The documents that were read.",
    )


def deaths(store: Store, number: int) -> Page:
    """Rows of the table of cases."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?d ?year ?region {{ ?d a dhr:RecordedDeath . OPTIONAL {{ ?d dhr:yearOfDeath ?year }}
        OPTIONAL {{ ?d dhr:listedRegion ?region }} }} ORDER BY ?d LIMIT {ON_A_PAGE} OFFSET
        {(number - 1) * ON_A_PAGE}""",
    )
    shown = tuple(
        ((Ref(known(d)),), (known(year),), (Ref(known(region)),) if region else ()) for d, year, region in rows
    )
    table = Table("Recorded deaths", ("Record", "Year", "Region"), shown)
    ways = turning("/deaths", "recorded deaths", number, pages(counts.of_class(store, "RecordedDeath")))
    return Page(
        titled("Recorded deaths", number),
        above=(Ref("/documents", "Documents"),),
        lead=(Text(("Rows of a published table of cases, kept so that reviews can be told apart and counted.",)),),
        sections=(Section("By record", "all", (table, *ways)),),
        summary="Rows of a published table of cases.",
    )
