"""The reports on the five documents, word for word; `write_report_golden.py` writes them anew."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from report_golden import GOLDEN, SUBJECTS, texts

from dhrgraph.graph.store import Store


@pytest.mark.parametrize("name", SUBJECTS)
def test_report_reads_as_agreed(name: str, store: Store) -> None:
    for file, text in texts(store, name).items():
        agreed = (GOLDEN / file).read_text(encoding="utf-8")
        changes = "\n".join(unified_diff(agreed.splitlines(), text.splitlines(), "agreed", "now", lineterm="", n=0))
        assert text == agreed, f"{file}:\n{changes}\nTo keep it: python tests/report/write_report_golden.py"


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.md")} == {"briefing.md", *(f"{name}.md" for name in SUBJECTS)}
