"""The workers: so many processes that answer jobs at once, each killed when its answer takes too long.

    job, arguments  ->  Pool.run  ->  Reply, or a RefusedError that says why there is none

One worker more than answers are worked out at once is kept ready, so that a killed one is missed by nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from signal import SIGABRT, SIGKILL, SIGSEGV
from typing import Any, TypeVar

from dhrgraph.errors import DhrGraphError
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.process import Worker
from dhrgraph.serve.refused import LostError, RefusedError
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.wire import pack_job
from dhrgraph.serve.worker import OUT_OF_MEMORY, WARM, WARM_WITHIN

_Done = TypeVar("_Done")
_AGAIN = 1.0  # seconds before a start that failed is tried again
_LOOK = 0.02  # seconds between looks whether the last answer is given


class Pool:
    """The workers of one build: an asynchronous context in which jobs can be run.

    `alive` workers are there, `busy` of them at a job; `waiting` jobs have none yet; `restarts` times one was killed or
    ended. `well`: none failed to start lately.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()  # None: there will be none
        self._turns = asyncio.Semaphore(settings.workers)
        self._watching: set[asyncio.Task[None]] = set()
        self._leaving: set[asyncio.Task[None]] = set()
        self._retired = False
        self.waiting = self.busy = self.restarts = self.alive = 0
        self.well = True

    async def __aenter__(self) -> Pool:
        await self.start()
        return self

    async def __aexit__(self, *_problem: object) -> None:
        await self.close()

    async def start(self) -> None:
        """Start the workers, all at once.

        Raises:
            DhrGraphError: one cannot open the store.
        """
        starts = (Worker.start(self._settings) for _ in range(self._settings.workers + 1))
        started = await asyncio.gather(*starts, return_exceptions=True)  # all, or some would outlive the loop
        workers = [each for each in started if isinstance(each, Worker)]
        for problem in started:
            if isinstance(problem, BaseException):
                await asyncio.gather(*(worker.end() for worker in workers))
                raise problem
        for worker in workers:
            self._take_in(worker)

    async def close(self) -> None:
        """End the workers, those at a job too."""
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        self._dismiss_idle()
        await asyncio.gather(*self._leaving)
        self.alive = 0

    async def start_beside(self) -> None:
        """Start the workers while another pool is at work: one at a time, so that a processor is left for it, and each
        made to do once what its first answers would wait for.

        Raises:
            DhrGraphError: one cannot start, or cannot answer.
        """
        for _ in range(self._settings.workers + 1):
            self._take_in(await _unless_killed(lambda: Worker.start(self._settings)))
        await self.warm()

    async def warm(self) -> None:
        """Let each worker do once what its first answers would wait for; one at a time, so that the others answer.

        Raises:
            RefusedError: one could not.
        """
        for _ in range(self._settings.workers + 1):
            await _unless_killed(lambda: self._asked(pack_job(WARM, {}), WARM_WITHIN))

    async def run(self, job: bytes) -> Reply:
        """The reply to a packed job. Cancelling it kills the worker.

        A worker that is killed from outside costs nothing: the job is given to another.

        Raises:
            RefusedError: too many wait; it takes too long or too much memory; or a mistake of ours.
        """
        await self._turn()
        self.busy += 1
        try:
            return await _unless_killed(lambda: self._asked(job, self._settings.timeout))
        finally:
            self.busy -= 1
            self._turns.release()

    def retire(self) -> None:
        """Take no more jobs: another pool does. Who has a worker keeps it to the end; who waits is told to go there."""
        self._retired = True
        self._dismiss_idle()
        for _ in range(self.busy):
            self._idle.put_nowait(None)
        for _ in range(self.waiting):
            self._turns.release()

    async def unused(self) -> None:
        """Wait until nobody has a worker any more."""
        while self.busy or self.waiting:
            await asyncio.sleep(_LOOK)

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

    async def _asked(self, job: bytes, within: float) -> Reply:
        worker = await self._ready()
        whole = False
        try:
            reply = await asyncio.wait_for(worker.ask(job), within)
            whole = True
        except TimeoutError as problem:
            raise RefusedError(
                503,
                f"The answer took longer than {within:g} seconds and was given up. "
                "Ask for less: a LIMIT, or a pattern that begins from fewer things.",
            ) from problem
        except (asyncio.IncompleteReadError, ConnectionError) as problem:
            raise _death(await worker.code(), self._settings) from problem
        finally:
            if not whole:
                worker.kill()
            elif self._retired:
                self._dismiss(worker)
            else:
                self._idle.put_nowait(worker)
        return reply

    async def _ready(self) -> Worker:
        """A worker that lives; those that ended while they had nothing to do are passed over."""
        none = LostError(503, "No process that could answer is ready. Ask again in a moment.", 5)
        try:
            async with asyncio.timeout(self._settings.timeout):
                while not self._retired and (worker := await self._idle.get()):
                    if not worker.ended:
                        return worker
        except TimeoutError as problem:
            raise none from problem
        raise none

    def _take_in(self, worker: Worker) -> None:
        self.alive += 1
        self._idle.put_nowait(worker)
        _begin(self._replaced(worker), self._watching)

    def _dismiss(self, worker: Worker) -> None:
        _begin(worker.end(), self._leaving)

    def _dismiss_idle(self) -> None:
        for _ in range(self._idle.qsize()):
            if worker := self._idle.get_nowait():
                self._dismiss(worker)

    async def _replaced(self, worker: Worker) -> None:
        """Wait until a worker ends, whoever ended it, and start another in its place."""
        await worker.code()
        self.alive -= 1
        if not self._retired:
            self.restarts += 1
        while not self._retired:
            try:
                another = await Worker.start(self._settings)
            except DhrGraphError:  # the store may be being written anew
                self.well = False
                await asyncio.sleep(_AGAIN)
            else:
                self.well = True
                if self._retired:
                    self._dismiss(another)
                else:
                    self._take_in(another)
                return


async def _unless_killed(work: Callable[[], Awaitable[_Done]]) -> _Done:
    """What `work` gives; what was killed from outside is begun again, once: a question that costs the machine its
    memory may be why."""
    try:
        return await work()
    except LostError as problem:
        if not problem.killed:
            raise
    return await work()


def _begin(work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
    """Start a task and remember it until it is done: the loop alone would not keep it."""
    task = asyncio.get_running_loop().create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)


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
        return LostError(503, "The process that was to answer was ended from outside. Ask again.", 1, killed=True)
    return LostError(500, "The answer failed by a mistake of dhrgraph's own. Please report it, with the question.")
