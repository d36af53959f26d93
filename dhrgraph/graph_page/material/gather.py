"""Read once what all views are made of.

Store, Asked  ->  gather  ->  Material
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.budget import BUDGET
from dhrgraph.graph_page.material.changes import Change, read_changes
from dhrgraph.graph_page.material.words import named_in, read_names, reviews_of, statements_of
from dhrgraph.graph_page.records import Review, Statement
from dhrgraph.network.centrality.networks import Networks, networks_of
from dhrgraph.network.focus import concerning
from dhrgraph.network.occurrences import Occurrence, Recorded, read_recorded
from dhrgraph.network.recurrence.facets import Facts, read_facets
from dhrgraph.network.statements import Quote, read_numbers, read_statements
from dhrgraph.network.succession import Succession, read_succession
from dhrgraph.network.tally import Counts, read_coverage

MOST = 300  # nodes of a view that opens at once


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked to hold.

    `networks` are names of views, in their order; empty for the usual ones. `keep` narrows all to what concerns
    these: "partnership", "agency", "theme" or "review" -> an IRI. `typed` are the same as the person typed them, for
    the command on the page. `min_partnerships`: only lines that so many partnerships have. `most`: no view has more
    nodes, the widest stay; None for all of them. `force`: draw even what is too large to be read.
    """

    networks: tuple[str, ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    collective: bool = False
    as_of: str | None = None
    min_partnerships: int = 1
    most: int | None = MOST
    force: bool = False


@dataclass(frozen=True, eq=False)
class Material:
    """What views are made of. It does not change: what several of them need is worked out once.

    `occurrences` are those that are asked for, bodies as they stood on the date asked for, in the order of their
    IRIs, groups such as "All agencies" still among them (`as_counted` takes them out). `statements` and `reviews` are
    those of the page, statements without their words where they are more than BUDGET (`with_words` reads them);
    `statement_of` and `review_of` give the number of a recommendation's or review's IRI in them.
    `names` has the label of every IRI in use, `about` a sentence on what it is (a theme's definition). `coverage` is
    what the whole store holds.
    """

    store: Askable
    asked: Asked
    occurrences: Sequence[Occurrence]
    statements: tuple[Statement, ...]
    reviews: tuple[Review, ...]
    statement_of: Mapping[str, int]
    review_of: Mapping[str, int]
    names: Mapping[str, str]
    about: Mapping[str, str]
    coverage: Counts

    @cached_property
    def networks(self) -> Networks:
        """The networks of the occurrences."""
        return networks_of(self.occurrences)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What became of bodies."""
        return read_changes(self.store)

    @cached_property
    def succession(self) -> Succession:
        """Who stands in whose place."""
        return read_succession(self.store)


def gather(store: Askable, asked: Asked, recorded: Recorded | None = None) -> Material:
    """What the views of a page are made of; a store without reviews gives an empty one. `recorded` is given where it
    has been read already.

    Reviews that recommend nothing are among `reviews`, unless the page is narrowed to an agency or a theme: their
    silence is a finding too.

    Raises:
        QueryError: the store cannot be asked, or `as_of` is no date.
        InvalidGraphError: its change events lead round in a circle, or do not say which of them are followed.
    """
    occurrences = concerning((recorded or read_recorded(store)).at(asked.as_of), asked.keep)
    facts, words = read_facets(store), read_names(store)
    names = {**named_in(occurrences), **words.names}
    speaking = {review.id for review in occurrences.used("review")}
    reviews = reviews_of(speaking | _silent(facts, asked.keep), facts, names)
    review_of = {review.id: number for number, review in enumerate(reviews)}
    statements = statements_of(occurrences, _quotes(store, occurrences.used("recommendation")), review_of)
    return Material(
        store,
        asked,
        occurrences,
        statements,
        reviews,
        {statement.id: number for number, statement in enumerate(statements)},
        review_of,
        names,
        words.about,
        read_coverage(store),
    )


def _quotes(store: Askable, recommendations: Sequence[str]) -> Mapping[str, Quote]:
    """The words of the recommendations; of more than a page can hold the numbers only."""
    if len(recommendations) <= BUDGET:
        return read_statements(store, recommendations)
    numbers = read_numbers(store, frozenset(recommendations))
    return {one: Quote("", "", "", number) for one, number in numbers.items()}


def _silent(facts: Mapping[str, Facts], keep: Mapping[str, str]) -> set[str]:
    """The reviews that may be on the page although they recommend nothing."""
    if {"agency", "theme"} & keep.keys():
        return set()
    return {
        review
        for review, known in facts.items()
        if keep.get("review", review) == review
        and ("partnership" not in keep or keep["partnership"] in known.partnerships)
    }
