"""The rules of theme_rules.csv: what speaks for a theme, what takes that back, what is said only in passing.

    rows of the file, themes  ->  parse_rules  ->  Rules

kind      what the row says
words     a list of words, named {in-braces} in the column `theme`, for use in other patterns
cue       where `pattern` stands (and `also`, anywhere in the same sentence), the theme gains `weight`
blocker   a cue of the theme that overlaps `pattern` does not count; without a theme: no cue that overlaps it does,
          because the words are the name of a body
request   a sentence with `pattern` asks for something; in a recommendation that has such a sentence, the
          others count only `weight` times as much
aside     from `pattern` to the end of the sentence is reason or example, and counts `weight` times as much

Pure: the rows are read elsewhere. To teach the classifier a phrase, edit the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias, get_args

from dhrgraph.classify.patterns import Pattern, PatternError, compile_pattern
from dhrgraph.errors import VocabularyError

COLUMNS = ("theme", "kind", "pattern", "also", "weight", "fires_on", "matches", "does_not_match", "note")

TextKind: TypeAlias = Literal["recommendation", "learning-point", "guidance"]
RuleKind: TypeAlias = Literal["cue", "blocker", "request", "aside"]
Keys: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `row` is its line in the file (the heading is 1), `weight` lies in (0, 1]; a blocker's is 1.

    `matches` is a phrase in which it must be found, `does_not_match` one (or "") in which it must not.
    """

    row: int
    theme: str
    kind: RuleKind
    pattern: Pattern
    also: Pattern | None
    weight: float
    fires_on: frozenset[TextKind]
    matches: str
    does_not_match: str


Entry: TypeAlias = tuple[Rule, Keys, Keys]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, and which of them to try from a word with a certain key (`patterns.word_keys`).

    With each go two sets of keys: some word of the same sentence must have one of the first, and some word one of the
    second (empty: nothing is needed).
    """

    rules: tuple[Rule, ...]
    by_key: Mapping[str, tuple[Entry, ...]]

    def prepare(self) -> None:
        """Compile every pattern now: two seconds that each process would spend again on its first documents."""
        for rule in self.rules:
            for pattern in (rule.pattern, rule.also):
                if pattern:
                    pattern.prepare()

    def beginning(self, keys: Iterable[str], present: AbstractSet[str]) -> Iterator[Rule]:
        """The rules that may match from a word with `keys` on, in a sentence whose words have the keys `present`;
        some of them will not."""
        for key in keys:
            for rule, needed, beside in self.by_key.get(key, ()):
                if (needed and needed.isdisjoint(present)) or (beside and beside.isdisjoint(present)):
                    continue
                yield rule


def parse_rules(rows: Iterable[Mapping[str, str]], themes: Collection[str]) -> Rules:
    """Read the rows of theme_rules.csv, in their order; `themes` are the ids of the scheme.

    Raises:
        VocabularyError: a row that cannot be meant; says which one and how to mend it.

    Example:
        >>> row = dict.fromkeys(COLUMNS, "") | {"theme": "marac", "kind": "cue", "pattern": "marac*",
        ...     "weight": "0.9", "fires_on": "any", "matches": "Refer to MARAC."}
        >>> [(rule.row, rule.theme) for rule in parse_rules([row], {"marac"}).rules]
        [(2, 'marac')]
        >>> parse_rules([row | {"weight": "9"}], {"marac"})
        Traceback (most recent call last):
        dhrgraph.errors.VocabularyError: theme_rules.csv line 2: the weight '9' is not a number above 0 and up to 1.
          To mend: write for instance 0.7.
    """
    numbered = list(enumerate(rows, 2))
    for number, row in numbered:
        if missing := [column for column in COLUMNS if row.get(column) is None]:
            raise _error(number, f"the columns {', '.join(missing)} are missing", "quote cells that hold a comma")
    lists = {row["theme"].strip("{}"): row["pattern"] for _, row in numbered if row["kind"] == "words"}
    rules = tuple(_rule(number, row, lists, themes) for number, row in numbered if row["kind"] != "words")
    _check_lists(numbered, lists)
    return indexed(rules)


def indexed(rules: Iterable[Rule]) -> Rules:
    """The rules, each where the words that may begin it are looked up."""
    kept = tuple(rules)
    by_key: dict[str, dict[tuple[int, Keys], Entry]] = {}
    for rule in kept:
        beside = frozenset(opening.first for opening in rule.also.openings) if rule.also else frozenset[str]()
        for opening in rule.pattern.openings:
            by_key.setdefault(opening.first, {})[rule.row, opening.needs] = (rule, opening.needs, beside)
    return Rules(kept, {key: tuple(found.values()) for key, found in by_key.items()})


def _rule(number: int, row: Mapping[str, str], lists: Mapping[str, str], themes: Collection[str]) -> Rule:
    kinds: dict[str, RuleKind] = {kind: kind for kind in get_args(RuleKind)}
    if row["kind"] not in kinds:
        raise _error(number, f"no kind of rule '{row['kind']}'", f"one of words, {', '.join(kinds)}")
    kind = kinds[row["kind"]]
    _check_theme(number, kind, row["theme"], themes)
    if not row["matches"]:
        raise _error(number, "it has no phrase that it matches", "add an invented one to the column 'matches'")
    return Rule(
        number,
        row["theme"],
        kind,
        _pattern(number, row["pattern"], lists),
        _pattern(number, row["also"], lists) if row["also"] else None,
        _weight(number, row["weight"], kind),
        _fires_on(number, row["fires_on"]),
        row["matches"],
        row["does_not_match"],
    )


def _check_theme(number: int, kind: RuleKind, theme: str, themes: Collection[str]) -> None:
    if theme and kind in ("request", "aside"):
        raise _error(number, f"a {kind} has no theme, and this one has '{theme}'", "leave the cell empty")
    if theme not in themes and (theme or kind == "cue"):
        near = ", ".join(get_close_matches(theme, themes, n=1)) or "see ontology/themes.ttl"
        raise _error(number, f"there is no theme '{theme}'", f"write the id of one ({near})")


def _check_lists(numbered: list[tuple[int, Mapping[str, str]]], lists: Mapping[str, str]) -> None:
    """Every list can be read, even one that no rule uses yet."""
    for number, row in numbered:
        if row["kind"] == "words":
            _pattern(number, row["pattern"], lists)


def _pattern(number: int, text: str, lists: Mapping[str, str]) -> Pattern:
    try:
        return compile_pattern(text, lists)
    except PatternError as problem:
        raise _error(
            number, f"the pattern '{text}' cannot be read: {problem}", "see docs/decisions/0002-themes.md"
        ) from problem


def _weight(number: int, text: str, kind: RuleKind) -> float:
    if kind == "blocker" and not text:
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        weight = 0.0
    if not 0 < weight <= 1:
        raise _error(number, f"the weight '{text}' is not a number above 0 and up to 1", "write for instance 0.7")
    return weight


def _fires_on(number: int, text: str) -> frozenset[TextKind]:
    kinds: dict[str, TextKind] = {kind: kind for kind in get_args(TextKind)}
    named = text.split()
    if named == ["any"]:
        return frozenset(kinds.values())
    if not named or any(name not in kinds for name in named):
        raise _error(number, f"it cannot fire on '{text}'", f"any, or some of {' '.join(kinds)}")
    return frozenset(kinds[name] for name in named)


def _error(number: int, what: str, mend: str) -> VocabularyError:
    return VocabularyError(f"theme_rules.csv line {number}: {what}.\n  To mend: {mend}.")
