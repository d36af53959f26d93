"""The check before anything is written, doubts that become issues, and quotations that are not made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from invented import report

from dhrgraph.config import Config
from dhrgraph.errors import LeakError
from dhrgraph.graph.quads import reading_triples
from dhrgraph.pipeline import understand
from dhrgraph.pipeline.naming import check_texts
from dhrgraph.publish.findings import finding_rows
from dhrgraph.records import Document, Issue, LearningPoint
from dhrgraph.redact.check import check_no_person, where_pseudonymous
from dhrgraph.redact.context import Usage
from dhrgraph.redact.known import whole_names
from dhrgraph.redact.persons import Persons

Read = Callable[..., Document]

PERSONS = Persons(
    roles={"ada": "chair", "testmip": "chair", "tamsilett": "victim", "hope": "victim"},
    telling=frozenset({"ada", "testmip", "tamsilett", "hope"}),
    titles=frozenset(),
    pseudonyms=frozenset({"tamsilett", "hope"}),
    names=frozenset({frozenset({"ada", "testmip"})}),
)


@pytest.mark.parametrize(
    "text",
    ["by Ada Testmip", "ADA TESTMIP", r"\nTamsilett left", "Tamsilett's GP", '{"text": "Tamsilett"}', "Testmip, Ada"],
)
def test_a_name_stops_everything_without_being_repeated(text: str) -> None:
    with pytest.raises(LeakError) as caught:
        check_no_person({"findings.jsonl": text}, PERSONS)
    said = str(caught.value).casefold()
    assert "findings.jsonl at character" in said
    assert not any(word in said for word in PERSONS.roles)


@pytest.mark.parametrize("text", ["Testmip Centre", "[victim] left", "adamant", "tamsilett in small letters"])
def test_what_can_mean_something_else_stops_nothing(text: str) -> None:
    check_no_person({"findings.jsonl": text}, PERSONS)


@pytest.mark.parametrize(
    ("file", "contents"),
    [
        ("tables/a.csv", "1,Ada Testmip\r\n"),
        ("a.csv", "TESTMIP, Ada"),
        ("dhrgraph.ttl", "<https://w3id.org/dhrgraph/id/review/exampleton-ada-testmip-2020>"),
        ("graph.html", b'{"label": "Dr Ada Testmip"}'),
        ("tables/ada_testmip.csv", "nothing"),
    ],
)
def test_every_file_is_searched_for_whole_names(file: str, contents: str | bytes) -> None:
    with pytest.raises(LeakError) as caught:
        check_texts({"other.csv": "Ada is a language", file: contents}, whole_names(PERSONS))
    assert f"named in {file}" in str(caught.value)
    assert "other.csv" not in str(caught.value)


def test_names_that_bodies_hold_and_words_far_apart_stop_no_file() -> None:
    house = Persons(
        {"ada": "chair", "house": "chair"},
        frozenset(),
        frozenset(),
        names=frozenset({frozenset({"ada", "house"})}),
        usage=Usage(bodies=frozenset({("ada", "house", "trust")})),
    )
    check_texts({"a.csv": "Ada House Trust; Testmip met Ada"}, whole_names(house) | whole_names(PERSONS))


def test_pseudonyms_are_looked_for_in_rows_of_their_own_document() -> None:
    rows = '{"document": "a.txt", "text": "Tamsilett left"}\n{"document": "b.txt", "text": "Tamsilett left"}\n'
    assert where_pseudonymous(rows, {"b.txt": PERSONS}) == [rows.rindex("Tamsilett")]


def test_no_persons_no_leak() -> None:
    check_no_person({"a": "Ada Testmip"}, Persons({}, frozenset(), frozenset()))


def test_doubtful_words_are_left_out_and_reported(read: Read, config: Config) -> None:
    text = report(lead="Zorwiquin Tamluvash")
    reading = understand(read(text), config).reading
    (issue,) = [f for f in reading.findings if isinstance(f, Issue) and f.stage == "redact"]
    assert issue.severity == "warning"
    assert issue.where is not None
    assert text[issue.where.start : issue.where.end] == "Zorwiquin Tamluvash"
    assert "wiquin" not in issue.message.casefold()


def test_a_doubtful_form_is_reported_once_with_its_count(read: Read, config: Config) -> None:
    lead = "Zorwiquin Tamluvash"
    reading = understand(
        read(report(lead=lead, outcome=f"{lead} was told.", action=f"{lead} to write.")), config
    ).reading
    (issue,) = [f for f in reading.findings if isinstance(f, Issue) and f.stage == "redact"]
    assert "3 places" in issue.message
    assert "[lead officer]" in issue.message


def test_an_ordinary_word_that_stays_is_a_note(read: Read, config: Config) -> None:
    text = report(process="The victim, Mark, lived alone. Mark was seen.", narrative="Staff erred. Mark every file.")
    issues = [
        f for f in understand(read(text), config).reading.findings if isinstance(f, Issue) and f.stage == "redact"
    ]
    (issue,) = [issue for issue in issues if "left in" in issue.message]
    assert issue.severity == "note"
    assert issue.where is not None
    assert text[issue.where.start : issue.where.end] == "Mark"


def test_a_sure_name_is_no_doubt(read: Read, config: Config) -> None:
    reading = understand(read(report(lead="Dr Zorwiquin Tamluvash, Safeguarding Matron")), config).reading
    assert not [f for f in reading.findings if isinstance(f, Issue) and f.stage == "redact"]


def test_where_a_name_stood_the_place_stays_and_the_quotation_goes(read: Read, config: Config) -> None:
    document = read(report(process="The pseudonym Zorwiquin has been used.", narrative="Zorwiquin told the GP."))
    reading = understand(document, config).reading
    (point,) = [f for f in reading.findings if isinstance(f, LearningPoint)]
    assert point.narrative.redacted
    assert not point.lesson.redacted
    triples = list(reading_triples(reading, config.vocabulary))
    quoted = [value for _, predicate, value in triples if predicate.endswith("oa#exact>")]
    starts = [value for _, predicate, value in triples if predicate.endswith("oa#start>")]
    assert any(f'"{span.start}"' in start for span in point.narrative.spans for start in starts)
    assert not any("told the GP" in quote for quote in quoted)
    assert any("Risk can be judged" in quote for quote in quoted)


def test_a_files_name_is_cleaned_too(read: Read, config: Config) -> None:
    text = report(process="The pseudonym Zorwiquin has been used.")
    reading = understand(read(text, "DHR-zorwiquin_2023.txt"), config).reading
    assert {row["document"] for row in finding_rows(reading)} == {"DHR-[person]_2023.txt"}
    assert "zorwiquin" not in f"{reading.document.source}".casefold()


@pytest.mark.parametrize("address", ["https://example.org/zorwiquin-review", "WWW.EXAMPLE.ORG/ZORWIQUIN-REVIEW"])
def test_addresses_that_hold_a_name_go(address: str, read: Read, config: Config) -> None:
    text = report(
        process="The pseudonym Zorwiquin has been used.",
        narrative=f"See {address} and https://example.org/guide here.",
    )
    (point,) = [f for f in understand(read(text), config).reading.findings if isinstance(f, LearningPoint)]
    assert "See [address] and https://example.org/guide here." in point.narrative.text
