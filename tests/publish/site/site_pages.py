"""What the tests of the site share: the settings of a made site, the links and anchors of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.query.catalogue import catalogue
from dhrgraph.query.run import filled
from dhrgraph.resources import folder


def hosted(*, live: bool = False, **more: Any) -> Hosted:
    """The settings under which the tests look at pages."""
    return Hosted(questions=catalogue(folder("queries")), fill=filled, live=live, **more)


@dataclass
class Seen(HTMLParser):
    """Links, anchors, loaded files and text of a page, as a browser's parser finds them."""

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    loads: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    code: int = 0
    linked: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.anchors.add(str(given["id"]))
        if (tag == "a" and given.get("href") is not None) or (tag == "link" and given.get("rel") == "alternate"):
            self.links.append(str(given["href"]))
        elif given.get("src") or (tag == "link" and given.get("rel") == "stylesheet"):
            self.loads.append(str(given.get("src") or given.get("href")))

        self.code += tag == "code"
        self.linked += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag == "code"
        self.linked -= tag == "a"

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.text.append(data)
        if self.linked:
            self.named.append(data)


def seen(html: str) -> Seen:
    """A page, parsed."""
    page = Seen()
    page.feed(html)
    page.close()
    return page


def files(site: Path) -> list[str]:
    """Every file of a site, by its path inside it."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
