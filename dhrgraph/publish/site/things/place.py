"""The page of a partnership area or a region, under the codes of the Office for National Statistics."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import iri
from dhrgraph.publish.site.asking import ask, term, thing
from dhrgraph.publish.site.blocks import Facts, Inline, Node, Page, Ref, Section, Tree
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels


def page(store: Store, said: Description) -> Page:
    """The page of an area."""
    region = iri("dhr:Region") in said.things("rdf:type")
    covering = ask(store, f"SELECT DISTINCT ?b {{ ?b dhr:coversPartnershipArea {term(said.about)} }} ORDER BY ?b")
    inside = ask(store, f"SELECT DISTINCT ?a {{ ?a dhr:inRegion {term(said.about)} }} ORDER BY ?a")
    rows: list[tuple[str, tuple[Inline, ...]]] = [
        ("Code", (said.about.rpartition("/")[2],)),
        ("Names", tuple(map(str, said.all("rdfs:label")))),
        ("Region", tuple(map(Ref, said.things("dhr:inRegion")))),
        ("Partnership", tuple(Ref(thing(body)) for (body,) in covering)),
    ]
    areas = tuple(Node(Ref(thing(area))) for (area,) in inside)
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Region of the Office for National Statistics" if region else "Partnership area",
        above=(Ref("/partnerships", "Partnerships"),),
        lead=(Facts(tuple(row for row in rows if row[1])),),
        sections=((Section("Areas in it that the graph names", "areas", (Tree(areas),)),) if areas else ()),
        summary="An area for which reviews are commissioned.",
    )
