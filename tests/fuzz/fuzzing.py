"""Damaged inputs, made from good ones: quick and always the same, or for as long as DHRGRAPH_FUZZ_SECONDS says, new each time.

An input that once broke something is kept in corpus/KIND/ and asked again by every run.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = float(os.environ.get("DHRGRAPH_FUZZ_SECONDS", "0"))
CORPUS = Path(__file__).parent / "corpus"
_EVERYWHERE = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xc3(",
    b"\r",
    b"\n",
    b'"',
    b"'",
    b"\\",
    b"%",
    b"-1",
    b"9" * 30,
    b"\xe2\x80\xae",
)


def kept(kind: str) -> list[bytes]:
    """The inputs of one kind that are kept, in the order of their names."""
    return [path.read_bytes() for path in sorted((CORPUS / kind).glob("*"))]


def batches(
    kind: str, good: Sequence[bytes], words: Sequence[bytes], quick: int, size: int = 40
) -> Iterator[list[bytes]]:
    """Lists of inputs: those that are kept, then `quick` damaged ones, or damaged ones until the time is over."""
    yield [*kept(kind), *good]
    seed = random.SystemRandom().randrange(2**32) if SECONDS else 8
    chance, until, made = random.Random(f"{kind} {seed}"), time.monotonic() + SECONDS, 0
    while made < quick or time.monotonic() < until:
        yield [damaged(chance, good, (*_EVERYWHERE, *words)) for _ in range(size)]
        made += size


def damaged(chance: random.Random, good: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """A good input with one to eight pieces cut, turned, doubled, moved, or replaced by a word or by a piece of another."""
    data = bytearray(chance.choice(good))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 2, 4, 16, 64, 400)))
        match chance.randrange(7):
            case 0:
                del data[at:end]
            case 1 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 2, 20))
            case 3:
                data[at:end] = chance.choice(words)
            case 4:
                data[at:at] = chance.choice(words)
            case 5:
                other = chance.choice(good)
                start = chance.randrange(len(other) + 1)
                data[at:end] = other[start : start + chance.choice((4, 40, 400))]
            case _:
                data[at:end] = chance.randbytes(end - at)
    return bytes(data)


@dataclass(frozen=True, slots=True)
class Allowing:
    """Within this, only `reasons` may be raised, and end it; anything else says where the input was written to."""

    kind: str
    data: bytes
    folder: Path
    reasons: tuple[type[Exception], ...]

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, _: object) -> bool:
        if kind is None or issubclass(kind, self.reasons):
            return True
        if raised:
            raised.add_note(told(self.kind, self.data, self.folder))
        return False


def told(kind: str, data: bytes, folder: Path) -> str:
    """Where an input that broke something was written to, so that it can be kept."""
    path = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.write_bytes(data)
    return f"the input is {path}: mend what it broke, and keep it in tests/fuzz/corpus/{kind}/"
