"""The walk over theme_rules.csv: each row with the phrases it must and must not match; and rows that are wrong."""

from __future__ import annotations

import pytest
from theme_knowledge import rules, scheme

from dhrgraph.classify.rules import COLUMNS, Rule, parse_rules
from dhrgraph.classify.themes import hits, standing
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


def test_every_rule_is_looked_for_where_it_may_begin() -> None:
    for rule in RULES:
        for start in rule.pattern.starts:
            assert rule in set(rules().beginning(start.letters if start.whole else start.letters + "x"))


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
