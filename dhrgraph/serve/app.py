"""The application: which path is which job. Nothing is asked, parsed or drawn in this process: workers do that.

Settings  ->  application  ->  an ASGI application that holds its workers while it runs
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dhrgraph.namespaces import GRAPH, VERSION
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.answers import answer
from dhrgraph.serve.dumps_route import DumpRoute
from dhrgraph.serve.edition import Edition
from dhrgraph.serve.editions import Editions
from dhrgraph.serve.formats import HTML, STATEMENTS
from dhrgraph.serve.guard import Guard, Log, allowed
from dhrgraph.serve.pool import Pool
from dhrgraph.serve.protocol import Asked, fields, read_get, read_post
from dhrgraph.serve.refused import LostError, RefusedError
from dhrgraph.serve.replies import NOT_KEPT, words
from dhrgraph.serve.settings import Settings
from dhrgraph.serve.ui import ui_routes
from dhrgraph.serve.wire import pack_job
from dhrgraph.text.accept import choose

_GRACE = 0.25  # seconds a worker has left to end what nobody waits for; a new one costs about as much
_LONG = 50_000  # bytes of a form whose decoding would keep others waiting
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /graphs\nDisallow: /api/\nDisallow: /dump\nDisallow: /search\n"


def application(settings: Settings, log: Log, editions: Editions | None = None) -> ASGIApp:
    """The application over the build that `settings.output` publishes, and over the next one when that is published.

    `editions` is for who wants to tell it when to look.
    """
    return Guard(_Desk(settings, editions or Editions(settings, log)).starlette(), settings, log)


class _Desk:
    """Takes requests, hands jobs to the workers, gives answers back."""

    def __init__(self, settings: Settings, editions: Editions) -> None:
        self._settings, self._editions = settings, editions

    def starlette(self) -> Starlette:
        """The routes."""
        routes = [
            Route("/sparql", self._sparql, methods=["GET", "POST"]),
            Route("/graphs", self._graphs),
            Route("/graph/{name:str}", self._graph),
            Route("/.well-known/void", self._void),
            Route("/dump.{form:str}.gz", DumpRoute(self._editions), methods=["GET"]),
            Route("/robots.txt", self._robots),
            Route("/health", self._health),
            Route("/api/queries", self._questions),
            Route("/api/openapi.json", self._openapi),
            Route("/api/queries/{name:str}.{suffix:str}", self._question),
            *ui_routes(self._settings),
            Route("/{path:path}", self._page),
        ]
        return Starlette(routes=routes, lifespan=self._open, exception_handlers={HTTPException: _said})

    @asynccontextmanager
    async def _open(self, _app: Starlette) -> AsyncIterator[None]:
        async with self._editions:
            yield

    async def _health(self, _request: Request) -> Response:
        edition = self._editions.current
        pool = edition.pool
        told: dict[str, Any] = {"ok": pool.well, "workers": self._settings.workers, "alive": pool.alive}
        told |= {"busy": pool.busy, "waiting": pool.waiting, "restarts": pool.restarts}
        told |= {"graph": edition.version, "changes": self._editions.changes, "version": VERSION}
        if self._editions.problem:
            told["problem"] = self._editions.problem
        return JSONResponse(told, 200 if pool.well else 503, {"Cache-Control": "no-store"})

    async def _robots(self, request: Request) -> Response:
        where = f"Sitemap: {self._settings.base}sitemap.xml\n"
        return answer(Reply(200, "text/plain", (_ROBOTS + where).encode()), request, self._editions.current.version)

    async def _sparql(self, request: Request) -> Response:
        try:
            asked = await self._asked(request)
        except RefusedError as problem:
            return self._refused(problem, request)
        accept = request.headers.get("accept", "")
        if asked.query is None:
            return await self._ask(request, "description", accept=accept, form=asked.form, start=asked.start)
        return await self._ask(
            request,
            "sparql",
            query=asked.query,
            default=asked.default,
            named_graphs=asked.named,
            accept=accept,
            form=asked.form,
        )

    async def _asked(self, request: Request) -> Asked:
        query_string: bytes = request.scope["query_string"]
        if request.method != "POST":
            return read_get(query_string)
        if (packed := request.headers.get("content-encoding", "identity").lower()) != "identity":
            raise RefusedError(415, f"A query is sent as it stands, not packed ({packed[:40]}).")
        body = await self._body(request)
        content_type = request.headers.get("content-type", "")
        if len(body) < _LONG:
            return read_post(query_string, content_type, body)
        return await run_in_threadpool(read_post, query_string, content_type, body)

    async def _body(self, request: Request) -> bytes:
        most = self._settings.body
        told = request.headers.get("content-length", "")
        too_large = RefusedError(413, f"The request is larger than {most:,} bytes.")
        if told.isdigit() and int(told) > most:
            raise too_large
        body = bytearray()
        try:
            async with asyncio.timeout(self._settings.timeout):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise too_large
        except TimeoutError as problem:
            raise RefusedError(408, "The request took too long to arrive.") from problem
        except ClientDisconnect as problem:
            raise RefusedError(400, "The request broke off.") from problem
        return bytes(body)

    async def _graphs(self, request: Request) -> Response:
        try:
            given = fields(request.scope["query_string"])
        except RefusedError as problem:
            return self._refused(problem, request)
        names = [value for name, value in given if name == "graph"]
        form = next((value for name, value in given if name in ("format", "output")), "")
        if len(names) + any(name == "default" for name, _ in given) != 1:
            which = RefusedError(400, "Say which graph: ?graph=IRI for one, ?default for all together.")
            return self._refused(which, request)
        accept = request.headers.get("accept", "")
        return await self._ask(request, "graph", graph=names[0] if names else None, accept=accept, form=form)

    async def _graph(self, request: Request) -> Response:
        """A graph under its own name (Graph Store Protocol, 4.1): its statements, or its page for a browser."""
        accept = request.headers.get("accept", "")
        if choose(accept, [*STATEMENTS, HTML]) == HTML:
            return await self._page(request)
        name = GRAPH + request.path_params["name"]
        return await self._ask(request, "graph", graph=name, accept=accept, form=request.query_params.get("format", ""))

    async def _void(self, request: Request) -> Response:
        form = request.query_params.get("format", "")
        return await self._ask(request, "void", accept=request.headers.get("accept", ""), form=form)

    async def _questions(self, request: Request) -> Response:
        return await self._ask(request, "questions", openapi=False)

    async def _openapi(self, request: Request) -> Response:
        return await self._ask(request, "questions", openapi=True)

    async def _question(self, request: Request) -> Response:
        name, suffix = request.path_params["name"], request.path_params["suffix"]
        return await self._ask(request, "question", name=name, suffix=suffix, given=dict(request.query_params))

    async def _page(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        parameters = dict(request.query_params)
        return await self._ask(request, "page", path=request.scope["path"], parameters=parameters, accept=accept)

    async def _ask(self, request: Request, task: str, /, **arguments: Any) -> Response:
        job = pack_job(task, arguments)
        while True:
            edition = self._editions.current
            try:
                return answer(await self._reply(edition, request, job), request, edition.version)
            except RefusedError as problem:
                if edition is self._editions.current or not isinstance(problem, LostError):
                    return self._refused(problem, request)

    async def _reply(self, edition: Edition, request: Request, job: bytes) -> Reply:
        """The reply of one edition, kept or worked out."""
        reply = edition.kept.find(job)
        if reply is None:
            reply = await self._run(edition.pool, request, job)
            if reply.status == 200 and NOT_KEPT not in reply.headers:
                edition.kept.keep(job, reply)
        return reply

    async def _run(self, pool: Pool, request: Request, job: bytes) -> Reply:
        """The reply to `job`; when the client leaves, the worker is freed."""
        running = asyncio.create_task(pool.run(job))
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                await asyncio.wait({running}, timeout=_GRACE)
            if running.done():
                return running.result()
            raise RefusedError(499, "The client left.")
        finally:
            running.cancel()
            leaving.cancel()

    def _refused(self, problem: RefusedError, request: Request) -> Response:
        headers: Mapping[str, str] = {"Retry-After": str(problem.retry)} if problem.retry else {}
        reply = words(problem.status, str(problem), *headers.items())
        return answer(reply, request, self._editions.current.version)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _said(request: Request, problem: Exception) -> Response:
    """405 and 404 in words; the methods that there are stand in Allow."""
    assert isinstance(problem, HTTPException)  # noqa: S101 - Starlette calls this for nothing else
    if problem.status_code != 405:
        return PlainTextResponse(f"{problem.detail}\n", problem.status_code, problem.headers)
    methods = allowed(request.scope["path"])
    return PlainTextResponse(f"The graph can only be read here: {methods}.\n", 405, {"Allow": methods})
