"""Work in the background: in one thread, in the order given, while who gave it does something else.

Background()  ->  do(work, data) ...  ->  done()

For what needs no Python while it runs (hashlib, zlib and files let go of the interpreter), so a second core helps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

_MOST = 32 << 20  # bytes that may wait
Data = TypeVar("Data", bytes, bytearray, memoryview)


class Background:
    """A context manager: whoever leaves it has waited for all that was begun; what had not begun is dropped."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[tuple[Future[Any], int]] = deque()
        self._bytes = 0

    def do(self, work: Callable[[Data], object], data: Data) -> None:
        """Do this after what was given before. Waits where too much would be in memory.

        Raises:
            Exception: what was given earlier failed with it.
        """
        self._waiting.append((self._thread.submit(work, data), len(data)))
        self._bytes += len(data)
        while self._bytes > _MOST or (self._waiting and self._waiting[0][0].done()):
            self._next()

    def done(self) -> None:
        """Wait until all is done.

        Raises:
            Exception: it failed with it.

        Example:
            >>> found = bytearray()
            >>> with Background() as background:
            ...     for data in (b"a", b"b"):
            ...         background.do(found.extend, data)
            ...     background.done()
            >>> bytes(found)
            b'ab'
        """
        while self._waiting:
            self._next()

    def _next(self) -> None:
        future, size = self._waiting.popleft()
        self._bytes -= size
        future.result()

    def __enter__(self) -> Background:
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.shutdown(cancel_futures=True)
