"""Where a document names persons: its tables of pseudonyms and panel members, its lead cells, its title page.

    Reading, known bodies, PersonCues  ->  find_persons  ->  Persons
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dhrgraph.records import Action, Cell, Document, Reading
from dhrgraph.redact.persons import Named, Persons, persons
from dhrgraph.text.headings import Columns, Heading, known_headings, read_heading
from dhrgraph.text.patterns import Row, compiled

_NAME = r"(?:[A-Z][\w'’]+(?:- ?[A-Z][\w'’]+)*)(?:[ \t]+[A-Z][\w'’]+(?:- ?[A-Z][\w'’]+)*){1,3}"
_TITLE_RUN = re.compile(r"(?:[A-Z][\w'’-]*\.?)(?:\s+[A-Z][\w'’-]*\.?)*")


@dataclass(frozen=True, slots=True)
class PersonCues:
    """What tells persons from posts and bodies: `post_words.csv`, `person_cues.csv`, `person_roles.csv`."""

    posts: frozenset[str]
    titles: frozenset[str]
    formulas: tuple[tuple[str, re.Pattern[str]], ...]
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    headings: tuple[Heading, ...] = ()


def person_cues(
    posts: Sequence[Row], formulas: Sequence[Row], roles: Sequence[Row], headings: Sequence[Row]
) -> PersonCues:
    """The cues from the rows of their tables. NAME in a formula stands for two to four capitalised words."""
    return PersonCues(
        posts=frozenset(row["word"] for row in posts if row["kind"] != "title"),
        titles=frozenset(row["word"] for row in posts if row["kind"] == "title"),
        formulas=tuple(
            (row["role"], compiled({**row, "pattern": _cased(row["pattern"])}, "person_cues.csv", flags=re.NOFLAG))
            for row in formulas
        ),
        roles=tuple((row["role"], compiled(row, "person_roles.csv")) for row in roles),
        headings=known_headings(headings),
    )


def find_persons(reading: Reading, known: frozenset[str], cues: PersonCues) -> Persons:
    """Everyone the document names. `known` holds casefolded names of bodies, which a lead cell may hold as well."""
    text = reading.document.text
    leads = [lead.raw.text for f in reading.findings if isinstance(f, Action) for lead in f.leads]
    named = [*_in_tables(reading.document, cues), *_in_formulas(text, cues), *_in_leads(leads, known, cues)]
    return persons(named, text, cues.titles, cues.posts)


def _in_tables(document: Document, cues: PersonCues) -> Iterator[Named]:
    """Names in tables of pseudonyms and of panel members, which can go on in the next table without a heading."""
    columns: Columns | None = None
    end = 0
    for table in document.tables:
        if document.text[end : table.span.start].strip():
            columns = None
        end = table.span.end
        for row in table.rows:
            heading = read_heading(row, None, cues.headings)
            if heading:
                columns = heading[0] if heading[0].table in ("people", "panel") else None
            elif columns is not None and (name := _cell(row, columns, "name")):
                relation = _cell(row, columns, "relationship") or _cell(row, columns, "post")
                role = next((role for role, pattern in cues.roles if pattern.search(relation)), None)
                pseudonym = columns.table == "people"
                yield Named(name, role or ("person" if pseudonym else "panel member"), pseudonym)


def _cell(row: Sequence[Cell], columns: Columns, field: str) -> str:
    column = columns.column(field)
    return row[column].text if column is not None and column < len(row) else ""


def _in_formulas(text: str, cues: PersonCues) -> Iterator[Named]:
    common = set(re.findall(r"\b[a-z]+\b", text))
    for role, pattern in cues.formulas:
        for found in pattern.finditer(text):
            words = found["name"].split()
            while words and words[-1].casefold() in cues.posts:
                words.pop()
            folded = {word.casefold() for word in words}
            if words and not folded & cues.posts and not folded <= common:
                yield Named(" ".join(words), role, role == "victim")


def _in_leads(leads: Sequence[str], known: frozenset[str], cues: PersonCues) -> Iterator[Named]:
    for lead in leads:
        if name := leading_name(lead, known, cues):
            yield Named(name, "lead officer")


def leading_name(lead: str, known: frozenset[str], cues: PersonCues) -> str | None:
    """The person's name a lead cell begins with: two to four capitalised words, none of them of a post or a body.

    Example:
        >>> cues = PersonCues(frozenset({"safeguarding", "matron", "manager"}), frozenset({"dr"}), (), ())
        >>> leading_name("Ada Byron King, Safeguarding Matron", frozenset(), cues)
        'Ada Byron King'
        >>> leading_name("Safeguarding Manager", frozenset(), cues) is None
        True
        >>> leading_name("Change Grow Live", frozenset({"change grow live"}), cues) is None
        True
    """
    run = _TITLE_RUN.match(lead.strip())
    if run is None:
        return None
    words: list[str] = []
    for word in run.group().split():
        if word.casefold().strip(".") in cues.titles and not words:
            continue
        if word.casefold().strip(".,") in cues.posts or (word.isupper() and len(word) > 1):
            break
        words.append(word)
    name = " ".join(words[:4])
    if not 2 <= len(words) <= 4 or name.casefold() in known or run.group().casefold() in known:
        return None
    return name


def _cased(pattern: str) -> str:
    """The pattern with its fixed words in either case and its NAME in capitals as printed."""
    before, marked, after = pattern.partition("(?P<name>")
    inner, _, rest = after.partition(")")
    return f"(?i:{before}){marked}{inner.replace('NAME', _NAME)}){rest}" if "NAME" in inner else pattern
