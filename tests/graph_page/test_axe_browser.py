"""axe-core finds nothing wrong on any view, however it is looked at."""

from __future__ import annotations

from typing import Any

import pytest
from axe_run import violations
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_every, make_seeds, open_bare_tab  # noqa: F401  (fixtures)
from page_samples import empty, hostile, plain, single

from dhrgraph.graph_page.render.html import page_html
from dhrgraph.graph_page.views import VIEWS

pytestmark = pytest.mark.slow

UNFOLD = "document.querySelectorAll('main details, footer details').forEach((each) => { each.open = true; })"


def choose_node(page: Any) -> None:
    """The first name of the table, as its link does it."""
    page.evaluate("document.querySelector('#table-names tbody a').click()")
    assert page.inner_text("#details-title") != "Where to start"


def choose_line(page: Any) -> None:
    """The first line of the table that has words."""
    page.evaluate("document.querySelector('#table-lines tbody button').click()")
    assert " — " in page.inner_text("#details-title")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_with_a_name_chosen_and_all_unfolded(bare_tab: Tab, every: dict[str, str], view: str) -> None:
    page = bare_tab.load(every[view], f"#view={view}")
    if page.locator("#table-names tbody a").count():
        choose_node(page)
    page.evaluate(UNFOLD)
    assert violations(page) == []


def test_as_it_opens_and_with_a_line_chosen(bare_tab: Tab, seeds: str) -> None:
    page = bare_tab.load(seeds)
    assert violations(page) == []
    choose_line(page)
    assert violations(page) == []


@pytest.mark.parametrize(
    "media",
    [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"width": 320, "height": 640}],
    ids=["dark", "forced colours", "320 pixels"],
)
def test_other_ways_to_look(bare_tab: Tab, seeds: str, media: dict[str, Any]) -> None:
    page = bare_tab.load(seeds, **media)
    choose_line(page)
    page.evaluate(UNFOLD)
    assert violations(page) == []


@pytest.mark.parametrize("make", [plain, hostile, empty, single])
def test_made_pages(bare_tab: Tab, make: Any) -> None:
    page = bare_tab.load(page_html(make()))
    page.evaluate(UNFOLD)
    assert violations(page) == []
    if make is hostile:
        choose_node(page)
        assert violations(page) == []
