"""What can go wrong with somebody else's store, each said once: what, where and how to mend.

No message holds a password, a token or the text of the graph.
"""

from __future__ import annotations

import re

from dhrgraph.errors import DhrGraphError, QueryError

_SAID = 200  # characters of a server's own words that a message may repeat


class RemoteError(DhrGraphError):
    """A store elsewhere that did not do as asked."""


class TooLargeError(RemoteError):
    """A request that the server finds too large (413): send it in smaller parts."""


class AddressError(QueryError):
    """An address, or what is known of the user, that must not or cannot be used: nothing was sent."""


def first_words(body: bytes, media_type: str, secrets: tuple[str, ...] = ()) -> str:
    r"""The first line of what a server says of an error, with nothing a terminal would obey; empty for a page.

    `secrets` that the server repeats are left out: what it was sent may come back.

    Example:
        >>> first_words(b"No such\x1b[1m graph: pw1\nSPARQL query: ...", "text/plain", ("pw1",))
        ' It says: No such [1m graph: [left out]'
        >>> first_words(b"<html>Oops</html>", "text/html")
        ''
    """
    if "html" in media_type or body.lstrip().startswith((b"<!", b"<html")):
        return ""
    words = body[: 4 * _SAID].decode("utf-8", "replace").strip()
    line = "".join(sign if sign.isprintable() else " " for sign in words.partition("\n")[0])
    line = re.sub(" {2,}", " ", line)[:_SAID]
    for secret in secrets:
        line = line.replace(secret, "[left out]") if secret else line
    return f" It says: {line}" if line else ""
