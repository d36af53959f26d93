"""The answer to "has this been made before, where, and what came of it": rows and a sentence.

Store, text or recommendation  ->  made_before  ->  MadeBefore.answer(), .sentence()
Store                          ->  all_links    ->  Answer
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dhrgraph.errors import QueryError
from dhrgraph.graph.store import Answer, Askable, Value
from dhrgraph.namespaces import Iri, curie
from dhrgraph.network.similar.earlier import Earlier, read_earlier, read_texts
from dhrgraph.network.similar.index import index, links
from dhrgraph.network.similar.pairs import Progress
from dhrgraph.network.similar.records import Likeness, Shared, Strength, Text

COLUMNS = (
    *("recommendation", "strength", "score", "shared_terms", "review_label", "published", "partnership_label"),
    *("addressees", "themes", "says_made_before", "status", "target", "completion", "text"),
)
LINK_COLUMNS = (
    *("recommendation", "other", "strength", "score", "shared_terms", "review_label", "published"),
    *("other_review_label", "other_published", "text", "other_text"),
)
_NOTHING = "no action in what was read"
_CALLED: dict[Strength, tuple[str, str]] = {
    "near-copy": ("near-copy", "near-copies"),
    "same-ask": ("asks the same in other words", "ask the same in other words"),
}


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """What is like a text, strongest first, and what is known of each. `compared` is how many texts were compared, `of`
    how many reviews they stand in; `says_something` is False where the text asked about is words of the frame only."""

    found: tuple[tuple[Likeness, Earlier], ...]
    compared: int
    of: int
    says_something: bool = True

    def answer(self) -> Answer:
        """One row for each recommendation found; several actions stand in one row, in the same order in each cell."""
        return Answer(COLUMNS, tuple(_row(likeness, earlier) for likeness, earlier in self.found))

    def sentence(self) -> str:
        """The answer in plain words; says so when there is nothing to compare with or nothing was found."""
        if not self.compared:
            return "The graph holds no recommendation of another review: there is nothing to compare with."
        if not self.says_something:
            return (
                "The text holds nothing to compare: no words, or only words that any recommendation has. Say what is "
                "asked, and about what."
            )
        if not self.found:
            return (
                f"Nothing like it among {_many(self.compared, 'recommendation')} of {_many(self.of, 'review')}. "
                "That is no proof that it is new: the same ask in quite other words is mostly missed."
            )
        return f"{self._where()}: {self._how()}; {self._came_of_it()}."

    def _where(self) -> str:
        earlier = [one for _, one in self.found]
        reviews = len({one.review for one in earlier})
        places = len({one.partnership or one.partnership_label for one in earlier} - {""})
        times = sorted({one.published for one in earlier} - {""})
        when = f" (published {' to '.join(dict.fromkeys((times[0], times[-1])))})" if times else ""
        where = f" of {_many(places, 'partnership')}" if places else ""
        surely = any(likeness.strength == "near-copy" for likeness, _ in self.found)
        return f"{'Made' if surely else 'Probably made'} before in {_many(reviews, 'review')}{where}{when}"

    def _how(self) -> str:
        numbers = {name: sum(likeness.strength == name for likeness, _ in self.found) for name in _CALLED}
        how = [f"{number:,} {_CALLED[name][number != 1]}" for name, number in numbers.items() if number]
        again = sum(one.says_made_before for _, one in self.found)
        if again:
            how.append(f"{again} {'says' if again == 1 else 'say'} it was not the first time")
        return ", ".join(how)

    def _came_of_it(self) -> str:
        acted = [one for _, one in self.found if one.actions]
        if not acted:
            return f"what came of {'it' if len(self.found) == 1 else 'them'} is in no plan that was read"
        done = sum(all(action.done for action in one.actions) for one in acted)
        if len(acted) == 1:
            whose = "it" if len(self.found) == 1 else f"1 of the {len(self.found)}"
            return f"{whose} has an action in a plan that was read, {'' if done else 'not '}said to be complete"
        of = "all" if len(acted) == len(self.found) else f"{len(acted)} of the {len(self.found)}"
        return f"{of} have an action in a plan that was read, {done or 'none'} said to be complete"


def made_before(store: Askable, text: str, *, but: str | None = None) -> MadeBefore:
    """What in `store` is like `text`; `but` is the recommendation it is taken from: its own review is left out.

    Raises:
        QueryError: the text is empty.
    """
    if not text.strip():
        raise QueryError("the text is empty. Give the words of a recommendation.")
    texts = read_texts(store)
    own = next((one.review for one in texts if one.id == but), None)
    others = [one for one in texts if one.id != but and (own is None or one.review != own)]
    made = index(others)
    found = made.like(text)
    known = read_earlier(store, (likeness.id for likeness in found))
    return MadeBefore(
        tuple((likeness, known[likeness.id]) for likeness in found),
        len(others),
        len({one.review for one in others}),
        bool(index([Text("", text)]).terms[0].points),
    )


def words_of(store: Askable, recommendation: str) -> str:
    """The words of a recommendation.

    Raises:
        QueryError: the store gives none.
    """
    for one in read_texts(store):
        if one.id == recommendation:
            return one.text
    raise QueryError(f"the graph holds no words for {curie(Iri(recommendation))}, so nothing can be compared with it.")


def all_links(store: Askable, strongest: int | None = None, progress: Progress | None = None) -> Answer:
    """Every pair of recommendations of different reviews that are alike; `strongest` as in `index.links`."""
    found = links(index(read_texts(store)), strongest, progress)
    known = read_earlier(store, (one for link in found for one in (link.a, link.b)))
    return Answer(
        LINK_COLUMNS,
        tuple(
            (
                *(Iri(link.a), Iri(link.b), link.strength, _exact(link.score), terms(link.shared)),
                *(one.review_label, one.published, other.review_label, other.published, one.text, other.text),
            )
            for link in found
            for one, other in ((known[link.a], known[link.b]),)
        ),
    )


def counted(links: Answer) -> str:
    """How many links there are of each strength, in plain words."""
    if not links.rows:
        return "No two recommendations of different reviews were found to be alike."
    strengths = [row[LINK_COLUMNS.index("strength")] for row in links.rows]
    how = [f"{number:,} {called[number != 1]}" for name, called in _CALLED.items() if (number := strengths.count(name))]
    one = len(strengths) == 1
    return (
        f"{len(strengths):,} pair{'' if one else 's'} of recommendations of different reviews {'is' if one else 'are'} "
        f"alike: {', '.join(how)}."
    )


def terms(shared: Sequence[Shared]) -> str:
    """The shared terms as people read them, each with its part of the score; both forms where the texts differ.

    Example:
        >>> terms([Shared("CPD", "training", 0.25), Shared("Police", "police", 0.1)])
        'CPD = training 0.25; Police 0.1'
    """
    return "; ".join(
        f"{one.words if one.words.casefold() == one.other.casefold() else f'{one.words} = {one.other}'} {one.part:g}"
        for one in shared
    )


def _row(likeness: Likeness, earlier: Earlier) -> tuple[Value, ...]:
    actions = earlier.actions
    return (
        *(Iri(earlier.id), likeness.strength, _exact(likeness.score), terms(likeness.shared)),
        *(earlier.review_label, earlier.published, earlier.partnership_label),
        *("; ".join(earlier.addressees), "; ".join(earlier.themes), earlier.says_made_before),
        "; ".join(action.status for action in actions) or _NOTHING,
        "; ".join(action.target or "not stated" for action in actions),
        "; ".join(action.completion or "not stated" for action in actions),
        earlier.text,
    )


def _exact(score: float) -> Decimal:
    return Decimal(f"{score:.3f}")


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
