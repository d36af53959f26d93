"""A role is let through and nothing that may be a person's name: what stands there is published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.config import table
from dhrgraph.read.roles import POST, role_words

ROWS = table("role_words.csv")
ROLES = role_words(ROWS)
WORDS = st.sampled_from(sorted(row["word"] for row in ROWS if len(row["word"]) > 1))
POSTS = st.sampled_from(sorted(row["word"] for row in ROWS if row["kind"] == POST))


@pytest.mark.parametrize(
    "role",
    [
        "analyst", "domestic abuse analyst", "Domestic Abuse Analyst", "community safety manager", "DHR coordinator",
        "DHR co-ordinator", "information governance officer", "data analyst", "head of safeguarding", "VAWG lead",
        "DA Lead", "CSP officer", "IDVA manager", "researcher", "librarian", "reviewer", "panel chair",
        "service manager", "safeguarding lead, NHS trust", "Head of Service (Community Safety)", "data steward",
        "Domestic Abuse & VAWG Officer", "children and young people's lead", "Designated Nurse for Safeguarding Adults",
        "Home Office policy officer", "business intelligence analyst", "strategic lead – domestic abuse",
        "PhD researcher, university", "OPCC performance analyst", "Detective Inspector, public protection unit",
        "Children’s Services quality assurance manager", "DHR panel", "software developer", "named GP",
    ],
)  # fmt: skip
def test_usual_roles_are_roles(role: str) -> None:
    assert ROLES.no_role(role) == ""


@pytest.mark.parametrize(
    "written",
    [
        "domestic abuse lead (Jane Smith)", "Analyst - Priya", "lead: J. Smith", "Ada Example", "ada example", "Ada",
        "analyst JS", "analyst A B", "Analyst Di", "Analyst Young", "Faith, analyst", "DA lead jane", "Dr Ada Example",
        "ada@example.org", "analyst 07700 900123", "lead_ada", "ana1yst", "\u0410nalyst", "Analyst O'Example", "???", "",
        "DA", "domestic abuse", "Ada\nanalyst", "Sefton analyst", "analyst, \u674e\u96f7", "Analyst <Ada>",
    ],
)  # fmt: skip
def test_what_may_name_a_person_or_says_no_post_is_refused_without_being_repeated(written: str) -> None:
    fault = ROLES.no_role(written)
    assert fault
    assert not any(word in fault for word in ("Ada", "Smith", "Priya", "Sefton"))


@given(st.lists(WORDS, max_size=4), POSTS, st.lists(WORDS, max_size=4), st.sampled_from([" ", ", ", " - ", "/", " ("]))
def test_known_words_with_a_post_are_a_role_in_any_case(
    before: list[str], post: str, behind: list[str], joint: str
) -> None:
    role = joint.join([*before, post, *behind])
    if len(role) <= 120:
        assert ROLES.no_role(role) == ROLES.no_role(role.title().replace("'S", "'s")) == ""


@given(POSTS, st.text(st.characters(categories=["L"]), min_size=2, max_size=12), st.booleans())
def test_one_unknown_word_is_enough_to_refuse(post: str, word: str, first: bool) -> None:
    known = ROLES.no_role(word) != "it has words that no post has"
    if not known:
        assert ROLES.no_role(f"{word} {post}" if first else f"{post}: {word}")


@given(st.text())
def test_anything_is_a_role_or_is_refused(written: str) -> None:
    assert isinstance(ROLES.no_role(written), str)


def test_each_word_stands_once_in_small_letters() -> None:
    words = [row["word"] for row in ROWS]
    assert len(set(words)) == len(words)
    assert all(word == word.casefold().strip() for word in words)
    assert {row["kind"] for row in ROWS} == {"post", "rank", "about", "initials", "small"}
