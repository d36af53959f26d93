"""What a person decided about a theme outranks the rules, whatever the layout of the text."""

from __future__ import annotations

from dataclasses import replace

from theme_knowledge import themes

from dhrgraph.classify.readings import themings
from dhrgraph.records import Passage, Span
from dhrgraph.text.passages import passage
from dhrgraph.text.wording import wording_key

TEXT = "Refer every high risk case to MARAC and ask how the meeting shares information."
WHOLE = Passage(TEXT, (Span(0, len(TEXT)),))


def given(judged: dict[str, bool], text: str = TEXT) -> dict[str, tuple[float, str]]:
    """Theme -> confidence and method, with these judgements about TEXT."""
    key = wording_key(TEXT)
    with_judged = replace(themes(), judged={(key, theme): has for theme, has in judged.items()})
    whole = passage(text, Span(0, len(text)))
    return {t.theme: (t.confidence, t.method) for t in themings(text, whole, with_judged, "recommendation")[0]}


def test_a_yes_adds_a_theme_that_the_rules_did_not_give() -> None:
    assert "housing" not in given({})
    assert given({"housing": True}) == {"housing": (1.0, "judgement"), **given({})}


def test_a_yes_to_a_theme_of_the_rules_makes_it_certain() -> None:
    assert given({})["marac"][1] == "cue"
    assert given({"marac": True})["marac"] == (1.0, "judgement")


def test_a_no_takes_it_away_also_from_those_in_doubt() -> None:
    decided = replace(themes(), judged={(wording_key(TEXT), "marac"): False})
    sure, doubtful = themings(TEXT, WHOLE, decided, "recommendation")
    assert "marac" not in {theming.theme for theming in (*sure, *doubtful)}
    assert given({"marac": False}) == {theme: how for theme, how in given({}).items() if theme != "marac"}


def test_it_holds_for_the_same_words_in_another_layout_and_for_no_other_text() -> None:
    assert "housing" in given({"housing": True}, TEXT.replace(" ", "\n").upper())
    assert "housing" not in given({"housing": True}, TEXT + " Now.")


def test_the_evidence_of_a_judgement_is_the_whole_text() -> None:
    decided = replace(themes(), judged={(wording_key(TEXT), "housing"): True})
    assert themings(TEXT, WHOLE, decided, "recommendation")[0][0].evidence == WHOLE
