"""Persons where bodies are expected: in columns of addressees, brackets, headings, forms, and the texts beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from addressed_forms import POSITIONS, PROSE, probes, write
from hypothesis import Phase, given, settings
from invented import Name, names

from dhrgraph.config import Config
from dhrgraph.errors import LeakError
from dhrgraph.pipeline import understand
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document
from dhrgraph.redact.check import check_no_person, where_titled
from dhrgraph.redact.persons import Persons

Publish = Callable[[str, str], str]
ALL = tuple(probes())


@pytest.fixture(scope="session")
def publish(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Publish:
    """Position and words to all findings of a document with the words there."""
    folder = tmp_path_factory.mktemp("addressed")

    def published(position: str, words: str) -> str:
        (found,) = read_documents([write(POSITIONS[position](words), folder)], config.kinds)
        assert isinstance(found, Document), found
        rows = to_jsonl(finding_rows(understand(found, config).reading))
        assert words in rows or "[" in rows or position == "a heading above", "the words are not read at all"
        return rows

    return published


@pytest.fixture(scope="session")
def clean(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Persons:
    """The persons of a document that names none."""
    path = write(POSITIONS["a form"]("Exampleton Council"), tmp_path_factory.mktemp("clean"))
    (found,) = read_documents([path], config.kinds)
    assert isinstance(found, Document)
    return understand(found, config).persons


def test_there_are_enough() -> None:
    assert len(ALL) >= 120
    assert {position for position, _, _ in ALL} == set(POSITIONS)


@pytest.mark.parametrize(("position", "words", "named"), ALL)
def test_no_one_comes_through(position: str, words: str, named: str, publish: Publish) -> None:
    out = publish(position, words)
    assert [word for word in named.split() if re.search(rf"\b{word}\b", out)] == []


FORMS = (
    "{a}", "{A}", "Dr {a}, Named GP", "{a}, Head of Safeguarding", "Head of Safeguarding: {a}", "Exampleton Council ({a})",
    "Exampleshire Police (DCI {s})", "{s}, {f} (Matron)", "{f} {s} / Exampleton Council", "led by {a}", "Exampleton Council – {a}",
)  # fmt: skip


@pytest.mark.parametrize(
    "position", [place for place in POSITIONS if place not in PROSE and place != "a heading above"]
)
@settings(max_examples=2, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(name=names())
def test_invented_names_in_addressee_cells(position: str, name: Name, publish: Publish) -> None:
    for form in FORMS:
        words = form.format(a=name.whole, A=name.whole.upper(), f=name.forename, s=name.surname)
        said = [word for word in name.words if word.casefold() in words.casefold()]
        out = publish(position, words).casefold()
        assert [word for word in said if word.casefold() in out] == [], (position, words)


BODIES = (
    "Victoria Hill Surgery", "Royal Marsden", "Duncan Lewis Solicitors", "Alder Hey", "Barnardo's", "Marie Stopes", "St Mungo's",
    "Barnet Enfield and Haringey Mental Health Trust", "Chief Constable of Kent", "Named GP", "Safeguarding Lead",
    "Sir Robert Peel Hospital", "Dr Gray's Hospital", "Dame Vera Lynn Trust", "Nurse Manager", "Matron", "Great Yarmouth",
    "Tower Hamlets", "Lord Chancellor", "Superintendent, Exampleshire Police", "Kent, Surrey and Sussex CRC", "Look Ahead",
    "Lady Margaret School", "Domestic Abuse Commissioner", "Prison Governor", "Coroners", "Ward Sister", "Park Lane Practice",
)  # fmt: skip


@pytest.mark.parametrize("position", ["a column of a Markdown table", "brackets at the end", "a table of contributors"])
@pytest.mark.parametrize("body", BODIES)
def test_bodies_and_posts_stay(body: str, position: str, publish: Publish) -> None:
    assert body in publish(position, body)


TITLED = (
    "DCI Robert Zorwiquin",
    "Det Supt 1234 Zorwiquin",
    "MRS ZORWIQUIN",
    "T/Insp Zorwiquin",
    "Cllr A. de Zorwiquin",
    "Ms O'Zorwiquin",
)


@pytest.mark.parametrize("words", TITLED)
def test_a_title_and_a_name_stop_a_build_whatever_a_document_told(words: str, clean: Persons) -> None:
    with pytest.raises(LeakError):
        check_no_person({"tables/recommendations.csv": f"1,led by {words},local\n"}, clean)


@pytest.mark.parametrize(
    "words", [*BODIES, "Dr Rao's Surgery", "MS Teams", "Mr A", "Miss appointments", "the DC and the PC"]
)
def test_clean_words_stop_no_build(words: str, clean: Persons) -> None:
    check_no_person({"tables/recommendations.csv": f"1,led by {words},local\n"}, clean)


def test_nothing_in_the_registers_reads_as_a_person(config: Config) -> None:
    for table in sorted(config.ontology.rglob("*.csv")):
        if table.name not in ("person_cues.csv", "post_words.csv"):
            text = table.read_text(encoding="utf-8")
            assert [text[at : at + 40] for at in where_titled(text, config.persons.titled)] == [], table.name
