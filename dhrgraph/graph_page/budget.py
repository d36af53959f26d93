"""Which recommendations keep their words on a page that is too large for all of them.

    views, statements, reviews  ->  within_budget  ->  statements

Every number stays, so all counts are exact. First comes what gives every line the words of one partnership, the lines
with most behind them first; then of a second and a third partnership; then the rest in order, until the budget is used
up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

from dhrgraph.graph_page.records import Review, Statement, View

Home: TypeAlias = tuple[str, ...]  # the partnerships of a review

BUDGET = 1_500  # recommendations with their words on one page
PLACES = 3  # partnerships whose words a line has before any has more


def within_budget(
    statements: Sequence[Statement],
    reviews: Sequence[Review],
    views: Iterable[View],
    budget: int = BUDGET,
    words: Callable[[Iterable[Statement]], Sequence[Statement]] = tuple,
) -> tuple[Statement, ...]:
    """The statements, at most `budget` of them with text. One without keeps its review and number only. `words` gives
    those that keep their text, where the statements have none yet.

    Example:
        >>> said = [Statement(f"urn:{n}", "Words.", review=0) for n in range(3)]
        >>> [one.text for one in within_budget(said, [Review("urn:v", "V")], [], budget=2)]
        ['Words.', 'Words.', '']
    """
    if len(statements) <= budget:
        return tuple(statements)
    home = [reviews[one.review].partnerships or (reviews[one.review].id,) for one in statements]
    behind = sorted((line.statements for view in views for line in view.lines), key=lambda numbers: -len(numbers))
    kept = set(islice(dict.fromkeys(chain(_telling(behind, home), range(len(statements)))), budget))
    order = sorted(kept)
    full = dict(zip(order, words(statements[number] for number in order), strict=True))
    return tuple(
        full[number] if number in full else Statement(one.id, "", one.review, one.number)
        for number, one in enumerate(statements)
    )


def _telling(behind: Iterable[Sequence[int]], home: Sequence[Home]) -> Iterator[int]:
    """What gives each line words of one partnership, then what gives it those of a second, then of a third."""
    chosen: set[int] = set()
    for places in range(1, PLACES + 1):
        for numbers in behind:
            heard = {home[number] for number in numbers if number in chosen}
            if len(heard) < places:
                new = next((number for number in numbers if home[number] not in heard), None)
                if new is not None:
                    chosen.add(new)
                    yield new
