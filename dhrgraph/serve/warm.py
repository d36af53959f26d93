"""The job that nobody waits for: do once what the first answers of a worker would wait for.

It also tells a build that opens but cannot be read from one that can.
"""

from __future__ import annotations

from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.pages import answer as page
from dhrgraph.serve.pages import form
from dhrgraph.serve.shop import Shop


def answer(shop: Shop) -> Reply:
    """The start page: its counts, templates and questions are those of many other pages."""
    form(shop)
    assert shop.graphs is not None  # noqa: S101 - looked up, and kept
    return page(shop, path="/", parameters={}, accept="text/html")
