"""A server of loopback that misbehaves as told: what is asked of it is kept, what it answers is said beforehand."""

from __future__ import annotations

import io
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import httpx

from dhrgraph.graph.store import Over, Store

JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'


@dataclass(frozen=True)
class Says:
    """One answer. `cut`: so many bytes of the body are sent, then the connection ends; `slow`: seconds before it."""

    body: bytes = YES
    status: int = 200
    media_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    cut: int | None = None
    slow: float = 0.0
    hang_up: bool = False  # no answer at all: the connection ends
    drips: float = 0.0  # seconds between two bytes


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


def answers_of(store: Store, *, union: bool, nameless: bool = False) -> Callable[[Asked], Says]:
    """What a server over `store` answers; `union`: its default graph is all named graphs, and else empty; `nameless`:
    it is the graph without a name as well.

    As Oxigraph's server does, it takes `default-graph-uri` and `union-default-graph`.
    """

    def answer(asked: Asked) -> Says:
        (query,), named = asked.form["query"], store.graphs()
        default = tuple(asked.form.get("default-graph-uri", ()))
        if not default and (union or "union-default-graph" in asked.form):
            default = named
        written = io.BytesIO()
        store.query(query, None if nameless else Over(default, named)).write("json", written)
        return Says(written.getvalue())

    return answer


def relayed(to: str, asked: Asked) -> Says:
    """What the server at `to` (scheme, host and port) answers to a request."""
    headers = {name: value for name, value in asked.headers.items() if name not in ("host", "content-length")}
    with httpx.Client(trust_env=False, verify=False, timeout=60) as client:  # plain http: no certificates to read
        got = client.request(asked.method, to + asked.path, content=asked.body, headers=headers)
    kept = tuple((name, value) for name, value in got.headers.items() if name.lower() == "www-authenticate")
    return Says(got.content, got.status_code, got.headers.get("content-type", ""), kept)


@dataclass
class Mock:
    """What was asked so far; `left` are the answers to come, the last of which is given for ever."""

    left: list[Says | Callable[[Asked], Says]]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Says:
        """The answer to the last request."""
        following = self.left.pop(0) if len(self.left) > 1 else self.left[0]
        return following if isinstance(following, Says) else following(self.asked[-1])


@contextmanager
def serving(*answers: Says | Callable[[Asked], Says], certificate: Path | None = None) -> Iterator[Mock]:
    """A server that gives `answers` one after the other; by TLS with a `certificate` (its key in the same file)."""
    mock = Mock(list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            mock.asked.append(Asked(self.command, self.path, headers, body))
            says = mock.next()
            mock.stopping.wait(says.slow)
            if says.hang_up:
                self.close_connection = True
                return
            self.send_response(says.status)
            self.send_header("Content-Type", says.media_type)
            self.send_header("Content-Length", str(len(says.body)))
            for name, value in says.headers:
                self.send_header(name, value)
            self.end_headers()
            if says.drips:
                for byte in says.body:
                    self.wfile.write(bytes([byte]))
                    if mock.stopping.wait(says.drips):
                        break
            else:
                self.wfile.write(says.body[: says.cut])
            if says.cut is not None:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
            """Nothing is logged."""

        def handle(self) -> None:
            with suppress(
                BrokenPipeError, ConnectionResetError, ssl.SSLError
            ):  # the other side left first: some tests do
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(certificate)
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    mock.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield mock
    finally:
        mock.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
