"""What a client would take and what is offered come together as RFC 9110, section 12.5.1 says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.text.accept import choose

OFFERED = ["text/html", "text/turtle", "application/ld+json", "application/n-triples"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/html"),
        ("   ", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/turtle, */*", "text/turtle"),  # equal weights: what is named wins over what is let pass
        ("text/turtle;q=0.3, application/ld+json;q=0.7", "application/ld+json"),
        ("text/*, text/html;q=0", "text/turtle"),
        ("text/*;q=0.5, */*;q=0.1", "text/html"),
        ("text/html;q=0.1, */*", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("*", None),
        ("*/html", None),
        ("text/turtle;q=2, application/n-triples", "application/n-triples"),
        ("text/turtle;q=nan", None),
        ("text/turtle;q=0.0001", None),
        ("text/turtle;q=1.000", "text/turtle"),
        ("text/turtle ; q=0.9 , text/html;Q=0.8", "text/turtle"),
        ("text/turtle;charset=utf-8", "text/turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted,expanded"', "application/ld+json"),
        ('text/turtle;q=0.5, application/ld+json;profile="a,b;q=0.1";q=0.9', "application/ld+json"),
        ("text/html;level=1;q=0, text/html;q=0.4", "text/html"),
        ("text/html;level=1, text/html;q=0.4, text/turtle;q=0.5", "text/turtle"),
        ("garbage,,;;, text/turtle", "text/turtle"),
        ("garbage", None),
        ('"' * 100_000, None),
        ('"' + '\\"' * 100_000, None),
    ],
)
def test_the_best_that_is_offered(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


def test_a_type_with_parameters_is_named_exactly() -> None:
    offered = ["text/csv", "text/csv;header=absent"]
    assert choose("text/csv;header=absent", offered) == "text/csv;header=absent"
    assert choose("text/csv", offered) == "text/csv"


weights = st.sampled_from(["", ";q=0", ";q=0.2", ";q=0.5", ";q=1"])
items = st.tuples(st.sampled_from([*OFFERED, "text/*", "application/*", "*/*", "image/png"]), weights)


def plain(accept: list[tuple[str, str]], offered: str) -> float:
    """The weight of one type, by the letter: the last of the ranges that fit, ordered from vague to exact."""
    kind = offered.split("/")[0]
    for name in (offered, f"{kind}/*", "*/*"):
        said = [float(weight.removeprefix(";q=") or 1) for each, weight in accept if each == name]
        if said:
            return max(said)
    return 0.0


@given(st.lists(items, min_size=1, max_size=6))
def test_the_weight_of_the_choice_is_the_highest(accept: list[tuple[str, str]]) -> None:
    chosen = choose(", ".join(name + weight for name, weight in accept), OFFERED)
    highest = max(plain(accept, offered) for offered in OFFERED)
    assert (plain(accept, chosen) if chosen else 0.0) == highest


@given(st.text(), st.lists(st.sampled_from(OFFERED), unique=True))
def test_any_header_is_read(accept: str, offered: list[str]) -> None:
    assert choose(accept, offered) in [*offered, None]
