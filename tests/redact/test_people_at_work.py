"""People at work in the cells of a plan go out without rank or title; bodies, programmes, places and papers stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from invented import Name, names, report

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.records import Action, Document
from dhrgraph.redact.contacts import contact_places
from dhrgraph.redact.redact import redact
from dhrgraph.redact.sources import find_persons
from dhrgraph.redact.words import keys_of

Told = Callable[[str], str]
few = settings(max_examples=6, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="session")
def told(read: Callable[..., Document], config: Config) -> Told:
    """What an action says in the end when one cell of it holds some words."""

    def outcome(cell: str, **more: str) -> str:
        found = extract_findings(read(report(outcome=cell, **more)), config.lexicons)
        persons = find_persons(found, config.lexicons.known_names, config.persons)
        cleaned = redact(found, persons, config.helplines)
        action = next(finding for finding in cleaned.findings if isinstance(finding, Action))
        return f"{action.completion_text.text} {action.outcome.text} {action.action.text}"

    return outcome


WHOLE = (
    "Complete – {a} presented report", "Ongoing – {a} leading", "{a}", "Green – {a}", "Audit finished ({a})",
    "Done – {a}, Jan 2023", "Ongoing: {a} & {b}", "DASH workshop, {a}, 3 May 2023",
)  # fmt: skip
SINGLE = (
    "{a} and {b} ran the workshop", "In progress. {a} chasing a date", "Delivered by {a} in May", "{a} has emailed all",
    "{a} to update the panel", "Held up: {a} is on maternity leave", "{a}, {b} and {c} attended", "Ask {a}", "On track ({a}/{b})",
    "{a} presented findings to the board", "Contact {a} on ext 4417", "Draft sent to {a} for comment", "{a}'s team tried it",
    "Signed off: {a}", "Amber: {a} off sick",
)  # fmt: skip


def _gone(cell: str, persons: tuple[Name, ...], said: str, told: Told) -> None:
    assume(len({key for name in persons for key in keys_of(name.whole)}) >= 2 * len(persons))
    outcome = told(cell)
    left = [word for name in persons for word in name.words if word in said and word in outcome]
    assert not left, (cell, outcome)


@pytest.mark.parametrize("said", WHOLE)
@few
@given(a=names(), b=names())
def test_a_whole_name_goes(said: str, a: Name, b: Name, told: Told) -> None:
    cell = said.format(a=a.whole, b=b.whole)
    _gone(cell, (a, b), cell, told)


@pytest.mark.parametrize("said", SINGLE)
@few
@given(a=names(), b=names(), c=names())
def test_a_forename_alone_goes(said: str, a: Name, b: Name, c: Name, told: Told) -> None:
    cell = said.format(a=a.forename, b=b.forename, c=c.forename)
    _gone(cell, (a, b, c), cell, told)


@pytest.mark.parametrize(
    "cell",
    [
        "Safe Lives presented the report", "Operation Encompass rolled out to all schools", "Right Care Right Person introduced",
        "Clare's Law requests have doubled", "Staff briefed on Making Safeguarding Personal", "White Ribbon accreditation held",
        "Ask for ANI posters displayed in pharmacies", "Posters displayed in reception", "Webinar delivered to 40 staff",
        "Findings presented to the board", "Chair to write to the Chief Crown Prosecutor", "Bright Sky app promoted",
        "Reported to Exampleshire Police in Spring", "Extension of 12 months agreed", "Dip sampling repeated in May",
        "Karma Nirvana delivered a workshop", "Commissioners to review in Autumn", "Toolkit launched at the conference",
    ],
)  # fmt: skip
def test_bodies_programmes_and_papers_stay(cell: str, told: Told) -> None:
    assert cell in told(cell)


@pytest.mark.parametrize("words", ["ext 4417", "ext. 4417", "x4417", "Extension 55120", "extn: 2291"])
def test_an_extension_alone_goes(words: str) -> None:
    text = f"Speak to the desk ({words})."
    assert [text[place.start : place.end] for place in contact_places(text)] == [words]


@pytest.mark.parametrize(
    "words", ["extension of 120 days", "extension 2024", "x1200 leaflets", "text 4417", "next 100", "0x123"]
)
def test_what_only_looks_like_an_extension_stays(words: str) -> None:
    assert list(contact_places(words)) == []


TITLES = (
    "Example Partnership DHR “{a}”",
    "Review into the death of “{a}”",
    "DHR '{a}'",
    "This is the {a} review.",
    "The “{a}” review.",
)


@pytest.mark.parametrize("title", TITLES)
@few
@given(a=names())
def test_a_pseudonym_in_a_title_goes_everywhere(title: str, a: Name, told: Told) -> None:
    said = title.format(a=a.forename)
    assert not [
        word for word in a.words if word in a.forename and word in told(f"Read with {a.forename}'s story.", title=said)
    ]


def test_no_stray_stop_is_left_of_an_initial(config: Config, read: Callable[..., Document]) -> None:
    found = extract_findings(read(report(lead="Zorwimip V.")), config.lexicons)
    persons = find_persons(found, config.lexicons.known_names, config.persons)
    action = next(finding for finding in redact(found, persons).findings if isinstance(finding, Action))
    assert action.leads[0].raw.text == "[lead officer]"
