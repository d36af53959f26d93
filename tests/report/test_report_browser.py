"""The report in a browser without a network: silent, accessible, whole at 320 pixels, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pytest
from browser import page_of, start_chromium  # noqa: F401 - a fixture
from report_sample import hostile, sample, sentence

from dhrgraph.report.briefing import briefing_html, parts_of
from dhrgraph.report.html import html
from dhrgraph.report.paper import PAGE, fits, size_of
from dhrgraph.report.records import Briefing, Chart, Number, Report, Section, Table

pytestmark = pytest.mark.slow
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WORDS = "Sharing information between agencies comes up in most partnerships and in many reviews of each "


def long_report() -> Report:
    """One with a figure of forty rows, whose table is folded, and labels that are long."""
    rows = tuple((f"Theme {n} {'of a long name ' * (n % 7)}", Number(40 - n, "actions")) for n in range(40))
    chart = Chart("dots", "Forty themes", "In words.", Table("Forty themes", ("Theme", "n"), rows), "Theme", ("n",))
    return replace(sample(), sections=(*sample().sections, Section("forty", "Forty", (), (chart,))))


PAGES = {
    "sample": html(sample()),
    "hostile": html(hostile()),
    "long": html(long_report()),
    "briefing": briefing_html(sample()),
    "hostile briefing": briefing_html(hostile()),
}


@pytest.fixture(scope="module")
def audit(chromium: Any) -> Iterator[Callable[..., list[str]]]:
    """What axe-core finds on a page, opened past its own policy, which would not let axe in."""
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python"
    )
    axe, tab = module.Axe(), chromium.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def violations(page: str, width: int = 1280, anchor: str = "", **media: Any) -> list[str]:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(**({"color_scheme": "light", "media": "screen"} | media))
        tab.set_content(page)
        tab.evaluate(f"location.hash = '{anchor}'")
        found = axe.run(tab, options=options).response["violations"]
        return [f"{each['id']}: {each['help']} {each['nodes'][0]['html'][:160]}" for each in found]

    tab.context.set_offline(True)
    yield violations
    tab.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_light_dark_narrow_and_on_paper(name: str, audit: Any) -> None:
    assert audit(PAGES[name]) == []
    assert audit(PAGES[name], color_scheme="dark") == []
    assert audit(PAGES[name], width=320) == []
    assert audit(PAGES[name], media="print") == []


@pytest.mark.parametrize("name", ["sample", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_statements_that_are_shown(name: str, scheme: str, audit: Any) -> None:
    one = {"sample": "rows-marac", "hostile": "rows-bad"}[name]
    for anchor in (one, "all-rows"):
        assert audit(PAGES[name], anchor=anchor, color_scheme=scheme) == []
        assert audit(PAGES[name], anchor=anchor, color_scheme=scheme, width=320) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_says_nothing_and_does_not_scroll_sideways(
    name: str, chromium: Any, tmp_path: Path
) -> None:
    for options in ({}, {"viewport": {"width": 320, "height": 640}}, {"java_script_enabled": False}):
        with page_of(chromium, PAGES[name], tmp_path, address="#all-rows", **options) as seen:
            if "java_script_enabled" not in options:
                wide, inside = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
                assert wide <= inside
                assert seen.page.evaluate("document.styleSheets.length") == 1
            assert seen.page.locator("h1").is_visible()
            assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
            assert (seen.errors, seen.dialogs) == ([], [])


def test_one_picture_of_each_chart_is_seen_and_its_letters_can_be_read(chromium: Any, tmp_path: Path) -> None:
    """The broad one on a page and on paper, the slim one on a telephone; no letter under 11 pixels, none cut off."""
    script = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width).map(svg => [
        svg.classList.contains('slim'),
        Math.min(...[...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize) * svg.getScreenCTM().a)),
        [...svg.querySelectorAll('text')].filter(t => {
          const a = t.getBoundingClientRect(), b = svg.getBoundingClientRect();
          return a.left < b.left - 12 || a.right > b.right + 12 || a.top < b.top - 3 || a.bottom > b.bottom + 6;
        }).map(t => t.textContent)])"""
    for name, charts in (("sample", 3), ("long", 4), ("hostile", 3)):
        for width, slim in ((1280, False), (700, False), (320, True)):
            with page_of(chromium, PAGES[name], tmp_path, viewport={"width": width, "height": 900}) as seen:
                found = seen.page.evaluate(script)
                assert [each[0] for each in found] == [slim] * charts
                assert min(each[1] for each in found) >= 11
                if name != "hostile":
                    assert [each[2] for each in found] == [[]] * charts


def test_labels_do_not_run_into_the_plot(chromium: Any, tmp_path: Path) -> None:
    """Widths of letters are reckoned; here the browser measures them."""
    with page_of(chromium, PAGES["long"], tmp_path) as seen:
        ends = seen.page.evaluate(
            """() => [...document.querySelectorAll('svg.broad')].flatMap(svg => {
            const plot = svg.querySelector('.grid, .base');
            return [...svg.querySelectorAll('text.label')].map(t => t.getBBox().x + t.getBBox().width - 720 * 0.37);
            })"""
        )
        assert ends
        assert max(ends) < 0


def test_a_number_leads_to_its_statements_and_back(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, PAGES["long"], tmp_path) as seen:
        number = seen.page.locator("#findings a.num").first
        number.click()
        target = seen.page.locator(":target")
        assert target.get_attribute("id") == "rows-sharing-information-between-agencies"
        assert seen.page.locator(".rows li").filter(visible=True).count() == target.locator("li").count() == 3
        back = target.locator(".back a")
        assert back.all_inner_texts() == ["What stands out", "Which themes recur"]
        back.first.click()
        assert seen.page.locator(":target").inner_text() == "4"
        seen.page.get_by_text("Show all of them").click()
        assert seen.page.locator(".rows li").filter(visible=True).count() == seen.page.locator(".rows li").count()
        # a number in a folded table is shown when one goes back to it
        seen.page.locator("#rows-actions .back a", has_text="Forty").click()
        assert seen.page.locator("#part-forty details").get_attribute("open") is not None


def test_a_keyboard_is_enough(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, PAGES["long"], tmp_path, reduced_motion="reduce") as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "main"
        assert seen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        seen.page.locator("summary").focus()
        seen.page.keyboard.press("Enter")
        assert seen.page.locator("details table").is_visible()
        small = seen.page.evaluate(
            """() => [...document.querySelectorAll('summary, nav a, td a')].map(e => e.getBoundingClientRect())
            .filter(box => box.height < 24 || box.width < 24).length"""
        )
        assert small == 0


def printed(chromium: Any, page: str) -> Any:
    tab = chromium.new_page(offline=True)
    tab.set_content(page)
    document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True, print_background=False))
    tab.context.close()
    return document


def text_of(document: Any) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_on_paper_everything_is_there(chromium: Any) -> None:
    """Folded tables are open, links say where they lead, numbers where their statements are, pages are numbered A4."""
    document = printed(chromium, PAGES["long"])
    said = text_of(document)
    assert "Theme 39" in said
    assert "https://doi.org/10.2307/2276774" in said
    assert "https://w3id.org/dhrgraph/id/recommendation/borchester-1" in said
    assert "4[1] of 4 partnerships" in said
    assert f"1 of {len(document)}" in said
    assert "Back to the top" not in said
    assert "Show all of them" not in said
    for rows in sample().rows:
        for row in rows.rows:
            assert said.count(row.text) >= 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_a_statement_stands_once_on_paper(chromium: Any) -> None:
    first, second, *others = sample().rows
    report = replace(sample(), rows=(first, replace(second, rows=(first.rows[2], *second.rows)), *others))
    said = text_of(printed(chromium, html(report)))
    assert said.count(first.rows[2].text) == 1
    assert "Above: 1.3" in said


def test_no_figure_is_cut_between_pages(chromium: Any) -> None:
    tab = chromium.new_page(offline=True)
    tab.set_content(PAGES["long"])
    tab.emulate_media(media="print")
    assert set(
        tab.evaluate("[...document.querySelectorAll('figure, tr')].map(e => getComputedStyle(e).breakInside)")
    ) == {"avoid"}
    tab.context.close()


def briefings() -> Iterator[Report]:
    """Briefings of many lengths, from a few lines to more than a page holds."""
    random = Random(6)

    def said(longest: int) -> str:
        letters = random.randint(40, longest)
        return f"{(WORDS * 9)[: letters - 1]}."

    for longest in (120, 250, 330, 400, 450):
        for _ in range(4):
            parts = (tuple(sentence(said(longest)) for _ in range(random.randint(1, most))) for most in (3, 7, 3, 3, 5))
            yield replace(sample(), briefing=Briefing(*parts))


def test_a_briefing_is_one_page(chromium: Any) -> None:
    """Whenever it is reckoned to fit, and the largest letters are taken that fit."""
    assert PAGE < 842
    sizes: dict[str, int] = {}
    for report in (sample(), *briefings()):
        parts = tuple(parts_of(report))
        if fits(report, parts):
            size = size_of(report, parts)
            sizes[size] = sizes.get(size, 0) + 1
            assert len(printed(chromium, briefing_html(report))) == 1, size
    assert set(sizes) == {"", "snug", "tight"}
