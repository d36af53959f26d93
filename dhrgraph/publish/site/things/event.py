"""The page of an event by which one body gave way to another."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site.blocks import Facts, Page, Ref, Section, Text
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels


def page(store: Store, said: Description) -> Page:
    """Its date, what happened, the bodies before and after, and on what evidence."""
    facts = (
        ("Date", tuple(plain(str(day)) for day in said.all("dcterms:date"))),
        ("What happened", tuple(map(Ref, said.things("dhr:changeKind")))),
        ("Before", tuple(map(Ref, said.things("org:originalOrganization")))),
        ("After", tuple(map(Ref, said.things("org:resultingOrganization")))),
    )
    dated = said.one("dcterms:date")
    evidence = [str(value) for value in said.all("dcterms:source") if not isinstance(value, Iri)]
    return Page(
        title=labels(store, [said.about])[said.about],
        kind=f"Change of bodies, {plain(dated)}" if dated else "Change of bodies",
        above=(Ref("/agencies", "Agencies"),),
        lead=(Facts(tuple(row for row in facts if row[1])),),
        sections=((Section("Evidence", "evidence", tuple(Text((words,)) for words in evidence)),) if evidence else ()),
        summary="How one body gave way to another, with the date.",
    )
