"""A store loaded in a process of its own: what the engine needs of memory while it loads is free again afterwards.

files of TriG or N-Quads  ->  load_in_process  ->  a store
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dhrgraph.graph.store.loading import load_store

_CODE = f"from {__name__} import serve; serve()"


def load_in_process(paths: Iterable[Path], folder: Path) -> None:
    """As `load_store`. If the process fails, or cannot be started, it is done here, and says what went wrong.

    A new interpreter, and no fork: the engine's threads do not outlive a fork where a store is open already.

    Raises:
        SyntaxError, OSError: as `load_store`.
    """
    files = list(paths)
    if not _loaded(files, folder):
        shutil.rmtree(folder, ignore_errors=True)
        load_store(files, folder)


def _loaded(files: list[Path], folder: Path) -> bool:
    if not sys.executable:
        return False
    command = [sys.executable, "-P", "-c", _CODE, str(folder), *map(str, files)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with (
        suppress(OSError),
        subprocess.Popen(  # noqa: S603 - this interpreter, and paths that no shell reads
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process,
    ):
        try:
            return process.wait() == 0
        finally:
            process.kill()  # if waiting was interrupted
    return False


def serve() -> None:
    """Load what the arguments name: the folder, then the files. Ends with the process that began it."""
    threading.Thread(target=_until_alone, daemon=True).start()
    folder, *files = map(Path, sys.argv[1:])
    load_store(files, folder)


def _until_alone() -> None:
    """End this process when the other end of its input is closed, as by the death of who holds it."""
    while os.read(0, 1):  # nothing is sent
        pass
    os._exit(1)
