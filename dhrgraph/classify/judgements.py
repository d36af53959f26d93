"""What a person has decided about a theme of a text: it outranks every rule.

    rows of kind "theme"  ->  read_theme_judgements  ->  (key of the wording, theme) -> ThemeJudgement

The decision is yes, no, or another theme that the text has instead. A text is known by its words
(`dhrgraph.text.wording`), so that a new version of a document keeps what was decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dhrgraph.classify.scheme import Scheme
from dhrgraph.errors import VocabularyError, nearest
from dhrgraph.records import Judged, JudgementRow

_SAID = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class ThemeJudgement:
    """Whether the text has the theme, and who decided when."""

    given: bool
    judged: Judged


ThemeJudgements = Mapping[tuple[str, str], ThemeJudgement]


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
    theme = _theme(row, "what", row.what, scheme)
    said = _SAID.get(row.decision.casefold())
    if said is None:
        instead = _theme(row, "decision", row.decision, scheme)
        yield instead, True
        said = instead == theme
    yield theme, said


def _theme(row: JudgementRow, column: str, written: str, scheme: Scheme) -> str:
    """The id of a theme given by id or label."""
    name = written.removeprefix("th:").casefold()
    names = {concept.id: concept.id for concept in scheme.concepts.values()}
    names = {concept.label.casefold(): concept.id for concept in scheme.concepts.values()} | names
    if name in names:
        return names[name]
    close = nearest(name, names)
    guess = f" Did you mean {names[close]}?" if close else ""
    either = "yes, no or " if column == "decision" else ""
    raise VocabularyError(
        f"{row.at(column)}: no theme '{written}'.{guess}\n  To mend: write {either}the id of a theme of themes.ttl."
    )
