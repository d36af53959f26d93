"""A record of this package as bytes, and back without running anything.

Pickle, because records nest deeply and it is quick; but what is read back may be made of this package's records and
plain values only, as what comes from a worker (read/isolated.py). It is read only after the cache found its seal whole.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from typing import Any

from dhrgraph.pipeline.cache.compressed import compress, expand

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

    Example:
        >>> unpack(compress(pickle.dumps(print)))
        Traceback (most recent call last):
        ...
        _pickle.UnpicklingError: no record: builtins.print
    """
    return _Records(io.BytesIO(expand(data))).load()


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A record's class; anything else is refused."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("dhrgraph.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"no record: {module}.{name}")
