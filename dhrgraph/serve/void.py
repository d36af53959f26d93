"""The job of describing the data: VoID, 7.2, at /.well-known/void.

It is the description that stands among the build's files, with this endpoint in it.
"""

from __future__ import annotations

from dhrgraph.graph.store import convert
from dhrgraph.publish.dataset.dcat import with_endpoint
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.formats import STATEMENTS, wish, with_charset
from dhrgraph.serve.replies import not_acceptable, words
from dhrgraph.serve.shop import Shop
from dhrgraph.text.accept import choose

DATASET = "dataset.ttl"  # the build's description of its data


def answer(shop: Shop, *, accept: str, form: str) -> Reply:
    """The description in a format that suits."""
    chosen = choose(wish(form, accept, statements=True), [*STATEMENTS])
    if chosen is None:
        return not_acceptable(STATEMENTS)
    path = shop.settings.output / DATASET
    if not path.exists():
        return words(404, f"This build holds no {DATASET}. To make one: dhrgraph build")
    turtle = with_endpoint(path.read_bytes(), shop.settings.endpoint)
    form = STATEMENTS[chosen]
    return Reply(200, with_charset(chosen), turtle if form == "turtle" else convert(turtle, "turtle", form))
