"""From what a user calls a thing to its IRI in the graph.

    "home-office", "ag:home-office", the whole IRI or "Home Office"  ->  find_iri  ->  Iri

Only things the graph holds are found: a question about anything else would answer "nothing", which reads as
"nothing was recommended".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import DHR, PREFIXES, Iri, curie, iri
from dhrgraph.query.catalogue import Kind
from dhrgraph.query.terms import as_iri, as_string, is_iri

_SKOS = PREFIXES["skos"]
_LABELS = (_SKOS + "prefLabel", _SKOS + "altLabel")
_SHOWN = 5  # how many of the nearest names an error lists
_OFFERED = 3  # how many that have a word in common with what was asked for
_TELLING = 4  # letters of a word that tells: "the", "and" and "NHS" do not
_SURE = 0.8  # a name that is spelled as closely as this is the one meant


@dataclass(frozen=True, slots=True)
class _Family:
    """Things of one kind: the beginnings of their CURIEs, longest last, their class, the ends that their labels may
    have and a user leaves out, and what labels them, best first."""

    beginnings: tuple[str, ...]
    of_class: str
    endings: tuple[str, ...] = ()
    labels: tuple[str, ...] = _LABELS


_FAMILIES: Mapping[Kind, _Family] = {
    "agency": _Family(("ag:", "cg:"), DHR + "Addressee"),
    "partnership": _Family(
        ("ag:", "ag:csp-"), DHR + "CommunitySafetyPartnership", (" community safety partnership", " csp")
    ),
    "theme": _Family(("th:",), _SKOS + "Concept"),
    "type": _Family(("cv:type-",), _SKOS + "Concept"),
    "review": _Family(("rv:",), DHR + "Review", labels=(PREFIXES["rdfs"] + "label",)),
    "recommendation": _Family(("rc:",), DHR + "Recommendation"),
    "statement": _Family(("rc:", "lp:", "ai:", "co:", "gs:", "rf:", "lc:"), DHR + "Statement"),
}


def class_of(kind: Kind) -> Iri:
    """The class of the things that a parameter of `kind` takes.

    Example:
        >>> curie(class_of("recommendation"))
        'dhr:Recommendation'
    """
    return Iri(_FAMILIES[kind].of_class)


def find_iri(graph: Askable, kind: Kind, name: str) -> Iri:
    """The IRI of the thing of `kind` that `name` means: slug, CURIE, IRI, preferred label or else another label.

    Labels may be written in small letters or capitals, those of partnerships by the place alone ("BCP").

    Raises:
        UnknownNameError: the graph holds none; offers the nearest slug.
        QueryError: two things of the kind have that name.
    """
    family = _FAMILIES[kind]
    found = _standing(graph, family, _spelled(family, name))
    for label in family.labels:
        found = found or _labelled(graph, family, label, name)
    if len(found) > 1:
        raise QueryError(f"'{name}' could be {' or '.join(map(curie, found))}: give one of these.")
    if not found:
        raise _unknown(graph, kind, name)
    return found[0]


def _spelled(family: _Family, name: str) -> list[str]:
    """The IRIs `name` can stand for when it is an IRI, a CURIE or a slug; none when it is words."""
    if re.match(r"https?://", name):
        return [name]
    if name.partition(":")[0] in PREFIXES and ":" in name:
        return [iri(name)]
    return [iri(beginning + name) for beginning in family.beginnings]


def _standing(graph: Askable, family: _Family, candidates: list[str]) -> list[Iri]:
    """Those of `candidates` that the graph holds and that are of the family."""
    terms = [as_iri(one) for one in _of_family(family, candidates) if is_iri(one)]
    if not terms:
        return []
    return _of_family(
        family, _things(graph, f"VALUES ?thing {{ {' '.join(terms)} }} ?thing a {as_iri(family.of_class)} .")
    )


def _labelled(graph: Askable, family: _Family, label: str, name: str) -> list[Iri]:
    wanted = ", ".join(as_string(name.strip().lower() + ending) for ending in ("", *family.endings))
    labels = f"?thing a {as_iri(family.of_class)} ; {as_iri(label)} ?label ."
    return _of_family(family, _things(graph, f"{labels} FILTER (LCASE(STR(?label)) IN ({wanted}))"))


def _things(graph: Askable, pattern: str) -> list[str]:
    rows = graph.select(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }} ORDER BY ?thing").rows
    return [thing for (thing,) in rows if isinstance(thing, Iri)]


def _of_family(family: _Family, things: list[str]) -> list[Iri]:
    begins = tuple(iri(beginning) for beginning in family.beginnings)
    return [Iri(thing) for thing in things if thing.startswith(begins)]


def _unknown(graph: Askable, kind: Kind, name: str) -> UnknownNameError:
    family = _FAMILIES[kind]
    things = _of_family(family, _things(graph, f"?thing a {as_iri(family.of_class)} ."))
    labelled = f"?thing a {as_iri(family.of_class)} ; {'|'.join(map(as_iri, family.labels))} ?label ."
    called: dict[str, list[str]] = {slug: [slug] for slug in sorted({_slug(family, thing) for thing in things})}
    for thing, label in graph.select(
        f"SELECT DISTINCT ?thing ?label WHERE {{ {labelled} }} ORDER BY ?thing ?label"
    ).rows:
        if isinstance(thing, Iri) and _of_family(family, [thing]):
            called[_slug(family, thing)].append(str(label))
    wanted = re.sub(r"[\s:/]+", "-", name.casefold())
    near = get_close_matches(
        wanted, called, n=_SHOWN, cutoff=0
    )  # however far: else it would read as if there were none
    likely = _sharing(name, called)
    if likely and SequenceMatcher(None, wanted, likely[0]).ratio() >= _SURE:
        likely = likely[:1]
    return UnknownNameError(kind, name, near, f"The graph knows {len(called)}.", likely[:_OFFERED])


def _sharing(name: str, called: Mapping[str, Iterable[str]]) -> list[str]:
    """The slugs of things whose names have a word of `name`, or one that begins with it: those with the most such words
    first, and of these the closest in spelling.

    Example:
        >>> called = {"care": ["Care"], "substance-misuse": ["Alcohol and drugs"], "mill-police": [], "fair-police": []}
        >>> _sharing("alcohol", called), _sharing("Mile police", called), _sharing("of", called)
        (['substance-misuse'], ['mill-police', 'fair-police'], [])
    """
    wanted = [word for word in _words(name) if len(word) >= _TELLING]
    compared = SequenceMatcher(b="-".join(_words(name)))

    def spelled(slug: str) -> float:
        compared.set_seq1(slug)
        return compared.ratio()

    shared = {slug: _shared(wanted, [slug, *names]) for slug, names in called.items()}
    return sorted(filter(shared.get, shared), key=lambda slug: (-shared[slug], -spelled(slug), slug))


def _shared(wanted: Sequence[str], names: Iterable[str]) -> int:
    """How many of the words are in the one name that has the most of them, begun ("polic") or lengthened ("drugs")."""
    telling = ([one for one in _words(name) if len(one) >= _TELLING] for name in names)
    return max(
        sum(any(one.startswith(word) or word.startswith(one) for one in ones) for word in wanted) for ones in telling
    )


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _slug(family: _Family, thing: Iri) -> str:
    """The shortest name for `thing` that `find_iri` understands."""
    short = curie(thing)
    begins = max((b for b in family.beginnings if short.startswith(b)), key=len)
    return short.removeprefix(begins)
