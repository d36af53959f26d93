"""Recommendations, learning and contributors that prose states, and what only speaks about them."""

from __future__ import annotations

import pytest
from invented_reports import findings, of

from dhrgraph.config import Config
from dhrgraph.extract.addressees import sentence_addressee
from dhrgraph.extract.contributors import kinds_in
from dhrgraph.extract.labels import learning_label, recommendation_label
from dhrgraph.extract.numbers import natural_key
from dhrgraph.records import Contribution, LearningPoint, Passage, Recommendation, Span

LABELS = {
    "Recommendation 1": ("1", ""),
    "Recommendation 1: Staff should act": ("1", "Staff should act"),
    "Recommendation No. 2 – Fictonshire Police": ("2", "Fictonshire Police"),
    "RECOMMENDATION THREE": ("THREE", ""),
    "Recommendation 4 (National)": ("4", ""),
    "Recommendation 10.3 Staff should": ("10.3", "Staff should"),
    "Recommendation R5. Staff": ("R5", "Staff"),
    "Recommendation A: Staff": ("A", "Staff"),
    "Fictonshire Police recommendation 2: Officers": ("2", "Officers"),
    "Multi-agency Recommendation 6": ("6", ""),
    "Recommendation: Staff should": (None, "Staff should"),
    "Recommendation 2 above follows earlier work": "none",
    "In relation to recommendation 2: the Trust": "none",
    "Recommendations": "none",
    "Recommendation a review be held": "none",
    "The panel made 3 recommendations": "none",
}


@pytest.mark.parametrize("words", LABELS)
def test_a_label_is_told_from_words_about_one(config: Config, words: str) -> None:
    label = recommendation_label(words, config.lexicons)
    assert ((label.number, words[label.rest[0] : label.rest[1]]) if label else "none") == LABELS[words]


@pytest.mark.parametrize(
    ("words", "number", "aside"),
    [
        ("Learning 1 [Panel recommendation 1 & 2] Narrative", "1", "[Panel recommendation 1 & 2]"),
        ("Learning Point 3", "3", None),
        ("Lesson Four", "Four", None),
        ("Lesson 2: see recommendation 3-5", "2", "see recommendation 3-5"),
        ("Key Learning Point B: recording", "B", None),
        ("Learning from this review", None, None),
        ("Lesson learned", None, None),
        ("Lessons 1 to 3 follow", None, None),
    ],
)
def test_a_learning_label(config: Config, words: str, number: str | None, aside: str | None) -> None:
    label = learning_label(words, config.lexicons)
    assert (label.number if label else None) == number
    assert (words[slice(*label.aside)] if label and label.aside else None) == aside


ASKED = {
    "That all agencies review their records.": "all agencies",
    "That Exampleton Council and the Mockham Board review the offer.": "Exampleton Council and the Mockham Board",
    "The Home Office should publish guidance.": "Home Office",
    "Fictonshire Police to run a campaign.": "Fictonshire Police",
    "It is recommended that Mockham NHS Trust considers a flag.": "Mockham NHS Trust",
    "The Care Quality Commission should inspect.": "Care Quality Commission",
    "Domestic abuse support services must meet.": "Domestic abuse support services",
    "GP practices need to ask.": "GP practices",
    "Consideration should be given to training.": "",
    "Training should be provided to Exampleton staff.": "",
    "Review the policy of Exampleton Council to include carers.": "",
    "To embed routine enquiry.": "",
    "Improve recording.": "",
    "": "",
}


@pytest.mark.parametrize("words", ASKED)
def test_who_is_asked_stands_before_the_verb(config: Config, words: str) -> None:
    text = Passage(words, (Span(0, len(words)),) if words else ())
    assert sentence_addressee(words, text, config.lexicons).text == ASKED[words]


def stated(config: Config, body: str) -> list[tuple[str | None, str]]:
    found = of(
        Recommendation, findings(f"9. Recommendations\n\n{body}\n\n10. Glossary\n\n10.1 They should.", config.lexicons)
    )
    return [(r.number, r.text.text) for r in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("9.1 The Trust should act.\n\n9.2 The force should act.", [("9.1", "The Trust should act."), ("9.2", "The force should act.")]),
        ("9.1 The following recommendations are made:\n- Staff should act.", [(None, "Staff should act.")]),
        ("9.1 The Trust should:\n- act;\n- tell staff.\n\n9.2 It must.", [("9.1", "The Trust should: act; tell staff."), ("9.2", "It must.")]),
        ("R1 The Trust should act\nwithin a year.", [("R1", "The Trust should act within a year.")]),
        ("The panel recommends that the Trust acts.", [(None, "The panel recommends that the Trust acts.")]),
        ("The panel thanks all who took part.", []),
        ("Recommendation 1\n\nThe Trust should act.\n\nRationale: it did not.", [("1", "The Trust should act.")]),
        ("Recommendation 1: Training\n\nThe Trust should act.", [("1", "The Trust should act.")]),
        ("These recommendations should be monitored by the board.", []),
        ("1. Provide training\n2. Provide posters", [("1", "Provide training"), ("2", "Provide posters")]),
    ],
)  # fmt: skip
def test_what_a_section_of_recommendations_states(
    config: Config, body: str, expected: list[tuple[str | None, str]]
) -> None:
    assert stated(config, body) == expected


def test_the_same_words_for_two_bodies_are_two_recommendations(config: Config) -> None:
    same = "1. Every member of staff should be trained in domestic abuse within a year."
    text = f"Recommendations\n\nFictonshire Police\n\n{same}\n\nMockham Council\n\n{same}\n"
    found = of(Recommendation, findings(text, config.lexicons))
    assert [r.addressees[0].raw.text for r in found] == ["Fictonshire Police", "Mockham Council"]


def learnt(config: Config, body: str) -> list[tuple[str, str | None, str, str]]:
    found = of(
        LearningPoint, findings(f"8. Lessons to be learned\n\n{body}\n\n9. Conclusions\n\nDone.", config.lexicons)
    )
    return [(p.list, p.number, p.narrative.text, p.lesson.text) for p in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Learning 1 Narrative\n\nIt was so.\n\nLesson\n\nDo better.", [("Panel learning", "1", "It was so.", "Do better.")]),
        ("Lesson 1: It was so.\nLesson 2: It was not.", [("Panel learning", "1", "It was so.", ""), ("Panel learning", "2", "It was not.", "")]),
        ("8.1 The following was learnt:\n\n- It was so.\n- It was not.", [("Panel learning", None, "It was so.", ""), ("Panel learning", None, "It was not.", "")]),
        ("Fictonshire Police\n\n- It was so.", [("Fictonshire Police", None, "It was so.", "")]),
        ("8.2 Agencies learning\n\n8.2.1 Lighthouse\n\n- It was so.", [("Lighthouse", None, "It was so.", "")]),
        ("Learning Point 1 – Recording\n\nIt was so.", [("Panel learning", "1", "It was so.", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_section_on_learning_says(
    config: Config, body: str, expected: list[tuple[str, str | None, str, str]]
) -> None:
    assert learnt(config, body) == expected


@pytest.mark.parametrize(
    ("reference", "informs"),
    [
        ("[Recommendations 1, 2 and 4]", (1, 2, 4)),
        ("[Panel recommendation 1 & 2]", (1, 2)),
        ("[Recommendation 3-5]", (3, 4, 5)),
        ("[Recommendations 2 to 3]", (2, 3)),
        ("[Recommendation R2]", (2,)),
        ("[Recommendation 9]", ()),
        ("[Recommendations 1-999]", (1, 2, 3, 4, 5)),
    ],
)
def test_cross_references_are_followed(config: Config, reference: str, informs: tuple[int, ...]) -> None:
    rows = "\n".join(f"{n}. The Trust should do {word}." for n, word in enumerate(("a", "b", "c", "d", "e"), 1))
    text = f"Learning\n\nLesson 1 {reference}\n\nIt was so.\n\nRecommendations\n\n{rows}\n"
    (point,) = of(LearningPoint, findings(text, config.lexicons))
    assert point.informs == informs
    assert point.cross_reference.text == reference


@pytest.mark.parametrize(
    ("row", "gave"),
    [
        ("Police→✓→x→", "imr chronology"),
        ("Police→\\checkmark→√→Yes", "imr chronology report"),
        ("Police→No→Y→N/A", "chronology"),
        ("Police→-→–→✗", None),
        ("Police→12 May 2020→→None", "imr"),
    ],
)
def test_any_mark_is_a_tick_unless_it_says_no(config: Config, row: str, gave: str | None) -> None:
    found = of(Contribution, findings(f"Agency→IMR→Chronology→Report\n{row}\n", config.lexicons))
    kinds = [" ".join(kind for kind in ("imr", "chronology", "report") if getattr(c, kind)) for c in found]
    assert kinds == ([gave] if gave else [])


def test_kinds_are_told_from_words(config: Config) -> None:
    assert kinds_in("Individual Management Reviews and a chronology", config.lexicons) == {"imr", "chronology"}
    assert kinds_in("no contact", config.lexicons) == set()


def test_numbers_sort_as_a_reader_sorts_them() -> None:
    numbers = ["10.4g", "R10", "2", "10.5", "R9", "11.10", "11.9", "²", None, "9" * 30]
    ordered = sorted(numbers, key=natural_key)
    assert [n for n in ordered if n in ("2", "10.4g", "10.5", "11.9", "11.10")] == [
        "2",
        "10.4g",
        "10.5",
        "11.9",
        "11.10",
    ]
    assert ordered.index("R9") < ordered.index("R10")
    assert ordered[0] is None
