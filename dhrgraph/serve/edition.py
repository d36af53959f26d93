"""One build as it is served: its workers, its version, and what is kept of its answers. None of these goes without the
others, so a reply is of one build, and says of which."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import replace

from dhrgraph.publish.output.readers import reading
from dhrgraph.serve.dumps import Dumps
from dhrgraph.serve.found import Found
from dhrgraph.serve.kept import Kept
from dhrgraph.serve.pool import Pool
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.version import version_of

_LOOK = 0.02  # seconds between looks whether the last request is answered


class Edition:
    """A build that is served from `open` to `close`. `using` counts the requests that began with it."""

    def __init__(self, found: Found, settings: Settings) -> None:
        told = replace(settings, output=found.folder, mark=found.mark)
        self.found, self.version = found, version_of(found.folder)
        self.pool, self.kept, self.dumps = Pool(told), Kept(settings.cache), Dumps(told)
        self._timeout, self._users = settings.timeout, 0
        self._open = AsyncExitStack()

    @classmethod
    async def open(cls, found: Found, settings: Settings, *, beside: bool = False) -> Edition:
        """An edition whose workers are ready; `beside`: while another answers, which is not held up.

        Its folder is not cleared away until it is closed, however many builds come after.

        Raises:
            DhrGraphError: the build cannot be opened.
            OSError: its folder is gone.
        """
        async with AsyncExitStack() as opening:
            opening.enter_context(reading(found.folder))
            edition = await asyncio.to_thread(cls, found, settings)
            await opening.enter_async_context(edition.dumps)
            opening.push_async_callback(edition.pool.close)
            await (edition.pool.start_beside() if beside else edition.pool.start())
            edition._open = opening.pop_all()
        return edition

    @contextmanager
    def using(self) -> Iterator[Edition]:
        """Hold on to it while a request is answered."""
        self._users += 1
        try:
            yield self
        finally:
            self._users -= 1

    async def leave(self) -> None:
        """Answer to the end what was begun, then close. Who takes a file too slowly is given up."""
        self.pool.retire()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(4 * self._timeout):
                    await self.pool.unused()
                    while self._users:
                        await asyncio.sleep(_LOOK)
        finally:
            await self.close()

    async def close(self) -> None:
        """End its workers."""
        await self._open.aclose()
