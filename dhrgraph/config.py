"""Everything the stages need to know, read once from ontology/.

load_config()  ->  Config: lexicons, person cues, register, themes, kinds of document
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.classify.calibration import read_calibration
from dhrgraph.classify.judgements import read_theme_judgements
from dhrgraph.classify.readings import Themes
from dhrgraph.classify.rules import parse_rules
from dhrgraph.classify.scheme import read_scheme
from dhrgraph.errors import VocabularyError
from dhrgraph.extract.lexicons import Lexicons, lexicons
from dhrgraph.graph.quads import Vocabulary
from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import CODE, VERSION, iri
from dhrgraph.read.dhrd import CaseTables, case_columns
from dhrgraph.read.judgements import read_judgements as read_judgement_rows
from dhrgraph.read.recognise import KindCue, kind_cues
from dhrgraph.reconcile.bodies import Codes
from dhrgraph.reconcile.judged import with_judgements
from dhrgraph.reconcile.judgements import SameReview, read_review_judgements
from dhrgraph.reconcile.partnerships import read_partnerships
from dhrgraph.reconcile.readings import Authorities
from dhrgraph.reconcile.register import RegisterTables, build_register
from dhrgraph.reconcile.tables import Table
from dhrgraph.records import JudgementRow
from dhrgraph.redact.sources import PersonCues, person_cues
from dhrgraph.resources import folder

Rows = Sequence[Mapping[str, str]]
JUDGEMENTS = "judgements.csv"
_MAKES_SUCCESSOR = iri("dhr:makesSuccessor")
_ROLE = ("post", "function", "body", "institution")  # kinds of words that a role has and a name has not


@dataclass(frozen=True, slots=True)
class Config:
    """What the project knows, as records. `vocabulary` is what of it goes into the graph; `judgements` are the rows in
    which a person decided something, those of ontology/ first, then those of `judgement_files`."""

    kinds: tuple[KindCue, ...]
    cases: CaseTables
    lexicons: Lexicons
    persons: PersonCues
    helplines: frozenset[str]
    authorities: Authorities
    same_reviews: tuple[SameReview, ...]
    themes: Themes
    vocabulary: Vocabulary
    ontology: Path
    judgements: tuple[JudgementRow, ...] = ()
    judgement_files: tuple[Path, ...] = ()


def load_config(ontology: Path | None = None, judgements: Iterable[Path] = ()) -> Config:
    """Read and check all of ontology/, and tables of judgements beside the one that is there.

    Raises:
        VocabularyError: a file that says something it cannot mean; nothing can be built until it is mended.

    Example:
        >>> load_config().themes.scheme["marac"].broader
        'multi-agency-working'
    """
    place = ontology or folder("ontology")
    tables = {path.name: _rows(path) for path in sorted(place.glob("*.csv")) if path.name != JUDGEMENTS}
    files = tuple(path.resolve() for path in judgements)
    judged = judgement_rows(place, files, tables["post_words.csv"])
    concepts, codes = read_triples(place / "themes.ttl"), read_triples(place / "codes.ttl")
    authorities = _authorities(place, tables, judged, codes_of(codes))
    scheme = read_scheme(concepts)
    of_themes = read_theme_judgements(judged, scheme)
    return Config(
        kinds=kind_cues(tables["document_kinds.csv"]),
        cases=CaseTables(
            case_columns(tables["case_columns.csv"], tables["case_values.csv"]), tables["case_sources.csv"]
        ),
        lexicons=lexicons(tables, authorities.register.spellings()),
        persons=person_cues(tables["post_words.csv"], tables["person_cues.csv"], tables["person_roles.csv"]),
        helplines=frozenset("".join(filter(str.isdigit, row["number"])) for row in tables["support.csv"]),
        authorities=authorities,
        same_reviews=read_review_judgements(judged),
        themes=Themes(
            scheme,
            parse_rules(tables["theme_rules.csv"], scheme.concepts),
            read_calibration(tables["theme_calibration.csv"]),
            judged={key: judgement.given for key, judgement in of_themes.items()},
            judges={key: judgement.judged for key, judgement in of_themes.items()},
        ),
        vocabulary=Vocabulary(
            authorities.register, scheme, [*concepts, *codes], VERSION, authorities.partnerships.by_code
        ),
        ontology=place,
        judgements=judged,
        judgement_files=files,
    )


def _authorities(place: Path, tables: Mapping[str, Rows], judged: Sequence[JudgementRow], codes: Codes) -> Authorities:
    names = ("partnerships.csv", "addressee_phrases.csv", "partnership_forms.csv")
    partnerships = read_partnerships(*(tables[name] for name in names))
    phrases = tables["addressee_phrases.csv"]
    register = build_register(register_tables(place), phrases, (), partnerships.places(), codes)
    return Authorities(with_judgements(register, judged), partnerships)


def register_tables(place: Path) -> RegisterTables:
    """The files of registers/ in the folder `place`, as rows of text: those of bodies in the order of their names.

    Example:
        >>> any(table.name == "registers/police.csv" for table in register_tables(folder("ontology")).bodies)
        True
    """
    found = {path.stem: _cells(path) for path in sorted((place / "registers").glob("*.csv"))}
    successions, sources, forms = (found.pop(name, None) for name in ("successions", "sources", "name_forms"))
    return RegisterTables(tuple(found.values()), successions, sources, forms)


def _cells(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file, strict=True)
    return Table(f"{path.parent.name}/{path.name}", tuple(heading), rows)


def codes_of(triples: Iterable[tuple[str, str, object]]) -> Codes:
    """The codes a register may use: of codes.ttl, those for types, levels and kinds of change.

    Example:
        >>> found = codes_of(read_triples(folder("ontology") / "codes.ttl"))
        >>> "contract-moved" in found.changes, "contract-moved" in found.successors
        (True, False)
    """
    stated = list(triples)
    named = {subject.removeprefix(CODE) for subject, _, _ in stated}
    makes = {
        subject.removeprefix(CODE) for subject, name, value in stated if name == _MAKES_SUCCESSOR and value is True
    }

    def listed(start: str, names: Iterable[str] = named) -> frozenset[str]:
        return frozenset(name.removeprefix(start) for name in names if name.startswith(start))

    return Codes(listed("type-"), listed("level-"), listed("change-"), listed("change-", makes))


def judgement_rows(place: Path, files: Iterable[Path], posts: Rows) -> tuple[JudgementRow, ...]:
    """The rows of ontology/judgements.csv and of other tables in which something is decided.

    Raises:
        VocabularyError: names the file, the row and the column that cannot be, and how to mend it.
    """
    words = frozenset(row["word"] for row in posts if row["kind"] in _ROLE)
    own = read_judgement_rows(place / JUDGEMENTS, words, f"ontology/{JUDGEMENTS}")
    return own + tuple(row for path in files for row in read_judgement_rows(path, words))


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
