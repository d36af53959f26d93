"""Replies that several jobs give: words about what cannot be answered, and what a client can be given instead."""

from __future__ import annotations

from collections.abc import Iterable

from dhrgraph.publish.site.hosted import Reply

NOT_KEPT = ("Cache-Control", "no-store")  # the header of what would not be the same again
READ_ONLY = "This is an update; the graph can only be read here. To change it, build it again: dhrgraph build."


def words(status: int, message: str, *headers: tuple[str, str]) -> Reply:
    """A reply in plain words.

    Example:
        >>> words(400, "No query.").body
        b'No query.\\n'
    """
    return Reply(status, "text/plain", f"{message}\n".encode(errors="replace"), headers)


def not_acceptable(offered: Iterable[str]) -> Reply:
    """406, with what could be had (RFC 9110, 15.5.7).

    Example:
        >>> not_acceptable(["text/csv", "text/turtle"]).body.decode()
        'None of the formats asked for can be given. There are: text/csv, text/turtle.\\n'
    """
    return words(406, f"None of the formats asked for can be given. There are: {', '.join(offered)}.")
