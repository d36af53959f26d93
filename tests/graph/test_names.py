"""One list is one list, whatever the capitals of its heading: its plan has one name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.config import Config
from dhrgraph.graph.names import Names, list_slug
from dhrgraph.graph.quads import names_of, statements_of_document
from dhrgraph.pipeline.stages import understand
from dhrgraph.records import Action, Document, Reading, Recommendation

Read = Callable[..., Document]
TEXT = """# Domestic Homicide Review

Northtown Community Safety Partnership

## Recommendations

Recommendation 1: All agencies should share information.

Recommendation 2: All agencies should train their staff.

## Action Plan

| Recommendation | Action to take | Lead Agency | Target Date |
| --- | --- | --- | --- |
| 1. All agencies should share information. | Write a protocol | Merseyside Police | May 2022 |
| 2. All agencies should train their staff. | Hold a course | Merseyside Police | June 2022 |
"""


def test_lists_that_differ_in_capitals_only_are_one_plan_with_one_name(read: Read, config: Config) -> None:
    reading = understand(read(TEXT, "review.md"), config).reading
    assert sum(isinstance(finding, Action) for finding in reading.findings) == 2
    printed = iter(["All Agencies", "All agencies"])
    findings = tuple(
        replace(finding, list=next(printed)) if isinstance(finding, Recommendation) else finding
        for finding in reading.findings
    )
    changed: Reading = replace(reading, findings=findings)
    names = Names.of(changed)
    assert names.plan("All Agencies") == names.plan("All agencies")
    assert names.plan_name("All agencies") == "All Agencies"
    lines = statements_of_document(changed, config.vocabulary, names_of([changed])[reading.document.source.key])
    told = [line for line in lines if "/action-plan/" in line.split(" ")[0] and "#listName>" in line]
    assert len(told) == 1
    assert '"All Agencies"' in told[0]


@given(st.text(alphabet="abcde é", min_size=1, max_size=120), st.text(alphabet="xyz ", min_size=1, max_size=120))
def test_a_slug_is_short_and_tells_long_lists_apart(first: str, second: str) -> None:
    one, other = list_slug(first * 3 + "q"), list_slug(first * 3 + "q" + second + "w")
    assert one != other
    assert max(len(one), len(other)) <= 64
