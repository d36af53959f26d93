"""The walk over theme_rules.csv: each row with the phrases it must and must not match; and rows that are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from theme_knowledge import TEXTS, rules, scheme

from dhrgraph.classify import patterns
from dhrgraph.classify.hits import hits, sentences, standing
from dhrgraph.classify.rules import COLUMNS, Rule, parse_rules
from dhrgraph.errors import VocabularyError

RULES = rules().rules


def fires(rule: Rule, phrase: str) -> bool:
    """Whether the rule is found in the phrase and, if a cue, not taken back by a blocker."""
    kind = min(rule.fires_on)
    for sentence in hits(phrase, rules(), kind):
        for hit in standing(sentence) if rule.kind == "cue" else sentence:
            if hit.rule is rule:
                return True
    return False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"line {rule.row}")
def test_rule_matches_its_example(rule: Rule) -> None:
    assert fires(rule, rule.matches)


@pytest.mark.parametrize("rule", [r for r in RULES if r.does_not_match], ids=lambda rule: f"line {rule.row}")
def test_rule_does_not_match_its_counter_example(rule: Rule) -> None:
    assert not fires(rule, rule.does_not_match)


def test_no_pattern_stands_twice_for_a_theme() -> None:
    said = [(r.theme, r.kind, r.pattern.text, r.also.text if r.also else "", r.fires_on) for r in RULES]
    assert sorted({one[:3] for one in said if said.count(one) > 1}) == []


def test_each_theme_can_be_given() -> None:
    assert {rule.theme for rule in RULES if rule.kind == "cue"} == set(scheme().concepts)


def test_the_index_hides_no_match() -> None:
    """Every rule tried at every word of every text finds what the index lets through, and no more."""
    some = RULES[::9]
    phrases = [phrase for rule in some for phrase in (rule.matches, spelt(rule), spelt(rule).replace("-", ""))]
    for text in [*TEXTS[::5], *phrases]:
        found = {(hit.rule.row, hit.start, hit.end) for sentence in hits(text, rules(), "guidance") for hit in sentence}
        assert found == set(tried_everywhere(text))


def test_a_cue_stands_unless_a_blocker_of_its_theme_or_of_all_overlaps_it() -> None:
    """One by one and all at once come to the same; a text of one long sentence has many of both."""
    for text in [*TEXTS[::7], " and ".join(text.rstrip(".") for text in TEXTS[:60])]:
        for found in hits(text, rules(), "recommendation"):
            blockers = [hit for hit in found if hit.rule.kind == "blocker"]
            cues = [hit for hit in found if hit.rule.kind == "cue"]
            assert standing(found) == [
                hit
                for hit in cues
                if not any(b.rule.theme in ("", hit.rule.theme) and hit.overlaps(b) for b in blockers)
            ]


def spelt(rule: Rule) -> str:
    """The words of its pattern in a row, which may match nothing: hyphens, apostrophes and endings as they come."""
    return re.sub(r"[*?|(){}.]+", " ", rule.pattern.text)


def tried_everywhere(text: str) -> Iterator[tuple[int, int, int]]:
    for start, end in sentences(text):
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            for rule in RULES:
                stop = rule.pattern.at(text, at)
                if stop and "guidance" in rule.fires_on and (rule.also is None or rule.also.within(text, start, end)):
                    yield rule.row, at, stop


GOOD = dict.fromkeys(COLUMNS, "") | {
    "theme": "marac", "kind": "cue", "pattern": "marac*", "weight": "0.9", "fires_on": "any", "matches": "Go to MARAC.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"theme": "marca"}, "no theme 'marca'"),
        ({"theme": ""}, "no theme ''"),
        ({"kind": "hint"}, "no kind of rule 'hint'"),
        ({"kind": "aside"}, "has no theme"),
        ({"pattern": "marac ("}, "cannot be read: a bracket is opened"),
        ({"also": ".."}, "cannot be read"),
        ({"weight": ""}, "weight ''"),
        ({"weight": "0"}, "weight '0'"),
        ({"weight": "1.2"}, "weight '1.2'"),
        ({"weight": "nan"}, "weight 'nan'"),
        ({"fires_on": ""}, "cannot fire on ''"),
        ({"fires_on": "any guidance"}, "cannot fire on"),
        ({"matches": ""}, "no phrase that it matches"),
        ({"kind": "words", "theme": "{x}", "pattern": "a ("}, "cannot be read"),
    ],
)
def test_a_wrong_row_says_where_and_how_to_mend(change: dict[str, str], said: str) -> None:
    with pytest.raises(VocabularyError, match=rf"(?s)theme_rules.csv line 3: .*{said}.*\n  To mend: "):
        parse_rules([GOOD, GOOD | change], {"marac", "housing"})


def test_a_misspelt_theme_is_guessed() -> None:
    with pytest.raises(VocabularyError, match=r"To mend: write the id of one \(marac\)"):
        parse_rules([GOOD | {"theme": "marca"}], {"marac", "housing"})


def test_a_missing_column_is_named() -> None:
    row = {key: value for key, value in GOOD.items() if key != "also"}
    with pytest.raises(VocabularyError, match="line 2: the columns also are missing"):
        parse_rules([row], {"marac"})


def test_rules_prepared_leave_nothing_to_compile() -> None:
    patterns._compiled.cache_clear()
    rules().prepare()
    made = patterns._compiled.cache_info().misses
    for rule in RULES:
        hits(rule.matches, rules(), "recommendation")
    assert made
    assert patterns._compiled.cache_info().misses == made
