"""Who stood in a body's place on a date, by the change events of a graph.

    Store  ->  read_succession  ->  Succession.at(body, "2022-07")  ->  body

The rules are those of reconcile/register/succession.py, told from the data of any built graph: the kinds of change that
are followed carry `dhr:makesSuccessor true`. A change with several results is not followed, for the graph does
not say which of them took over; nor is one that leaves the body itself among its results. Changes are followed
forward only: a body that was founded after the date, and is named all the same, stays as named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dhrgraph.errors import InvalidGraphError, QueryError
from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PREFIXES, curie

TODAY: Final = "today"
_END = "9999-12-31"  # after every change: there is no clock
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_ASKED = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dcterms", "dhr", "org")) + (
    "SELECT DISTINCT ?change ?makes ?date ?original ?result {"
    " ?change a org:ChangeEvent ; dhr:changeKind ?kind ; org:originalOrganization ?original"
    " OPTIONAL { ?kind dhr:makesSuccessor ?makes }"
    " OPTIONAL { ?change org:resultingOrganization ?result }"
    " OPTIONAL { ?change dcterms:date ?date } }"
)


@dataclass(frozen=True, slots=True)
class Succession:
    """`became`: body -> the dates of the changes that put one other in its place, with that other, in order.

    Dates are "YYYY", "YYYY-MM" or "YYYY-MM-DD". The empty one follows no change.

    Example:
        >>> known = Succession({"pct": (("2013-04-01", "ccg"),), "ccg": (("2022-07-01", "icb"),)})
        >>> [known.at("pct", day) for day in ("2013-03", "2013-04", "2021", "2022", "today")]
        ['pct', 'ccg', 'ccg', 'icb', 'icb']
    """

    became: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def at(self, body: str, as_of: str) -> str:
        """The body that stood where `body` stood on a date: itself, if nothing had taken its place.

        Raises:
            QueryError: `as_of` is no date.
            InvalidGraphError: the changes lead round in a circle.
        """
        return self.line(body, as_of)[-1]

    def line(self, body: str, as_of: str = TODAY) -> tuple[str, ...]:
        """`body` and those that took its place up to a date, one after the other; errors as of `at`."""
        until = checked(as_of) + "-99-99"  # after every day of a year or month
        line = [body]
        while following := self._next(line[-1], until):
            if following in line:
                raise InvalidGraphError(
                    f"the changes of {curie(body)} lead back to {curie(following)}.\n"
                    "  To mend: correct the dates or bodies of these changes in ontology/, and build again."
                )
            line.append(following)
        return tuple(line)

    def _next(self, body: str, until: str) -> str | None:
        return next((other for date, other in self.became.get(body, ()) if date <= until), None)


def read_succession(store: Askable) -> Succession:
    """The followed changes of `store`. One without a date counts as of today only.

    Raises:
        InvalidGraphError: an older build does not say which kinds of change are followed.
    """
    results: dict[tuple[str, str], set[str]] = {}  # date and change, of those that are followed
    originals: dict[tuple[str, str], set[str]] = {}
    for change, makes, day, original, result in store.select(_ASKED).rows:
        if makes is None:
            raise InvalidGraphError(
                "the graph does not say which kinds of change put one body in another's place.\n"
                "  To mend: dhrgraph build, with this version."
            )
        if makes and result:
            key = (str(day or _END), str(change))
            results.setdefault(key, set()).add(str(result))
            originals.setdefault(key, set()).add(str(original))
    became: dict[str, list[tuple[str, str]]] = {}
    for body, day, other in _followed(originals, results):
        became.setdefault(body, []).append((day, other))
    return Succession({body: tuple(moves) for body, moves in became.items()})


Sides = Mapping[tuple[str, str], set[str]]


def _followed(originals: Sides, results: Sides) -> Iterator[tuple[str, str, str]]:
    for key in sorted(results):
        if len(results[key]) == 1:
            (other,) = results[key]
            for body in sorted(originals[key] - {other}):
                yield body, key[0], other


def checked(as_of: str) -> str:
    """A date as asked for, "today" being after every change.

    Raises:
        QueryError: it is neither "today" nor YYYY, YYYY-MM or YYYY-MM-DD.

    Example:
        >>> checked("2022-07"), checked("today")
        ('2022-07', '9999-12-31')
    """
    if as_of == TODAY:
        return _END
    if _DATE.fullmatch(as_of):
        try:
            _day(as_of)
        except ValueError:
            pass
        else:
            return as_of
    raise QueryError(f"'{as_of}' is no date: give 'today', YYYY, YYYY-MM or YYYY-MM-DD.")


def in_words(as_of: str | None) -> str:
    """How bodies are counted, for people.

    Example:
        >>> in_words(None), in_words("today"), in_words("2022-07-01"), in_words("2022-07"), in_words("2022")
        ('as named', 'as of today', 'as of 1 July 2022', 'as of July 2022', 'as of 2022')
    """
    if as_of is None:
        return "as named"
    if checked(as_of) == _END:
        return "as of today"
    parts = len(as_of.split("-"))
    return "as of " + _day(as_of).strftime({1: "%Y", 2: "%B %Y", 3: f"{int(as_of[-2:])} %B %Y"}[parts])


def sentence(known: Succession, as_of: str | None) -> str:
    """How bodies are counted, without a promise that nothing keeps: changes are followed forward only.

    Example:
        >>> known = Succession({"pct": (("2013-04-01", "ccg"),)})
        >>> sentence(known, "2015")
        'Bodies are counted as of 2015; those founded later stay as named.'
        >>> sentence(known, "1066"), sentence(known, "today")
        ('Bodies are counted as named: no change is known before the end of 1066.', 'Bodies are counted as of today.')
    """
    if as_of is None or as_of == TODAY:
        return f"Bodies are counted {in_words(as_of)}."
    dates = [date for changes in known.became.values() for date, _ in changes]
    if min(dates, default=_END) > as_of + "-99-99":
        when = in_words(as_of).removeprefix("as of ")
        until = when if len(as_of) == len("YYYY-MM-DD") else f"the end of {when}"
        return f"Bodies are counted as named: no change is known before {until}."
    return f"Bodies are counted {in_words(as_of)}; those founded later stay as named."


def _day(as_of: str) -> date:
    return date.fromisoformat((as_of + "-01-01")[:10])
