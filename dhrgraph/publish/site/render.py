"""From a page to HTML.

Page, where it stands  ->  rendered  ->  text

Everything a graph says is escaped by Jinja2; names of things are looked up once for the whole page; nothing is loaded
from anywhere but the site itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import VERSION, Iri
from dhrgraph.publish.attribution import OGL
from dhrgraph.publish.site.addresses import anchor_of, is_part, page_of, relative
from dhrgraph.publish.site.blocks import Anchor, Item, Page, Ref
from dhrgraph.publish.site.described import home_of
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.labels import named
from dhrgraph.read.own_tables import read_rows
from dhrgraph.resources import folder

SITE = "Domestic homicide reviews: what they recommend"
MENU = (
    ("/partnerships", "Partnerships"),
    ("/reviews", "Reviews"),
    ("/agencies", "Agencies"),
    ("/themes", "Themes"),
    ("/documents", "Documents"),
    ("/queries", "Questions"),
    ("/search", "Search"),
)
SMALL = (
    ("/about", "About the data"),
    ("/ontology", "Ontology"),
    ("/codes", "Code lists"),
    ("/sparql", "SPARQL"),
    ("/privacy", "Privacy"),
    ("/accessibility", "Accessibility"),
)

# only files of the site itself are loaded, and no script in a page runs
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a page's content: its name, media type and link."""

    name: str
    media_type: str
    href: str


@cache
def environment() -> Environment:
    """Our templates: everything escaped, a missing word an error."""
    return Environment(
        loader=PackageLoader("dhrgraph", "publish/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def asset(name: str) -> bytes:
    """A file that pages link to: site.css or site.js."""
    return (files("dhrgraph") / "publish" / "templates" / name).read_bytes()


@cache
def support() -> tuple[Mapping[str, str], ...]:
    """Where to find support: the rows of ontology/support.csv."""
    return tuple(read_rows(folder("ontology") / "support.csv", "ontology/support.csv"))


def rendered(
    store: Store,
    hosted: Hosted,
    here: str,
    page: Page,
    *,
    template: str = "site.html.j2",
    formats: tuple[Form, ...] = (),
    data: str = "",
    words: Mapping[str, Any] | None = None,
) -> str:
    """The HTML of `page` at the path `here`.

    Args:
        store: Asked for the names of things that the page links to.
        hosted: Where the page is shown.
        here: The page's path, from which links are reckoned.
        page: What it shows.
        template: One that extends site.html.j2.
        formats: The same content in other forms.
        data: JSON-LD put into the page's head as it is; "" for none.
        words: What the template needs besides.
    """
    refs: tuple[Ref, ...] = (*_found(page, (Ref,)), *_found(tuple((words or {}).values()), (Ref,)))
    anchors = {item.name if isinstance(item, Anchor) else item.anchor for item in _found(page, (Anchor, Item))}
    surely = {ref.to for ref in refs if ref.label}  # whoever named it has seen it in the graph
    names, told = named(store, {ref.to for ref in refs if not ref.label and ref.to[0] not in "/#"})

    def href(path: str) -> str:
        return relative(here, path, live=hosted.live)

    def href_of(to: str) -> str:
        if to.startswith("#"):
            return to
        path = to if to.startswith("/") else page_of(to) if to in told or to in surely else None
        if path:
            return href(path)
        if is_part(to) and anchor_of(to) in anchors:
            return f"#{anchor_of(to)}"
        if is_part(to):
            whole = home_of(store, Iri(to))
            return href(f"{whole[0]}#{anchor_of(to)}") if whole else ""
        return to if to.startswith(("https://", "http://")) else ""

    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            hosted=hosted,
            here=here,
            part=next((path for path, _ in MENU if here == path or here.startswith(f"{path}/")), ""),
            site=SITE,
            menu=MENU,
            small=SMALL,
            support=support(),
            ogl=OGL,
            version=VERSION,
            formats=formats,
            canonical=f"{hosted.public.rstrip('/')}{here}"
            if hosted.public and hosted.live
            else _canonical(hosted, here),
            policy=POLICY if hosted.live else POLICY.replace("form-action 'self'", "form-action 'self' file:"),
            data=Markup(_json_ld(data)),  # noqa: S704 - made harmless by _json_ld
            href=href,
            href_of=href_of,
            label=lambda to: names.get(to, to),
            ends=lambda value: isinstance(value, str) and value[:1] in ".,;:",  # stands close to what is before it
            name_of=lambda value: type(value).__name__,
            **(words or {}),
        )
    )


def _canonical(hosted: Hosted, here: str) -> str:
    return f"{hosted.public.rstrip('/')}/{relative('/', here, live=False)}" if hosted.public else ""


def _found(value: object, kinds: tuple[type, ...]) -> Iterator[Any]:
    """Every record of the kinds in a page, however deep."""
    if isinstance(value, str | int):
        return
    if isinstance(value, kinds):
        yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from _found(getattr(value, each.name), kinds)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _found(item, kinds)


def _json_ld(data: str) -> str:
    """JSON that can stand in a page: no sign in it can end the element it stands in."""
    return data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
