"""What holds for every text, and the few rules of adding up, on made-up rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from theme_knowledge import TEXTS, calibration, rules, scheme, themes

from dhrgraph.classify.calibration import Band, Calibration
from dhrgraph.classify.readings import themings
from dhrgraph.classify.rules import COLUMNS, Rules, TextKind, parse_rules
from dhrgraph.classify.scheme import Concept, Scheme
from dhrgraph.classify.themes import DOUBT, LEAST, MOST, Answer, classify
from dhrgraph.records import Passage, Span
from dhrgraph.text.passages import passage

KINDS = st.sampled_from(["recommendation", "learning-point", "guidance"])
# Whole texts, texts run together, and texts cut anywhere: what a reader of a damaged page might hand over.
JOINED = st.lists(st.sampled_from(TEXTS), max_size=3).map(" ".join)
CUT = st.tuples(JOINED, st.integers(0, 400), st.integers(0, 800)).map(lambda cut: cut[0][cut[1] : cut[2]])
ANY = st.one_of(st.sampled_from(TEXTS), JOINED, CUT, st.text(max_size=60))


@given(text=ANY, kind=KINDS)
@settings(deadline=None)
def test_every_answer_keeps_the_promises(text: str, kind: TextKind) -> None:
    answer = classify(text, rules(), scheme(), kind, calibration())
    assert answer == classify(text, rules(), scheme(), kind, calibration())
    assert len(answer.given) <= MOST
    everything = (*answer.given, *answer.in_doubt)
    themes = [a.theme for a in everything]
    assert len(set(themes)) == len(themes)
    assert not {above for a in answer.given for above in scheme().broader(a.theme)} & set(themes)
    by_row = {rule.row: rule for rule in rules().rules}
    for part, least in ((answer.given, LEAST), (answer.in_doubt, DOUBT)):
        assert [a.confidence for a in part] == sorted((a.confidence for a in part), reverse=True)
        assert all(least <= a.confidence < 1 for a in part)
    for a in everything:
        rule = by_row[a.row]
        assert (rule.theme, rule.kind) == (a.theme, "cue")
        assert rule.pattern.at(text, a.start) == a.end
        assert text[a.start : a.end].strip() == text[a.start : a.end] != ""


@given(text=st.sampled_from(TEXTS), decided=st.dictionaries(st.sampled_from(sorted(scheme().concepts)), st.booleans()))
@settings(deadline=None)
def test_what_a_person_decided_is_not_in_the_answer_and_takes_no_other_theme_away(
    text: str, decided: dict[str, bool]
) -> None:
    without = classify(text, rules(), scheme(), "recommendation", calibration())
    answer = classify(text, rules(), scheme(), "recommendation", calibration(), decided)
    assert not {a.theme for a in (*answer.given, *answer.in_doubt)} & set(decided)
    assert {a for a in without.given if a.theme not in decided} <= set(answer.given)
    if all(decided.values()):
        assert {a for a in without.given if a.theme not in decided} == set(answer.given)
        assert {a for a in without.in_doubt if a.theme not in decided} == set(answer.in_doubt)


def test_a_narrower_theme_that_a_person_gives_leaves_the_broader_one_that_the_text_asks_for() -> None:
    """As when one of a text's themes is replaced by another that happens to lie under a third."""
    text = next(
        text
        for text in TEXTS
        for a in classify(text, rules(), scheme(), "recommendation", calibration()).given
        if a.theme == "risk-assessment"
    )
    answer = classify(text, rules(), scheme(), "recommendation", calibration(), {"safety-planning": True})
    assert "risk-assessment" in {a.theme for a in answer.given}


@given(text=st.sampled_from(TEXTS), kind=KINDS)
@settings(deadline=None)
def test_case_changes_nothing(text: str, kind: TextKind) -> None:
    assert classify(text.upper(), rules(), scheme(), kind) == classify(text, rules(), scheme(), kind)


@given(text=st.sampled_from(TEXTS), space=st.sampled_from(["\n", "  ", "\t", "\u00a0 "]), kind=KINDS)
@settings(deadline=None)
def test_white_space_changes_nothing(text: str, space: str, kind: TextKind) -> None:
    spaced = text.replace(" ", space)

    def words(given: str) -> list[tuple[str, float, str]]:
        return [
            (a.theme, a.confidence, " ".join(given[a.start : a.end].split()))
            for a in classify(given, rules(), scheme(), kind).given
        ]

    assert words(spaced) == words(text)


@given(text=st.sampled_from(TEXTS), cut=st.integers(1, 60))
@settings(deadline=None)
def test_evidence_leads_back_to_the_document(text: str, cut: int) -> None:
    """A passage put together from two places: each evidence is words of the document at its spans."""
    document = f"Page 3\n{text[:cut]}\nfoot of page\n{text[cut:]}"
    first = Span(7, 7 + cut)
    second = Span(7 + cut + 14, len(document))
    whole = passage(document, first, second)
    for theming in themings(document, whole, themes(), "recommendation")[0]:
        assert theming.evidence.text in whole.text
        quoted = " ".join(document[s.start : s.end] for s in theming.evidence.spans)
        assert "".join(quoted.split()) == "".join(theming.evidence.text.split())


def test_evidence_of_a_redacted_passage_is_not_to_be_quoted() -> None:
    document = "Refer someone to MARAC."
    whole = Passage("Refer [victim] to MARAC.", (Span(0, 23),), redacted=True)
    (theming,) = themings(document, whole, themes(), "recommendation")[0]
    assert theming.theme == "marac"
    assert theming.evidence.redacted
    assert theming.evidence.spans == whole.spans


ASKED_OR_MENTIONED = [
    ("information-sharing", "Share what is known of him with the school.", "Put the information leaflet in each room."),
    (
        "information-sharing",
        "Information is shared with the GP.",
        "The lessons of this review should be shared widely.",
    ),
    ("perpetrator-engagement", "Offer a programme for perpetrators.", "Assess the risk that perpetrators pose to her."),
    ("risk-assessment", "Assess the risk to the victim.", "Refer cases at any risk level to the worker."),
    ("staff-training", "Train all staff on stalking.", "Ask the training provider for the date."),
    ("marac", "Refer such cases to MARAC.", "File the MARAC minutes in the record."),
    (
        "commissioning-and-resources",
        "Commission a new service.",
        "The clinical commissioning group should write to him.",
    ),
    ("assurance-and-learning", "Audit the files each year.", "Write down the AUDIT-C score."),
    ("assurance-and-learning", "Discuss it in staff supervision.", "See people who are under probation supervision."),
    ("safety-planning", "Agree a safety plan with her.", "Send a letter where it is safe to do so."),
    ("coercive-control", "Know the signs of coercive control.", "Train staff in infection control."),
    ("history-and-risk-indicators", "Recognise escalating violence.", "Escalate concerns to a manager."),
    ("policy-and-procedure", "Rewrite the visiting policy.", "Develop a performance framework."),
    ("substance-misuse", "Offer help with alcohol misuse.", "Alcohol services should review their rooms."),
]


@pytest.mark.parametrize(("theme", "asks", "mentions"), ASKED_OR_MENTIONED)
def test_a_theme_is_given_where_it_is_asked_for_and_not_where_its_words_are_said(
    theme: str, asks: str, mentions: str
) -> None:
    given = [
        {a.theme for a in classify(text, rules(), scheme(), "recommendation", calibration()).given}
        for text in (asks, mentions)
    ]
    assert theme in given[0]
    assert theme not in given[1]


# --- adding up, on made-up rules --------------------------------------------------------------------------------

TINY = Scheme({
    "top": Concept("top", "Top", "."),
    "low": Concept("low", "Low", ".", broader="top"),
    **{f"t{n}": Concept(f"t{n}", f"T{n}", ".") for n in range(6)},
})  # fmt: skip


def made(*given: tuple[str, str, str, str]) -> Rules:
    """Rules from (theme, kind, pattern, weight)."""
    names = ("theme", "kind", "pattern", "weight")
    blank = dict.fromkeys(COLUMNS, "") | {"fires_on": "any", "matches": "-"}
    return parse_rules([blank | dict(zip(names, row, strict=True)) for row in given], TINY.concepts)


def given_to(text: str, *rows: tuple[str, str, str, str], kind: TextKind = "recommendation") -> dict[str, float]:
    return {a.theme: a.confidence for a in classify(text, made(*rows), TINY, kind).given}


def test_two_hints_make_a_theme_and_one_does_not() -> None:
    hints = (("t1", "cue", "apple", "0.4"), ("t1", "cue", "pear", "0.4"))
    assert given_to("apple", *hints) == {}
    assert given_to("apple apple", *hints) == {}
    assert given_to("apple and pear", *hints) == {"t1": 0.64}


def test_the_same_words_count_once() -> None:
    assert given_to("apple pie", ("t1", "cue", "apple pie", "0.7"), ("t1", "cue", "apple", "0.6")) == {"t1": 0.7}


def test_a_blocker_takes_back_its_own_theme_only() -> None:
    rows = (("t1", "cue", "apple", "0.9"), ("t2", "cue", "apple", "0.9"), ("t1", "blocker", "apple street", ""))
    assert given_to("in Apple Street", *rows) == {"t2": 0.9}
    assert given_to("in Apple Street, an apple", *rows) == {"t1": 0.9, "t2": 0.9}


def test_the_name_of_a_body_takes_back_every_theme() -> None:
    rows = (("t1", "cue", "apple", "0.9"), ("t2", "cue", "trust", "0.9"), ("", "blocker", "apple trust", ""))
    assert given_to("The Apple Trust should act", *rows) == {}


def test_a_reason_counts_for_less() -> None:
    rows = (("t1", "cue", "apple", "0.9"), ("", "aside", "because", "0.5"))
    assert given_to("Plant because of the apple", *rows) == {}
    assert given_to("Plant the apple because", *rows) == {"t1": 0.9}
    assert given_to("Wait because. Plant the apple", *rows) == {"t1": 0.9}


def test_a_sentence_that_asks_nothing_counts_for_less_beside_one_that_does() -> None:
    rows = (("t1", "cue", "apple", "0.6"), ("t2", "cue", "pear", "0.6"), ("", "request", "should", "0.7"))
    text = "The apple fell. They should pick the pear."
    assert given_to(text, *rows) == {"t2": 0.6}
    assert given_to(text, *rows, kind="learning-point") == {"t1": 0.6, "t2": 0.6}
    assert given_to("The apple fell.", *rows) == {"t1": 0.6}


def test_a_broader_theme_gives_way() -> None:
    rows = (("top", "cue", "fruit", "0.99"), ("low", "cue", "apple", "0.5"))
    assert given_to("fruit", *rows) == {"top": 0.99}
    assert given_to("fruit or apple", *rows) == {"low": 0.5}


def test_the_surest_four_are_kept_and_the_others_are_in_doubt() -> None:
    rows = tuple((f"t{n}", "cue", f"word{n}", f"0.{n + 4}") for n in range(6))
    text = "word0 word1 word2 word3 word4 word5"
    assert list(given_to(text, *rows)) == ["t5", "t4", "t3", "t2"]
    answer = classify(text, made(*rows), TINY, "recommendation")
    assert [a.theme for a in answer.in_doubt] == ["t1", "t0"]


def test_a_refused_theme_makes_room_for_the_broader_one() -> None:
    """It gave way to a narrower one that the text does not have."""
    rows = made(("top", "cue", "fruit", "0.9"), ("low", "cue", "apple", "0.9"))
    asked = classify("fruit or apple", rows, TINY, "recommendation", decided={"low": False})
    assert [a.theme for a in asked.given] == ["top"]


def test_confidence_is_the_share_that_was_right() -> None:
    rows = made(("t1", "cue", "apple", "0.9"), ("t2", "cue", "pear", "0.6"), ("t3", "cue", "plum", "0.3"))
    counted = Calibration((Band(0.5, 8, 2), Band(0.8, 18, 17)))
    answer = classify("apple, pear, plum", rows, TINY, "recommendation", counted)
    assert [(a.theme, a.confidence) for a in answer.given] == [("t1", 0.9)]
    assert [(a.theme, a.confidence) for a in answer.in_doubt] == [("t2", 0.3)]


@pytest.mark.parametrize(("kind", "themes"), [("guidance", {"t1": 0.9}), ("recommendation", {})])
def test_a_rule_fires_only_on_its_kinds(kind: TextKind, themes: dict[str, float]) -> None:
    blank = dict.fromkeys(COLUMNS, "")
    row = blank | {"theme": "t1", "kind": "cue", "pattern": "apple", "weight": "0.9", "fires_on": "guidance",
                   "matches": "-"}  # fmt: skip
    answer = classify("apple", parse_rules([row], TINY.concepts), TINY, kind).given
    assert {a.theme: a.confidence for a in answer} == themes


def test_also_must_stand_in_the_same_sentence() -> None:
    blank = dict.fromkeys(COLUMNS, "")
    row = blank | {"theme": "t1", "kind": "cue", "pattern": "apple", "also": "pear*", "weight": "0.9",
                   "fires_on": "any", "matches": "-"}  # fmt: skip
    one = parse_rules([row], TINY.concepts)
    assert classify("Pears first, then an apple", one, TINY, "guidance").given
    assert not classify("Pears first. Then an apple", one, TINY, "guidance").given


@pytest.mark.parametrize("text", ["", " ", "...", "Thank you.", "The panel met six times in the town hall."])
def test_nothing_to_say(text: str) -> None:
    assert classify(text, rules(), scheme(), "recommendation") == Answer((), ())
