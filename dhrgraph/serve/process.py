"""One worker as the server sees it: a process with a pipe to it and one back."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from signal import SIGKILL
from typing import cast

from dhrgraph.errors import DhrGraphError
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.refused import LostError
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.wire import LENGTH, LENGTHS, unpack_reply

_START = "import json, sys; sys.path = json.loads(sys.argv[1]); from dhrgraph.serve.worker import main; main()"
_READY_WITHIN = 30.0  # seconds a worker has to open its store
_FAREWELL = 1.0  # seconds it has to end by itself


class Worker:
    """One process. Give it a job at a time, with `ask`."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._jobs, self._replies = cast(StreamWriter, process.stdin), cast(StreamReader, process.stdout)

    @classmethod
    async def start(cls, settings: Settings) -> Worker:
        """A worker that has opened its store.

        Raises:
            LostError: it was killed from outside before it could.
            DhrGraphError: it could not.
        """
        words = (sys.executable, "-P", "-c", _START, json.dumps(sys.path), str(os.getpid()), settings.to_json())
        process = await asyncio.create_subprocess_exec(
            *words, stdin=PIPE, stdout=PIPE, limit=1 << 20, start_new_session=True
        )
        worker = cls(process)
        try:
            await asyncio.wait_for(worker._reply(), _READY_WITHIN)
        except asyncio.CancelledError:
            worker.kill()
            await worker.code()
            raise
        except (asyncio.IncompleteReadError, TimeoutError) as problem:
            hung = isinstance(problem, TimeoutError)
            if hung:
                worker.kill()
            if await worker.code() == -SIGKILL and not hung:
                raise LostError(503, "A worker was ended from outside as it started.", 1, killed=True) from problem
            raise DhrGraphError(
                f"a worker could not open {settings.output}.\n  To mend: dhrgraph build, or see the line above."
            ) from problem
        return worker

    async def ask(self, job: bytes) -> Reply:
        """The reply to a packed job.

        Raises:
            asyncio.IncompleteReadError, ConnectionError: the process has ended.
        """
        self._jobs.write(LENGTH.pack(len(job)) + job)
        await self._jobs.drain()
        return await self._reply()

    async def _reply(self) -> Reply:
        head, body = LENGTHS.unpack(await self._replies.readexactly(LENGTHS.size))
        return unpack_reply(await self._replies.readexactly(head), await self._replies.readexactly(body))

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if self._process.returncode is None:
            self._process.kill()

    async def end(self) -> None:
        """Let it end by itself, or else kill it."""
        self._jobs.close()
        try:
            await asyncio.wait_for(self._process.wait(), _FAREWELL)
        except TimeoutError:
            self.kill()
            await self._process.wait()

    @property
    def ended(self) -> bool:
        """Whether the process is no more."""
        return self._process.returncode is not None

    async def code(self) -> int:
        """The exit code of a process that has ended."""
        return await self._process.wait()
