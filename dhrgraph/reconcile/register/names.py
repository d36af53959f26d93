"""Every name of every body in one index; the names themselves are made when they are asked for.

    rows of the registers, forms  ->  index_names  ->  Wordbook of Name

A name written out in a register stands before one that a form makes: a form yields where another body is called so,
and a name that forms would give to two bodies anywhere is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from dhrgraph.reconcile.register.forms import Forms, Manner, NameMethod
from dhrgraph.reconcile.register.records import ALT, CONTEXT, LABEL, MISPRINTS, PARENT, SLUG, WHOLE
from dhrgraph.reconcile.register.tables import Cells, values
from dhrgraph.reconcile.register.wordbook import Wordbook
from dhrgraph.reconcile.register.words import fold

Entry: TypeAlias = tuple[str, str, Manner]  # slug, the words or what fills a form, how it came about
_LISTS: tuple[tuple[int, str, NameMethod], ...] = (
    (LABEL, "skos:prefLabel", "label"),
    (ALT, "skos:altLabel", "variant"),
    (MISPRINTS, "skos:hiddenLabel", "misprint"),
    (CONTEXT, "dhr:contextLabel", "area-context"),
    (WHOLE, "dhr:wholeLabel", "variant"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one body: `source` is the list or form it comes from, `method` what a match by it is called.

    `in_context`: good only in a document about the record's areas. `whole`: good only as the whole mention.
    `by_form`: a form made it, no register spells it out. `hidden`: it is matched but not shown as a name of the body.
    """

    slug: str
    words: str
    source: str
    method: NameMethod
    in_context: bool
    whole: bool
    by_form: bool = False
    hidden: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Spaced(Mapping[str, tuple[Name, ...]]):
    """Names by their folded words. Names are made when first asked for."""

    entries: Mapping[str, list[Entry]]
    _made: dict[str, tuple[Name, ...]] = field(default_factory=dict, init=False, repr=False)

    def __getitem__(self, key: str) -> tuple[Name, ...]:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = tuple(map(name_of, self.entries[key]))
        return made

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """As of any mapping, and quick where nothing is found."""
        return self[key] if key in self.entries else default

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, eq=False, slots=True)
class Joined(Mapping[str, tuple[Name, ...]]):
    """The same by their words without spaces; several spaced keys may read alike."""

    keys_of: Mapping[str, tuple[str, ...]]
    spaced: Spaced

    def __getitem__(self, key: str) -> tuple[Name, ...]:
        return tuple(dict.fromkeys(name for one in self.keys_of[key] for name in self.spaced[one]))

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        """As of any mapping, and quick where nothing is found."""
        return self[key] if key in self.keys_of else default

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_of)

    def __len__(self) -> int:
        return len(self.keys_of)


def index_names(rows: Mapping[str, Cells], forms: Forms) -> Wordbook[Name]:
    """The names of all bodies, written out or made by a form, by their words.

    Example:
        >>> index_names({}, Forms({}, {})).find(["police"])
        ()
    """
    entries: dict[str, list[Entry]] = {}
    for row in rows.values():
        _add_written(entries, row)
    _add_made(entries, rows, forms)
    joined: dict[str, tuple[str, ...]] = {}
    for key in entries:
        together = key.replace(" ", "")
        joined[together] = (*joined[together], key) if together in joined else (key,)
    spaced = Spaced(entries)
    return Wordbook(spaced, Joined(joined, spaced), tuple(sorted(joined)))


def spellings(book: Wordbook[Name]) -> frozenset[str]:
    """All names of the index as printed but for case, without making a `Name` of any.

    Example:
        >>> spellings(index_names({}, Forms({}, {})))
        frozenset()
    """
    spaced = book.spaced
    entries = spaced.entries if isinstance(spaced, Spaced) else {}
    return frozenset(
        (made.before + value + made.after).casefold() for there in entries.values() for _, value, made in there
    )


def names_of(slug: str, rows: Mapping[str, Cells], forms: Forms, book: Wordbook[Name]) -> tuple[Name, ...]:
    """All names that one body has in the index, those its row spells out before those forms make.

    Raises:
        KeyError: no such body.
    """
    row = rows[slug]
    keys = dict.fromkeys(fold(label).replace("'", "") for column, _, _ in _LISTS for label in values(row[column]))
    parent = rows[row[PARENT]][LABEL] if row[PARENT] else ""
    keys |= dict.fromkeys(key for key, _, _ in forms.of(row, parent))
    return tuple(name for key in keys for name in book.spaced.get(key, ()) if name.slug == slug)


def _add_written(entries: dict[str, list[Entry]], row: Cells) -> None:
    """Put the names of a row that it spells out into `entries`, each once, under the first list it stands in."""
    slug = row[SLUG]
    context = {fold(label) for label in values(row[CONTEXT])} if row[CONTEXT] else ()
    whole = {fold(label) for label in values(row[WHOLE])} if row[WHOLE] else ()
    seen: set[str] = set()
    for column, source, method in _LISTS:
        if not row[column]:
            continue
        for label in values(row[column]):
            key = fold(label)
            if key not in seen:
                seen.add(key)
                limited = key in context
                spoken: NameMethod = "area-context" if limited and method != "misprint" else method
                manner = _manner(source, spoken, limited, key in whole)
                entries.setdefault(key.replace("'", ""), []).append((slug, label, manner))


def _add_made(entries: dict[str, list[Entry]], rows: Mapping[str, Cells], forms: Forms) -> None:
    """Put the names that forms make into `entries`, without those that are another body's."""
    contested: set[str] = set()
    for slug, row in rows.items():
        for key, value, manner in forms.of(row, rows[row[PARENT]][LABEL] if row[PARENT] else ""):
            there = entries.get(key)
            if there is None:
                entries[key] = [(slug, value, manner)]
            elif not _named_so(slug, there):
                rivals = () if manner.in_context else [how for _, _, how in there if not how.in_context]
                if all(how.form for how in rivals):
                    there.append((slug, value, manner))
                    if rivals:
                        contested.add(key)
    for key in sorted(contested):
        entries[key] = [entry for entry in entries[key] if entry[2].in_context]
        if not entries[key]:
            del entries[key]


def _named_so(slug: str, there: list[Entry]) -> bool:
    """Whether one of the entries of a name is the body's: a written one, which stand first, or the last of all."""
    if there[-1][0] == slug:
        return True
    for other, _, manner in there:
        if manner.form:
            return False
        if other == slug:
            return True
    return False


def name_of(entry: Entry) -> Name:
    """The name that an entry of the index stands for."""
    slug, value, made = entry
    words = made.before + value + made.after
    return Name(slug, words, made.source, made.method, made.in_context, made.whole, made.form, made.hidden)


@lru_cache(maxsize=64)
def _manner(source: str, method: NameMethod, in_context: bool, whole: bool) -> Manner:
    return Manner(source, method, in_context, whole, hidden=method == "misprint")
