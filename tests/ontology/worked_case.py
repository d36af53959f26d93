"""What the program makes of the invented documents of ontology/example/, and the files that should hold it.

To make the files again after a change of the program, the register or the documents:

    python tests/ontology/worked_case.py
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from dhrgraph.config import load_config
from dhrgraph.graph.store import convert
from dhrgraph.pipeline import build
from dhrgraph.publish.release.worked import FOLDER, example_files
from dhrgraph.resources import folder

EXAMPLE = folder("ontology") / FOLDER


@cache
def built_quads() -> bytes:
    """The N-Quads of a build of the example's documents alone."""
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "output"
        build(sorted(EXAMPLE.glob("*.txt")), output, load_config(), lambda _stage, _message: None)
        return convert((output / "dhrgraph.trig").read_bytes(), "trig", "nquads")


def example() -> dict[str, str]:
    """File name to Turtle, as it should be."""
    return example_files(built_quads(), EXAMPLE.parent)


if __name__ == "__main__":
    for name, turtle in example().items():
        (EXAMPLE / name).write_text(turtle, encoding="utf-8", newline="\n")
