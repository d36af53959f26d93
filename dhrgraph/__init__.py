"""dhrgraph: UK Domestic Homicide Reviews as a knowledge graph.

    >>> import dhrgraph
    >>> graph = dhrgraph.open("output")                      # doctest: +SKIP
    >>> graph.query("themes-across-partnerships").to_frame() # doctest: +SKIP

`open` gives what the command line gives. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Graph", "Result", "__version__", "open"]

if TYPE_CHECKING:
    from dhrgraph.api import Graph, Result, open  # noqa: A004 - the public name, as webbrowser.open and tarfile.open


def __getattr__(name: str) -> Any:
    if name in __all__:
        from dhrgraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'dhrgraph' has no attribute '{name}'")
