"""The tables in a browser: the same with a script and without, sorted, narrowed, and a way to everything in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401 - a fixture
from graph_tabs import Tab, open_tab, seeds_page  # noqa: F401 - a fixture
from page_samples import empty, hostile, iri, plain, single, sized

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.records import Page
from dhrgraph.graph_page.render.html import page_html
from dhrgraph.graph_page.render.static_tables import shown

pytestmark = pytest.mark.slow

SOON = 5_000  # ms; the page does all at once


@pytest.fixture(autouse=True)
def fail_soon(tab: Tab) -> None:
    """What is not there after SOON will never be."""
    tab.page.set_default_timeout(SOON)


TABLES = ("names", "lines", "recommendations")
# heads and cells of a table; buttons are the script's own
READ = """name => {
  const clean = (cell) => cell.textContent.replace(/\\0/g, "").replace(/\\s+/g, " ").trim();
  const table = document.getElementById(`table-${name}`), heads = [...table.tHead.rows[0].cells].map(clean);
  const kept = heads.map((head) => !(name === "lines" && head === "Words"));
  const cells = (row) => [...row.cells].filter((_, n) => kept[n] ?? true).map(clean);
  return { heads: heads.filter((_, n) => kept[n]), rows: [...table.tBodies[0].rows].map(cells),
    caption: table.caption.textContent.trim(), hidden: document.getElementById(`${name}-part`).hidden };
}"""


@pytest.fixture(scope="module", name="scriptless")
def open_without_script(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A tab in which no script of a page runs."""
    context = chromium.new_context(offline=True, java_script_enabled=False)
    yield Tab(context, tmp_path_factory.mktemp("static"))
    context.close()


def table_of(page: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(READ, name)
    return found


def show_all(page: Any) -> None:
    for name in TABLES:
        button = page.locator(f"#{name}-more button").last
        if page.locator(f"#{name}-part").is_visible() and button.count():
            button.click()


def first_views(page: Page) -> Iterator[Page]:
    """The page as often as it has views, each of them once the first."""
    for view in page.views:
        yield replace(page, views=(view, *(other for other in page.views if other is not view)))


@pytest.mark.parametrize("made", [plain, hostile, empty, single], ids=lambda made: made.__name__)
def test_static_tables_equal_those_of_the_script(made: Any, tab: Tab, scriptless: Tab) -> None:
    for page in first_views(made()):
        compare(page_html(page), tab, scriptless)


def test_static_tables_of_the_seeds_equal_those_of_the_script(store: Store, tab: Tab, scriptless: Tab) -> None:
    for page in first_views(seeds_page(store)):
        compare(page_html(page), tab, scriptless)


def compare(html: str, tab: Tab, scriptless: Tab) -> None:
    static = scriptless.load(html)
    told = {name: table_of(static, name) for name in TABLES}
    scripted = tab.load(html)
    show_all(scripted)
    for name in TABLES:
        assert table_of(scripted, name) == told[name], name
    assert tab.faults == []


def test_of_a_large_page_the_static_tables_are_the_beginning(tab: Tab, scriptless: Tab) -> None:
    html = page_html(sized(400))
    static = scriptless.load(html)
    told = {name: table_of(static, name) for name in TABLES}
    page = tab.load(html)
    assert [len(table_of(page, name)["rows"]) for name in TABLES] == [100, 100, 100]
    page.locator("#names-more button", has_text="Show 100 more").click()
    assert len(table_of(page, "names")["rows"]) == 200
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 101, (
        "the keyboard goes on where new rows begin"
    )
    show_all(page)
    for name in TABLES:
        whole = table_of(page, name)["rows"]
        assert len(told[name]["rows"]) == 300 < len(whole)
        assert whole[:300] == told[name]["rows"]
        assert f"of {len(whole)}" in told[name]["caption"]


def test_numbers_are_written_alike_on_both_sides(tab: Tab) -> None:
    values = [0, 1, 2.5, 0.0625, 0.1875, 0.0005, 0.00049999, 1 / 3, 2 / 3, 12.3455, 1e6 + 0.0625, -0.0625, -2]
    page = tab.load(page_html(single()))
    assert page.evaluate("values => values.map(number)", values) == [shown(value) for value in values]


@pytest.mark.parametrize("name", TABLES)
def test_every_heading_sorts_both_ways_and_says_so(name: str, tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    heads = page.locator(f"#table-{name} thead button")
    for n in range(heads.count()):
        given = [row[n] for row in table_of(page, name)["rows"]]
        numeric = heads.nth(n).locator("xpath=..").get_attribute("class") == "n"
        orders = []
        for _ in range(2):
            heads.nth(n).click()
            orders.append(heads.nth(n).locator("xpath=..").get_attribute("aria-sort"))
            column = [row[n] for row in table_of(page, name)["rows"]]
            expected = in_order(page, given, numeric=numeric)
            assert column == (expected if orders[-1] == "ascending" else expected[::-1])
        assert sorted(orders) == ["ascending", "descending"]
        assert page.locator(f"#table-{name} [aria-sort=none]").count() == heads.count() - 1
        assert page.evaluate("document.activeElement.textContent") == heads.nth(n).inner_text()


def in_order(page: Any, texts: Sequence[str], *, numeric: bool) -> list[str]:
    """Numbers by Python; words as English dictionaries have them, which is the browser's knowledge."""
    if numeric:
        return sorted(texts, key=float)
    found: list[str] = page.evaluate("texts => texts.sort((a, b) => a.localeCompare(b, 'en'))", list(texts))
    return found


def test_those_alike_keep_the_order_they_had(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    before = table_of(page, "names")["rows"]
    page.locator("#table-names thead button", has_text="Kind").click()
    after = table_of(page, "names")["rows"]
    for kind in {row[1] for row in before}:
        assert [row for row in after if row[1] == kind] == [row for row in before if row[1] == kind]


def test_a_name_in_a_table_chooses_it_and_the_keyboard_follows(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    link = page.get_by_role("link", name="Training", exact=True).first
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title"
    assert page.inner_text("#details-title") == "Training"
    assert table_of(page, "recommendations")["caption"] == "3 of 8 recommendations: those of “Training”."
    assert page.locator("#table-names tr[aria-current=true] th").inner_text() == "Training"
    assert tab.faults == []


def test_a_line_in_a_table_shows_its_words(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    page.get_by_role("button", name="Show words between Anytown Police and Training").click()
    assert page.inner_text("#details-title") == "Anytown Police — Training"
    assert [row[0] for row in table_of(page, "recommendations")["rows"]] == ["1", "4"]
    assert page.locator("#details blockquote").count() == 2


def test_tables_follow_the_filters_and_say_how(tab: Tab) -> None:
    page = tab.load(page_html(plain()), f"#csp={iri('Anytown Partnership')}")
    names, lines, said = (table_of(page, name) for name in TABLES)
    assert names["caption"] == "7 of 9 names: partnership: Anytown Partnership."
    assert lines["caption"] == "6 of 10 lines: partnership: Anytown Partnership."
    assert said["caption"] == "5 of 8 recommendations: partnership: Anytown Partnership."
    assert {row[3] for row in said["rows"]} == {"Anytown Partnership"}
    assert {row[2] for row in lines["rows"]} == {"1"}
    page = tab.load(page_html(plain()), "#min=2")
    assert [row[:2] for row in table_of(page, "lines")["rows"]] == [["Anytown Hospital", "Routine enquiry"]]
    assert [row[0] for row in table_of(page, "names")["rows"]] == ["Anytown Hospital", "Routine enquiry"]
    assert table_of(page, "names")["caption"] == "2 of 9 names: said in at least 2 partnerships."
    assert [row[0] for row in table_of(page, "recommendations")["rows"]] == ["3", "7"], "the words of the line shown"


def test_nothing_left_is_said(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    for tick in page.locator("[name=kind]:visible").all():
        tick.uncheck()
    assert [table_of(page, name)["rows"] for name in TABLES] == [
        [["Nothing fits all that is ticked and set above."]]
    ] * 3
    page = tab.load(page_html(empty()))
    assert table_of(page, "names")["rows"] == [["There is nothing to show."]]


def test_another_view_has_its_own_columns(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    page.get_by_role("button", name="How it is put together").click()
    assert table_of(page, "lines")["heads"] == ["From", "To", "What it is"]
    assert table_of(page, "recommendations")["hidden"]
    assert not page.locator("[data-save=turtle]").is_visible()
    page.get_by_role("button", name="Agencies and themes").click()
    assert table_of(page, "lines")["heads"][:2] == ["Agencies", "Themes"]
    assert not table_of(page, "recommendations")["hidden"]


def test_a_sorted_table_stays_sorted_while_narrowed(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    page.locator("#table-names thead button", has_text="Name").click()
    before = [row[0] for row in table_of(page, "names")["rows"]]
    page.locator("[name=kind]:visible").first.uncheck()
    after = [row[0] for row in table_of(page, "names")["rows"]]
    assert after == [name for name in before if name in after]
    assert before == sorted(before)
    assert len(after) < len(before)


def test_saved_page_is_read_without_colour_or_script(scriptless: Tab) -> None:
    """What a printer or previewer gets: every word of every recommendation is on the page itself."""
    page = scriptless.load(page_html(plain()))
    text = page.inner_text("#tables")
    assert all(statement.text in text for statement in plain().statements)
    assert page.locator("#tables button:visible").count() == 0
