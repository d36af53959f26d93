"""Invented persons, put into a document in every form, come out of `understand` in none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import Phase, assume, given, settings
from invented import Name, names, report, syllables
from name_forms import AT_WORK, BY_THE_WAY, LEAD, PANEL, PSEUDONYMS, TITLE, said_of

from dhrgraph.config import Config
from dhrgraph.graph.quads import reading_triples
from dhrgraph.pipeline import understand
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.records import Document, Reading
from dhrgraph.redact.words import keys_of

Read = Callable[[str], Document]

few = settings(max_examples=2, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


class Publisher:
    """Text of a document to all that is published of it, in small letters: its findings and its statements."""

    def __init__(self, read: Read, config: Config) -> None:
        self._read, self._config = read, config

    def __call__(self, text: str) -> str:
        """The findings as JSON and the statements as N-Quads."""
        reading = self.reading(text)
        statements = (" ".join(triple) for triple in reading_triples(reading, self._config.vocabulary))
        return (to_jsonl(finding_rows(reading)) + "\n".join(statements)).casefold()

    def reading(self, text: str) -> Reading:
        """The document after all stages."""
        return understand(self._read(text), self._config).reading


@pytest.fixture(scope="session")
def published(read: Read, config: Config) -> Publisher:
    """What turns text into all that is published of it."""
    return Publisher(read, config)


def assert_silent(out: str, words: Iterable[str]) -> None:
    """None of the words stands anywhere in what is published."""
    assert [word for word in words if word.casefold() in out] == []


def filled(form: str, a: Name, b: Name, p: str = "", q: str = "") -> str:
    """A form with two officers' names and two pseudonyms put in."""
    whole = {
        "a": a.whole,
        "b": b.whole,
        "A": a.whole.upper(),
        "B": b.whole.upper(),
        "AS": a.surname.upper(),
        "BS": b.surname.upper(),
        "p": p,
        "q": q,
    }
    parts = {
        "af": a.forename,
        "as_": a.surname,
        "ai": a.forename[0],
        "bf": b.forename,
        "bs": b.surname,
        "bi": b.forename[0],
    }
    return form.format(**whole, **parts)


@pytest.mark.parametrize("form", PANEL)
@few
@given(a=names(), b=names())
def test_panel_members(form: str, a: Name, b: Name, published: Publisher) -> None:
    assume(a.surname != b.surname)
    narrative = said_of(a.whole, b.whole, a.surname, b.surname)
    text = report(panel=filled(PANEL[form], a, b), narrative=narrative, action=f"{a.whole} to write it.")
    assert_silent(published(text), a.words + b.words)


@pytest.mark.parametrize("form", TITLE)
@few
@given(a=names(), b=names())
def test_chair_and_author(form: str, a: Name, b: Name, published: Publisher) -> None:
    text = report(
        title=filled(TITLE[form], a, b), narrative=said_of(a.whole, b.surname), outcome=f"{a.whole} was told."
    )
    assert_silent(published(text), a.words + b.words)


@pytest.mark.parametrize("form", LEAD)
@few
@given(a=names(), b=names())
def test_lead_officers(form: str, a: Name, b: Name, published: Publisher) -> None:
    assume(a.surname != b.surname)
    template = LEAD[form]
    words: list[str] = []
    words += a.words if "{a}" in template or "{A}" in template else ()
    words += Name("", a.surname).words if "{as_}" in template or "{AS}" in template else ()
    words += Name(a.forename, "").words if "{af}" in template else ()
    words += b.words if "{b}" in template else ()
    words += Name(b.forename, "").words if "{bf}" in template else ()
    assert words
    assert_silent(published(report(lead=filled(template, a, b))), words)


@pytest.mark.parametrize("where", ["title", "process"])
@pytest.mark.parametrize("form", PSEUDONYMS)
@few
@given(a=names(), p=syllables(), q=syllables())
def test_pseudonyms(form: str, where: str, a: Name, p: str, q: str, published: Publisher) -> None:
    assume(p != q)
    parts = {where: filled(PSEUDONYMS[form], a, a, p, q)}
    text = report(
        **parts, narrative=said_of(p, q), recommendation=f"{p} should have been seen.", outcome=f"{q} was told."
    )
    assert_silent(published(text), [p, q])


@pytest.mark.parametrize("part", ["recommendation", "action"])
@pytest.mark.parametrize("form", BY_THE_WAY)
@few
@given(a=names())
def test_someone_named_by_the_way(form: str, part: str, a: Name, published: Publisher) -> None:
    form = BY_THE_WAY[form]
    words = a.words if "{a}" in form else Name("", a.surname).words
    assert_silent(published(report(**{part: filled(form, a, a)})), words)


@pytest.mark.parametrize("form", AT_WORK)
@few
@given(a=names(), b=names())
def test_someone_at_work_on_an_action(form: str, a: Name, b: Name, published: Publisher) -> None:
    words = (*a.words, *(b.words if "{b}" in AT_WORK[form] else ()))
    assert_silent(published(report(action=filled(AT_WORK[form], a, b))), words)


@pytest.mark.parametrize("label", ["Adult A", "Child 2", "Mr X", "Victim 1", "Person B", "Daughter C1"])
def test_labels_that_are_no_names(label: str, published: Publisher) -> None:
    text = report(process=f"Name\tRelationship\n{label}\tVictim", narrative=f"{label} told staff; the GP saw {label}.")
    assert_silent(published(text), [label])


def test_two_initials_given_as_a_pseudonym(published: Publisher) -> None:
    text = report(process="Pseudonym\tRelationship\nQZ\tVictim\nVW\tPerpetrator", narrative="QZ told staff of VW.")
    (point,) = [row for row in finding_rows(published.reading(text)) if row["kind"] == "learning_point"]
    assert "[victim] told staff of [perpetrator]." in point["narrative"]


@pytest.mark.parametrize("label", ["P1", "P1M", "MGF", "C2"])
def test_codes_given_in_a_list(label: str, published: Publisher) -> None:
    text = report(
        process=f"Abbreviations\n\n{label}: mother of P9\nSIO Senior officer", narrative=f"{label} told staff."
    )
    (point,) = [row for row in finding_rows(published.reading(text)) if row["kind"] == "learning_point"]
    assert "[family member] told staff." in point["narrative"]


def test_plural_labels(published: Publisher) -> None:
    out = published(report(narrative="Children 1, 2 and 3 were seen; Adults A and B were not."))
    assert_silent(out, ["Children 1", "Adults A"])


@pytest.mark.parametrize("said", ["{i} to write it.", "Done. {i} reported so.", "{i}"])
@few
@given(a=names())
def test_initials_of_someone_named(said: str, a: Name, published: Publisher) -> None:
    initials = "".join(word[0] for word in (a.forename, a.surname) if word[0].isupper())
    assume(len(initials) == 2 and len(set(keys_of(a.whole))) == 2)
    text = report(panel=f"Name\tOrganisation\n{a.whole}\tExampleton Council", outcome=said.format(i=initials))
    rows = [row for row in finding_rows(published.reading(text)) if row["kind"] == "action"]
    assert "[panel member]" in rows[0]["outcome"]


@few
@given(p=syllables())
def test_a_letter_misread(p: str, published: Publisher) -> None:
    text = report(process=f"The pseudonym {p} has been used.", narrative=f"{p} told staff. They saw {p[:-1]}x leave.")
    assert_silent(published(text), [p, f"{p[:-1]}x"])


@pytest.mark.parametrize(
    "age", ["{p} was 41 and alone.", "{p} (6) was seen.", "{p}, then 8, was seen.", "Staff saw {p}, 40, twice."]
)
@few
@given(p=syllables())
def test_an_age_beside_a_name(age: str, p: str, published: Publisher) -> None:
    reading = published.reading(report(process=f"The pseudonym {p} has been used.", narrative=age.format(p=p)))
    (point,) = [row for row in finding_rows(reading) if row["kind"] == "learning_point"]
    said = point["narrative"].partition("held the whole. ")[2]
    assert "[age]" in said
    assert not any(letter.isdigit() for letter in said)
