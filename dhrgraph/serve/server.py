"""The server itself: a socket, the application behind it, until someone stops it.

what the command line says  ->  run  ->  (serves)
"""

from __future__ import annotations

import asyncio
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from dhrgraph.errors import DhrGraphError, QueryError
from dhrgraph.serve.app import application
from dhrgraph.serve.editions import Editions
from dhrgraph.serve.guard import Log, host_of
from dhrgraph.serve.settings import MEGABYTE, Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# of a server: no user, no query, and nothing that an IRI cannot hold
_ADDRESS = re.compile(
    r"https?://(?:\[[0-9a-f:.]+\]|[^\s<>\"{}|\\^`?#@/:\[\]]+)(?::[0-9]{1,5})?(?:/[^\s<>\"{}|\\^`?#]*)?"
)
_ANY = ("0.0.0.0", "::", "")  # noqa: S104 - told apart here, not listened on
_LEAST, _MOST = 1_000 * MEGABYTE, 4_000 * MEGABYTE  # of memory, for one worker
_TCP, _NO_DELAY = 6, 1  # the kernel's numbers; whoever is accepted has it too
_HEADERS = 32_000  # bytes of a request's first line and headers


def run(settings: Settings, host: str, port: int, log: Log, started: Callable[[str], None]) -> None:
    """Serve until stopped (SIGINT, SIGTERM); `started` is told the address once.

    SIGHUP asks to look whether another build is published, where no terminal is that may send it as it closes.

    `settings.base` may be empty: the address that is listened on is taken. So is a free port, for the port 0.

    Raises:
        DhrGraphError: the port is taken, or no worker can open the store.
    """
    _allow_many_connections()
    config = uvicorn.Config(
        _none,
        host=host,
        port=port,
        access_log=False,
        log_level="critical",
        server_header=False,
        h11_max_incomplete_event_size=_HEADERS,
        timeout_graceful_shutdown=3,
    )
    try:
        socket = config.bind_socket()
    except SystemExit as problem:
        why = problem.__context__
        said = f" ({why.strerror})" if isinstance(why, OSError) else ""
        raise DhrGraphError(
            f"{host}:{port} cannot be listened on{said}.\n"
            "  To mend: another --port, or --port 0 for a free one; a --host that is an address of this machine."
        ) from problem
    socket.setsockopt(_TCP, _NO_DELAY, 1)  # or the end of an answer waits 40 ms for the other side's "I have the start"
    address = address_of(host, socket.getsockname()[1])
    told = located(settings, host, settings.base or address)
    editions = Editions(told, log)
    config.app = application(told, log, editions)
    server = _Server(config, editions, lambda: started(address))
    try:
        server.run(sockets=[socket])
    except SystemExit as problem:
        raise DhrGraphError(
            "the server could not start.\n  To mend: see the lines above, or build again: dhrgraph build"
        ) from problem


def located(settings: Settings, host: str, base: str) -> Settings:
    """`settings` with the address people use, and the names for it where only this machine is listened to.

    Raises:
        QueryError: `base` is no address.

    Example:
        >>> from pathlib import Path
        >>> located(Settings(Path("."), ""), "127.0.0.1", "https://data.example.org").names[-1]
        'data.example.org'
    """
    if not _ADDRESS.fullmatch(base):
        raise QueryError(f"--base: {base!r} is no address such as https://data.example.org/.")
    names = [*LOOPBACK, host_of(urlsplit(base).netloc)] if _on_loopback(host) else []
    return replace(settings, base=base.rstrip("/") + "/", names=tuple(dict.fromkeys(names)))


def _on_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(host: str, port: int) -> str:
    """The address on this machine of a server listening on `host` and `port`.

    Example:
        >>> address_of("0.0.0.0", 80), address_of("::1", 80)
        ('http://127.0.0.1:80/', 'http://[::1]:80/')
    """
    name = "127.0.0.1" if host in _ANY else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def share_of_memory(workers: int) -> int:
    """Bytes that each of so many workers, and a spare one, may have: together half of the machine's, within reason."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(_LEAST, min(_MOST, machine // 2 // (workers + 1)))


def _allow_many_connections() -> None:
    """Let this process have as many open sockets as the system would give it when asked."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard) if hard > 0 else (65_536, hard))


class _Server(uvicorn.Server):
    """A server that says when it can be asked."""

    def __init__(self, config: uvicorn.Config, editions: Editions, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._editions, self._ready = editions, ready

    async def startup(self, sockets: Any = None) -> None:
        """Open the workers and listen."""
        await super().startup(sockets)
        if self.started:
            if not sys.stderr.isatty():
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._editions.look)
            self._ready()


async def _none(*_: object) -> None:
    """Stands in for the application until its address is known."""
