"""The gate between reading and publishing: who would name a person or break the shapes is left out, nobody else.

    Collected  ->  passed  ->  Collected, Gathered: without the documents that may not be published

Each document was held against its own persons, and its review's statements against the shapes, by the process that read
it (working.py, making.py); here nobody of any document may be named in what another gives. A document takes those of
its review with it: they are joined, and say what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dhrgraph.errors import NothingToReadError, UnreadableError
from dhrgraph.pipeline.gathered import Gathered, gather
from dhrgraph.pipeline.naming import file_name, named_in_parts
from dhrgraph.pipeline.parts import Collected
from dhrgraph.pipeline.reading import Say
from dhrgraph.pipeline.refusal import of_broken_shapes, of_kin
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.text.amounts import how_many


def passed(read: Collected, shelf: Shelf, say: Say) -> tuple[Collected, Gathered]:
    """What may be published of `read`, and what is counted of it; what may not stands among the unreadable.

    Raises:
        NothingToReadError: no document and no table of cases is left.
    """
    known = gather(read.places, shelf)
    why = {key: of_broken_shapes(broken) for key, broken in known.broken.items()}
    why |= named_in_parts(known.shown, read, shelf)
    if not why:
        return read, known
    left = _without(read, why)
    for problem in left.unreadable[len(read.unreadable) :]:
        say("skipped", str(problem))
    if not left.places and not left.tables:
        raise NothingToReadError("none of the documents may be published; the reasons are above.")
    say("check", f"{how_many(len(read.places) - len(left.places), 'document')} left out that may not be published")
    return left, gather(left.places, shelf)


def _without(read: Collected, why: Mapping[str, str]) -> Collected:
    """Without the documents whose keys are in `why`, and those of their reviews."""
    kin = {key: of_kin(why[place.key]) for place in read.places if place.key in why for key in place.kin}
    refused = {**kin, **why}
    problems = tuple(
        UnreadableError(file_name(place, read), refused[place.key]) for place in read.places if place.key in refused
    )
    kept = tuple(place for place in read.places if place.key not in refused)
    return replace(read, places=kept, unreadable=(*read.unreadable, *problems))
