"""What goes through the pipes between the server and a worker: a job there, a reply back, each with its length first.

JSON and bytes, no pickles: a worker that a query has taken over could say nothing but a reply.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from dhrgraph.publish.site.hosted import Reply

LENGTHS = struct.Struct("!II")  # of a reply: its head, its body
LENGTH = struct.Struct("!I")  # of a job


def pack_job(name: str, arguments: Mapping[str, Any]) -> bytes:
    """A job without its length; the same job gives the same bytes.

    Example:
        >>> pack_job("page", {"path": "/"})
        b'["page", {"path": "/"}]'
    """
    return json.dumps([name, arguments], sort_keys=True).encode()


def unpack_job(data: bytes) -> tuple[str, dict[str, Any]]:
    """What `pack_job` packed."""
    name, arguments = json.loads(data)
    return name, arguments


def pack_reply(reply: Reply) -> bytes:
    """A reply with the lengths of its two parts."""
    head = json.dumps([reply.status, reply.media_type, reply.headers]).encode()
    return LENGTHS.pack(len(head), len(reply.body)) + head + reply.body


def unpack_reply(head: bytes, body: bytes) -> Reply:
    """A reply from its two parts.

    Example:
        >>> packed = pack_reply(Reply(200, "text/plain", b"x", (("Allow", "GET"),)))
        >>> head, body = LENGTHS.unpack(packed[: LENGTHS.size])
        >>> unpack_reply(packed[LENGTHS.size :][:head], packed[-body:])
        Reply(status=200, media_type='text/plain', body=b'x', headers=(('Allow', 'GET'),))
    """
    status, media_type, headers = json.loads(head)
    return Reply(status, media_type, body, tuple((name, value) for name, value in headers))
