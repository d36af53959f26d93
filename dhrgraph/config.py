"""Everything the stages need to know, read once from ontology/.

load_config()  ->  Config: lexicons, person cues, register, themes, kinds of document
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.classify.readings import Themes
from dhrgraph.classify.rules import parse_rules
from dhrgraph.classify.scheme import read_scheme
from dhrgraph.errors import VocabularyError
from dhrgraph.extract.lexicons import Lexicons, lexicons
from dhrgraph.graph.quads import Vocabulary
from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import VERSION
from dhrgraph.read.recognise import KindCue, kind_cues
from dhrgraph.reconcile.judgements import SameReview, read_review_judgements
from dhrgraph.reconcile.partnerships import read_partnerships
from dhrgraph.reconcile.readings import Authorities
from dhrgraph.reconcile.register import build_register, names_of
from dhrgraph.redact.sources import PersonCues, person_cues
from dhrgraph.resources import folder

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Config:
    """What the project knows, as records. `vocabulary` is what of it goes into the graph."""

    kinds: tuple[KindCue, ...]
    lexicons: Lexicons
    persons: PersonCues
    helplines: frozenset[str]
    authorities: Authorities
    same_reviews: tuple[SameReview, ...]
    themes: Themes
    vocabulary: Vocabulary
    ontology: Path


def load_config(ontology: Path | None = None) -> Config:
    """Read and check all of ontology/.

    Raises:
        VocabularyError: a file that says something it cannot mean; nothing can be built until it is mended.

    Example:
        >>> load_config().themes.scheme["marac"].broader
        'multi-agency-working'
    """
    place = ontology or folder("ontology")
    tables = {path.name: _rows(path) for path in sorted(place.glob("*.csv"))}
    authorities = _authorities(place, tables)
    names = frozenset(n.words.casefold() for r in authorities.register.records.values() for n in names_of(r))
    concepts, codes = read_triples(place / "themes.ttl"), read_triples(place / "codes.ttl")
    scheme = read_scheme(concepts)
    return Config(
        kinds=kind_cues(tables["document_kinds.csv"]),
        lexicons=lexicons(tables, names),
        persons=person_cues(tables["post_words.csv"], tables["person_cues.csv"], tables["person_roles.csv"]),
        helplines=frozenset("".join(filter(str.isdigit, row["number"])) for row in tables["support.csv"]),
        authorities=authorities,
        same_reviews=read_review_judgements(tables["review_judgements.csv"]),
        themes=Themes(scheme, parse_rules(tables["theme_rules.csv"], scheme.concepts)),
        vocabulary=Vocabulary(authorities.register, scheme, [*concepts, *codes], VERSION),
        ontology=place,
    )


def _authorities(place: Path, tables: Mapping[str, Rows]) -> Authorities:
    partnerships = read_partnerships(tables["partnerships.csv"], tables["addressee_phrases.csv"])
    files = sorted([*place.glob("agencies*.ttl"), *place.glob("successions*.ttl")])
    triples = [triple for file in files for triple in read_triples(file)]
    register = build_register(triples, tables["addressee_phrases.csv"], tables["judgements.csv"], partnerships.places())
    return Authorities(register, partnerships)


def table(name: str) -> Rows:
    """The rows of one table of ontology/, for those who need no more than that.

    Example:
        >>> [row["letter"] for row in table("lookalikes.csv")][:2]
        ['Α', 'Β']
    """
    return _rows(folder("ontology") / name)


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise VocabularyError(
                    f"ontology/{path.name} line {reader.line_num}: the row has not as many cells as the heading."
                )
            rows.append(row)
    return rows
