"""The route of the packed files: each is sent to its end from the edition it was begun with."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dhrgraph.serve.dumps import SOURCES
from dhrgraph.serve.editions import Editions


class DumpRoute:
    """An application of one path, /dump.{form}.gz."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, of the newer build if the older is gone before it is packed."""
        request = Request(scope, receive)
        form = request.path_params["form"]
        while form in SOURCES:
            with self._editions.current.using() as edition:
                response = await edition.dumps.answer(request, form, edition.version)
                if response is not None:
                    await response(scope, receive, send)
                    return
                if edition is self._editions.current:
                    break
        said = f"This build has no {SOURCES[form]}." if form in SOURCES else "There are /dump.ttl.gz and /dump.nq.gz."
        await PlainTextResponse(f"{said}\n", 404)(scope, receive, send)
