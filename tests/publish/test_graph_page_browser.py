"""The graph page in a browser, offline: it draws, filters, saves, and never runs what stands in a label."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import page_of, start_chromium  # noqa: F401  (the fixture "chromium")
from graph_samples import HOSTILE, counts, hostile, made, plain

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("two_sided", [True, False])
def test_hostile_words_are_shown_and_never_run(chromium: Any, tmp_path: Path, two_sided: bool) -> None:
    with page_of(chromium, made(hostile(two_sided=two_sided)), tmp_path, accept_downloads=True) as seen:
        page = seen.page
        for n in range(len(HOSTILE)):
            page.locator("#names tbody a").nth(n).click()
        for button in page.locator("button:visible").all():
            if button.is_visible():
                button.click()
        for text in ("<img", "{{7*7}}", "alert", "شرطة"):
            page.fill("#search", text)
            assert page.locator("#hits button").count() >= 1
            page.press("#search", "Enter")
            assert text in page.inner_text("#details-title")
        page.mouse.move(640, 600)
        page.wait_for_timeout(100)
        assert all(request.startswith((page.url.split("#")[0], "blob:", "data:")) for request in seen.requests)
        assert seen.errors == []
        assert seen.dialogs == []
        assert page.evaluate("document.querySelectorAll('img, b, iframe').length") == 0


def test_a_plain_page_asks_for_nothing_and_draws(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path) as seen:
        assert len(seen.requests) == 1
        assert seen.errors == []
        inked = """() => {
            const c = document.querySelector('#picture-box canvas');
            const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
            const isOrange = (i) => d[i] === 0xF4 && d[i + 1] === 0x6A && d[i + 2] === 0x25;
            let orange = 0;
            for (let i = 0; i < d.length; i += 4) orange += isOrange(i);
            return orange;
        }"""
        assert seen.page.evaluate(inked) > 100
        assert seen.page.inner_text("#status") == "Showing 7 of 7 names and 8 of 8 lines."


def test_the_keyboard_finds_and_chooses(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#search")
        page.keyboard.type("police")
        assert page.inner_text("#found") == "1 name found"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "details-title"
        assert page.inner_text("#details-title") == "Anytown Police"
        assert page.url.endswith("#node=urn%3Aa0")
        assert "4 other names within 1 step" in page.inner_text("#status")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the strongest neighbour
        assert page.inner_text("#details-title") == "Theme 0"
        assert "Do it 0." in page.inner_text("#details-body blockquote")
        page.locator("#details-body").get_by_text("Clear the choice").click()
        assert page.evaluate("document.activeElement.id") == "search"
        assert "#" not in page.url


def test_the_key_and_the_slider_filter_picture_and_tables(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path) as seen:
        page = seen.page
        page.uncheck("[name=kind][value=theme]")
        assert page.inner_text("#status") == "Showing 3 of 7 names and 0 of 8 lines."
        assert page.locator("#names tbody tr:visible").count() == 3
        page.check("[name=kind][value=theme]")
        page.focus("#least")
        page.keyboard.press("ArrowRight")
        assert page.inner_text("#least-is") == "2 partnerships or more"
        assert page.inner_text("#status") == "Showing 4 of 7 names and 3 of 8 lines."
        page.select_option("#strength", "recommendations")
        assert page.get_attribute("#least", "max") == "4"
        page.select_option("#size", "betweenness")
        assert "How much of a bridge it is." in page.inner_text("#meaning")


def test_a_name_that_is_filtered_out_comes_back_when_chosen(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path) as seen:
        seen.page.uncheck("[name=kind][value=agency]")
        seen.page.fill("#search", "police")
        seen.page.press("#search", "Enter")
        assert seen.page.is_checked("[name=kind][value=agency]")
        assert seen.page.inner_text("#details-title") == "Anytown Police"


def test_tables_sort_by_number_and_by_name(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain(12, 4)), tmp_path) as seen:
        page = seen.page
        reviews = page.locator("#names thead button", has_text="Reviews")
        reviews.click()
        assert page.locator("#names th[aria-sort=descending]").inner_text().startswith("Reviews")
        values = page.locator("#names tbody tr td:nth-child(4)").all_inner_texts()
        assert [int(v) for v in values] == sorted(map(int, values), reverse=True)
        assert values[0] == "11"  # not "9": sorted as numbers
        page.locator("#names thead button", has_text="Name").click()
        names = page.locator("#names tbody th").all_inner_texts()
        assert names[0] == "Agency 1"
        assert names[-1] == "Theme 3"


@pytest.mark.parametrize("network", [plain(14, 30), nx.relabel_nodes(nx.karate_club_graph(), str)], ids=["two", "free"])
def test_no_sideways_scroll_at_320_pixels(chromium: Any, tmp_path: Path, network: nx.Graph) -> None:
    size = {"width": 320, "height": 640}
    with page_of(chromium, made(network), tmp_path, viewport=size) as seen:
        seen.page.locator("#names tbody a").first.click()
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert seen.errors == []


def test_what_can_be_pressed_is_24_pixels_or_more(chromium: Any, tmp_path: Path) -> None:
    small = """() => [...document.querySelectorAll('a, button, input, select, summary')]
        .filter((e) => e.offsetParent && !(e.tagName === 'A' && e.parentElement.tagName === 'P'))
        .map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
        .filter(([, r]) => r.width < 24 || r.height < 24).map(([html]) => html)"""
    with page_of(chromium, made(plain(3, 12)), tmp_path) as seen:
        seen.page.locator("#names tbody a", has_text="Anytown").click()
        assert seen.page.evaluate(small) == []


@pytest.mark.parametrize("network", [nx.Graph(), nx.empty_graph(["one"])], ids=["empty", "one node"])
def test_small_networks_open_without_error(chromium: Any, tmp_path: Path, network: nx.Graph) -> None:
    with page_of(chromium, made(network, measures=[]), tmp_path) as seen:
        assert seen.errors == []
        assert f"Showing {len(network)} of {len(network)} name" in seen.page.inner_text("#status")
        for button in seen.page.locator(".bar button").all():
            button.click()
        assert seen.errors == []


def test_an_address_opens_at_its_node_and_a_wrong_one_does_no_harm(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path, address="#node=urn%3At2") as seen:
        assert seen.page.inner_text("#details-title") == "Theme 2"
    with page_of(chromium, made(plain()), tmp_path, address="#node=%E0%A4%A") as seen:
        assert seen.page.inner_text("#details-title") == "Where to start"
        assert seen.errors == []


def test_picture_and_tables_can_be_saved(chromium: Any, tmp_path: Path) -> None:
    network = plain()
    network.add_node("urn:f", label='=1+1,"x"', kind="theme", bipartite=1, betweenness=0, **counts(1, 1, 1))
    with page_of(chromium, made(network), tmp_path, accept_downloads=True) as seen:
        saved = {}
        for button in ("png", "names", "links"):
            with seen.page.expect_download() as download:
                seen.page.click(f"[data-do={button}]")
            saved[download.value.suggested_filename] = Path(download.value.path()).read_bytes()
        assert seen.errors == []
    assert saved["made-up-bodies.png"].startswith(b"\x89PNG")
    text = saved["made-up-bodies-names.csv"].decode()
    assert text.count("\r\n") == len(network) + 1
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["Name"] for row in rows} >= {"Anytown Police", '\'=1+1,"x"'}
    assert next(row for row in rows if row["Name"] == "Theme 0")["Recommendations"] == "9"
    assert len(saved["made-up-bodies-links.csv"].decode().splitlines()) == network.number_of_edges() + 1


def test_the_tables_are_there_without_javascript(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, made(plain()), tmp_path, java_script_enabled=False) as seen:
        assert seen.page.locator("#names tbody tr").count() == 7
        assert not seen.page.is_visible("#tools")
        assert seen.page.is_visible("noscript p")


def test_the_page_works_inside_a_notebook_frame(chromium: Any, tmp_path: Path) -> None:
    inner = made(plain()).replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe sandbox="allow-scripts" width="900" height="900" srcdoc="{inner}"></iframe>'
    outer = f"<!doctype html><title>x</title>{frame}"
    with page_of(chromium, outer, tmp_path) as seen:
        frame = seen.page.frame_locator("iframe")
        frame.locator("#names tbody a", has_text="Theme 2").click()
        assert frame.locator("#details-title").inner_text() == "Theme 2"
        assert seen.errors == []


def test_the_policy_stops_a_script_that_got_in_after_all(chromium: Any, tmp_path: Path) -> None:
    broken = made(plain()).replace(
        "</main>", "<script>window.got_in = true</script><img src=x onerror='got_in = 1'></main>"
    )
    with page_of(chromium, broken, tmp_path) as seen:
        assert seen.page.evaluate("window.got_in") is None
        assert any("Content Security Policy" in error for error in seen.errors)
        assert seen.page.inner_text("#status").startswith("Showing 7 of 7")
