"""Replies that many addresses give: a page as HTML, the way to another address, what can be had."""

from __future__ import annotations

from typing import Any

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import forms
from dhrgraph.publish.site.addresses import relative
from dhrgraph.publish.site.blocks import Page
from dhrgraph.publish.site.hosted import Hosted, Reply
from dhrgraph.publish.site.render import POLICY, rendered


def as_html(store: Store, hosted: Hosted, here: str, page: Page, status: int = 200, **how: Any) -> Reply:
    """`page` as it is shown at the path `here`; `how` is for `rendered`."""
    body = rendered(store, hosted, here, page, **how).encode()
    return Reply(status, forms.HTML, body, (("Content-Security-Policy", POLICY),))


def moved(path: str, there: str, status: int = 303, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """The way from `path` to `there`, both on this host (RFC 9110, 15.4)."""
    to = relative(path, there, live=True)
    return Reply(status, "text/plain; charset=utf-8", f"See {to}\n".encode(), (("Location", to), *headers))


def not_offered(links: tuple[tuple[str, str], ...]) -> Reply:
    """406: none of the media types that the client takes."""
    words = (
        "This can be had as: " + ", ".join(forms.OFFERED) + ".\nAsk for one of these, or leave the Accept header out.\n"
    )
    return Reply(406, "text/plain; charset=utf-8", words.encode(), links)
