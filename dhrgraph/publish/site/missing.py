"""The reply for an address at which nothing stands, with the nearest that there are."""

from __future__ import annotations

import re
from difflib import get_close_matches

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import forms
from dhrgraph.publish.site.addresses import thing_of
from dhrgraph.publish.site.blocks import Node, Page, Ref, Text, Tree
from dhrgraph.publish.site.hosted import Hosted, Reply
from dhrgraph.publish.site.labels import lasting
from dhrgraph.publish.site.replies import as_html

# of difflib's ratio; "home-offce" has 0.95 of "home-office", another body of the same kind mostly below 0.7
_NEAR = 0.75


def missing(store: Store, hosted: Hosted, path: str) -> Reply:
    """404, with the nearest names where the path looks like a thing's."""
    near = _nearest(store, path)
    help_ = (Text(("Perhaps one of these was meant:",)), Tree(tuple(Node(Ref(each)) for each in near))) if near else ()
    page = Page(
        "There is no such page",
        lead=(
            Text(
                (
                    "The address may be mistyped, or what it named is not here.",
                    Ref("/search", "Search"),
                    ", or begin at the",
                    Ref("/", "first page"),
                    ".",
                )
            ),
            *help_,
        ),
        summary="There is nothing at this address.",
    )
    here = path if re.fullmatch(r"[A-Za-z0-9/._~-]*", path) else "/missing"
    return as_html(store, hosted, here, page, 404)


def _nearest(store: Store, path: str) -> tuple[str, ...]:
    """Things of the same kind with names like the one that `path` ends in; for a statement, reviews or documents
    like the one that its name begins with."""
    parts = forms.parted(path)[0].strip("/").split("/")
    kind, name = (parts[-2], parts[-1]) if len(parts) > 1 else ("", "")
    spaces = [thing_of(f"/doc/{each}/x") for each in (kind, "review", "document") if each]
    for space, wanted in zip(spaces, (name, name.partition(".")[0], name.partition(".")[0]), strict=False):
        if space is not None and wanted:
            begin = space[:-1]
            names = [each.removeprefix(begin) for each in lasting(store) if each.startswith(begin)]
            near = get_close_matches(wanted, names, n=5, cutoff=_NEAR)
            if near:
                return tuple(begin + each for each in near)
    return ()
