"""What a process that reads untrusted files may still do: read its own program and the one file, and calculate.

    confine()  ->  allow(file), limit(limits) before each file

Two fences. The kernel's resource limits hold for everything in the process, also for libraries in C; Python's audit
hook holds for Python code only. What neither holds back is said in docs/decisions/0008-untrusted-files.md.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource
    import signal

_MB = 1024 * 1024
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = frozenset(
    (
        *("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
        *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
        *("os.kill", "os.putenv", "os.truncate", "pty.spawn", "subprocess.Popen"),
    )
)
_REFUSED_FAMILIES = ("socket.", "shutil.", "urllib.", "ftplib.", "http.", "smtplib.", "webbrowser.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use: seconds on the clock, and MB of memory beyond what its process had before.

    A PDF of 125 pages needs some 60 MB. Two processes at their limit and their parent stay under 1 GB.
    """

    seconds: float = 18
    memory: int = 350


LIMITS = Limits()


def confine() -> Callable[[object], None]:
    """Close this process in, for good: it ends with its parent, says nothing, leaves no core file, writes no file,
    reaches no network and starts no program.

    Returns:
        What opens one more file for reading, or several: `allow(path)`; what was allowed before is closed again.
    """
    allowed: list[str] = []
    places = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), *sys.path)
    own = tuple({_absolute(place) + os.sep for place in places if place})

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and not _may_open(given, own, allowed):
            raise PermissionError("no other file may be opened while a document is read")
        if event in _REFUSED or event.startswith(_REFUSED_FAMILIES):
            raise PermissionError(f"{event} is refused while a document is read")

    def allow(path: object) -> None:
        paths = path if isinstance(path, tuple) else (path,)
        allowed[:] = [_absolute(one) for one in paths if isinstance(one, str | bytes | os.PathLike)]

    _end_with_parent()
    _fall_silent()
    if sys.platform != "win32":
        _soft(resource.RLIMIT_CORE, 0)
        _soft(resource.RLIMIT_FSIZE, 0)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.addaudithook(hook)
    return allow


def limit(limits: Limits) -> None:
    """From now on this process may grow by `limits.memory` MB and calculate for `limits.seconds`, and no further.

    Memory is limited on Linux only: elsewhere the kernel does not keep to it.
    """
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)
    if sys.platform == "linux":
        _soft(resource.RLIMIT_AS, size() + limits.memory * _MB)


def size() -> int:
    """Bytes of memory this process has asked for; 0 where the system does not tell.

    Example:
        >>> size() > 0 or sys.platform != "linux"
        True
    """
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _soft(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _may_open(given: tuple[object, ...], own: tuple[str, ...], allowed: list[str]) -> bool:
    path, _, flags = given
    if isinstance(flags, int) and flags & _WRITING:
        return False
    if not isinstance(path, str | bytes | os.PathLike):
        return True  # a file that is open already
    wanted = _absolute(path)
    return wanted in allowed or wanted == "/proc/self/statm" or wanted.startswith(own)


def _absolute(path: str | bytes | os.PathLike[str] | os.PathLike[bytes]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - odd names, and links stay unresolved


def _end_with_parent() -> None:
    if sys.platform == "linux":
        import ctypes

        parent = os.getppid()
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _fall_silent() -> None:
    """Libraries warn with words of the file and tell where they fault; the parent says how it went, in one line."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
