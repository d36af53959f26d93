"""axe-core finds nothing wrong on any view, however it is looked at."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from axe_run import violations
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_every, make_seeds, open_bare_tab, opened  # noqa: F401  (fixtures)
from page_samples import empty, hostile, plain, single

from dhrgraph.graph_page.render.html import page_html

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


def test_every_view_with_a_name_chosen_and_all_unfolded(bare_tab: Tab, every: dict[str, str]) -> None:
    for page, view in opened(bare_tab, every):
        if page.locator("#table-names tbody a").count():
            choose_node(page)
        page.evaluate(UNFOLD)
        assert violations(page) == [], view


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


def test_what_a_screen_reader_is_given(bare_tab: Tab, seeds: str) -> None:
    """Chromium's own tree of the page as it opens, nothing scrolled: what stands far down is in it too."""
    page = bare_tab.load(seeds)
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""), properties(node))
        for node in page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        if not node["ignored"]
    ]
    names = [(role, name) for role, name, _ in found]
    levels = [given["level"] for role, _, given in found if role == "heading"]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert len([name for role, name in names if role == "table" and name[0].isdigit()]) == 3
    assert {"columnheader", "rowheader", "banner", "main", "navigation", "contentinfo"} <= {role for role, _ in names}
    assert ("columnheader", "Recommendations") in names  # no arrow is read out
    assert next(name for role, name in names if role == "image").endswith("is in the tables below.")
    assert page.get_attribute("#minimum", "aria-valuetext") == "1 partnership"
    assert sum(given.get("live") == "polite" for _, _, given in found) == 3  # search, status, copying: no slider talks
    page.click("[data-view=type-theme]")
    assert page.text_content("#status").startswith("Types of agency and themes. Showing")


def properties(node: Any) -> dict[str, Any]:
    return {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
