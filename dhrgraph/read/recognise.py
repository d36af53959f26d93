"""What kind of document a text is, by the phrases of `ontology/document_kinds.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from dhrgraph.errors import VocabularyError
from dhrgraph.records import DocumentKind
from dhrgraph.text.lines import even_ends
from dhrgraph.text.patterns import compiled, finds


@dataclass(frozen=True, slots=True)
class KindCue:
    """A phrase that speaks for a kind of document, and how loudly (points)."""

    kind: DocumentKind
    pattern: re.Pattern[str]
    points: int


def kind_cues(rows: Iterable[Mapping[str, str]]) -> tuple[KindCue, ...]:
    """The cues from the rows of the table (columns `kind`, `pattern`, `points`).

    Raises:
        VocabularyError: a kind that does not exist, or a broken pattern.
    """
    kinds: dict[str, DocumentKind] = {kind: kind for kind in get_args(DocumentKind)}
    cues = []
    for row in rows:
        if row["kind"] not in kinds:
            raise VocabularyError(f"document_kinds.csv: no kind of document '{row['kind']}'.")
        pattern = compiled(row, "document_kinds.csv", flags=re.IGNORECASE | re.MULTILINE)
        cues.append(KindCue(kinds[row["kind"]], pattern, int(row["points"])))
    return tuple(cues)


def recognise(text: str, cues: Iterable[KindCue], *, enough: int = 3) -> DocumentKind:
    """The kind with most points; "unrecognised" below `enough` points.

    Each cue counts once however often it stands in the text. Ties go to the kind whose cue comes first in the table.

    Example:
        >>> cue = KindCue("briefing", re.compile("7 minute briefing", re.I), 3)
        >>> recognise("A 7 Minute Briefing on ...", [cue]), recognise("A recipe", [cue])
        ('briefing', 'unrecognised')
    """
    even = even_ends(text)
    points: dict[DocumentKind, int] = {}
    for cue in cues:
        if next(finds(cue.pattern, even), None):
            points[cue.kind] = points.get(cue.kind, 0) + cue.points
    best: DocumentKind = max(points, key=lambda kind: points[kind], default="unrecognised")
    return best if points.get(best, 0) >= enough else "unrecognised"
