"""Comparing two versions' findings: nothing is lost in counting, and order does not matter."""

from __future__ import annotations

from compare import compare, report
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.sampled_from(
    ["train all staff in risk", "train all staff in the risk", "audit records", "meet monthly", "x"]
)
ROWS = st.lists(
    st.builds(
        lambda document, text, theme, start: {
            "kind": "guidance", "document": document, "text": text, "themes": [theme], "span": [start, start + 1],
        },
        st.sampled_from("ab"), TEXTS, st.sampled_from("tu"), st.integers(0, 5),
    ),
    max_size=6,
)  # fmt: skip


@given(ROWS, ROWS)
def test_every_finding_is_counted_once(old: list[dict[str, object]], new: list[dict[str, object]]) -> None:
    found = compare(old, new)
    assert len(old) == found.same + len(found.changed) + len(found.lost)
    assert len(new) == found.same + len(found.changed) + len(found.gained)
    assert all(change.keys for change in found.changed)
    back = compare(new, old)
    assert (len(back.lost), len(back.gained), back.same) == (len(found.gained), len(found.lost), found.same)


@given(ROWS)
def test_the_same_findings_differ_in_nothing(rows: list[dict[str, object]]) -> None:
    moved = [{**row, "span": [9, 10]} for row in reversed(rows)]
    found = compare(rows, moved)
    assert (found.lost, found.gained, found.changed, found.same) == ((), (), (), len(rows))


def test_report_names_what_was_lost_and_changed() -> None:
    first = {
        "kind": "recommendation",
        "document": "a.pdf",
        "number": "1",
        "text": "Train all staff in risk.",
        "form": "ruled",
    }
    second = {**first, "number": "2", "text": "Meet every month."}
    old, new = [first, second], [{**first, "text": "Train all staff in risk. No"}]
    said = report(old, new, compare(old, new))
    assert "recommendation (ruled)" in said
    assert "lost (1)\n  a.pdf recommendation 2: Meet every month." in said
    assert "changed (1)" in said
    assert "gained" not in said.split("same in both")[1]
