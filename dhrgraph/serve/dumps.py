"""The whole graph as one packed file: /dump.ttl.gz, and /dump.nq.gz with the named graphs.

A process of its own packs a file of the build when somebody first asks, into a folder that goes with the server;
then the file is sent as it lies there, or the part of it that is asked for.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory
from types import TracebackType

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dhrgraph.graph.store import copy_nquads
from dhrgraph.serve.answers import matches
from dhrgraph.serve.isolation import end_with_parent
from dhrgraph.serve.settings import Settings

SOURCES = {"ttl": "dhrgraph.ttl", "nq": "dhrgraph.trig"}
_START = "import json, sys; sys.path = json.loads(sys.argv[1]); from dhrgraph.serve.dumps import main; main()"


class Dumps:
    """The packed files of one server, made when they are first asked for."""

    def __init__(self, settings: Settings) -> None:
        self._output = settings.output
        self._packing = asyncio.Lock()
        self._running: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Dumps:
        self._folder = TemporaryDirectory(prefix="dhrgraph-")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running is not None:
            with suppress(ProcessLookupError):
                self._running.kill()
        self._folder.cleanup()

    async def answer(self, request: Request, form: str, version: str) -> Response | None:
        """The graph in the form `ttl` or `nq`, packed; None: the build does not have it (any more)."""
        tag = f'"{version}-dump-{form}"'
        headers = {"ETag": tag, "Cache-Control": "public, max-age=60"}
        if matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        packed = await self._packed(form)
        if packed is None:
            return None
        return FileResponse(packed, headers=headers, media_type="application/gzip", filename=f"dhrgraph.{form}.gz")

    async def _packed(self, form: str) -> Path | None:
        """Where the packed file lies; None: the build has none, or it could not be packed."""
        source, target = self._output / SOURCES[form], Path(self._folder.name) / f"dhrgraph.{form}.gz"
        async with self._packing:  # one at a time: a crowd that asks at once waits for one packing
            if not target.exists() and source.exists() and await self._pack(source, target) == -SIGKILL:
                await self._pack(source, target)  # somebody ended it: once more
        return target if target.exists() else None

    async def _pack(self, source: Path, target: Path) -> int:
        words = (str(os.getpid()), str(source), str(target))
        self._running = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _START, json.dumps(sys.path), *words, start_new_session=True
        )
        code = await self._running.wait()
        self._running = None
        return code


def main() -> None:
    """Pack one file: `argv` holds the parent's process id, the file and where to put it."""
    parent, source, target = int(sys.argv[-3]), Path(sys.argv[-2]), Path(sys.argv[-1])
    end_with_parent(parent)
    pack(source, target)


def pack(source: Path, target: Path) -> None:
    """Pack `source` into `target`, TriG as N-Quads, the same every time. `target` appears when it is whole."""
    unfinished = target.with_suffix(".part")
    with unfinished.open("wb") as file, gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
        if source.suffix == ".trig":
            copy_nquads(source, packed)
        else:
            with source.open("rb") as whole:
                shutil.copyfileobj(whole, packed, 1 << 20)
    unfinished.rename(target)
