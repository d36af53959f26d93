"""The reports on the five documents that golden files hold, each as text.

The statements behind numbers are cut to one each: that they are the right ones is tested in test_report_content.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dhrgraph.graph.store import Askable
from dhrgraph.report.briefing import briefing_markdown
from dhrgraph.report.compose import compose
from dhrgraph.report.markdown import markdown
from dhrgraph.report.subject import find_subject

GOLDEN = Path(__file__).parent / "golden"
SUBJECTS: Mapping[str, Mapping[str, str | bool]] = {
    "whole": {},
    "partnership": {"csp": "sefton-scp"},
    "agency": {"agency": "probation-service"},
    "theme": {"theme": "information-sharing"},
    "national": {"national": True},
}


def texts(store: Askable, name: str) -> dict[str, str]:
    """File name -> text of the report on one of SUBJECTS; of the whole, its briefing too."""
    report = compose(store, find_subject(store, **SUBJECTS[name]))  # type: ignore[arg-type]
    found = {f"{name}.md": markdown(report, most=1)}
    return found | ({"briefing.md": briefing_markdown(report)} if name == "whole" else {})
