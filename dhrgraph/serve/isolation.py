"""What a worker may do to the machine: little. It ends with its parent, in time, within its memory, without network.

Whatever a system does not offer is left out: every one of these is a second wall behind a first.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def end_with_parent(parent: int) -> None:
    """Let the kernel kill this process when the process `parent` ends, however it ends; end at once if it has ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)


def leave_the_network() -> bool:
    """Move into a network of no one else's, with no way out; False where the system does not let us.

    Must be called while the process has one thread.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    return any(library.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def hold_memory_to(size: int) -> None:
    """Let this process have `size` bytes of address space; what asks for more gets none and ends."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a query held is nobody's business


def end_after(seconds: float) -> None:
    """Let the kernel end this process after `seconds` of clock, whatever it is doing; 0 calls that off.

    The server watches the clock too; this is for when it is gone.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
