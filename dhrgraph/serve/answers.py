"""From a reply to an answer of HTTP: its version, how long it may be kept, nothing if the client has it already.

RFC 9110, 8.8.3 and 13.1.2; RFC 9111, 5.2.
"""

from __future__ import annotations

from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from dhrgraph.publish.site.hosted import Reply

_KEPT = "public, max-age=60"
_NEVER_KEPT = "no-store"
_READING = ("GET", "HEAD")  # the only ones that 304 answers (RFC 9110, 13.1.2)


def answer(reply: Reply, request: Request, version: str) -> Response:
    """`reply` as an answer to `request`; `version` is the graph's."""
    headers = dict(reply.headers)
    headers["Vary"] = "Accept"
    if reply.status == 200:
        tag = etag(version, reply.body)
        headers |= {"ETag": tag, "Cache-Control": headers.get("Cache-Control", _KEPT)}
        if request.method in _READING and matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
    else:
        headers["Cache-Control"] = _NEVER_KEPT if reply.status >= 400 else _KEPT
    media_type = reply.media_type
    if media_type.startswith("text/") and "charset" not in media_type:
        media_type += "; charset=utf-8"
    headers |= {"Content-Type": media_type, "Content-Length": str(len(reply.body))}
    body = b"" if request.method == "HEAD" else reply.body
    return Response(body, reply.status, headers)


def etag(version: str, body: bytes) -> str:
    """A strong validator: the graph's version, then what this representation's own bytes give.

    Example:
        >>> etag("3334053dd9cd", b"")
        '"3334053dd9cd-e4a6a0577479b2b4"'
    """
    return f'"{version}-{blake2b(body, digest_size=8).hexdigest()}"'


def matches(if_none_match: str, tag: str) -> bool:
    """Whether a client already has what `tag` stands for.

    Example:
        >>> matches('W/"a", "b"', '"b"'), matches('"a"', '"b"'), matches("*", '"b"')
        (True, False, True)
    """
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in if_none_match.split(","))
