"""The plain sentences above each picture: what recurs where, and on how much that rests.

name, network, Material  ->  finding  ->  one to three sentences

They say what reviews ask for and where, never how well anyone works. Whatever ties for the first place is named with
it, or counted where it is too much to name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import networkx as nx

from dhrgraph.graph_page.kinds import kind_of
from dhrgraph.graph_page.material.gather import Asked, Material
from dhrgraph.graph_page.material.words import called
from dhrgraph.graph_page.views.wide import PLACES
from dhrgraph.network.networks.bipartite import left_iri
from dhrgraph.network.tally import Counts, coverage
from dhrgraph.text.amounts import how_many

FEW = 10  # reviews below which one more can turn a finding round
NAMED = 4  # pairs that tie and are still named one by one
FEW_NAMES = 3  # names, likewise: an agency's can be long


@dataclass(frozen=True, slots=True)
class _Seen:
    """A network as sentences speak of it. `of` is what all counts are a part of, `whole` what the graph holds; `known`
    is what the page is narrowed to, which comes up wherever anything does."""

    graph: nx.Graph[str]
    of: Counts
    whole: Counts
    names: Mapping[str, str]
    known: frozenset[str]

    def label(self, node: str) -> str:
        """What people call it."""
        return called(left_iri(node, self.graph.nodes[node]["kind"]), self.names)

    def said(self, node: str) -> str:
        """What a sentence calls it: names of themes are quoted, for they have commas and "and" in them."""
        label = self.label(node)
        return f"“{label}”" if self.graph.nodes[node]["kind"] == "theme" else label

    def counts(self, node: str) -> dict[str, int]:
        """How many partnerships, reviews and recommendations have it."""
        return {count: int(self.graph.nodes[node][count]) for count in Counts._fields}

    def side(self, kind: str) -> list[str]:
        """The nodes of a kind, the widest first; of those the page is narrowed to, these only."""
        found = [node for node, at in self.graph.nodes(data=True) if at["kind"] == kind]
        found = [node for node in found if node in self.known] or found
        return sorted(found, key=lambda node: (*(-n for n in self.counts(node).values()), self.label(node), node))


_Sentence: TypeAlias = Callable[[_Seen], str]


def finding(name: str, graph: nx.Graph[str], shown: nx.Graph[str], material: Material) -> str:
    """What a reader should see in a network of `NETWORKS`, and on how much it rests. That nothing is there, or nothing
    recurs, is said as well. `shown` are the lines that are wide enough to be shown."""
    asked = material.asked
    of = coverage(material.occurrences) if asked.keep else material.coverage
    if not of.recommendations:
        return "There is nothing to show: no recommendation fits."
    if not graph.number_of_edges():
        return f"There is nothing to join: {_NOTHING.get(name, _NOBODY)}."
    if not shown.number_of_edges():
        return f"Nothing here is said by {how_many(asked.min_partnerships, 'partnership')} or more."
    known = frozenset(iri for kind, iri in asked.keep.items() if kind not in PLACES)
    seen = _Seen(graph, of, material.coverage, material.names, known)
    return " ".join(filter(None, (*(say(seen) for say in _SAID[name]), _rests_on(of, asked))))


def _rests_on(of: Counts, asked: Asked) -> str:
    """On how few reviews it rests, unless the page is about just these."""
    if of.reviews >= FEW or set(PLACES) & asked.keep.keys():
        return ""
    return f"Only {how_many(of.reviews, 'review')}: another may change it."


def _top(kind: str) -> _Sentence:
    """What comes up in most partnerships, or within one review most often."""

    def say(seen: _Seen) -> str:
        nodes = seen.side(kind)
        if not nodes:
            return ""
        if seen.known & set(nodes):
            return _reach_of(seen, nodes[0])
        if seen.of.reviews == 1:
            return _most_often(seen, nodes, kind)
        return _most_widely(seen, nodes, kind)

    return say


def _most_widely(seen: _Seen, nodes: Sequence[str], kind: str) -> str:
    """What comes up in most partnerships, or in one partnership in most reviews; of many, what is said most often."""
    count, of = ("partnerships", seen.of.partnerships) if seen.of.partnerships > 1 else ("reviews", seen.of.reviews)
    most = max(seen.counts(node)[count] for node in nodes)
    words, whole = kind_of(kind), how_many(of, count[:-1])
    if most == 1:
        return f"No {words.one.lower()} comes up in more than one of {whole}."
    tied = [node for node in nodes if seen.counts(node)[count] == most]
    place = f"in {_every(of, count)}" if most == of else f"in {most} of {whole}"
    if len(tied) > FEW_NAMES:
        return f"Of {len(nodes):,} {words.several.lower()}, {len(tied):,} come up {place}{_first_of(seen, tied)}."
    one, come = words.one.lower(), "comes" if len(tied) == 1 else "each come"
    beyond = f", as no other {one} does" if most == of else f", no {one} in more"
    return f"{_and([seen.said(node) for node in tied])} {come} up {place}{beyond if len(tied) < len(nodes) else ''}."


def _first_of(seen: _Seen, nodes: Sequence[str]) -> str:
    """Which of them most recommendations are about, if it is one."""
    most = max(seen.counts(node)["recommendations"] for node in nodes)
    first = [seen.said(node) for node in nodes if seen.counts(node)["recommendations"] == most]
    return f", most often {first[0]}" if len(first) == 1 else ""


def _reach_of(seen: _Seen, node: str) -> str:
    """How far the one thing reaches that the page is narrowed to, of all that the graph holds."""
    counts, of = seen.counts(node), seen.whole
    if of.partnerships < 2:
        return ""
    place = _in(counts["partnerships"], of.partnerships)
    return f"{seen.said(node)} comes up {place} ({counts['reviews']} of {how_many(of.reviews, 'review')})."


def _most_often(seen: _Seen, nodes: Sequence[str], kind: str) -> str:
    """What one review says most often."""
    most = max(seen.counts(node)["recommendations"] for node in nodes)
    tied = [seen.said(node) for node in nodes if seen.counts(node)["recommendations"] == most]
    if most == 1 or len(tied) > NAMED:
        return ""
    each = "" if len(tied) == 1 else "each "
    part = f"{each}in {most} of {how_many(seen.of.recommendations, 'recommendation')}"
    some = kind_of(kind).several.lower()
    return f"Of the {some}, {_and(tied)} {_come(len(tied))} up most often: {part}."


def _reach(kind: str) -> _Sentence:
    """How much of a side comes up everywhere, failing that what comes up most widely; how much in one place only."""

    def say(seen: _Seen) -> str:
        whole, reach = seen.of.partnerships, [seen.counts(node)["partnerships"] for node in seen.side(kind)]
        if whole < 2 or len(reach) < 2:
            return _top(kind)(seen)
        everywhere, once = reach.count(whole), reach.count(1)
        several = kind_of(kind).several.lower()
        if not everywhere:
            local = f"{once:,} of {len(reach):,} {several} {_come(once)} up in one partnership only." if once else ""
            return f"{_top(kind)(seen)} {local}".rstrip()
        come = f"{everywhere:,} {_come(everywhere)} up in {_all(whole)}"
        return f"Of {len(reach):,} {several}, {come} and {once or 'none'} in one only."

    return say


def _come(number: int) -> str:
    return "comes" if number == 1 else "come"


def _pairs(seen: _Seen) -> str:
    """The pairs of type and theme that come up in most partnerships: who is asked about what."""
    if seen.of.partnerships < 2:
        return " ".join(filter(None, (_top("agency-type")(seen), _top("theme")(seen))))
    widest, reach = _widest(seen)
    of = how_many(seen.of.partnerships, "partnership")
    if reach == 1:
        return f"No type of agency is asked about the same theme in more than one of {of}."
    none = f"No type of agency is asked about the same theme in {_all(seen.of.partnerships)}. "
    begin = none if reach < seen.of.partnerships <= FEW else ""
    place = _in(reach, seen.of.partnerships)
    named = _asked_about(seen, widest if len(widest) <= NAMED else widest[:1])
    if len(widest) > NAMED:
        pairs = f"{len(widest):,} pairs of type and theme come up {place}"
        return f"{begin}{pairs}, most often recommendations {named}."
    return f"{begin}{place[:1].upper()}{place[1:]} there are recommendations {named}."


def _asked_about(seen: _Seen, pairs: Iterable[tuple[str, str]]) -> str:
    """Who is asked about what: "to Police on “A”, and to Probation on “B”", or "on “A” to Police and Probation"."""
    by_type: dict[str, set[str]] = {}
    by_theme: dict[str, set[str]] = {}
    for pair in pairs:
        asked, about = map(seen.said, sorted(pair, key=lambda node: int(seen.graph.nodes[node]["bipartite"])))
        by_type.setdefault(asked, set()).add(about)
        by_theme.setdefault(about, set()).add(asked)
    first, then, said = ("on", "to", by_theme) if len(by_theme) < len(by_type) else ("to", "on", by_type)
    return ", and ".join(f"{first} {one} {then} {_and(sorted(others))}" for one, others in sorted(said.items()))


def _together(words: str) -> _Sentence:
    """The pairs of one side that come together in most partnerships; `words` say how."""

    def say(seen: _Seen) -> str:
        widest, reach = _widest(seen)
        sides = kind_of(seen.graph.nodes[widest[0][0]]["kind"]).several.lower()
        if seen.of.partnerships < 2:
            return f"{how_many(len(seen.graph.edges), 'pair')} of {sides} {words}."
        if reach == 1:
            return f"No two {sides} {words} in more than one of {how_many(seen.of.partnerships, 'partnership')}."
        place = _in(reach, seen.of.partnerships)
        pairs = [_and(sorted(map(seen.said, pair))) for pair in widest]
        if len(pairs) > NAMED:
            return f"{len(pairs):,} pairs of {sides} {words} {place}, most often {pairs[0]}."
        return f"{'; '.join(sorted(pairs))} {words} {place}."

    return say


def _widest(seen: _Seen) -> tuple[list[tuple[str, str]], int]:
    """The lines that most partnerships and, of these, most reviews have, those that are said most often first; and in
    how many partnerships they are."""
    weights = {ends: tuple(seen.graph.edges[ends][count] for count in Counts._fields) for ends in seen.graph.edges}
    most = max(weight[:2] for weight in weights.values())
    tied = [ends for ends, weight in weights.items() if weight[:2] == most]
    return sorted(tied, key=lambda ends: (-weights[ends][2], sorted(map(seen.label, ends)), sorted(ends))), most[0]


def _in(number: int, of: int) -> str:
    return f"in {_all(of)}" if number == of else f"in {number} of {of} partnerships"


def _all(of: int) -> str:
    return _every(of, "partnerships")


def _every(of: int, several: str) -> str:
    return f"both {several}" if of == 2 else f"all {of} {several}"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_SAID: Mapping[str, Sequence[_Sentence]] = MappingProxyType(
    {
        "agency-theme": (_top("theme"), _top("agency")),
        "type-theme": (_pairs,),
        "partnership-theme": (_reach("theme"),),
        "agency-partnership": (_reach("agency"),),
        "review-agency": (_reach("agency"),),
        "agency-agency": (_together("are asked in the same review"),),
        "theme-theme": (_together("come together in one recommendation"),),
    }
)
_NOBODY = "no recommendation here is put to a body of its own"
_NOTHING: Mapping[str, str] = MappingProxyType(
    {
        "agency-theme": "no recommendation here has both a theme and a body of its own that it is put to",
        "type-theme": "no recommendation here has both a theme and a body of a known type that it is put to",
        "partnership-theme": "no recommendation here has both a theme and a known partnership",
        "theme-theme": "no recommendation here has two themes",
        "agency-agency": "no review here puts recommendations to two bodies",
    }
)
