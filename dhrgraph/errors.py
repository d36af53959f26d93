"""The errors a user can mend. The command line prints these; any other exception is our bug.

Every message says what, where and how to mend. None may quote a document: its words could name a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class DhrGraphError(Exception):
    """Root of the family."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`: one that begins with it first, else the closest in spelling, else None.

    Example:
        >>> nearest("themes-acros", ["themes-by-year", "themes-across-partnerships"])
        'themes-across-partnerships'
        >>> nearest("xyz", ["themes-by-year"]) is None
        True
    """
    names, wanted = sorted(known), name.casefold()
    begun = [candidate for candidate in names if wanted and candidate.casefold().startswith(wanted)]
    close = get_close_matches(wanted, names, n=1, cutoff=0.5)
    return next(iter([*begun, *close]), None)


class UnreadableError(DhrGraphError):
    """A file that cannot be read as a document. The build goes on without it."""

    def __init__(self, file: str, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file}: {reason}")


class VocabularyError(DhrGraphError):
    """A file of ontology/ or queries/ that says something it cannot mean. It stops everything."""


class NothingToReadError(DhrGraphError):
    """No document was found where the user pointed."""


class NoGraphError(DhrGraphError):
    """A question was asked before a graph was built."""

    def __init__(self, store: object) -> None:
        super().__init__(f"No graph at {store}.\n  To make one: dhrgraph build")


class InvalidGraphError(DhrGraphError):
    """The build's own graph breaks a shape. Nothing was published."""


class LeakError(DhrGraphError):
    """A person's name was about to be written. Nothing was published; the message does not repeat the name."""


class QueryError(DhrGraphError):
    """SPARQL that cannot be run."""


class OutsideError(QueryError):
    """A query that reaches for what the store does not hold: another server, a file, a graph of someone else's."""


class UnknownNameError(DhrGraphError):
    """A name (query, parameter, network, measure, format) that does not exist; offers the nearest."""

    def __init__(self, what: str, name: str, known: Iterable[str], hint: str = "") -> None:
        names = sorted(known)
        near = nearest(name, names)
        guess = f" Did you mean '{near}'?" if near else f" There are: {', '.join(names) or 'none'}."
        super().__init__(f"no {what} '{name}'.{guess}{' ' + hint if hint else ''}")
