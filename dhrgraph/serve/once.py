"""One request without a server: what `dhrgraph serve --get PATH` asks, for scripts and tests.

application, "/sparql?query=…"  ->  ask_once  ->  Reply
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message

from dhrgraph.publish.site.hosted import Reply


def ask_once(app: ASGIApp, target: str, host: str, accept: str = "*/*") -> Reply:
    """The reply of `app` to a GET of `target`, a path with perhaps a query, sent by `host` itself."""
    return asyncio.run(_asked(app, target, host, accept))


async def _asked(app: ASGIApp, target: str, host: str, accept: str) -> Reply:
    parts = urlsplit(target)
    headers = [(b"host", host.encode()), (b"accept", accept.encode())]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "scheme": "http", "http_version": "1.1"}
    scope |= {"path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode()}
    scope |= {"headers": headers, "root_path": "", "server": None, "client": None}
    sent: list[Message] = []
    waiting, whole = asyncio.Event(), asyncio.Event()

    async def receive() -> Message:
        if not waiting.is_set():
            waiting.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        await whole.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async with _Running(app):
        await app(scope, receive, send)
    whole.set()
    start, *bodies = sent
    named = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"])
    kind = next((value for name, value in named if name.lower() == "content-type"), "")
    return Reply(start["status"], kind, b"".join(each.get("body", b"") for each in bodies), named)


class _Running:
    """The lifespan of an application (ASGI, lifespan protocol)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._heard: asyncio.Queue[Message] = asyncio.Queue()

    async def __aenter__(self) -> None:
        self._life = asyncio.create_task(self._live())
        await self._until("startup")

    async def __aexit__(self, *_: object) -> None:
        await self._until("shutdown")
        await self._life

    async def _live(self) -> None:
        await self._app({"type": "lifespan", "state": {}}, self._said.get, self._heard.put)

    async def _until(self, what: str) -> None:
        await self._said.put({"type": f"lifespan.{what}"})
        heard = asyncio.create_task(self._heard.get())
        await asyncio.wait({heard, self._life}, return_when=asyncio.FIRST_COMPLETED)
        if not heard.done():  # the application ended: say why
            heard.cancel()
            await self._life
