"""Facts of the review and its contributors, in the ways that title pages and reports print them."""

from __future__ import annotations

import pytest
from invented_reports import document, findings, of

from dhrgraph.config import Config
from dhrgraph.extract.named_in import names_in
from dhrgraph.extract.review_facts import review_facts
from dhrgraph.records import Contribution, Passage, Review, Span

Given = dict[str, str]  # a body -> what it gave, by first letters: "ic" is a management review and a chronology


def facts(config: Config, text: str) -> Review:
    return review_facts(document(text), config.lexicons)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("SAFER ATON\nDOMESTIC HOMICIDE REVIEW\n", "SAFER ATON"),
        ("Safer Aton – Domestic Homicide Review\n", "Safer Aton"),
        ("SAFER ATON DOMESTIC HOMICIDE REVIEW\n", "SAFER ATON"),
        ("Safe Aton Partnership    RESTRICTED\n", "Safe Aton Partnership"),
        ("Safe Aton Partnership: Domestic Homicide Review\n", "Safe Aton Partnership"),
        ("Aton Be Safe Partnership\n", "Aton Be Safe Partnership"),
        ("The review was commissioned by Safer Aton, which is the partnership.\n", "Safer Aton"),
        ("Aton Community Safety Partnership\n", "Aton Community Safety Partnership"),
        ("Safer recruitment is checked.\n", ""),
    ],
)
def test_a_partnership_by_its_trading_name(config: Config, text: str, printed: str) -> None:
    assert facts(config, text).csp.raw == printed


@pytest.mark.parametrize(
    ("text", "death"),
    [
        ("following the death of Kestrel, February 2020\n", "2020-02"),
        ("the woman, who died in February 2020,", "2020-02"),
        ("She died at her home in Aton on 1 February 2020.", "2020-02"),
        ("the homicide of Kestrel in March 2019", "2019-03"),
        ("Kestrel was killed on 3 March 2019.", "2019-03"),
        ("Kestrel was killed by her partner, Wren (35), in September 2019.", "2019-09"),
        ("In March 2019, Kestrel was killed by her partner.", "2019-03"),
        ("Date of incident: 12/04/2021\n", "2021-04"),
        ("Date of death: 12.03.2019\n", "2019-03"),
        ("the death of\nKestrel in\nMarch 2019\n", "2019-03"),
        ("Kestrel, born in March 1980, was found dead in May 2021.", "2021-05"),
        ("was killed by her husband, whom she had married in June 2015.", None),
        ("The death of Kestrel was referred to the partnership in March 2020.", None),
        ("the review into the death of Kestrel, commissioned in March 2020", None),
        ("Kestrel was born in March 1980.", None),
    ],
)
def test_the_month_of_death_and_no_other(config: Config, text: str, death: str | None) -> None:
    assert facts(config, text).death == death


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Report completed: June 2021\n", "2021-06"),
        ("Date report completed: June 2021\n", "2021-06"),
        ("Final version 3 – June 2021\n", "2021-06"),
        ("Final Version: 3 June 2021\n", "2021-06"),
        ("Version 2.0 June 2021\n", "2021-06"),
        ("Final report, June 2021\n", "2021-06"),
        ("Report date 12/06/2021\n", "2021-06"),
        ("A title\n\nJune 2021\n\nText.\n", "2021-06"),
        ("the death of\nKestrel in\nMarch 2019\n\nJune 2021\n", "2021-06"),
        ("the death of\nKestrel in\nMarch 2019\n", None),
        ("The review was commissioned in June 2021.\n", None),
    ],
)
def test_the_month_of_publication(config: Config, text: str, published: str | None) -> None:
    assert facts(config, text).published == published


def given(config: Config, text: str) -> Given:
    report = f"Executive Summary\n\n{text}\n\n5. Recommendations\n\n1. Aton Police should train its staff.\n"
    found = of(Contribution, findings(report, config.lexicons))
    return {c.agency.raw.text: "i" * c.imr + "c" * c.chronology + "r" * c.report for c in found}


SAID: dict[str, Given] = {
    "2. Contributors\n\n2.1 The following agencies provided management reviews: the Aton Police Service; Bton NHS\n"
    "   Trust; and Cton Children’s Social Care. None of them knew the family well.": {
        "Aton Police Service": "i",
        "Bton NHS Trust": "i",
        "Cton Children’s Social Care": "i",
    },
    "Contributors\n\nThe following agencies submitted chronologies and IMRs:\n\n• Aton Police\n"
    "• Bton, Cton and Dton Valleys NHS Foundation Trust\n• Eton Probation Service – confirmed no contact\n"
    "• Aton Council (short report)": {
        "Aton Police": "ic",
        "Bton, Cton and Dton Valleys NHS Foundation Trust": "ic",
        "Aton Council": "r",
    },
    "Contributors\n\nAton Police and Bton Council each provided an IMR. Cton NHS Trust had no contact.": {
        "Aton Police": "i",
        "Bton Council": "i",
    },
    "Methodology\n\nIndividual management reviews were received from Aton Police, Bton Council and the Cton\n"
    "NHS Trust. All were independent.": {"Aton Police": "i", "Bton Council": "i", "Cton NHS Trust": "i"},
    "Methodology\n\nThe following agencies completed IMRs:\n\n• Aton Police\n• Bton Council\n\nThe panel met.": {
        "Aton Police": "i",
        "Bton Council": "i",
    },
    "Contributors\n\nThe following confirmed no contact and did not provide an IMR: Aton Police; Bton Council": {},
    "The panel\n\nThe following agencies sat on the panel: Aton Police; Bton Council.": {},
    "Background\n\nA report was received from Aton Police. A neighbour provided a report to Bton Council.": {},
    "Contributors\n\nName→IMR→Chronology\nAton Police→✓→✓\nBton Council→→✓\nCton NHS Trust→No→No": {
        "Aton Police": "ic",
        "Bton Council": "c",
    },
    "Contributors\n\nAton Police→IMR and chronology\nBton Council→Chronology\nCton NHS Trust→No contact": {
        "Aton Police": "ic",
        "Bton Council": "c",
    },
    "The panel\n\nName→Post→Body\nRole one→Head→Aton Police\nRole two→Chair→Bton Council": {},
}


@pytest.mark.parametrize("text", SAID)
def test_each_body_that_gave_something_and_what_it_gave(config: Config, text: str) -> None:
    assert given(config, text) == SAID[text]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Aton Police, Bton Council and the Cton Trust.", ["Aton Police", "Bton Council", "Cton Trust"]),
        ("Aton and Bton Constabulary and Cton Council", ["Aton and Bton Constabulary", "Cton Council"]),
        ("Aton, Bton and Cton NHS Trust as well as Dton Police", ["Aton, Bton and Cton NHS Trust", "Dton Police"]),
        ("the Kite Project; and Aton, Bton and Cton Refuges", ["Kite Project", "Aton, Bton and Cton Refuges"]),
        ("Aton Police and a neighbour of the family", []),
        ("", []),
    ],
)
def test_names_one_after_the_other(config: Config, words: str, names: list[str]) -> None:
    found = names_in(words, Passage(words, (Span(0, len(words)),)), config.lexicons)
    assert [name.text for name in found] == names
