"""What tells persons from posts and bodies, as a record made of three tables of ontology/.

post_words.csv, person_cues.csv, person_roles.csv  ->  person_cues  ->  PersonCues
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dhrgraph.errors import VocabularyError
from dhrgraph.redact.openings import Search, search_for
from dhrgraph.redact.titled import Titled
from dhrgraph.redact.words import CAPITAL, NAME_WORD
from dhrgraph.text.patterns import Row, compiled

_SPACE = r"[ \xa0]+"
_AGE_BESIDE = r"(?:[ \n]?\([^()\n]{1,16}\))?"  # (7), (18 months)
AND = rf"(?:{_AGE_BESIDE}\s*(?:,|&|\band\b)\s*(?:and\s+)?)"
_GROUP = re.compile(r"\(\?P<name>(NAMES2|NAMES|NAME1|NAME)\)")
_NEVER_NAMES = ("post", "body", "institution", "function", "determiner")
_FORMULAS = ("name", "stated", "inferred", "doubt", "cited")


@dataclass(frozen=True, slots=True)
class Formula:
    """Words beside which a name stands.

    `kind`: "name" a person's own; "stated" a pseudonym said to be one; "inferred" a name that the sentence can
    only say of a person; "doubt" a name that may be a body's; "cited" the author of a work. `role` is empty where the
    words themselves tell it.
    """

    kind: str
    role: str
    pattern: re.Pattern[str]
    trailing: bool = False  # the name comes first: `pattern` is what stands right behind it
    asked: str = "NAME1"  # see `_formula`

    @property
    def doubtful(self) -> bool:
        """Whether what it shows may be no person's name, or no person the review is about or made by."""
        return self.kind in ("doubt", "cited")

    @property
    def of_people(self) -> bool:
        """Whether it shows those the review is about, rather than those at work on it."""
        return self.kind in ("stated", "inferred")


@dataclass(frozen=True, slots=True, eq=False)
class PersonCues:
    """What tells persons from posts and bodies. Words are as in the table, lower case.

    `kinds` maps a kind of `post_words.csv` to its words; `posts` are all that no name is made of. Formulas that begin
    with the name are in `trailing`, the others in `leading`; where `any_trailing` does not match, no trailing one does.
    `name_begins` fits every word with which a list of names, `name_list`, may begin: a capital, a title, or al- and d'.
    `asked` and `doing` are what stands right before and right behind one forename in the cells of a plan.
    """

    posts: frozenset[str]
    titles: frozenset[str]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leading: Search[Formula] = field(default_factory=Search)
    trailing: tuple[Formula, ...] = ()
    any_trailing: re.Pattern[str] = re.compile(r"(?!)")
    roles: tuple[tuple[str, re.Pattern[str]], ...] = ()
    columns: tuple[re.Pattern[str], ...] = ()
    beside: tuple[tuple[str, re.Pattern[str]], ...] = ()
    sections: tuple[re.Pattern[str], ...] = ()
    listings: tuple[re.Pattern[str], ...] = ()
    sentences: Search[str] = field(default_factory=Search)
    labels: Search[str] = field(default_factory=Search)
    labelled: Search[str] = field(default_factory=Search)
    details: Search[str] = field(default_factory=Search)
    behind: tuple[tuple[str, re.Pattern[str]], ...] = ()
    addressed: tuple[re.Pattern[str], ...] = ()
    asked: tuple[re.Pattern[str], ...] = ()
    doing: tuple[re.Pattern[str], ...] = ()
    name_list: re.Pattern[str] = re.compile(NAME_WORD)
    name_begins: re.Pattern[str] = re.compile("")
    titled: Titled = field(default_factory=Titled)

    def of_kind(self, kind: str) -> frozenset[str]:
        """The words of one kind; none for a kind the table does not have."""
        return self.kinds.get(kind, frozenset())

    def role_in(self, words: str) -> str | None:
        """The role that words tell: the first of the table that fits, or None."""
        return next((role for role, pattern in self.roles if pattern.search(words)), None)


def person_cues(posts: Sequence[Row], cues: Sequence[Row], roles: Sequence[Row]) -> PersonCues:
    """The cues from the rows of their tables.

    Raises:
        VocabularyError: a pattern that is none, or a formula without its `(?P<name>…)`.

    Example:
        >>> row = {"kind": "name", "role": "chair", "pattern": "CHAIR: (?P<name>NAME)"}
        >>> token = {"kind": "token", "role": "CHAIR", "pattern": "chair(?:man)?"}
        >>> formula = person_cues([{"word": "dr", "kind": "title"}], [token, row], []).leading.patterns[0][0]
        >>> formula.pattern.search("Chairman: Dr. Ada B. Doe, OBE")["name"]
        'Dr. Ada B. Doe'
    """
    kinds = {
        kind: frozenset(r["word"] for r in posts if r["kind"] == kind) for kind in sorted({r["kind"] for r in posts})
    }
    tokens = {row["role"]: row["pattern"] for row in cues if row["kind"] == "token"}
    posts_of_one = (word for word in kinds.get("post", ()) if not word.endswith("s"))
    tokens |= {"POSTS": _any_of(kinds.get("post", ())), "POST": _any_of(posts_of_one)}
    names = _names(kinds)
    written = [{**row, "pattern": _filled(row["pattern"], tokens)} for row in cues if row["kind"] != "token"]
    formulas = [_formula(row, names) for row in written if row["kind"] in _FORMULAS]
    trailing = [formula for formula in formulas if formula.trailing]
    return PersonCues(
        posts=frozenset().union(*(kinds.get(kind, frozenset()) for kind in _NEVER_NAMES)),
        titles=kinds.get("title", frozenset()),
        kinds=kinds,
        leading=search_for((formula, formula.pattern) for formula in formulas if not formula.trailing),
        trailing=tuple(trailing),
        any_trailing=re.compile("|".join(formula.pattern.pattern for formula in trailing) or r"(?!)", re.MULTILINE),
        roles=tuple((row["role"], compiled(row, "person_roles.csv")) for row in roles),
        columns=tuple(_read(row) for row in written if row["kind"] == "column"),
        beside=tuple((row["role"], _read(row)) for row in written if row["kind"] == "beside"),
        sections=tuple(_read(row) for row in written if row["kind"] == "section"),
        listings=tuple(_read(row) for row in written if row["kind"] == "listing"),
        sentences=search_for((row["role"], _read(row)) for row in written if row["kind"] == "sentence"),
        labels=search_for((row["role"], _read(row, re.NOFLAG)) for row in written if row["kind"] == "label"),
        labelled=search_for((row["role"], _read(row)) for row in written if row["kind"] == "labelled"),
        details=search_for((row["role"], _read(row)) for row in written if row["kind"] == "age"),
        behind=tuple((row["role"], _read(row)) for row in written if row["kind"] == "behind"),
        addressed=tuple(_read(row) for row in written if row["kind"] == "addressed"),
        asked=tuple(_read(row) for row in written if row["kind"] == "asked"),
        doing=tuple(_read(row) for row in written if row["kind"] == "doing"),
        name_list=re.compile(rf"(?<!\w){names['NAMES']}"),
        name_begins=re.compile(rf"{CAPITAL}|(?:(?i:{_any_of(kinds.get('title', ()))})|[aeu]l|[dlo])\Z"),
        titled=_titled(kinds),
    )


def _titled(kinds: Mapping[str, frozenset[str]]) -> Titled:
    def of(*some: str) -> frozenset[str]:
        return frozenset().union(*(kinds.get(kind, frozenset()) for kind in some))

    return Titled(
        titles=of("title") - of("rank"),
        ranks=of("rank"),
        dedications=of("dedication"),
        no_names=(of(*_NEVER_NAMES) | of("word")) - of("homograph", "surname"),
        ends=of("institution", "namesake") - of("homograph"),
        particles=of("particle"),
    )


def _read(row: Row, flags: re.RegexFlag = re.IGNORECASE | re.MULTILINE) -> re.Pattern[str]:
    return compiled(row, "person_cues.csv", flags=flags)


def _filled(pattern: str, tokens: Mapping[str, str]) -> str:
    """The pattern with its words in capitals (KIN, POST …) replaced by what the table says they stand for."""
    for name, meaning in sorted(tokens.items(), key=lambda token: -len(token[0])):
        pattern = re.sub(rf"(?<![A-Z]){name}(?![A-Z0-9])", f"(?:{meaning})".replace("\\", r"\\"), pattern)
    return pattern


def _formula(row: Row, names: Mapping[str, str]) -> Formula:
    """Fixed words match in either case, names only with capitals.

    NAME is a name of 2 to 4 words, NAME1 one of 1 to 4; NAMES and NAMES2 are lists of such as NAME1 and NAME.

    A formula that begins with the name is kept without it: all names of a text are found once, and then each such
    formula is tried behind each of them. That is ten times faster.
    """
    pieces = _GROUP.split(row["pattern"])
    if len(pieces) != 3:
        raise VocabularyError(f"ontology/person_cues.csv: a formula needs (?P<name>NAME) once: {row['pattern']!r}")
    before, asked, after = pieces
    pattern = f"(?i:{before})(?P<name>{names[asked]})(?i:{after})" if before else f"(?i:{after})"
    read = compiled({**row, "pattern": pattern}, "person_cues.csv", flags=re.MULTILINE)
    return Formula(row["kind"], row["role"], read, not before, asked)


def _names(kinds: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What NAME, NAME1, NAMES, NAMES2 stand for: words with capitals, initials, small particles, titles before them."""
    small = rf"(?:(?:{_any_of(kinds.get('particle', ()))}){_SPACE}){{0,2}}"
    word = rf"(?:{NAME_WORD}|{CAPITAL}\.?(?!\w))"
    titled = rf"(?:(?i:{_any_of(kinds.get('title', ()))})\.?{_SPACE}){{0,2}}"
    further = rf"(?:{_SPACE}{small}{NAME_WORD}|{_SPACE}{CAPITAL}\.?(?!\w))"
    one, more = f"{titled}{word}{further}{{0,3}}", f"{titled}{word}{further}{{1,3}}"
    return {
        "NAME": more,
        "NAME1": one,
        "NAMES": f"{one}(?:{AND}{one}){{0,5}}",
        "NAMES2": f"{more}(?:{AND}{more}){{0,5}}",
    }


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that fits, that looks at each letter once and not at each word.

    Example:
        >>> _any_of(["nurse", "nurses", "nun", "GP"])
        '(?:GP|nu(?:n|rse(?:s)?))'
        >>> _any_of([])
        '(?!)'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words):
        at = tree
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}  # a word ends here
    return _branches(tree) if tree else r"(?!)"


def _branches(tree: Mapping[str, Any]) -> str:
    """What may follow one letter of a word; nothing, where a word ends, only when nothing longer fits."""
    options = [re.escape(letter) + _branches(after) for letter, after in tree.items() if letter]
    if len(options) == 1 and "" not in tree:
        return options[0]
    return f"(?:{'|'.join(options)}){'?' if '' in tree else ''}" if options else ""
