"""A record of this package as bytes, and back without running anything.

It is read only after the cache found its seal whole.
"""

from __future__ import annotations

import pickle
from typing import Any

from dhrgraph.pipeline.cache.compressed import compress, expand
from dhrgraph.read.unpickling import unpickled

# besides records: what builds plain values in Python's own modules
_PLAIN = frozenset({("builtins", "frozenset"), ("builtins", "set"), ("builtins", "bytearray")})


def pack(record: object) -> bytes:
    """A record as bytes, small where that pays. May be called in a worker.

    Example:
        >>> from dhrgraph.records import Span
        >>> unpack(pack((Span(1, 2), {"a": frozenset({b"x"})})))
        (Span(start=1, end=2), {'a': frozenset({b'x'})})
    """
    return compress(pickle.dumps(record, pickle.HIGHEST_PROTOCOL))


def unpack(data: bytes) -> Any:
    """What was packed.

    Raises:
        pickle.UnpicklingError: it names anything that is no record of this package.
    """
    return unpickled(expand(data), _PLAIN)
