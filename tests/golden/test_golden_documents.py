"""Invented documents in the styles of many councils: everything found in each, line by line.

`<case>/source.txt` is the document, `why.md` what it guards, `expected.jsonl` each finding in few words. To see what
a change of the rules does: `python tests/golden/test_golden_documents.py CASE`; a new line is written by hand.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from golden_brief import brief

from dhrgraph.config import Config, load_config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/source.txt"))


def found(path: Path, config: Config) -> list[str]:
    """Every finding of a file but its citations, one JSON object each."""
    (document,) = read_documents([path], config.kinds)
    assert isinstance(document, Document), document
    findings = extract_findings(document, config.lexicons).findings
    return [json.dumps(fields, ensure_ascii=False) for f in findings if (fields := brief(f))]


@pytest.mark.parametrize("case", CASES)
def test_findings_are_those_a_reader_would_make(case: str, config: Config) -> None:
    expected = (HERE / case / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    got = found(HERE / case / "source.txt", config)
    lost, gained = Counter(expected) - Counter(got), Counter(got) - Counter(expected)
    differences = [*(f"lost    {x}" for x in lost), *(f"gained  {x}" for x in gained)]
    assert not differences, "\n".join(["", *differences])
    assert got == expected, "the same findings in another order"


@pytest.mark.parametrize("case", CASES)
def test_every_case_says_what_it_guards(case: str) -> None:
    assert len((HERE / case / "why.md").read_text(encoding="utf-8").strip().splitlines()) == 1


if __name__ == "__main__":
    print(*found(HERE / sys.argv[1] / "source.txt", load_config()), sep="\n")
