"""Names in lists: the lines below "The panel members were:", and the rest of the line behind "Present:".

    lines, Surroundings  ->  names_in_lists  ->  Named, ...

In a list whose lines are all made alike, persons stand in one column of it: what could be a name in another column
is a body's ("Ada King – Turning Tides").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.records import Line
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name
from dhrgraph.redact.persons import Named
from dhrgraph.redact.words import words_of

_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.,;:–()]{0,60}$")
_TURNED = re.compile(r"[^\s,]+, [^\s,]+(?: [^\s,]+)?\s*(?:$|[(–—:-]| {3})")  # "Surname, Forename", alone or before more
_COLUMN = re.compile(r"\s*[,;(–—:]\s*|\s-\s| {3,}")
_MARK = re.compile(r"^[^\w(]+")  # a bullet
_BRACKETS = re.compile(r"\([^()\n]{1,80}\)")  # of what body, behind a name
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.?\s+[A-Z]")
_PROSE = 12  # words; so long a line with a full stop is no line of a list
_LONGEST_LINE = 30  # words; a longer line of a list of persons is a sentence about something else
_LONGEST_LISTING = 120
_FULL = 60  # characters of a line that can go on below
_LABEL = 40
_MOST_WRAPPED = 8
_LONGEST_LIST = 60  # lines
_WIDEST = 3  # separators: a line with more lists several persons
_ALIKE = 3  # lines: fewer show no columns


def names_in_lists(lines: Sequence[Line], around: Surroundings) -> Iterator[Named]:
    """Names in each list of persons, in reading order."""
    for below in _lists(lines, around):
        yield from _in_list(below, around)
    for at, line in enumerate(lines):
        for pattern in around.cues.listings:
            behind = pattern.search(line.text)
            if behind and len(line.text.split()) <= _LONGEST_LISTING:
                beside = _BRACKETS.sub(" / ", line.text[behind.end() :] + _wrapped(lines, at))
                found = names_in(beside, around, listed=True, single=True)
                yield from (Named(name, "panel member") for name, _ in found)


def _wrapped(lines: Sequence[Line], at: int) -> str:
    """What goes on in the lines below: as long as a full line ends without a stop and no label begins the next."""
    words = ""
    for before, line in zip(lines[at : at + _MOST_WRAPPED], lines[at + 1 : at + 1 + _MOST_WRAPPED], strict=False):
        whole = len(before.text) >= _FULL and not before.text.rstrip().endswith(".")
        if not whole or not line.text.strip() or ":" in line.text[:_LABEL]:
            break
        words += f" {line.text}"
    return words


def _lists(lines: Sequence[Line], around: Surroundings) -> Iterator[list[str]]:
    """The lines of each list, from the one that announces it to the next heading."""
    left, below = 0, list[str]()
    for line in lines:
        words = line.text.strip()
        if any(pattern.search(words) for pattern in around.cues.sections):
            yield below
            left, below = _LONGEST_LIST, []
        elif any(pattern.search(words) for pattern in around.cues.listings):
            continue
        elif left and words and "\t" not in words and not words.startswith("|"):
            left -= 1
            if len(words.split()) <= _LONGEST_LINE:
                below.append(_MARK.sub("", words))
            prose = len(words.split()) > _PROSE and words.endswith(".")
            if prose or (_HEADING.match(words) and _ends_a_list(words, around)):
                left = 0
    yield below


def _ends_a_list(heading: str, around: Surroundings) -> bool:
    """Whether a short line is the next heading: it holds no name, and no post or body that could be a member's."""
    if list(names_in(heading, around, listed=True)):
        return False
    known = any(around.explained(word) and word.capital for word in words_of(heading)) or around.is_body(heading)
    return not known or _NUMBERED.match(heading) is not None


def _in_list(lines: Sequence[str], around: Surroundings) -> Iterator[Named]:
    found = [(line, list(_by_column(line, around))) for line in lines]
    main, bodies = _main_column(found), _columns_of_bodies(found)
    for line, names in found:
        kept = [(column, name) for column, name in names if main is None or column == main or column not in bodies]
        turned = reversed_name(line, around) if _TURNED.match(line) else None
        kept += [(0, turned)] if turned else []
        told = around.cues.role_in(line)
        role = told if told in ("chair", "author") else "panel member"
        yield from (Named(name, role) for _, name in kept)


def _by_column(line: str, around: Surroundings) -> Iterator[tuple[int, str]]:
    at = 0
    for name, _ in names_in(line, around, listed=True):
        at = max(at, line.find(name, at))
        yield len(_COLUMN.findall(line[:at])), name


def _columns_of_bodies(found: Sequence[tuple[str, list[tuple[int, str]]]]) -> frozenset[int]:
    """The columns that hold something else than a possible name in most of the lines that reach them."""
    reached = Counter(column for line, _ in found for column in range(len(_COLUMN.findall(line)) + 1))
    named = Counter(column for _, names in found for column in {column for column, _ in names})
    return frozenset(column for column, times in reached.items() if named[column] * 2 < times)


def _main_column(found: Iterable[tuple[str, list[tuple[int, str]]]]) -> int | None:
    """The first column that holds a name in every line of a list; None when there is none."""
    lines = [(line, names) for line, names in found if names]
    if len(lines) < _ALIKE or max(len(_COLUMN.findall(line)) for line, _ in lines) > _WIDEST:
        return None
    times = Counter(column for _, names in lines for column in {column for column, _ in names})
    column, most = min(times.items(), key=lambda item: (-item[1], item[0]))
    return column if most == len(lines) else None
