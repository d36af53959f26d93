"""The build that is served now, and the step to the next one when it is published.

    output folder  ->  Editions  ->  current: an Edition, whole

A new build is opened beside the one that is served, by workers of its own; when all of them can answer, it becomes the
current one between two requests. What the old one has begun it answers to the end.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dhrgraph.errors import DhrGraphError, NoGraphError
from dhrgraph.serve.edition import Edition
from dhrgraph.serve.found import Found, find
from dhrgraph.serve.guard import Log
from dhrgraph.serve.settings import Settings

_AGAIN = 10.0  # seconds until a build that could not be opened is tried again


class Editions:
    """An asynchronous context in which `current` is the build to answer from; ask for it once a request.

    `problem` says why a newer build is not served, in words that tell nothing of this machine; `changes` counts how
    often another build was taken up.
    """

    def __init__(self, settings: Settings, log: Log) -> None:
        self._settings, self._log = settings, log
        self._asked = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed: tuple[Found, float] | None = None
        self._seen: Found | None = None
        self.problem, self.changes = "", 0
        self.current: Edition

    async def __aenter__(self) -> Editions:
        found = await asyncio.to_thread(find, self._settings.output)
        try:
            self.current = await Edition.open(found, self._settings)
        except OSError as problem:
            raise NoGraphError(found.folder) from problem
        self._begin(self._watch())
        return self

    async def __aexit__(self, *_problem: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.current.close()

    def look(self) -> None:
        """Look at once whether another build is published, and try again one that could not be opened."""
        self._failed = None
        self._asked.set()

    async def _watch(self) -> None:
        if self._settings.warm:
            with suppress(DhrGraphError):  # then the first who asks is told
                await self.current.pool.warm()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), self._settings.every)
            self._asked.clear()
            found = await asyncio.to_thread(find, self._settings.output)
            if self._is_new(found):
                await self._take_up(found)

    def _is_new(self, found: Found) -> bool:
        """Whether to open a build: another than is served, that did not fail lately, and that is whole.

        Where every build is written into the same folder, it is whole when two looks find the same.
        """
        settled = found.folder != self.current.found.folder or found == self._seen
        self._seen = found
        if found == self.current.found:
            self.problem = ""  # it was stepped back from
        failed = self._failed is not None and self._failed[0] == found and time.monotonic() < self._failed[1]
        return found != self.current.found and settled and not failed

    async def _take_up(self, found: Found) -> None:
        begun = time.monotonic()
        try:
            newer = await Edition.open(found, self._settings, beside=True)
        except (DhrGraphError, OSError) as problem:
            if await asyncio.to_thread(find, self._settings.output) == found:  # else it is another one's turn already
                known = self._failed is not None and self._failed[0] == found
                self._failed = found, time.monotonic() + _AGAIN
                self.problem = "A newer build is published but cannot be opened: the log says why."
                if not known:
                    self._tell(self.current, "kept", {"problem": str(problem)})
            return
        older, self.current = self.current, newer
        self.problem, self._failed = "", None
        self.changes += 1
        self._tell(newer, "changed", {"before": older.version, "seconds": round(time.monotonic() - begun, 2)})
        self._begin(older.leave())

    def _tell(self, edition: Edition, what: str, more: Mapping[str, Any]) -> None:
        self._log({"event": what, "graph": edition.version, **more})

    def _begin(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
