"""Read a mention that is more than a name: a post, a part, a place.

    folded words, areas, register  ->  composed  ->  (slug, evidence) of each body with a claim

The words are cut, longest piece first, into names of the register, names of areas, and the posts and fillers
of addressee_phrases.csv (what a post is about counts only beside a post). A word that is none of these ends
it: "MARAC coordinator" names the MARAC, but "Someshire Police" is not the police of the document's area. A
longer name shadows the shorter ones in it, even one that cannot be used here. Where a body and its own part
are both named, the part is meant; but a post in a unit speaks for the body the unit belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from dhrgraph.reconcile.register.register import Name, Register
from dhrgraph.reconcile.register.succession import current

_MOST_WORDS = 24  # more is a sentence

Role: TypeAlias = Literal["name", "place", "post", "subject", "filler"]
_OF_PHRASE: dict[str, Role] = {"post": "post", "subject": "subject", "filler": "filler", "lead-in": "filler"}
ROLE_KINDS = frozenset(_OF_PHRASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a mention and what they are. `names` for a name, `codes` for a place, else neither."""

    role: Role
    words: str
    names: tuple[Name, ...] = ()
    codes: tuple[str, ...] = ()


def composed(words: Sequence[str], areas: frozenset[str], register: Register) -> tuple[tuple[str, str], ...]:
    """The bodies the words name when each word is accounted for; none when a word is left over.

    More than one when they name bodies that are not part of each other.
    """
    if len(words) > _MOST_WORDS:
        return ()
    pieces = tuple(_pieces(words, areas, register))
    named = [piece for piece in pieces if piece.role == "name"]
    if not named or not all(piece.names for piece in named) or sum(len(p.words.split()) for p in pieces) < len(words):
        return ()
    places = [piece for piece in pieces if piece.role == "place"]
    if not all(_may_stand(place, name, register) for place in places for piece in named for name in piece.names):
        return ()
    if any(_is_a_longer_name(before, piece, register) for before, piece in pairwise(pieces)):
        return ()
    posts = [piece.words for piece in pieces if piece.role == "post"]
    if any(piece.role == "subject" for piece in pieces) and not posts:
        return ()
    if posts and any(name.whole for piece in named for name in piece.names):
        return ()
    gone = _whose_part_is_gone(named, register)
    own = [piece.words for piece in named if gone and piece is not gone]
    named = [gone] if gone else named
    slugs = _meant({name.slug for piece in named for name in piece.names}, bool(posts), register)
    spoken = {(piece.words, name.slug): name for piece in named for name in reversed(piece.names)}
    said = ", ".join(dict.fromkeys(f"{name.source} '{name.words}'" for name in spoken.values()))
    beside = [f"'{piece.words}' is a {piece.role}" for piece in pieces if piece.role in ("post", "place")]
    beside.extend(f"'{part}' was a part of it" for part in own)
    return tuple((slug, "; ".join([said, *dict.fromkeys(beside)])) for slug in slugs)


def _pieces(words: Sequence[str], areas: frozenset[str], register: Register) -> Iterator[Piece]:
    """The pieces from the left; stops early at a word that is none of them."""
    at = 0
    while at < len(words):
        found = _piece_at(words, at, areas, register)
        if found is None:
            return
        piece, at = found
        yield piece


def _piece_at(words: Sequence[str], at: int, areas: frozenset[str], register: Register) -> tuple[Piece, int] | None:
    name = register.names.longest_at(words, at)
    phrase = register.phrases.kinds.longest_at(words, at)
    place = _place_at(words, at, register)
    if name:
        usable = _usable(words[at : name[0]], areas, register)
        if usable or not phrase or phrase[0] < name[0]:
            return Piece("name", " ".join(words[at : name[0]]), usable), name[0]
    if place and (not phrase or place[0] >= phrase[0]):
        return Piece("place", " ".join(words[at : place[0]]), codes=place[1]), place[0]
    if phrase:
        end, kinds = phrase
        role = next((role for kind, role in _OF_PHRASE.items() if kind in kinds), None)
        return (Piece(role, " ".join(words[at:end])), end) if role else None
    return None


def _place_at(words: Sequence[str], at: int, register: Register) -> tuple[int, tuple[str, ...]] | None:
    """The longest place; of a region, which is no council's, no codes."""
    place, region = register.places.longest_at(words, at), register.phrases.aside["region"].longest_at(words, at)
    return (region[0], ()) if region and (not place or region[0] > place[0]) else place


RANKS = ("label", "variant", "misprint", "area-context")


def _usable(words: Sequence[str], areas: frozenset[str], register: Register) -> tuple[Name, ...]:
    """The names of the best rank that are good here.

    An ordinary word is no name in a longer mention, but for a group by a place: "agencies in Kent".
    """
    good = [name for name in register.named(words, areas) if not name.whole or register.records[name.slug].collective]
    best = min((RANKS.index(name.method) for name in good), default=None)
    return tuple(name for name in good if RANKS.index(name.method) == best)


def _may_stand(place: Piece, name: Name, register: Register) -> bool:
    """A place may stand by a body that covers it, or a national one under a name good anywhere; a region by these."""
    areas = register.records[name.slug].areas
    if not place.codes:
        return register.records[name.slug].level == "national" and not name.in_context
    return bool(set(areas).intersection(place.codes)) if areas else not name.in_context


def _is_a_longer_name(before: Piece, piece: Piece, register: Register) -> bool:
    """Whether a place and the general name of a council are together the name of another: "Otherton Council"."""
    return before.role == "place" and any(
        name.in_context and register.records[name.slug].type == "local-authority" for name in piece.names
    )


def _whose_part_is_gone(named: Sequence[Piece], register: Register) -> Piece | None:
    """The body that is no more, beside the general name of a part it had, where no one body followed it.

    That part was its own, whoever has such parts today.
    """
    gone = [piece for piece in named if any(register.records[name.slug].closed for name in piece.names)]
    if len(gone) != 1 or len(named) != 2 or len({name.slug for name in gone[0].names}) != 1:
        return None
    (part,) = (piece for piece in named if piece is not gone[0])
    body = register.records[gone[0].names[0].slug]
    units, words = register.phrases.aside["unit"], part.words.split()
    wholes = {whole for name in part.names for whole in register.lineage(name.slug)}
    kinds = {kind for at in range(len(words)) for means in units.find(words[at:]) for kind in means.split(";")}
    return gone[0] if body.type in kinds and current(body.slug, register) not in wholes else None


def _meant(slugs: set[str], post: bool, register: Register) -> tuple[str, ...]:
    """The one body meant when all are in one line of parts and wholes, or of what these followed; else all of them."""
    today = {slug: current(slug, register) for slug in slugs} if len(slugs) > 1 else {}
    deepest = [slug for slug in slugs if all({s, today.get(s, s)} & {*register.lineage(slug)} for s in slugs)]
    if len(deepest) != 1:
        return tuple(sorted(slugs))
    line = register.lineage(deepest[0])
    return (next((s for s in line if not register.records[s].is_unit), deepest[0]) if post else deepest[0],)
