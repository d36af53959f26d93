"""Everything the stages need to know, read once from ontology/.

load_config()  ->  Config: lexicons, person cues, register, themes, kinds of document
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dhrgraph.classify.calibration import read_calibration
from dhrgraph.classify.judgements import read_theme_judgements, themes_by_id
from dhrgraph.classify.readings import Themes
from dhrgraph.classify.rules import parse_rules
from dhrgraph.classify.scheme import read_scheme
from dhrgraph.errors import VocabularyError
from dhrgraph.extract.lexicons import Lexicons, lexicons
from dhrgraph.graph.quads import Vocabulary
from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import CODE, PREFIXES, VERSION, iri
from dhrgraph.network.coverage.library import read_library
from dhrgraph.read.dhrd import CaseTables, case_columns
from dhrgraph.read.judgements import read_judgements as read_judgement_rows
from dhrgraph.read.own_tables import read_cells, read_rows
from dhrgraph.read.recognise import KindCue, kind_cues
from dhrgraph.read.roles import role_words
from dhrgraph.reconcile.judged import with_areas, with_judgements
from dhrgraph.reconcile.judgements import SameReview, read_review_judgements
from dhrgraph.reconcile.partnerships.resolve import read_partnerships
from dhrgraph.reconcile.readings import Authorities
from dhrgraph.reconcile.register.faults import Codes, named_behind_a_post
from dhrgraph.reconcile.register.register import RegisterTables, build_register
from dhrgraph.reconcile.register.tables import Table
from dhrgraph.records import JudgementRow
from dhrgraph.redact.sources import PersonCues, person_cues
from dhrgraph.resources import folder

Rows = Sequence[Mapping[str, str]]
JUDGEMENTS = "judgements.csv"
_MAKES_SUCCESSOR, _FOCUS = iri("dhr:makesSuccessor"), iri("foaf:focus")


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
    tables = _Tables({path.name: _rows(path) for path in sorted(place.glob("*.csv")) if path.name != JUDGEMENTS})
    files = tuple(path.resolve() for path in judgements)
    concepts, codes = read_triples(place / "themes.ttl"), read_triples(place / "codes.ttl")
    known = _authorities(place, tables, codes_of(codes))
    scheme = read_scheme(concepts)
    judged = themes_by_id(with_areas(judgement_rows(place, files, tables["role_words.csv"]), known), scheme)
    authorities = replace(known, register=with_judgements(known.register, judged))
    of_themes = read_theme_judgements(judged, scheme)
    return Config(
        kinds=kind_cues(tables["document_kinds.csv"]),
        cases=CaseTables(
            case_columns(tables["case_columns.csv"], tables["case_values.csv"]),
            tables["case_sources.csv"],
            regions_of(codes),
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


def _authorities(place: Path, tables: Mapping[str, Rows], codes: Codes) -> Authorities:
    names = ("partnerships.csv", "addressee_phrases.csv", "partnership_forms.csv")
    partnerships = read_partnerships(*(tables[name] for name in names))
    read_library(tables["library.csv"], partnerships.by_code)  # it is read again when it is asked for
    phrases = tables["addressee_phrases.csv"]
    known = replace(
        codes,
        councils=partnerships.areas(partnerships.by_code),
        partnership_areas=partnerships.by_code,
        schemes=frozenset(row["scheme"] for row in tables["identifier_schemes.csv"]),
        is_person=named_behind_a_post(tables["post_words.csv"]),
    )
    register = build_register(register_tables(place), phrases, (), partnerships.places(), known)
    return Authorities(register, partnerships)


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
    name = f"{path.parent.name}/{path.name}"
    heading, *rows = read_cells(path, f"ontology/{name}")
    return Table(name, tuple(heading), rows)


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


def regions_of(triples: Iterable[tuple[str, str, object]]) -> dict[str, str]:
    """The code of the Office for National Statistics for each of our codes of regions.

    Example:
        >>> regions_of(read_triples(folder("ontology") / "codes.ttl"))["wales"]
        'W92000004'
    """
    start, gss = f"{CODE}region-", PREFIXES["gss"]
    return {
        subject.removeprefix(start): str(value).removeprefix(gss)
        for subject, name, value in triples
        if name == _FOCUS and subject.startswith(start)
    }


def judgement_rows(place: Path, files: Iterable[Path], roles: Rows) -> tuple[JudgementRow, ...]:
    """The rows of ontology/judgements.csv and of other tables in which something is decided; `roles` are those of
    role_words.csv.

    Raises:
        VocabularyError: names the file, the row and the column that cannot be, and how to mend it.
    """
    words = role_words(roles)
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
    return read_rows(path, f"ontology/{path.name}")


class _Tables(dict[str, Rows]):
    """The rows of each table by the file's name."""

    def __missing__(self, name: str) -> Rows:
        raise VocabularyError(f"ontology/{name}: there is no such file.\n  To mend: put the file of the release back.")
