"""The errors a user can mend. The command line prints these; any other exception is our bug.

Every message says what, where and how to mend. None may quote a document: its words could name a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class DhrGraphError(Exception):
    """Root of the family."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`: one that begins with it first, else one with a word that does, else the closest
    in spelling, else None.

    Example:
        >>> nearest("themes-acros", ["themes-by-year", "themes-across-partnerships"])
        'themes-across-partnerships'
        >>> nearest("year", ["ear", "themes-by-year"])
        'themes-by-year'
        >>> nearest("xyz", ["themes-by-year"]) is None
        True
    """
    names, wanted = sorted(known), name.casefold()
    begun = [candidate for candidate in names if wanted and candidate.casefold().startswith(wanted)]
    held = [candidate for candidate in names if wanted and f"-{wanted}" in candidate.casefold()]
    close = get_close_matches(wanted, names, n=1, cutoff=0.5)
    return next(iter([*begun, *held, *close]), None)


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
    """A name (query, parameter, network, measure, format) that does not exist; offers the nearest.

    `likely` are names that whoever raises it knows to be meant, the likeliest first: they are offered as they come.
    """

    def __init__(self, what: str, name: str, known: Iterable[str], hint: str = "", likely: Sequence[str] = ()) -> None:
        names = sorted(known)
        near = nearest(name, names)
        offered = " or ".join(f"'{one}'" for one in likely or filter(None, [near]))
        guess = f" Did you mean {offered}?" if offered else f" There are: {', '.join(names) or 'none'}."
        super().__init__(f"no {what} '{name}'.{guess}{' ' + hint if hint else ''}")
