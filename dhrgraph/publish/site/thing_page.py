"""The page of one thing: what its kind shows, then how to cite and fetch it, then all statements."""

from __future__ import annotations

from dataclasses import replace

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import CODE, Iri
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.addresses import SCHEME, SOFTWARE
from dhrgraph.publish.site.asking import ask, known, term
from dhrgraph.publish.site.blocks import Block, Code, Page, Ref, Section, Table, Text
from dhrgraph.publish.site.described import Description, describe, is_known
from dhrgraph.publish.site.forms import RDF
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.indexes.concepts import themes
from dhrgraph.publish.site.labels import identifier_lists, kind_of, labels
from dhrgraph.publish.site.statements import all_statements
from dhrgraph.publish.site.things import PAGES


def page_for(store: Store, hosted: Hosted, path: str, about: Iri) -> Page | None:
    """The page of `about`, whose path is `path`; None when the graph says nothing of it."""
    if about == SCHEME:
        tree = themes(store, 1)
        return replace(tree, sections=(*tree.sections, _fetch(hosted, path, about)))
    said = describe(store, about)
    if said is None:
        return _software(about) if about.startswith(SOFTWARE) else _identifiers(store, hosted, about)
    make = PAGES.get(path.split("/")[2])
    page = make(store, said) if make else _plain(store, said)
    end = (_fetch(hosted, path, about), *all_statements(said))
    return replace(page, sections=(*page.sections, *end))


def _plain(store: Store, said: Description) -> Page:
    return Page(
        labels(store, [said.about])[said.about],
        kind=kind_of(said.about),
        sections=(*parts.themes(said), *parts.matches(said), *parts.passages(said)),
    )


def _fetch(hosted: Hosted, path: str, about: Iri) -> Section:
    """The thing's own name, how to cite it, and its other forms."""
    links = tuple(Ref(f"{path}{suffix}", rdf.name) for suffix, rdf in RDF.items() if suffix in hosted.formats)
    blocks: tuple[Block, ...] = (
        Text(("Its address, which stays; cite it with the version of dhrgraph at the foot of this page:",)),
        Code(about, "IRI"),
        Text(
            (
                "This page for programs:",
                *(piece for n, link in enumerate(links) for piece in (("·", link) if n else (link,))),
            )
        ),
    )
    return Section("Cite and reuse", "cite", blocks)


def _software(about: Iri) -> Page:
    version = about.removeprefix(SOFTWARE)
    return Page(
        f"dhrgraph {version}",
        kind="Software",
        lead=(Text(("The version of the program that read the documents.", Ref("/about", "About the data"))),),
        summary="The program that read the documents.",
    )


def _identifiers(store: Store, hosted: Hosted, about: Iri) -> Page | None:
    """The page of a public list that gives bodies their identifiers: the datatype of these identifiers."""
    title = identifier_lists().get(about)
    if title is None or not is_known(store, about):
        return None
    rows = ask(
        store,
        "SELECT DISTINCT ?body ?label ?written { ?body org:identifier ?written ; skos:prefLabel ?label "
        f"FILTER(DATATYPE(?written) = {term(about)}) }} ORDER BY ?label ?body LIMIT {_MOST}",
    )
    shown = tuple(((Ref(known(body), known(label)),), (known(written),)) for body, label, written in rows)
    return Page(
        title,
        kind="List of identifiers",
        above=(Ref("/codes", "Code lists"),),
        lead=(Text(("A public list that gives bodies their identifiers. Identifiers that are written in it:",)),),
        sections=(
            Section("Identifiers", "identifiers", (Table(title, ("Body", "Identifier"), shown),)),
            _fetch(hosted, about.replace(CODE, "/doc/code/"), about),
        ),
        summary="A public list that gives bodies their identifiers.",
    )


_MOST = 1000
