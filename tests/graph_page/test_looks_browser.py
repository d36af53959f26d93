"""How the page of the five documents looks: pictures of every view for people to look at, and what can be checked of them.

The pictures are written to tests/artefacts/graph_page/, for a person's eyes; nothing is compared with earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import page_of, start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_every, make_seeds, open_tab, opened  # noqa: F401  (fixtures)
from page_samples import plain, single, sized

from dhrgraph.graph_page.kinds import KINDS
from dhrgraph.graph_page.render.html import page_html

pytestmark = pytest.mark.slow

ARTEFACTS = Path(__file__).parents[1] / "artefacts" / "graph_page"
WIDTHS = (1280, 768, 320)
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What was painted last: the page's own scene, taken on its way to the canvas.
SCENE = """async () => {
    const was = sceneOf;
    let scene;
    sceneOf = (sight) => (scene = was(sight));
    picture.draw();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    sceneOf = was;
    const box = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
    return { wide: scene.wide, high: scene.high,
        texts: scene.texts.map((each) => ({ ...box(each), role: each.role, text: each.lines.join(' ') })),
        shapes: scene.shapes.map(({ node, x, y, r, fill }) => ({ label: node.label, x, y, r, fill })) };
}"""
COLOURS = """(wanted) => {
    const canvas = document.querySelector('#picture-box canvas');
    // reading the page's own canvas again and again is warned of
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height), found = {};
    for (let at = 0; at < data.length; at += 4) {
        const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
        found[colour] = (found[colour] ?? 0) + 1;
    }
    return wanted.map((colour) => found[parseInt(colour.slice(1), 16)] ?? 0);
}"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.skip, p, dd, td, th bdi'))
    .map((each) => [each.outerHTML.slice(0, 80), (each.closest('label') ?? each).getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24).map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""


def meeting(boxes: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """The texts whose boxes have more than a pixel in common."""
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 1
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 1
    ]


@pytest.fixture(scope="module")
def artefacts() -> Path:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    return ARTEFACTS


@pytest.mark.parametrize("width", WIDTHS)
def test_every_view_at_every_width(tab: Tab, every: dict[str, str], artefacts: Path, width: int) -> None:
    """No sideways scroll, every shape in its colour, no label cut off or on top of another."""
    for page, view in opened(tab, every, width=width):
        looks_well(page, view, artefacts / f"{view}-{width}.png", width)
        assert tab.faults == [], view


def looks_well(page: Any, view: str, picture: Path, width: int) -> None:
    page.evaluate(DRAWN)
    page.screenshot(path=picture, clip=to_end_of_stage(page), full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    scene = page.evaluate(SCENE)
    fills = sorted({shape["fill"] for shape in scene["shapes"]})
    assert set(fills) <= {kind.colour for kind in KINDS.values()}
    assert all(inked > 30 for inked in page.evaluate(COLOURS, fills)), dict(
        zip(fills, page.evaluate(COLOURS, fills), strict=True)
    )
    assert meeting(scene["texts"]) == [], view
    outside = [
        each
        for each in scene["texts"]
        if each["left"] < -1 or each["right"] > scene["wide"] + 1 or each["bottom"] > scene["high"] + 1
    ]
    assert outside == [], view
    labels = [each for each in scene["texts"] if each["role"] == "label"]
    if page.evaluate("look.view.form") == "columns":
        assert len(labels) == len(scene["shapes"]) == page.evaluate("look.view.nodes.length"), "every row has its label"
        titles = [each["text"] for each in scene["texts"] if each["role"] == "title"]
        assert titles == page.evaluate("look.view.columns")
    else:
        assert labels, view


def to_end_of_stage(page: Any) -> dict[str, float]:
    """From the top of the page to the end of picture and details."""
    wide, high = page.evaluate(
        "[innerWidth, document.querySelector('#stage').getBoundingClientRect().bottom + scrollY]"
    )
    return {"x": 0, "y": 0, "width": wide, "height": min(high, 3000)}


def test_dark_the_whole_page_and_a_choice(tab: Tab, seeds: str, artefacts: Path) -> None:
    page = tab.load(seeds, color_scheme="dark")
    page.evaluate(DRAWN)
    page.screenshot(path=artefacts / "dark.png", full_page=True)
    assert luminance(page, "body") < 0.1
    assert page.evaluate(COLOURS, ["#ffffff"])[0] > 10_000, "the picture's paper stays light"
    page = tab.load(seeds)
    page.evaluate("choose([...look.shownNodes()].sort((a, b) => look.amount(b) - look.amount(a))[0])")
    page.evaluate(DRAWN)
    page.screenshot(path=artefacts / "chosen.png", full_page=True)
    page.evaluate("choose(look.shownEdges()[0])")
    page.evaluate(DRAWN)
    page.screenshot(path=artefacts / "line-chosen.png", clip=to_end_of_stage(page), full_page=True)
    assert tab.faults == []


def luminance(page: Any, selector: str) -> float:
    """Of an element's background, from 0 for black to 1 for white."""
    rgb = page.evaluate(
        "(s) => getComputedStyle(document.querySelector(s)).backgroundColor.match(/[\\d.]+/g).map(Number)", selector
    )
    red, green, blue = (value / 255 for value in rgb[:3])
    return 0.2126 * float(red) ** 2.2 + 0.7152 * float(green) ** 2.2 + 0.0722 * float(blue) ** 2.2


def test_forced_colours_leave_every_control_visible(tab: Tab, seeds: str, artefacts: Path) -> None:
    page = tab.load(seeds, forced_colors="active")
    page.evaluate(DRAWN)
    page.screenshot(path=artefacts / "forced-colours.png", clip=to_end_of_stage(page), full_page=True)
    bare = page.evaluate("""() => [...document.querySelectorAll('#views button, .bar button, .saves button')]
        .filter((each) => parseFloat(getComputedStyle(each).borderTopWidth) < 1).map((each) => each.textContent)""")
    assert bare == []
    current = page.evaluate("""() => {
        const [now, other] = [document.querySelector('[data-view][aria-current]'), document.querySelector('[data-view]:not([aria-current])')];
        const marks = (each) => { const s = getComputedStyle(each); return [s.borderTopWidth, s.fontWeight, s.backgroundColor, s.textDecorationLine, s.outlineStyle].join(); };
        return marks(now) !== marks(other);
    }""")
    assert current, "which view is shown can be told without colours"
    fills = [kind.colour for key, kind in KINDS.items() if key in ("agency", "theme")]
    assert all(inked > 30 for inked in page.evaluate(COLOURS, fills))


def test_on_paper_all_is_there_and_nothing_to_press(tab: Tab, seeds: str, artefacts: Path) -> None:
    page = tab.load(seeds)
    page.evaluate(DRAWN)
    page.emulate_media(media="print")
    file = artefacts / "printed.pdf"
    page.pdf(path=file, format="A4", print_background=True)
    document = pypdfium2.PdfDocument(file)
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    for wanted in (page.inner_text("#finding"), page.inner_text("#view-title"), "The same as tables", "Licence"):
        assert " ".join(wanted.split()).lower() in words.lower(), wanted
    assert "Whole picture" not in words
    assert "Zoom in" not in words
    for number in range(min(3, len(document))):
        document[number].render(scale=1).to_pil().save(artefacts / f"printed-{number + 1}.png")
    inked = document[0].render(scale=1).to_pil().convert("RGB").getcolors(1 << 24)
    second = document[1].render(scale=1).to_pil().convert("RGB").getcolors(1 << 24)
    found = {colour for sheet in (inked, second) for _, colour in sheet}
    assert (0xF4, 0x6A, 0x25) in found, "the picture is printed, in its colours"
    assert (0x28, 0xA1, 0x97) in found


@pytest.mark.parametrize("width", [1280, 320])
def test_what_can_be_pressed_is_24_pixels_or_more(tab: Tab, seeds: str, width: int) -> None:
    page = tab.load(seeds, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate("choose(look.shownNodes()[0])")
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize(
    "make",
    [plain, single, lambda: sized(300), lambda: sized(300, form="free")],
    ids=["plain", "single", "rows", "free"],
)
@pytest.mark.parametrize("width", [1280, 320])
def test_labels_of_made_pages_keep_apart(tab: Tab, make: Any, width: int) -> None:
    page = tab.load(page_html(make()), width=width)
    for at in range(page.evaluate("views.length")):
        page.evaluate("(n) => setView(views[n].name)", at)
        scene = page.evaluate(SCENE)
        assert scene["shapes"]
        assert meeting(scene["texts"]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.faults == []


def test_without_javascript_finding_and_tables_are_there(chromium: Any, seeds: str, tmp_path: Path) -> None:
    with page_of(chromium, seeds, tmp_path, java_script_enabled=False) as seen:
        assert len(seen.page.inner_text("#finding")) > 30
        assert seen.page.is_visible("noscript p")
        for name in ("names", "lines", "recommendations"):
            assert seen.page.locator(f"#table-{name} tbody tr").count() > 3
        for gone in ("#tools", "#stage", "button"):
            assert not seen.page.locator(gone).first.is_visible(), gone


def test_inside_a_sandboxed_frame_all_but_the_address_works(tab: Tab, seeds: str) -> None:
    inner = seeds.replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe title="x" sandbox="allow-scripts" width="1000" height="900" srcdoc="{inner}"></iframe>'
    page = tab.load(f"<!doctype html><title>x</title>{frame}")
    inside = page.frame_locator("iframe")
    inside.locator("[data-view=type-theme]").click()
    inside.locator("#search").fill("information sharing")
    inside.locator("#hits button").first.click()
    assert inside.locator("#details-title").inner_text().startswith("Information sharing")
    assert inside.locator("#details-body .near li").count() > 2
    assert page.url.endswith("page.html")
    assert tab.faults == []
