"""What a person has decided about a theme of a text: it outranks every rule.

    rows of judgements    ->  themes_by_id           ->  rows that name themes by their ids
    rows of kind "theme"  ->  read_theme_judgements  ->  (key of the wording, theme) -> ThemeJudgement

The decision is yes, no, or another theme that the text has instead. A text is known by its words
(`dhrgraph.text.wording`), so that a new version of a document keeps what was decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dhrgraph.classify.scheme import Scheme
from dhrgraph.errors import VocabularyError
from dhrgraph.records import Judged, JudgementRow
from dhrgraph.text.slips import likest

_SAID = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ThemeJudgement:
    """Whether the text has the theme, and who decided when."""

    given: bool
    judged: Judged


ThemeJudgements = Mapping[tuple[str, str], ThemeJudgement]


def themes_by_id(rows: Iterable[JudgementRow], scheme: Scheme) -> tuple[JudgementRow, ...]:
    """The rows, those of kind "theme" with ids for labels and a decision of "yes", "no" or an id.

    Raises:
        VocabularyError: there is no such theme; names file, row and column.
    """
    return tuple(_by_id(row, scheme) if row.kind == "theme" else row for row in rows)


def _by_id(row: JudgementRow, scheme: Scheme) -> JudgementRow:
    theme, said = _theme(row, "what", row.what, scheme), row.decision.casefold().rstrip(".")
    decision = said if said in _SAID else _theme(row, "decision", row.decision, scheme)
    return replace(row, what=theme, decision=decision)


def read_theme_judgements(rows: Iterable[JudgementRow], scheme: Scheme) -> ThemeJudgements:
    """What was decided, by text and theme. Rows of other kinds are passed over.

    Raises:
        VocabularyError: there is no such theme, or two rows contradict; names file, row and column.
    """
    found: dict[tuple[str, str], tuple[JudgementRow, ThemeJudgement]] = {}
    for row in rows:
        if row.kind != "theme":
            continue
        for theme, given in _says(row, scheme):
            other, before = found.setdefault((row.wording, theme), (row, ThemeJudgement(given, row.judged)))
            if before.given != given:
                raise VocabularyError(
                    f"{row.at('decision')}: '{row.decision}' contradicts '{other.decision}' in {other.place}.\n"
                    "  To mend: delete one of the two rows."
                )
    return {key: judgement for key, (_, judgement) in found.items()}


def _says(row: JudgementRow, scheme: Scheme) -> Iterator[tuple[str, bool]]:
    """Each theme the row speaks of, and whether the text has it."""
    plain = _by_id(row, scheme)
    said = _SAID.get(plain.decision)
    if said is None:
        yield plain.decision, True
        said = plain.decision == plain.what
    yield plain.what, said


def _theme(row: JudgementRow, column: str, written: str, scheme: Scheme) -> str:
    """The id of a theme given by id, by label, or by both ("marac = MARAC")."""
    name = written.removeprefix("th:").partition(" = ")[0].strip().casefold()
    names = {concept.id: concept.id for concept in scheme.concepts.values()}
    names = {concept.label.casefold(): concept.id for concept in scheme.concepts.values()} | names
    if name in names:
        return names[name]
    if column == "decision":
        what, mend = f"'{written}' is neither yes, no nor a theme", "write yes, no, or the theme it has instead"
        mend += "; to take a decision back, delete the row"
    else:
        what, mend = f"no theme '{written}'", "write the id or label of a theme of themes.ttl"
    close = likest(name, names)
    guess = f" Did you mean {names[close]}?" if close else ""
    raise VocabularyError(f"{row.at(column)}: {what}.{guess}\n  To mend: {mend}.")
