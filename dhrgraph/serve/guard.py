"""What every request and every answer passes: who may ask, what all answers say, one line of log each.

A plain ASGI middleware. Our own hosts only: a page of another site could else make its name point here (DNS
rebinding) and read what is on this machine.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dhrgraph.serve.settings import Settings

Log = Callable[[Mapping[str, Any]], None]
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Dhrgraph-Truncated",
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """The application behind its door."""

    def __init__(self, app: ASGIApp, settings: Settings, log: Log) -> None:
        self._app, self._settings, self._log = app, settings, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here; what is no request of HTTP goes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, told = time.perf_counter(), {"status": 499, "bytes": 0}  # 499: the client left before any answer

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                self._mark(MutableHeaders(scope=message))
            told["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await (self._answer(scope) or self._app)(scope, receive, sent)
        finally:
            self._log(
                {
                    "method": scope["method"],
                    "path": scope["path"],
                    **({"query": scope["query_string"].decode("latin-1")} if self._settings.log_queries else {}),
                    **told,
                    "ms": round((time.perf_counter() - begun) * 1000, 1),
                }
            )

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._settings.names and host_of(headers.get("host", "")) not in self._settings.names:
            known = ", ".join(self._settings.names)
            return PlainTextResponse(f"This server answers only to: {known}. See --base and --host.\n", 421)
        if scope["method"] == "OPTIONS":
            methods = allowed(scope["path"])
            preflight = {"Access-Control-Allow-Methods": methods, **_PREFLIGHT} if self._settings.cors else {}
            return Response(status_code=204, headers={"Allow": methods, **preflight})
        return None

    def _mark(self, headers: MutableHeaders) -> None:
        headers.update(_EVERYWHERE)
        if self._settings.cors:
            headers.update(_CORS)
        if headers.get("content-type", "").startswith("text/html"):
            policy = headers.get("content-security-policy", _PAGE_POLICY)
            framed = "" if "frame-ancestors" in policy else "; frame-ancestors 'none'"  # what a page cannot say itself
            headers["Content-Security-Policy"] = policy + framed


def allowed(path: str) -> str:
    """The methods that `path` takes, as the header Allow lists them (RFC 9110, 10.2.1).

    Example:
        >>> allowed("/sparql"), allowed("/graphs")
        ('GET, HEAD, POST, OPTIONS', 'GET, HEAD, OPTIONS')
    """
    return "GET, HEAD, POST, OPTIONS" if path == "/sparql" else "GET, HEAD, OPTIONS"


def host_of(header: str) -> str:
    """The name in a header Host, without the port, in small letters.

    Example:
        >>> host_of("LocalHost:8000"), host_of("[::1]:80"), host_of("a.example.")
        ('localhost', '[::1]', 'a.example')
    """
    return re.sub(r":[0-9]*$", "", header.strip()).rstrip(".").lower()
