"""A worker: a process that opens the store for reading and answers one job after the other, until it is killed.

    job on stdin  ->  the module that JOBS names  ->  reply on stdout

It is started by `pool` and never otherwise. A job that goes wrong in a way nobody foresaw ends it; the pool says so
and starts another.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from dhrgraph.errors import DhrGraphError
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.found import mark_of
from dhrgraph.serve.isolation import end_after, end_with_parent, hold_memory_to, leave_the_network
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.shop import Shop
from dhrgraph.serve.wire import LENGTH, pack_reply, unpack_job

# job -> the module whose `answer(shop, **arguments)` gives the reply; imported when it is first asked for
JOBS = {
    "sparql": "dhrgraph.serve.sparql",
    "graph": "dhrgraph.serve.graphs",
    "description": "dhrgraph.serve.description",
    "question": "dhrgraph.serve.questions",
    "questions": "dhrgraph.serve.listing",
    "void": "dhrgraph.serve.void",
    "page": "dhrgraph.serve.pages",
    "warm": "dhrgraph.serve.warm",
}
WARM, WARM_WITHIN = "warm", 60.0  # the job that may take longer, for nobody waits for it: seconds
OUT_OF_MEMORY = 77  # exit code
_GRACE = 2.0  # seconds past the deadline


def main() -> None:
    """Run a worker: `argv` holds the parent's process id and the settings as JSON."""
    parent, settings = int(sys.argv[-2]), Settings.from_json(sys.argv[-1])
    end_with_parent(parent)
    leave_the_network()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    sys.excepthook = _told_briefly
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not stand among the replies
    shop = _opened(settings)
    hold_memory_to(settings.memory)
    try:
        work(shop, sys.stdin.buffer, replies)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _opened(settings: Settings) -> Shop:
    try:
        if settings.mark and mark_of(settings.output) != settings.mark:
            sys.exit(f"dhrgraph: {settings.output} holds another build now.")
        return Shop.open(settings)
    except DhrGraphError as problem:
        sys.exit(f"dhrgraph: {problem}")


def work(shop: Shop, jobs: BinaryIO, replies: BinaryIO) -> None:
    """Answer jobs until there are no more. Says first, with an empty reply, that it is ready."""
    _send(replies, Reply(200, "text/plain", b""))
    while len(length := jobs.read(LENGTH.size)) == LENGTH.size:
        name, arguments = unpack_job(jobs.read(*LENGTH.unpack(length)))
        end_after(WARM_WITHIN if name == WARM else shop.settings.timeout + _GRACE)
        reply = import_module(JOBS[name]).answer(shop, **arguments)
        end_after(0)
        _send(replies, reply)


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(pack_reply(reply))
    replies.flush()


def _told_briefly(kind: type[BaseException], _problem: BaseException, trace: TracebackType | None) -> None:
    """Where our own mistake is, not what was being read: its words could name a person."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else "nowhere"
    sys.stderr.write(f"dhrgraph: a worker ended by a mistake of dhrgraph's own ({kind.__name__} in {where}).\n")
