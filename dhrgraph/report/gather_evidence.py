"""Behind each number its statements, with their words and places.

    Trail.number(statements, title)  ->  Number        while the sections are written
    Trail.rows(store, remarks)       ->  Rows, ...     when all of them are

Only the statements that are shown are read: at the size of the national library a report leads to a few thousand of
half a million.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dhrgraph.graph.store import Askable, Value
from dhrgraph.namespaces import PROLOGUE, slug
from dhrgraph.query.terms import as_iri
from dhrgraph.report.records import Evidence, Form, Number, Rows

EVERYTHING = "dhrgraph export --format csv"  # every statement in a table: what gives those that no question asks for
SHOWN = 20  # statements behind one number; the rest is counted, and the command gives it
_LETTERS = 50  # of an id
_AT_ONCE = 500  # statements asked for in one question
# Two questions and no OPTIONAL within another: Oxigraph works out a nested one for the whole graph, 5 s each time.
_WORDS = """
SELECT ?it ?text ?number ?list ?review WHERE {
  VALUES ?it { %s }
  OPTIONAL { ?it dhr:text ?said }
  OPTIONAL { ?it dhr:actionText ?action }
  OPTIONAL { ?it dhr:lesson ?lesson }
  OPTIONAL { ?it dhr:narrative ?narrative }
  BIND (STR(COALESCE(?said, ?action, ?lesson, ?narrative, "")) AS ?text)
  OPTIONAL { ?it dhr:numberLabel ?number }
  OPTIONAL { ?it dhr:listName ?list }
  OPTIONAL { ?it dhr:ofReview/rdfs:label ?review }
}
"""
_PLACES = """
SELECT ?it ?file ?title ?start ?end ?page WHERE {
  VALUES ?it { %s }
  ?it dhr:evidencedBy ?evidence .
  ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
  ?document dhr:fileName ?file .
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?evidence oa:hasSelector/rdf:value ?page }
}
"""
_NOWHERE: tuple[Value | None, ...] = (None,) * 5


@dataclass
class Trail:
    """The statements behind numbers, collected in the order in which the numbers are written.

    `review_of` tells the review of a statement, so that where not all can be shown many reviews are.
    """

    review_of: Mapping[str, str]
    _held: dict[str, tuple[str, tuple[str, ...], str]] = field(default_factory=dict)

    def number(
        self,
        statements: Iterable[str],
        title: str,
        *,
        value: float | None = None,
        form: Form = "count",
        command: str = "",
    ) -> Number:
        """The number of statements, or another `value` that they stand behind, leading to them under `title`.

        The same title twice is the same rows if they are the same, and else gets a number behind it. None: no rows.
        """
        behind = tuple(sorted(set(statements)))
        shown = len(behind) if value is None else value
        if not behind:
            return Number(shown, form=form)
        beginning = _short(title)
        name, turn = beginning, 1
        while name in self._held and self._held[name][1] != behind:
            turn += 1
            name = f"{beginning}-{turn}"
        self._held.setdefault(name, (title, behind, command))
        return Number(shown, name, form)

    def rows(
        self, store: Askable, remarks: Callable[[str], tuple[str, ...]], used: Collection[str]
    ) -> tuple[Rows, ...]:
        """The rows that numbers in `used` name, each with its statements; `remarks` says more of a statement."""
        kept = {name: held for name, held in self._held.items() if name in used}
        chosen = {name: self._spread(behind)[:SHOWN] for name, (_, behind, _) in kept.items()}
        read = read_evidence(store, sorted({one for statements in chosen.values() for one in statements}), remarks)
        return tuple(
            Rows(
                name,
                title,
                tuple(read[one] for one in sorted(chosen[name])),
                max(len(behind) - SHOWN, 0),
                _all(behind, command),
            )
            for name, (title, behind, command) in kept.items()
        )

    def _spread(self, statements: Sequence[str]) -> list[str]:
        """The statements, the first of each review before the second of any."""
        seen: dict[str, int] = defaultdict(int)
        turns: list[tuple[int, str]] = []
        for one in statements:
            review = self.review_of.get(one, "")
            seen[review] += 1
            turns.append((seen[review], one))
        return [one for _, one in sorted(turns)]


def _all(behind: Sequence[str], command: str) -> str:
    """What gives all of them: the question that asks for them, or where more than are shown have none, the tables."""
    return command or (EVERYTHING if len(behind) > SHOWN else "")


def _short(title: str) -> str:
    """A short id for rows: the title's own words, as many as make some 50 letters.

    Example:
        >>> _short("Recommendations on ‘Recording, flagging and data quality’")
        'on-recording-flagging-and-data-quality'
    """
    words = slug(title).removeprefix("recommendations-")
    return words if len(words) <= _LETTERS else words[:_LETTERS].rpartition("-")[0] or "rows"


def read_evidence(
    store: Askable, statements: Sequence[str], remarks: Callable[[str], tuple[str, ...]]
) -> dict[str, Evidence]:
    """Words and place of each statement by its IRI; one that stands in pieces is placed by its first."""
    found: dict[str, tuple[tuple[str, int], Evidence]] = {}
    for some in _parts(statements):
        asked = " ".join(map(as_iri, some))
        places: dict[Value | None, list[tuple[Value | None, ...]]] = defaultdict(list)
        for row in store.select(PROLOGUE + _PLACES % asked).rows:
            places[row[0]].append(row[1:])
        for words in store.select(PROLOGUE + _WORDS % asked).rows:
            for place in places.get(words[0], [_NOWHERE]):
                it, file, start = str(words[0]), str(place[0] or ""), place[2]
                first = (file, start if isinstance(start, int) else -1)
                if it not in found or first < found[it][0]:
                    found[it] = (first, _evidence(it, (*words, *place), remarks(it)))
    return {one: evidence for one, (_, evidence) in found.items()}


def _evidence(it: str, row: Sequence[Value | None], about: tuple[str, ...]) -> Evidence:
    _, text, number, listed, review, file, title, start, end, page = row
    where = [
        f"{listed}, {number}" if listed and number else f"number {number}" if number else str(listed or ""),
        f"page {str(page).removeprefix('page=').partition('&')[0]}" if page else "",
        f"characters {start:,}–{end:,}" if isinstance(start, int) and isinstance(end, int) else "",
    ]
    return Evidence(
        str(text or ""), str(review or ""), ", ".join(filter(None, where)), str(title or file or ""), it, about
    )


def _parts(statements: Sequence[str]) -> Iterator[list[str]]:
    remaining = iter(statements)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
