"""Why there is no answer."""

from __future__ import annotations

from dhrgraph.errors import DhrGraphError


class RefusedError(DhrGraphError):
    """No answer could be had; `status` is that of HTTP, `retry` the seconds after which to ask again, 0 for never."""

    def __init__(self, status: int, message: str, retry: int = 0) -> None:
        self.status, self.retry = status, retry
        super().__init__(message)


class LostError(RefusedError):
    """What was to answer failed, not the question: another build's workers may have an answer. `killed`: from outside,
    so that another worker of the same build may have one."""

    def __init__(self, status: int, message: str, retry: int = 0, *, killed: bool = False) -> None:
        self.killed = killed
        super().__init__(status, message, retry)
