"""Whatever stands in the data is shown as it stands and never runs; the page asks for nothing and complains of nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_seeds, open_tab  # noqa: F401  (fixtures)
from page_samples import HOSTILE, empty, hostile, plain, single, sized

from dhrgraph.graph_page.render.html import page_html

pytestmark = pytest.mark.slow

# What a label could have made: elements that the page has nowhere, attributes that it never sets.
FOREIGN = """() => [...document.querySelectorAll('img, iframe, b, object, embed, form, link, base, script:not([type])')]
    .filter((each) => each.tagName !== 'SCRIPT' || !/vis-network|use strict/.test(each.textContent.slice(0, 400)))
    .map((each) => each.outerHTML.slice(0, 30))"""
HANDLERS = """() => [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]
    .filter(({ name, value }) => name.startsWith('on') || name === 'href' && !/^(#|https:)/.test(value))
    .map(({ name, value }) => `${each.tagName} ${name}=${value.slice(0, 60)}`))"""
ADDRESSES = (
    *("#", "#view=", "#view=nowhere", "#node=%E0%A4%A", "#node=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "#__proto__"),
    *("#view=__proto__&node=constructor", "#min=1e9&lines=-3&steps=NaN", "#csp=nowhere&year=0&region=%00"),
    *(
        "#hide=agency+theme+nothing&size=constructor&width=__proto__",
        "#<script>alert(1)</script>",
        "#javascript:alert(1)",
    ),
    *("#tables", "#node=urn:none&with=urn:none", "#view=agency-theme#view=agency-theme", "#" + "x" * 5000),
)


def use_everything(page: Any) -> None:
    """Change every choice, type into the search, press every button: those that are there at first in each view."""
    for at in range(page.locator("[data-view]").count()):
        page.evaluate("(n) => document.querySelectorAll('[data-view]')[n].click()", at)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.evaluate("""() => {
            const say = (each, ...kinds) => kinds.forEach((kind) => each.dispatchEvent(new Event(kind, { bubbles: true })));
            for (const each of document.querySelectorAll('select')) {
                for (const option of [...each.options].slice(0, 3)) { each.value = option.value; say(each, 'input', 'change'); }
                each.selectedIndex = 0;
                say(each, 'input', 'change');
            }
            for (const each of document.querySelectorAll('[type=range]')) {
                for (const value of [each.max, each.min]) { each.value = value; say(each, 'input', 'change'); }
            }
            for (const each of [...document.querySelectorAll('[type=checkbox]')].slice(-4)) { each.click(); each.click(); }
            for (const text of ['<img', '{{7*7}}', 'alert', 'شرطة', '👮', 'll', ' ', '__proto__', '(', '\\\\']) {
                const search = document.querySelector('#search');
                search.value = text;
                say(search, 'input');
                document.querySelector('#hits button')?.click();
            }
            const keep = '[data-view], [data-save], [data-do=clear]';
            const press = () => [...document.querySelectorAll('button')].filter((each) => each.isConnected && !each.matches(keep));
            press().slice(0, 30).forEach((each) => each.isConnected && each.click());
            [...document.querySelectorAll('table a')].slice(0, 6).forEach((each) => each.isConnected && each.click());
        }""")
        page.evaluate("new Promise(requestAnimationFrame)")


@pytest.mark.parametrize(
    "make",
    [hostile, plain, empty, single, lambda: sized(60, form="free")],
    ids=["hostile", "plain", "empty", "single", "sized"],
)
def test_everything_used_and_nothing_runs(tab: Tab, make: Any) -> None:
    page = tab.load(page_html(make()))
    use_everything(page)
    assert page.evaluate(FOREIGN) == []
    assert page.evaluate(HANDLERS) == []
    assert tab.faults == []


def test_the_seeds_page_is_silent_too(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    use_everything(page)
    assert tab.faults == []


def test_hostile_words_are_shown_as_they_stand(tab: Tab) -> None:
    page = tab.load(page_html(hostile()))
    assert page.inner_text("h1") == HOSTILE[0]
    shown = page.locator("#table-names tbody th").evaluate_all("all => all.map((each) => each.textContent)")
    for text in HOSTILE:
        wanted = text.strip() or "–"
        assert any(words.strip(" …").startswith(wanted[:100].strip()) for words in shown), wanted[:40]
    for n, text in enumerate(HOSTILE):
        page.evaluate(
            f"choose(look.view.nodes.find((node) => node.iri.startsWith('{n}') && !/^\\d/.test(node.iri.slice({len(str(n))}))), true)"
        )
        title = page.evaluate("document.querySelector('#details-title').textContent")
        assert title.strip(" …").startswith((text.strip() or "–")[:100].strip()), text[:40]
        if text.strip():
            words = page.evaluate(
                "[...document.querySelectorAll('#details-body blockquote')].map((each) => each.textContent).join()"
            )
            assert text.strip()[:9000] in words.replace("…", ""), text[:40]
    assert tab.faults == []


@pytest.mark.parametrize("make", [hostile, lambda: plain(views=("agency-theme", "model"))], ids=["hostile", "plain"])
def test_every_save_works_and_nothing_is_fetched_for_it(tab: Tab, make: Any) -> None:
    html = page_html(make())
    for at in range(len(make().views)):
        page = tab.load(html)  # anew: a browser asks before it saves an eleventh file from the same page
        page.evaluate("(n) => document.querySelectorAll('[data-view]')[n].click()", at)
        for name in ("png", "svg", "names", "lines", "recommendations", "turtle"):
            button = page.locator(f".saves [data-save={name}]")
            if not button.is_visible():
                continue
            with page.expect_download() as download:
                button.click()
            assert Path(download.value.path()).stat().st_size > 20, name
            assert not set('\\/:*?"<>|\0') & set(download.value.suggested_filename)
    assert tab.faults == []


def test_an_svg_of_hostile_words_runs_nothing_when_it_is_opened(tab: Tab) -> None:
    page = tab.load(page_html(hostile()))
    svg = page.evaluate("picture.svg()")
    tab.load(f"<!doctype html><title>x</title>{svg}")  # inlined, without a policy, is the worst that can happen to it
    assert tab.page.evaluate("document.querySelectorAll('svg script, svg img, svg foreignObject, svg a').length") == 0
    assert tab.page.locator("svg text").count() > 10
    assert tab.faults == []


def test_an_address_that_means_nothing_does_no_harm(tab: Tab) -> None:
    """One opens the page; the others come while it is open, which is read by the same way."""
    page = tab.load(page_html(plain()), ADDRESSES[4])
    for address in ADDRESSES:
        page.evaluate("(hash) => { goTo(hash); }", address)
        assert page.inner_text("#details-title") == "Where to start", address
        assert "5 agencies" in page.inner_text("#status") or "hide=" in address, address
        page.evaluate("(hash) => { location.hash = hash; goTo(hash); clearAll(); refresh(); }", address + "&view=model")
        page.evaluate("setView(views[0].name)")
    assert tab.faults == []


def test_the_policy_stops_a_script_that_got_in_after_all(tab: Tab) -> None:
    broken = page_html(plain()).replace(
        "</main>",
        "<script>window.got_in = 1</script><img src=x onerror='got_in = 1'><p style='color: red'>x</p></main>",
    )
    page = tab.load(broken)
    page.evaluate("""() => {
        document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.got_in = 2' }));
        fetch('https://example.org/').catch(() => {});
    }""")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    assert page.evaluate("window.got_in") is None
    assert len(tab.faults) >= 4
    assert all("Content Security Policy" in fault for fault in tab.faults if not fault.startswith("request: file:")), (
        tab.faults
    )
    assert page.inner_text("#status").startswith("Showing 5 agencies, 4 themes")
