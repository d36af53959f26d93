"""Bytes of pickle back to records, without running anything.

    what a worker sent (isolated.py), what the cache kept (pipeline/cache/packed.py)  ->  unpickled  ->  the record

Pickle, because records nest deeply and it is quick; but a pickle may name any callable of any module (Python's
documentation of pickle, "Restricting Globals"). Only plain values and the record classes of this package are taken.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Collection
from dataclasses import is_dataclass
from typing import Any


def unpickled(data: bytes, also: Collection[tuple[str, str]] = ()) -> Any:
    """The record in `data`; `also` are the modules and names that may be called besides records' classes.

    Raises:
        pickle.UnpicklingError: it names anything else. Bytes that are no pickle raise what `pickle.load` does.

    Example:
        >>> from dhrgraph.records import Span
        >>> unpickled(pickle.dumps((Span(1, 2), {"a": b"x"})))
        (Span(start=1, end=2), {'a': b'x'})
        >>> unpickled(pickle.dumps(print))
        Traceback (most recent call last):
        ...
        _pickle.UnpicklingError: no record: builtins.print
    """
    return _Records(io.BytesIO(data), also).load()


class _Records(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, also: Collection[tuple[str, str]]) -> None:
        super().__init__(data)
        self._also = also

    def find_class(self, module: str, name: str) -> Any:
        """A record's class or what is allowed besides; anything else is refused."""
        if (module, name) in self._also:
            return super().find_class(module, name)
        if module.startswith("dhrgraph.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"no record: {module}.{name}")
