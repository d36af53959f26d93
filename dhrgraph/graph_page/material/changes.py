"""What became of bodies, as the change events of a graph tell it: who took whose place, when, and by what.

    Store  ->  read_changes  ->  Change, ...        Change, ..., a body  ->  told  ->  lines of its details

`network.succession` says which body is counted in another's place; here every change is kept, those too that are not
followed because several bodies came after, or because only a contract moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE, curie
from dhrgraph.network.succession import Succession, in_words

MOST_NAMED = 6  # bodies in one line of details
_QUESTION = """
SELECT DISTINCT ?change ?kind ?date ?before ?after WHERE {
  ?change a org:ChangeEvent .
  OPTIONAL { ?change dhr:changeKind/skos:prefLabel ?kind FILTER(LANG(?kind) IN ("en", "en-GB", "")) }
  OPTIONAL { ?change dcterms:date ?date }
  OPTIONAL { ?change org:originalOrganization ?before }
  OPTIONAL { ?change org:resultingOrganization ?after }
}
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One change event: what kind ("merger"), when ("2021-06-26", "2021" or ""), the bodies before it and after it.

    A body that took others in stands on both sides. `after` is empty where nobody took over.
    """

    id: str
    kind: str
    date: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def words(self) -> str:
        """What happened and when.

        Example:
            >>> Change("c", "merger", "2019-10-01", (), ()).words, Change("c", "merger", "", (), ()).words
            ('merger, 1 October 2019', 'merger')
        """
        return ", ".join(filter(None, (self.kind, when(self.date))))


def read_changes(store: Askable) -> tuple[Change, ...]:
    """Every change of `store` by date, those without one last, then by IRI. Of two dates of one the earlier counts."""
    found: dict[str, tuple[set[str], set[str], set[str], set[str]]] = {}
    for change, *values in store.select(PROLOGUE + _QUESTION).rows:
        parts = found.setdefault(str(change), (set(), set(), set(), set()))
        for part, value in zip(parts, values, strict=True):
            if value is not None:
                part.add(str(value))
    changes = (
        Change(iri, min(kind, default="change"), min(date, default=""), tuple(sorted(before)), tuple(sorted(after)))
        for iri, (kind, date, before, after) in found.items()
    )
    return tuple(sorted(changes, key=lambda one: (not one.date, one.date, one.id)))


def told(
    body: str, changes: Iterable[Change], known: Succession, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The changes of a body as lines of its details, the earliest first; what came from others on one day in one line.

    Example:
        >>> merged = Change("c", "merger", "2019-10-01", ("a", "b"), ("c",))
        >>> known = Succession({"a": (("2019-10-01", "c"),)})
        >>> told("a", [merged], known, {"c": "C Trust"}), told("c", [merged], known, {"a": "A", "b": "B"})
        ((('Merger, 1 October 2019', 'became C Trust'),), (('Merger, 1 October 2019', 'from A and B'),))
    """
    joined: dict[str, set[str]] = {}
    lines: dict[tuple[str, str], str] = {}  # what happened, and the side that the body stood on or what is said
    for change in changes:
        if body not in change.after and body not in change.before:
            continue
        words = change.words[:1].upper() + change.words[1:]
        if body in change.after:
            joined.setdefault(words, set()).update(one for one in change.before if one != body)
            if joined[words]:
                lines[words, ""] = f"from {listed(sorted(joined[words]), names)}"
        else:
            said = _onward(body, change, known, names)
            lines[words, said] = said
    return tuple((words, said) for (words, _), said in lines.items())


def when(date: str) -> str:
    """A date in words; "" for none.

    Example:
        >>> when("2021-06-26"), when("2013-04"), when("")
        ('26 June 2021', 'April 2013', '')
    """
    return in_words(date).removeprefix("as of ") if date else ""


def listed(things: Sequence[str], names: Mapping[str, str]) -> str:
    """Some names in their order, and how many more there are; apart by ";" where names are several words joined.

    Example:
        >>> listed(["b", "a"], {"a": "A", "b": "B"}), listed([f"x/{n}" for n in range(9)], {})
        ('A and B', '0, 1, 2, 3, 4, 5 and 3 more')
        >>> listed(["a", "b"], {"a": "Alcohol and drugs", "b": "Housing"})
        'Alcohol and drugs; Housing'
    """
    words = sorted(names.get(thing) or curie(thing).rpartition(":")[2].rpartition("/")[2] for thing in things)
    if len(words) > MOST_NAMED:
        words = [*words[:MOST_NAMED], f"{len(words) - MOST_NAMED} more"]
    if any(" and " in word or "," in word for word in words):
        return "; ".join(words)
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _onward(body: str, change: Change, known: Succession, names: Mapping[str, str]) -> str:
    if not change.after:
        return "no body took its place"
    words = listed(change.after, names)
    counted = {other for _, other in known.became.get(body, ())}
    if len(change.after) == 1 and change.after[0] in counted:
        return f"became {words}"
    return f"to {words}; not counted in its place"
