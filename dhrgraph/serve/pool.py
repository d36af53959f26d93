"""The workers: so many processes that answer jobs at once, each killed when its answer takes too long.

    job, arguments  ->  Pool.run  ->  Reply, or a RefusedError that says why there is none

One worker more than answers are worked out at once is kept ready, so that a killed one is missed by nobody.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from signal import SIGABRT, SIGKILL, SIGSEGV
from types import TracebackType
from typing import cast

from dhrgraph.errors import DhrGraphError
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.wire import LENGTH, LENGTHS, unpack_reply
from dhrgraph.serve.worker import OUT_OF_MEMORY

_START = "import json, sys; sys.path = json.loads(sys.argv[1]); from dhrgraph.serve.worker import main; main()"
_READY_WITHIN = 30.0  # seconds a worker has to open its store
_AGAIN = 1.0  # seconds before a start that failed is tried again
_FAREWELL = 1.0  # seconds it has to end by itself


class RefusedError(DhrGraphError):
    """No answer could be had; `status` is that of HTTP, `retry` the seconds after which to ask again, 0 for never."""

    def __init__(self, status: int, message: str, retry: int = 0) -> None:
        self.status, self.retry = status, retry
        super().__init__(message)


class Worker:
    """One process. Give it a job at a time, with `ask`."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._jobs, self._replies = cast(StreamWriter, process.stdin), cast(StreamReader, process.stdout)

    @classmethod
    async def start(cls, settings: Settings) -> Worker:
        """A worker that has opened its store.

        Raises:
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
            raise
        except (asyncio.IncompleteReadError, TimeoutError) as problem:
            worker.kill()
            await worker.code()
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


class Pool:
    """The workers of one server: an asynchronous context in which jobs can be run.

    `alive` workers are there, `busy` of them at a job; `waiting` jobs have none yet; `restarts` times one was killed or
    ended. `well`: none failed to start lately.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._turns = asyncio.Semaphore(settings.workers)
        self._watching: set[asyncio.Task[None]] = set()
        self.waiting = self.busy = self.restarts = self.alive = 0
        self.well = True

    async def __aenter__(self) -> Pool:
        starts = (Worker.start(self._settings) for _ in range(self._settings.workers + 1))
        started = await asyncio.gather(*starts, return_exceptions=True)  # all, or some would outlive the loop
        workers = [each for each in started if isinstance(each, Worker)]
        for problem in started:
            if isinstance(problem, BaseException):
                await asyncio.gather(*(worker.end() for worker in workers))
                raise problem
        for worker in workers:
            self._take_in(worker)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        await asyncio.gather(*(self._idle.get_nowait().end() for _ in range(self._idle.qsize())))

    async def run(self, job: bytes) -> Reply:
        """The reply to a packed job. Cancelling it kills the worker.

        Raises:
            RefusedError: too many wait; it takes too long or too much memory; or a mistake of ours.
        """
        await self._turn()
        self.busy += 1
        try:
            return await self._asked(job)
        finally:
            self.busy -= 1
            self._turns.release()

    async def _turn(self) -> None:
        if self.waiting >= self._settings.queue:
            raise RefusedError(503, "Too many questions are being asked at once. Ask again in a moment.", retry=1)
        self.waiting += 1
        try:
            await asyncio.wait_for(self._turns.acquire(), 2 * self._settings.timeout)
        except TimeoutError as problem:
            raise RefusedError(
                503, "The server is busy with long questions. Ask again in a moment.", retry=5
            ) from problem
        finally:
            self.waiting -= 1

    async def _asked(self, job: bytes) -> Reply:
        worker = await self._ready()
        whole = False
        try:
            reply = await asyncio.wait_for(worker.ask(job), self._settings.timeout)
            whole = True
        except TimeoutError as problem:
            raise RefusedError(
                503,
                f"The answer took longer than {self._settings.timeout:g} seconds and was given up. "
                "Ask for less: a LIMIT, or a pattern that begins from fewer things.",
            ) from problem
        except (asyncio.IncompleteReadError, ConnectionError) as problem:
            raise _death(await worker.code(), self._settings) from problem
        finally:
            if whole:
                self._idle.put_nowait(worker)
            else:
                worker.kill()
        return reply

    async def _ready(self) -> Worker:
        """A worker that lives; those that ended while they had nothing to do are passed over."""
        try:
            async with asyncio.timeout(self._settings.timeout):
                while (worker := await self._idle.get()).ended:
                    pass
                return worker
        except TimeoutError as problem:
            raise RefusedError(503, "No process that could answer is ready. Ask again in a moment.", 5) from problem

    def _take_in(self, worker: Worker) -> None:
        self.alive += 1
        self._idle.put_nowait(worker)
        task = asyncio.get_running_loop().create_task(self._replaced(worker))
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)

    async def _replaced(self, worker: Worker) -> None:
        """Wait until a worker ends, whoever ended it, and start another in its place."""
        await worker.code()
        self.restarts += 1
        self.alive -= 1
        while True:
            try:
                another = await Worker.start(self._settings)
            except DhrGraphError:  # the store may be being written anew
                self.well = False
                await asyncio.sleep(_AGAIN)
            else:
                self.well = True
                self._take_in(another)
                return


def _death(code: int, settings: Settings) -> RefusedError:
    if code in (OUT_OF_MEMORY, -SIGABRT):
        return RefusedError(
            500,
            f"The answer needed more memory than one question may have ({settings.memory // 1_000_000:,} MB) and was "
            "given up. Ask for less: fewer combinations, no sorting of very many rows.",
        )
    if code == -SIGSEGV:  # the engine reads a query by calls within calls, and has run out of room for them
        return RefusedError(400, "The query is nested too deeply, or names too many things, to be read.")
    if code == -SIGKILL:
        return RefusedError(503, "The process that was to answer was ended from outside. Ask again.", retry=1)
    return RefusedError(500, "The answer failed by a mistake of dhrgraph's own. Please report it, with the question.")
