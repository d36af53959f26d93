"""axe-core on a page that a browser shows.

violations(page)  ->  one line each: rule, what it asks, the first element that breaks it

The page's context must have been made with `bypass_csp=True`: a policy of digests lets no other script in, axe neither.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong; the test is skipped where axe is not installed."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = _axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['help']} {each['nodes'][0]['html'][:160]}" for each in found]


@cache
def _axe() -> Any:
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    return module.Axe()
