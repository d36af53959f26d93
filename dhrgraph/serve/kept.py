"""Replies kept for those who ask the same again: a build never changes, and the next one has its own.

Those asked for longest ago go first when there is no more room.
"""

from __future__ import annotations

from collections import OrderedDict

from dhrgraph.publish.site.hosted import Reply

_HEAD = 1_000  # bytes a reply takes besides its body and its question, generously


class Kept:
    """Replies by what was asked, up to `room` bytes together.

    Example:
        >>> kept = Kept(room=2_500)
        >>> kept.keep(b"a", Reply(200, "text/plain", b"1")); kept.keep(b"b", Reply(200, "text/plain", b"2"))
        >>> kept.find(b"a").body
        b'1'
        >>> kept.keep(b"c", Reply(200, "text/plain", b"3")); kept.find(b"b") is None
        True
    """

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def find(self, asked: bytes) -> Reply | None:
        """The reply to what was `asked`, if it is still there."""
        reply = self._replies.get(asked)
        if reply is not None:
            self._replies.move_to_end(asked)
        return reply

    def keep(self, asked: bytes, reply: Reply) -> None:
        """Keep a reply, unless it alone would take more than half of the room."""
        size = _size(asked, reply)
        if size > self._room // 2:
            return
        if asked in self._replies:
            self._taken -= _size(asked, self._replies.pop(asked))
        self._replies[asked] = reply
        self._taken += size
        while self._taken > self._room:
            oldest, gone = self._replies.popitem(last=False)
            self._taken -= _size(oldest, gone)


def _size(asked: bytes, reply: Reply) -> int:
    return _HEAD + len(asked) + len(reply.body)
