"""What an earlier comparison found, kept as bytes: so that only new texts are compared with all.

    Ledger  ->  write_ledger  ->  bytes  ->  read_ledger  ->  Ledger

Scores are of two texts alone, so what was found of two texts holds for as long as both are there and the words of
ontology/ and the method are the same: `method` says which. Of a text that is gone nothing is kept.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from dhrgraph.network.similar import score
from dhrgraph.network.similar.columns import Array, Columns, columns
from dhrgraph.network.similar.strongest import NO_EDGES, Edges
from dhrgraph.network.similar.wordbook import Wordbook

_FORM = 1  # of the bytes, and of what leads to them but is no number of score.py
DIGEST = np.dtype("V16")  # of a text
_LINE, _UNIT = "\n", "\x1f"  # neither stands in a printed term: white space is made one space


@dataclass(frozen=True, slots=True)
class Ledger:
    """Distinct texts by their digests, a row of `table` for each; the edges between them; and for pairs of rows that
    were linked, the first the row of the smaller IRI, the terms that both share as printed.

    `digests` is an array of bytes; `first` and `second` are rows, `printed` the terms of each pair.
    """

    digests: Array
    table: Columns
    edges: Edges
    first: Array
    second: Array
    printed: Sequence[str]


def empty() -> Ledger:
    """A ledger of no text."""
    none = np.array([], dtype=np.int32)
    return Ledger(np.array([], dtype=DIGEST), columns(()), NO_EDGES, none, none, [])


def digest(text: str) -> bytes:
    """By which a text is known again."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST.itemsize).digest()


def method(known: Wordbook) -> str:
    """By what words, thresholds and steps texts are compared."""
    numbers = {name: value for name, value in vars(score).items() if name.isupper()}
    words = sorted(known.phrases.items()), sorted(known.places), sorted(known.kept.items())
    said = repr((_FORM, sorted(numbers.items()), words, [remark.pattern for remark in known.remarks]))
    return blake2b(said.encode(), digest_size=DIGEST.itemsize).hexdigest()


def put_together(terms: Sequence[str]) -> str:
    """Printed terms as one text; none of them holds the sign that is put between."""
    return _UNIT.join(terms)


def parted(terms: str) -> tuple[str, ...]:
    """What `put_together` joined."""
    return tuple(terms.split(_UNIT))


def write_ledger(ledger: Ledger, by: str) -> bytes:
    """The ledger as bytes: compressed, and behind a seal that only the same `method` gives to the same bytes."""
    table, edges, out = ledger.table, ledger.edges, io.BytesIO()
    np.savez(
        out,
        digests=ledger.digests.view(np.uint8),
        names=_letters(table.names),
        starts=table.starts, terms=table.terms, points=table.points, parts=table.parts, against=table.against,
        one=edges.one, other=edges.other, strength=edges.strength, score=edges.score,
        first=ledger.first, second=ledger.second, printed=_letters(ledger.printed),
    )  # fmt: skip
    data = zlib.compress(out.getvalue(), 1)
    return _seal(data, by) + data


def read_ledger(data: bytes | None, by: str) -> Ledger | None:
    """The ledger, if these bytes are a whole one that was made by the method `by`."""
    size = DIGEST.itemsize
    if not data or data[:size] != _seal(data[size:], by):
        return None
    with np.load(io.BytesIO(zlib.decompress(data[size:])), allow_pickle=False) as kept:
        table = Columns(
            _words(kept["names"]), *(kept[name] for name in ("starts", "terms", "points", "parts", "against"))
        )
        edges = Edges(*(kept[name] for name in ("one", "other", "strength", "score")))
        printed = _words(kept["printed"])
        return Ledger(kept["digests"].view(DIGEST), table, edges, kept["first"], kept["second"], printed)


def _seal(data: bytes, by: str) -> bytes:
    return blake2b(data, digest_size=DIGEST.itemsize, key=by.encode()).digest()


def _letters(words: Sequence[str]) -> Array:
    return np.frombuffer("".join(f"{one}{_LINE}" for one in words).encode(), dtype=np.uint8)


def _words(letters: Array) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split(_LINE)[:-1])
