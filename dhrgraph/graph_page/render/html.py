"""A page as the text of one HTML file that needs nothing else.

    Page  ->  page_html  ->  text

pyvis holds the nodes and lines and renders; template, style and script are ours (templates/), because pyvis's own page
loads from other servers and runs what stands in labels (docs/decisions/0004-graph-page.md).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from pyvis.network import Network

from dhrgraph.graph_page.kinds import in_order, kind_of
from dhrgraph.graph_page.layout.place import place
from dhrgraph.graph_page.records import Page
from dhrgraph.graph_page.render.data import page_data
from dhrgraph.graph_page.render.held import held
from dhrgraph.graph_page.render.static_tables import static_tables

STYLES = ("base", "controls", "stage", "tables", "print")
# each may use what those before it offer
SCRIPTS = (
    *("dom", "data", "state", "labels", "places", "scene", "canvas", "sheet", "svg", "picture"),
    *("details", "tables", "paper", "saves", "address", "search", "controls", "start"),
)
AFTER = ("after",)  # what waits until the browser has drawn

OUR_COMMENTS = re.compile(r"^[ \t]*(?://.*|/\*.*\*/[ \t]*|/\*\*?\n(?:[ \t]*\*.*\n)*?[ \t]*\*/[ \t]*)\n", re.MULTILINE)
COMMENT_AT_END = re.compile(r"^([^\"'`/\n]*[^\"'`/\n ]) *// .*$", re.MULTILINE)  # no text or pattern before it
INDENTS = re.compile(r"^[ \t\n]+", re.MULTILINE)
WITHOUT_TEXT = re.compile(r"^[^\"'`/\n]+$", re.MULTILINE)  # lines that hold neither text nor pattern
AROUND_SIGNS = re.compile(r" *([=,;:?(){}\[\]<>&|!]) *")  # in a script such space never means anything
AFTER_SIGNS = re.compile(r"(?<=[{};:,])[ \n]+| +(?=\{)")  # nor this in a style


def page_html(page: Page, progress: Callable[[int, int], None] | None = None) -> str:
    """The page as text, for a UTF-8 file with "\\n" line ends. The same page gives the same text. `progress` is told
    how many of the views are laid out.

    Nothing a page can hold makes this fail or comes out as markup: names are escaped, data are JSON, links are made of
    https addresses only.
    """
    placed = []
    for view in page.views:
        placed.append(place(view))
        if progress is not None:
            progress(len(placed), len(page.views))
    networks = [held(view, at) for view, at in zip(page.views, placed, strict=True)]
    drawn = [(view, net, at.headings) for view, net, at in zip(page.views, networks, placed, strict=True)]
    scripts, style = [_engine(), _script(SCRIPTS), _script(AFTER)], _style()
    words = {
        "page": page,
        "first": page.views[0],
        "tables": static_tables(page),
        "kinds": [(key, kind_of(key)) for key in in_order(n.kind for view in page.views for n in view.nodes)],
        "style": style,
        "scripts": scripts,
        "policy": _policy(scripts, style),
        "data": page_data(page, drawn),
    }
    return _rendered(networks[0], words)


class _Compiled(BytecodeCache):
    """Templates as code, kept while the process lasts: compiling them takes longer than making a small page."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def _rendered(net: Network, words: Mapping[str, object]) -> str:
    """The page from our own template, which escapes all it is given; pyvis would set one up that does not."""
    environment = Environment(
        loader=PackageLoader("dhrgraph", "graph_page/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    environment.globals["g"] = words
    net.templateEnv, net.path = environment, "page.html.j2"
    page: str = net.generate_html()
    return page.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no character


@cache
def _engine() -> str:
    """vis-network as pyvis ships it, made fit to stand inside a page."""
    source = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    lines = source.read_text(encoding="utf-8").split("\n")
    code = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    return code.replace("</script", "<\\/script")


@cache
def _script(names: Iterable[str]) -> str:
    whole = "".join(_inlined(f"js/{name}.js") for name in names)
    return '"use strict";\n' + WITHOUT_TEXT.sub(lambda line: AROUND_SIGNS.sub(r"\1", line.group()), whole)


@cache
def _style() -> str:
    return AFTER_SIGNS.sub("", "".join(_inlined(f"{name}.css") for name in STYLES))


def _inlined(name: str) -> str:
    """A template file without the lines that are only for those who read it there."""
    text = (files("dhrgraph") / "graph_page" / "templates" / name).read_text(encoding="utf-8")
    return INDENTS.sub("", COMMENT_AT_END.sub(r"\1", OUR_COMMENTS.sub("", text)))


def _policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which only our own scripts and style count, known by their digests."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
