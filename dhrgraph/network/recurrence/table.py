"""The recurrence table: what comes up in how many places, how sure that is, and what chance alone would give.

    occurrences, by  ->  recurrence  ->  DataFrame

ontology/recurrence_columns.csv explains each column in a sentence. Decision 0024 says why it is measured so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.columns import numbered
from dhrgraph.network.occurrences import Occurrence, as_counted
from dhrgraph.network.recurrence.chance import Progress, draw, of_pairs, of_things
from dhrgraph.network.recurrence.expected import Standing, standing
from dhrgraph.network.recurrence.incidence import Floats, Incidence, Ints, read_incidence
from dhrgraph.network.recurrence.intervals import Clusters, independent_reviews, wilson
from dhrgraph.network.recurrence.leave_out import ranked
from dhrgraph.network.recurrence.null_model import SEED
from dhrgraph.network.recurrence.observed import BY, observed
from dhrgraph.network.recurrence.pairs import BY_PAIR, cells, pair, type_of
from dhrgraph.network.recurrence.reading import FEWEST, reading
from dhrgraph.network.recurrence.rows import Row, Share
from dhrgraph.network.recurrence.voice import equal_voice, homes
from dhrgraph.network.tally import FACETS, Counts, coverage, theme

BY_ANY = (*BY, BY_PAIR)
OF_BODIES = frozenset({"agency", "agency-type", "library-class", BY_PAIR})  # what a date has a bearing on
RANDOMISATIONS = 1000
TYPE = ("type", "type_label")
CHANCE = ("expected", "sd", "z", "p", "p_corrected")
COLUMNS = (
    *("id", "label", "rank", "rank_best", "rank_worst"),
    *("partnerships", "of_partnerships", "partnership_share", "partnership_share_low", "partnership_share_high"),
    *("reviews", "of_reviews", "review_share", "review_share_low", "review_share_high"),
    *("recommendations", "of_recommendations", "equal_voice", "largest_share", "rests_on", *CHANCE, "reading"),
)


def recurrence(
    occurrences: Iterable[Occurrence],
    by: str,
    *,
    collective: bool = False,
    broader: bool = False,
    of: Counts | None = None,
    randomisations: int = RANDOMISATIONS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """One row a thing, with COLUMNS; the widest recurrence first, ties in order of label and then IRI.

    Args:
        occurrences: Who was asked about what (`read_occurrences`).
        by: One of BY_ANY. "theme-agency-type" has TYPE after the label, and a row for each pair that comes up.
        collective: As in `as_counted`.
        broader: As in `as_counted`.
        of: The coverage of the whole graph, when it holds reviews without recommendations (`read_coverage`); without
            it, what the occurrences cover.
        randomisations: Arrangements of the null model; with 0 the columns CHANCE are left out.
        seed: Of the arrangements: the same seed gives the same numbers.
        progress: Is told (done, all) after each arrangement.

    Returns:
        Shares have 4 digits, `expected`, `sd` and `z` 2, p 4. Nothing is ever missing or no number.

    Raises:
        UnknownNameError: `by` is none of BY_ANY.

    Example:
        >>> from dhrgraph.network.occurrences import Thing
        >>> work, home = Thing("t", "Training", "theme"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, theme=work)
        >>> frame = recurrence([row], "theme", randomisations=10)
        >>> frame[["label", "partnerships", "of_partnerships", "z", "p"]].to_dict("records")
        [{'label': 'Training', 'partnerships': 1, 'of_partnerships': 1, 'z': 0.0, 'p': 1.0}]
    """
    if by not in BY_ANY:
        raise UnknownNameError("recurrence by", by, BY_ANY)
    rows = as_counted(occurrences, collective=collective, broader=broader)
    found = read_incidence(rows, pair if by == BY_PAIR else FACETS[by])
    chance = _against(rows, found, by, randomisations, seed, progress) if randomisations and found.things else None
    lines = [_cells(row, by) for row in _rows(found, of or coverage(rows), chance)]
    left_out = {*(() if by == BY_PAIR else TYPE), *(() if randomisations else CHANCE)}
    names = [name for name in (*COLUMNS[:2], *TYPE, *COLUMNS[2:]) if name not in left_out]
    return pd.DataFrame([[line[name] for name in names] for line in lines], columns=names)


def _against(
    rows: Sequence[Occurrence], found: Incidence, by: str, randomisations: int, seed: int, progress: Progress | None
) -> Standing:
    """How the things stand against the null model.

    Not tested is what its margins leave no room to tell: fewer than FEWEST recommendations, or a pair that is not
    expected even once. All pairs that could be are in the family of tests, those that never come up as well.
    """
    if by != BY_PAIR:
        chance = of_things(found)
        tells = np.bincount(found.links[1]) >= FEWEST
        return standing(chance.count(), draw(chance, randomisations, seed, progress), tells)
    themes, types = read_incidence(rows, theme), read_incidence(rows, type_of)
    chance = of_pairs(themes, types)
    seen = chance.count()
    draws = draw(chance, randomisations, seed, progress)
    every = np.ones(len(seen), dtype=np.bool_)
    return standing(seen, draws, every, least=1).only(cells(found, themes, types))


def _rows(found: Incidence, of: Counts, chance: Standing | None) -> list[Row]:
    """The rows in order of rank, label and IRI."""
    ranks, seen, voices = ranked(found), observed(found), equal_voice(found)
    in_partnerships = _shares(ranks.partnerships, of.partnerships)
    of_reviews = _shares(ranks.reviews, of.reviews, _independent(found, of.reviews))
    rows = [
        Row(
            thing,
            *(int(ranks.rank[n]), int(ranks.best[n]), int(ranks.worst[n])),
            Counts(int(ranks.partnerships[n]), int(ranks.reviews[n]), int(seen.recommendations[n])),
            of,
            in_partnerships[n],
            of_reviews[n],
            float(voices[n]),
            float(seen.largest_share[n]),
            found.reviews[seen.rests_on[n]].label,
            None if chance is None else chance.at(n),
        )
        for n, thing in enumerate(found.things)
    ]
    return sorted(
        rows,
        key=lambda row: (row.rank, row.thing.label, row.thing.id, row.thing.type_label or "", row.thing.type or ""),
    )


def _shares(having: Ints, of: int, trials: Floats | None = None) -> list[Share]:
    share = having / max(of, 1)
    low, high = wilson(share, np.full(len(having), float(of)) if trials is None else trials)
    return [Share(*map(float, three)) for three in zip(share, low, high, strict=True)]


def _independent(found: Incidence, of_reviews: int) -> Floats:
    """As how many independent reviews the reviews count for each thing. One of which no more is known than that it is
    there is taken as a partnership's only one."""
    things, reviews, _ = found.in_reviews
    review, place = homes(found)
    home = place[np.unique(review, return_index=True)[1]]
    numbers = np.unique(home, return_inverse=True)[1]
    silent = np.ones(max(of_reviews - len(home), 0), dtype=np.int64)
    sizes = np.concatenate([np.bincount(numbers), silent])
    cell, place = numbered(things * len(sizes) + numbers[reviews], len(found.things) * len(sizes))
    having = np.bincount(place, minlength=len(cell))
    return independent_reviews(Clusters(cell // len(sizes), cell % len(sizes), having, sizes), len(found.things))


def _cells(row: Row, by: str) -> Mapping[str, object]:
    return dict(_named(row)) | {"reading": reading(row, by)}


def _named(row: Row) -> Iterator[tuple[str, object]]:
    yield from (("id", row.thing.id), ("label", row.thing.label))
    yield from (("type", row.thing.type), ("type_label", row.thing.type_label))
    yield from (("rank", row.rank), ("rank_best", row.best), ("rank_worst", row.worst))
    for name, share in (("partnership", row.partnership_share), ("review", row.review_share)):
        yield f"{name}_share", round(share.value, 4)
        yield f"{name}_share_low", round(share.low, 4)
        yield f"{name}_share_high", round(share.high, 4)
    for name, count, whole in zip(Counts._fields, row.counts, row.of, strict=True):
        yield from ((name, count), (f"of_{name}", whole))
    yield from (("equal_voice", round(row.equal_voice, 4)), ("largest_share", round(row.largest_share, 4)))
    yield "rests_on", row.rests_on
    if row.against is not None:
        for name, digits in zip(CHANCE, (2, 2, 2, 4, 4), strict=True):
            yield name, round(getattr(row.against, name), digits) + 0.0
