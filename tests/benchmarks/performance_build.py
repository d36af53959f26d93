"""`dhrgraph build`, each of its stages told on stderr when it is over: `python performance_build.py build DOCUMENTS -o OUTPUT`.

The stages are the functions that `dhrgraph/pipeline/build.py` names, wrapped for this process; nothing of the package
knows of it. A function that has another name by now is told with the stage after it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from dhrgraph.cli.main import main

MARK = "stage: "
STAGES = {
    "opened_shelf": "settings and cache opened",
    "read_parts": "read and understood, a part made of each",
    "passed": "parts put together, names checked across documents",
    "decisions": "judgements applied",
    "find_likenesses": "likeness",
    "link_pieces": "links as statements",
    "graphs_of_all": "register, likeness and deaths as statements",
    "check": "shapes of what is of no document",
    "write_findings": "findings and tables written",
    "write_lists": "lists written",
    "write_graphs": "Turtle and TriG written",
    "load_store": "store loaded",
    "make_store": "store loaded or renewed",
    "derived_files": "measures, page and description",
    "check_texts": "names checked in these",
}


def told(words: str, stage: Callable[..., Any]) -> Callable[..., Any]:
    """The stage, which says on stderr that it is over."""

    @wraps(stage)
    def run(*args: Any, **more: Any) -> Any:
        done = stage(*args, **more)
        print(MARK + words, file=sys.stderr, flush=True)
        return done

    return run


if __name__ == "__main__":
    room = import_module("dhrgraph.pipeline.build") and sys.modules["dhrgraph.pipeline.build"]
    for name, words in STAGES.items():
        if hasattr(room, name):
            setattr(room, name, told(words, getattr(room, name)))
    main()
