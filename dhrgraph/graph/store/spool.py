"""The statements of a file, in its order, as N-Triples on disk: read again piece by piece, in little memory.

file  ->  read_terms  ->  (subject, predicate, value), ...
file  ->  Spool  ->  pieces of lines
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store.formats import FORMATS, Format


def read_terms(path: Path, form: Format) -> Iterator[tuple[str, str, str]]:
    """The statements of a file without their graphs, one at a time, each term as N-Triples writes it.

    Raises:
        VocabularyError: what follows is not in `form`; says the line.
    """
    try:
        for quad in ox.parse(path=str(path), format=FORMATS[form]):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except SyntaxError as problem:
        raise VocabularyError(f"{path.name}: not {FORMATS[form].name}: {problem}") from problem


class Spool:
    """All statements of a file, whatever their graphs, as lines of N-Triples in a file of its own."""

    def __init__(self, path: Path, form: Format, spool: Path) -> None:
        """Write the statements of `path` to `spool`, which takes more room than Turtle does, three times or so.

        Raises:
            VocabularyError: the file is not in `form`; says the line.
        """
        self._spool = spool
        triples = (quad.triple for quad in ox.parse(path=str(path), format=FORMATS[form]))
        try:
            with spool.open("wb") as output:
                ox.serialize(triples, output=cast(IO[bytes], output), format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as problem:
            raise VocabularyError(f"{path.name}: not {FORMATS[form].name}: {problem}") from problem

    def pieces(self, size: int) -> Iterator[tuple[int, int]]:
        """Where pieces of some `size` bytes start and end; what is said of a node in one run of lines stands in one."""
        start, total = 0, self._spool.stat().st_size
        with self._spool.open("rb") as file:
            while start < total:
                file.seek(start + size)
                file.readline()  # to the end of a line
                line = file.readline()
                node, end = line.partition(b" ")[0], file.tell() - len(line)
                while line and line.partition(b" ")[0] == node:
                    end += len(line)
                    line = file.readline()
                end = min(end, total)
                yield start, end
                start = end

    def lines(self, start: int, end: int) -> list[str]:
        """The lines from `start` to `end`, without their ends."""
        with self._spool.open("rb") as file:
            file.seek(start)
            return file.read(end - start).decode().split("\n")[:-1]
