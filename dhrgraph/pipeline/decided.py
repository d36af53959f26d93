"""What people decided, heard in a build or not.

rows of judgements, what the documents are about, recorded deaths  ->  decisions  ->  Decisions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dhrgraph.config import JUDGEMENTS, Config
from dhrgraph.pipeline.reading import Say
from dhrgraph.publish.deaths import CANDIDATES, link_rows
from dhrgraph.publish.judgements import Heard, without_effect
from dhrgraph.publish.lists import to_csv
from dhrgraph.read.judgements import only_noted
from dhrgraph.reconcile.deaths.links import Pair, candidate_links, decided_links
from dhrgraph.records import Death, JudgementRow, Review
from dhrgraph.text.amounts import how_many


@dataclass(frozen=True, slots=True)
class Decisions:
    """`deaths` are the pairs of a review's id and a death's that a person joined; `without` the rows that are about
    nothing here; `candidates` the table of pairs for a person to look at."""

    deaths: tuple[Pair, ...]
    without: tuple[JudgementRow, ...]
    candidates: str


def decisions(
    documents: Iterable[Heard], reviews: Sequence[Review], deaths: Sequence[Death], config: Config, say: Say
) -> Decisions:
    """What comes of every row.

    Raises:
        VocabularyError: two rows say different things of one pair, or a provisional record is confirmed where there is
            none.
    """
    pairs, undecided = decided_links(config.judgements, reviews, deaths)
    return Decisions(
        pairs, (*unused_judgements(documents, config, say), *undecided), _candidates(reviews, deaths, config.judgements)
    )


def unused_judgements(documents: Iterable[Heard], config: Config, say: Say) -> tuple[JudgementRow, ...]:
    """The judgements that are about nothing in these documents; how many is said, and how many rows have a note only.

    Raises:
        VocabularyError: a provisional record is confirmed where there is none.
    """
    unheard = without_effect(config.judgements, documents)
    if unheard:
        told = how_many(len(config.judgements), "judgement")
        say("judge", f"{len(unheard)} of {told} about nothing in these documents")
    for path in (config.ontology / JUDGEMENTS, *config.judgement_files):
        if noted := only_noted(path):
            say("judge", f"{path.name}: {how_many(noted, 'row')} with a note but no decision: nothing is decided there")
    return unheard


def _candidates(reviews: Sequence[Review], deaths: Sequence[Death], rows: Sequence[JudgementRow]) -> str:
    decided = {
        pair: row.decision
        for row in rows
        if row.kind == "death"
        for pair in decided_links([replace(row, decision="yes")], reviews, deaths)[0]  # the pair it is about
    }
    return to_csv(CANDIDATES, link_rows(candidate_links(reviews, deaths), decided))
