"""What cannot be in a row of the registers: the column, what is wrong, and how to mend it.

a row, Codes  ->  body_faults, event_faults  ->  Fault, ...        all bodies, all events  ->  faults between rows
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap, takewhile
from typing import TypeAlias

from dhrgraph.errors import nearest
from dhrgraph.reconcile.register.records import (
    ALT,
    AREAS,
    CLASSES,
    CLOSED,
    CONTEXT,
    COVERS,
    EVIDENCE,
    GROUP,
    IDENTIFIERS,
    KIND,
    LABEL,
    LEVEL,
    MISPRINTS,
    OPENED,
    PARENT,
    SLUG,
    TYPE,
    WHOLE,
    ChangeEvent,
)  # fmt: skip
from dhrgraph.reconcile.register.tables import Cells, values
from dhrgraph.reconcile.register.words import fold

Fault: TypeAlias = tuple[str, str, str]  # the column, what is wrong, how to mend it

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LABELS = {"label": LABEL, "alt_labels": ALT, "misprints": MISPRINTS, "context_labels": CONTEXT, "whole_labels": WHOLE}
_BEFORE_A_NAME = frozenset({"title", "post"})
_OF_A_NAME = frozenset({"surname", "homograph", "namesake", "eponym"})  # kinds of words that are names too


class Anything:
    """A container of everything, for callers that have no list of codes."""

    def __contains__(self, _item: object) -> bool:
        return True


def _nobody(_label: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Codes:
    """What a register may refer to: the codes of codes.ttl, each without its list's name before it, those of the
    lists of places, and the lists that give bodies their identifiers.

    `successors` are the kinds of change that put what resulted in the place of what was ("merger"). `is_person` says
    whether a label is somebody's name behind a title or post.
    """

    types: Container[str] = Anything()
    levels: Container[str] = Anything()
    changes: Container[str] = Anything()
    successors: Container[str] = Anything()
    councils: Container[str] = Anything()
    partnership_areas: Container[str] = Anything()
    schemes: Container[str] = Anything()
    is_person: Callable[[str], bool] = _nobody


def named_behind_a_post(rows: Iterable[Mapping[str, str]]) -> Callable[[str], bool]:
    """Whether a label is a title or post with somebody's name behind it, judged by the words of post_words.csv.

    A title needs one capitalised word behind it, a post two: "Chief Coroner" is a body.

    Example:
        >>> words = (("dr", "title"), ("chief", "post"), ("officer", "post"), ("trust", "body"))
        >>> of_person = named_behind_a_post([{"word": word, "kind": kind} for word, kind in words])
        >>> [of_person(label) for label in ("Dr Zor", "Chief Officer Ada Zor", "Chief Zor", "Chief Zor Trust")]
        [True, True, False, False]
    """
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["word"], set()).add(row["kind"])

    def is_person(label: str) -> bool:
        words = [(word, kinds.get(word.casefold(), set())) for word in re.split(r"[\s.,]+", label) if word]
        before = list(takewhile(lambda word: not word[1].isdisjoint(_BEFORE_A_NAME), words))
        name = words[len(before) :]
        needed = 1 if any("title" in found for _, found in before) else 2
        return bool(before) and len(name) >= needed and all(starmap(_may_be_a_name, name))

    return is_person


def _may_be_a_name(word: str, kinds: set[str]) -> bool:
    initial = len(word) == 1
    return word[0].isupper() and (initial or (not word.isupper() and kinds <= _OF_A_NAME))


def body_faults(row: Cells, sources: Container[str], codes: Codes) -> Iterator[Fault]:
    """What one row of a body has wrong in itself."""
    slug, kind = row[SLUG], row[KIND]
    if not slug or " " in slug:
        yield "slug", f"'{slug}' is no slug", "write words joined by hyphens"
    if not row[LABEL]:
        yield "label", "empty", "give the body its name"
    if kind not in CLASSES:
        yield "kind", f"no kind '{kind}'", f"use one of {', '.join(CLASSES)}"
    if row[TYPE] not in codes.types:
        yield "type", f"no type '{row[TYPE]}'", "use a type of codes.ttl"
    if row[LEVEL] and row[LEVEL] not in codes.levels:
        yield "level", f"no level '{row[LEVEL]}'", "use a level of codes.ttl, or leave it empty"
    if row[OPENED] or row[CLOSED]:
        yield from _date_faults(row)
    if row[IDENTIFIERS] or row[EVIDENCE]:
        yield from _identifier_faults(row, sources, codes)
    for code in values(row[AREAS]):
        if code not in codes.councils:
            yield "areas", f"no council '{code}'", "use a code in the column councils of partnerships.csv"
    for code in values(row[COVERS]):
        if code not in codes.partnership_areas:
            yield "covers", f"no partnership area '{code}'", "use a code of partnerships.csv"
    for column, place in _LABELS.items():
        if row[place] and any(map(codes.is_person, values(row[place]))):
            yield column, "somebody's name behind a title or post", "name the post or the body, never who holds it"


def _date_faults(row: Cells) -> Iterator[Fault]:
    for column, cell in (("opened", row[OPENED]), ("closed", row[CLOSED])):
        if cell and not _DATE.fullmatch(cell):
            yield column, f"'{cell}' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    if row[OPENED] and row[CLOSED] and row[CLOSED] < row[OPENED]:
        yield "closed", "before the body opened", "swap or mend the dates"


def _identifier_faults(row: Cells, sources: Container[str], codes: Codes) -> Iterator[Fault]:
    identifiers, evidence = values(row[IDENTIFIERS]), values(row[EVIDENCE])
    for code in identifiers:
        scheme, *others = code.split(" ")
        if len(others) != 1:
            yield "identifiers", f"'{code}' does not name its list", "write SCHEME CODE, one space between"
        elif scheme not in codes.schemes:
            yield "identifiers", f"no list '{scheme}'", "use a scheme of identifier_schemes.csv, or add the list there"
    if len(identifiers) != len(evidence):
        yield (
            "evidence",
            f"{len(identifiers)} identifiers but evidence for {len(evidence)}",
            "name the source of each, in the same order, joined by ';'",
        )
    for cell in evidence:
        yield from _source_faults("evidence", cell, sources)


def _source_faults(column: str, cell: str, sources: Container[str]) -> Iterator[Fault]:
    for name in cell.partition(":")[0].split("+"):
        if name not in sources:
            yield column, f"no source '{name}'", "use an id of sources.csv, or add the source there"


def label_fault(row: Cells, labels: Mapping[str, str]) -> Fault | None:
    """That a name which means the body anywhere is another body's label; `labels` are folded, with slugs."""
    for column, place in (("alt_labels", ALT), ("misprints", MISPRINTS)):
        for name in values(row[place]) if row[place] else ():
            other = labels.get(fold(name), row[SLUG])
            if other != row[SLUG]:
                return column, f"'{name}' is the label of {other}", "delete it here, or rename that body"
    return None


def parent_fault(slug: str, bodies: Mapping[str, Cells]) -> Fault | None:
    """What is wrong with what a body is part of, followed up."""
    line, at = [slug], bodies[slug][PARENT]
    while at:
        if at not in bodies:
            return "parent", f"no body '{at}'", _write_a_slug(at, bodies)
        if at in line:
            return "parent", f"{at} would be part of itself", "break the circle"
        if bodies[at][KIND] == GROUP:
            return "parent", f"{at} is a group, of which nothing is a part", "name one body"
        line.append(at)
        at = bodies[at][PARENT]
    return None


def event_faults(
    row: Cells, bodies: Mapping[str, Cells], found: Container[str], sources: Container[str], codes: Codes
) -> Iterator[Fault]:
    """What one row of a change has wrong in itself."""
    slug, label, date, kind, originals, results, source = row
    if not slug or slug in found or slug in bodies:
        yield "slug", f"'{slug}' is empty, there twice or a body's", "give the event its own"
    if not label:
        yield "label", "empty", "say what happened"
    if not _DATE.fullmatch(date):
        yield "date", f"'{date}' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    if kind not in codes.changes:
        yield "kind", f"no kind of change '{kind}'", "use a change of codes.ttl"
    for column, side in (("from", originals), ("to", results)):
        if not values(side):
            yield column, "empty", "name the bodies"
        for name in values(side):
            if name not in bodies:
                yield column, f"no body '{name}'", _write_a_slug(name, bodies)
            elif bodies[name][KIND] == GROUP:
                yield column, f"{name} is a group", "name bodies"
    if not source:
        yield "source", "empty", "say who tells of it: an id of sources.csv and, after a colon, where"
    yield from _source_faults("source", source, sources) if source else ()


def circle(events: Iterable[ChangeEvent]) -> tuple[ChangeEvent, ...]:
    """The changes that lead from a body back to it, sorted as given; none if all lead on.

    Followed are those that succession.py follows: of each body the first that put one other in its place.

    Example:
        >>> there = ChangeEvent("1", "", "2001", "merger", ("a",), ("b",), "", True)
        >>> back = ChangeEvent("2", "", "2002", "merger", ("b",), ("a",), "", True)
        >>> [event.slug for event in circle([there, back])], circle([there])
        (['1', '2'], ())
    """
    ordered = tuple(events)
    became: dict[str, ChangeEvent] = {}
    for event in ordered:
        if event.makes_successor and len(event.results) == 1:
            for body in event.originals:
                if body not in event.results:
                    became.setdefault(body, event)
    for start in became:
        passed, at = [], start
        while at in became and became[at] not in passed:
            passed.append(became[at])
            at = became[at].results[0]
        if at in became:
            return tuple(event for event in ordered if event in passed[passed.index(became[at]) :])
    return ()


def _write_a_slug(name: str, bodies: Iterable[str]) -> str:
    near = nearest(name, bodies)
    return f"write the slug of a body{f', perhaps {near}' if near else ''}"
