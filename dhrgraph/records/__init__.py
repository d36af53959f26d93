"""The typed, frozen records that pass between the stages.

    read -> Document -> extract -> Finding -> redact -> reconcile -> classify -> graph

Nothing here opens a file or knows a vocabulary. A finding is made by `extract` with its words and places;
`reconcile` fills in `Match`es and `classify` fills in `Theming`s by making a changed copy.

Rule kept by every record: no person's name. Roles and organisations only.
"""

from __future__ import annotations

from dhrgraph.records.deaths import Death, DeathLink, DeathRegister
from dhrgraph.records.documents import Cell, Document, DocumentKind, Format, Issue, Line, Source, Table, TableForm
from dhrgraph.records.findings import (
    Action,
    Citation,
    Contribution,
    Figure,
    Finding,
    Guidance,
    GuidanceType,
    LearningPoint,
    PrintedDate,
    Reading,
    Recommendation,
    Review,
    Scope,
    Status,
)
from dhrgraph.records.judgements import Judged, JudgementKind, JudgementRow
from dhrgraph.records.likenesses import Likeness, LikenessStrength
from dhrgraph.records.matches import (
    Addressee,
    Basis,
    Candidate,
    Match,
    MatchMethod,
    Outcome,
    PartnershipName,
    Theming,
)
from dhrgraph.records.places import EMPTY, Box, Passage, Place, Span
from dhrgraph.records.restatements import Difference, Fact, Joined, JoinMethod, Restates

__all__ = [
    "EMPTY",
    "Action",
    "Addressee",
    "Basis",
    "Box",
    "Candidate",
    "Cell",
    "Citation",
    "Contribution",
    "Death",
    "DeathLink",
    "DeathRegister",
    "Difference",
    "Document",
    "DocumentKind",
    "Fact",
    "Figure",
    "Finding",
    "Format",
    "Guidance",
    "GuidanceType",
    "Issue",
    "JoinMethod",
    "Joined",
    "Judged",
    "JudgementKind",
    "JudgementRow",
    "LearningPoint",
    "Likeness",
    "LikenessStrength",
    "Line",
    "Match",
    "MatchMethod",
    "Outcome",
    "PartnershipName",
    "Passage",
    "Place",
    "PrintedDate",
    "Reading",
    "Recommendation",
    "Restates",
    "Review",
    "Scope",
    "Source",
    "Span",
    "Status",
    "Table",
    "TableForm",
    "Theming",
]
