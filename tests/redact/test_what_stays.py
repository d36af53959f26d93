"""What names no person stays as it is: ordinary words, months, bodies, laws, rules about ages, helplines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import report

from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.records import Action, Document, LearningPoint, Reading, Recommendation
from dhrgraph.redact.redact import redact, without_persons
from dhrgraph.redact.sources import find_persons

Read = Callable[[str], Document]

# Words as recommendations use them, in an order no one wrote: every capital is of a body, a place, a law or a sentence.
_PIECES = (
    "Exampleton Council", "Exampleshire Police", "the MARAC", "Women's Aid", "the Home Office", "NHS England", "all agencies",
    "the Care Act 2014", "Clare's Law", "Operation Encompass", "Claire House", "the Hope Centre", "the IDVA service", "GPs",
    "Domestic Abuse Board", "in May 2022", "by April 2023", "on 4 June 2021", "should review", "must share", "with", "and",
    "Adult Social Care", "the Head of Safeguarding", "Safer Exampleton Partnership", "Section 42", "at Level 2", "on page 16",
    "people aged 16 or over", "those over 65", "16-18 year olds", "children aged 5 to 11", "call 0808 2000 247", "999",
    "Think Family", "White Ribbon Day", "LGBT+ people", "Polish communities", "Black and minoritised women",
)  # fmt: skip


class Before:
    """Text to findings before and after persons are taken out."""

    def __init__(self, read: Read, config: Config) -> None:
        self._read, self._config = read, config

    def __call__(self, text: str) -> tuple[Reading, Reading]:
        """The findings as extracted, and as redacted."""
        found = extract_findings(self._read(text), self._config.lexicons)
        persons = find_persons(found, self._config.lexicons.known_names, self._config.persons)
        return found, redact(found, persons, self._config.helplines)


@pytest.fixture(scope="session")
def redacted(read: Read, config: Config) -> Before:
    """What turns text into findings before and after."""
    return Before(read, config)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=3, max_size=14))
def test_texts_without_persons_come_out_unchanged(pieces: list[str], redacted: Before) -> None:
    words = "; ".join(pieces)
    text = report(narrative=f"{words[0].upper()}{words[1:]}.", action=f"The panel asked for {words}.")
    before, after = redacted(text)
    assert after == before


NAMED = """The following pseudonyms have been used:

- Will: the victim
- May: her mother
- Mark: the perpetrator
- Hope: her daughter
- Grace: her sister
- Art: her son
- Amber: her niece"""

STAYS = (
    "Services answer. Will the panel review this?",
    "Staff ask. May 2022 was the date.",
    "In May the team met; by May 2023 all was done; on 4 May it closed.",
    "Mark all files with a flag.",
    "The Hope Centre and Grace House took part.",
    "HOW SERVICES WILL RESPOND",
    "Operation Grace was run by the police.",
    "State of the Art systems help.",
    "Hope for Families took part.",
    "The Hope Street Surgery took part.",
)
GOES = {
    "Will was seen by the GP.": "[victim] was seen by the GP.",
    "The GP saw Will twice.": "The GP saw [victim] twice.",
    "The nurse told May that she could wait.": "The nurse told [family member] that she could wait.",
    "May's GP was told.": "[family member]'s GP was told.",
    "Will (4) slept.": "[victim] ([age]) slept.",
    "Staff saw Amber.": "Staff saw [family member].",
    "Staff spoke to Mark, who left.": "Staff spoke to [perpetrator], who left.",
    "Hope and Grace were with family.": "[family member] and [family member] were with family.",
}


def narrative_of(reading: Reading) -> str:
    """The words of the only learning point, after the sentence that all made-up reports begin it with."""
    (point,) = [finding for finding in reading.findings if isinstance(finding, LearningPoint)]
    return point.narrative.text.partition("held the whole. ")[2]


@pytest.mark.parametrize("words", STAYS)
def test_a_name_that_is_a_word_stays_where_it_is_one(words: str, redacted: Before) -> None:
    _, after = redacted(report(process=NAMED, narrative=words))
    assert narrative_of(after) == words


@pytest.mark.parametrize("words", GOES)
def test_a_name_that_is_a_word_goes_where_it_is_a_name(words: str, redacted: Before) -> None:
    _, after = redacted(report(process=NAMED, narrative=words))
    assert narrative_of(after) == GOES[words]


def test_a_state_of_a_plan_is_no_one(redacted: Before) -> None:
    _, after = redacted(report(process=NAMED, narrative="Risk is Red, Amber or Green. Staff saw Amber leave."))
    assert narrative_of(after) == "Risk is Red, Amber or Green. Staff saw [family member] leave."


BODIES = (
    "Probation Service", "Adult MASH", "Named GP", "Head of Adult Safeguarding, Solent NHS Trust", "Thames Valley Police",
    "Detective Superintendent, Public Protection", "South Central Ambulance Service", "The Children's Society",
    "Designated Nurse, Exampleton CCG", "Victim Support", "Strategic Lead - Domestic Abuse", "Chair of the DA Board",
    "Police/Probation/Health", "Adult Social Care / Housing", "Exampleton DA Lead", "Community Safety Manager (Exampleton)",
    "Assistant Director Children's Services", "Quality and Safeguarding Lead", "Lead GP", "Completed June 2021",
)  # fmt: skip


@pytest.mark.parametrize("lead", BODIES)
def test_posts_and_bodies_in_a_lead_cell_stay(lead: str, redacted: Before) -> None:
    before, after = redacted(report(lead=lead))
    assert after == before


SUBJECTS = ("That {body} review its training.", "{body} should review its training.", "The {body} must act.")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_something_is_asked_of_is_no_person(subject: str, redacted: Before) -> None:
    """A charity without a word of bodies in its name, as the subject of a recommendation and in a cell of leads."""
    asked = subject.format(body="Turning Tides Together")
    text = report(lead="Turning Tides Together (Dr Zorwimip Moskadov)").replace(
        "That Exampleton Council review how it shares information.", asked
    )
    _, after = redacted(text)
    (recommendation, *_) = [f for f in after.findings if isinstance(f, Recommendation)]
    assert recommendation.text.text == asked
    (action, *_) = [f for f in after.findings if isinstance(f, Action)]
    assert "Turning Tides Together" in action.leads[0].raw.text
    assert "Zorwimip" not in action.leads[0].raw.text


@pytest.mark.parametrize(
    "lead",
    [
        "Derbyshire, Leicestershire, Nottinghamshire and Rutland CRC",
        "Kent, Surrey & Sussex Rehabilitation Company",
        "Cumbria, Lancashire",
        "Devon, Cornwall and Dorset",
    ],
)
def test_a_list_of_places_is_no_persons_name(lead: str, redacted: Before) -> None:
    before, after = redacted(report(lead=lead))
    assert after == before


def test_a_law_named_after_someone_keeps_its_name_beside_an_officer_of_that_name(redacted: Before) -> None:
    words = "Staff know of the scheme (‘Clare’s Law’). DI Zorwimip Law said so; Law agreed."
    _, after = redacted(report(panel="Name\tOrganisation\nZorwimip Law\tExampleshire Police", narrative=words))
    assert (
        narrative_of(after)
        == "Staff know of the scheme (‘Clare’s Law’). [panel member] said so; [panel member] agreed."
    )


DETAILS = {
    "She was 47 years old.": "She was [age].",
    "a 47-year-old woman": "a [age] woman",
    "a forty-seven-year-old": "a [age]",
    "she, aged 47, lived alone": "she, [age], lived alone",
    "a man in his forties": "a man [age]",
    "at the age of 19": "[age]",
    "She was born on 3 March 1975.": "She was [date of birth].",
    "a White British woman": "a [characteristic] woman",
    "a Polish national": "a [characteristic] national",
    "write to a.b@example.org": "write to [e-mail address]",
    "ring (01632) 960001 or 01632-960-001": "ring [telephone number] or [telephone number]",
    "ring +44 1632 960 001": "ring [telephone number]",
    "ring 07700 900123.": "ring [telephone number].",
    "ring 0808 2000 247 or 999": "ring 0808 2000 247 or 999",
    "Her sister (14) rang.": "Her sister ([age]) rang.",
    "She was 19 when it began.": "She was [age] when it began.",
    "two children, aged 12, 8 and 3,": "two children, [age],",
    "the baby, aged 14 months, slept": "the baby, [age], slept",
    "a woman of Examplish and of Polish heritage": "a woman of Examplish and of [characteristic] heritage",
    "He is a practising Muslim.": "He is a practising [characteristic].",
    "She identified as bisexual.": "She identified as [characteristic].",
    "She was born in Exampleton.": "She was born in [characteristic].",
    "DOB: 12/04/1981": "[date of birth]",
    "at 14 Larch Close, Exampleton, EX9 4QQ": "at [address]",
    "ring +44 (0)1632 960 001 ext. 12": "ring [telephone number]",
    "ring 07700.900.456 or +353 1 555 0123": "ring [telephone number] or [telephone number]",
    "Tel: 960123": "Tel: [telephone number]",
    "write to a.b [at] example.org or @exampletoncsp": "write to [e-mail address] or [account]",
    "women aged 16 to 25 and men aged over 65": "women aged 16 to 25 and men aged over 65",
    "young people aged 16 and 17": "young people aged 16 and 17",
    "Muslim women, gay men and lesbian communities": "Muslim women, gay men and lesbian communities",
    "She was one of five to be seen.": "She was one of five to be seen.",
    "people aged 16 or over": "people aged 16 or over",
    "a person aged 16+ dies": "a person aged 16+ dies",
    "16-18 year olds and over-65s": "16-18 year olds and over-65s",
    "Polish women and Black women": "Polish women and Black women",
    "between 01/02/2021 and 2022-03-04 at 10:30": "between 01/02/2021 and 2022-03-04 at 10:30",
    "Care Act 2014, section 9(3)(a), page 0123": "Care Act 2014, section 9(3)(a), page 0123",
}


@pytest.mark.parametrize("words", DETAILS)
def test_ages_origins_and_contacts(words: str, redacted: Before, config: Config) -> None:
    _, after = redacted(report(narrative=words))
    assert narrative_of(after) == DETAILS[words]


def test_nothing_is_cleaned_twice(redacted: Before, read: Read, config: Config) -> None:
    found = extract_findings(read(report(process=NAMED, narrative="Will was seen.")), config.lexicons)
    persons = find_persons(found, config.lexicons.known_names, config.persons)
    once = without_persons("Will was seen; aged 47; a.b@example.org", persons)
    assert without_persons(once, persons) == once != ""
