"""The picture: its scene says what the view holds, its words never meet, and it can be pointed at, moved and saved."""

from __future__ import annotations

import base64
import struct
from dataclasses import replace
from itertools import pairwise
from math import isfinite
from typing import Any
from xml.etree import ElementTree

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, open_tab  # noqa: F401  (fixtures)
from page_samples import HOSTILE, empty, hostile, plain, single, sized

from dhrgraph.graph_page.records import Node, View
from dhrgraph.graph_page.render.html import page_html

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (1280, 768, 320)
VIEWS = tuple(view.name for view in plain().views)
# a scene of the present view as it opens, in a picture so many px wide
SCENE = """(wide) => {
  const ruler = makeRuler(), room = roomOf(look.view, wide), places = placesOf(look.view, room, ruler);
  const camera = cameraOf(places, room, ruler);
  return sceneOf({ look, page, places, room, camera, gauges: gaugesOf(look), hovered: null, ruler });
}"""


@pytest.fixture(scope="module", name="pages")
def make_pages() -> dict[str, str]:
    pages = {"plain": plain(), "hostile": hostile(), "empty": empty(), "single": single()}
    return {name: page_html(page) for name, page in pages.items()}


def scene(page: Any, wide: int = 860) -> Any:
    return page.evaluate(
        f"""() => {{ const made = ({SCENE})({wide});
        return {{ ...made, lines: made.lines.map(({{ edge, ...rest }}) => ({{ ...rest, id: edge.id }})),
          shapes: made.shapes.map(({{ node, ...rest }}) => ({{ ...rest, id: node.id, label: node.label }})),
          texts: made.texts.map(({{ of, ...rest }}) => ({{ ...rest, id: of?.id ?? null }})) }}; }}"""
    )


def meet(a: Any, b: Any) -> bool:
    return bool(a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"])


def numbers(value: Any) -> list[float]:
    """Every number in a scene."""
    if isinstance(value, dict):
        return [n for each in value.values() for n in numbers(each)]
    if isinstance(value, list):
        return [n for each in value for n in numbers(each)]
    return [value] if isinstance(value, int | float) else []


def until(page: Any, condition: str) -> None:
    """Wait for it; Playwright's own way is not allowed by the page's policy."""
    for _ in range(60):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"in vain: {condition}")


# --- the scene ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_a_scene_has_every_node_and_line_and_nothing_is_cut_off(tab: Tab, pages: dict[str, str], view: str) -> None:
    page = tab.load(pages["plain"], f"#view={view}")
    held = next(each for each in plain().views if each.name == view)
    for wide in (860, 700, 620, 288):
        holds_all(scene(page, wide), held, wide)


def holds_all(found: Any, held: View, wide: int) -> None:
    assert sorted(shape["label"] for shape in found["shapes"]) == sorted(node.label for node in held.nodes)
    assert len(found["lines"]) == len(held.lines)
    least = 620 if len(held.columns) > 2 else 0  # three columns have a frame that scrolls
    for each in found["texts"] if wide >= least else ():
        assert -1 <= each["left"] < each["right"] <= found["wide"] + 1, each
        assert 0 <= each["top"] < each["bottom"] <= found["high"], each


@pytest.mark.parametrize("view", VIEWS)
def test_words_never_meet_one_another(tab: Tab, pages: dict[str, str], view: str) -> None:
    page = tab.load(pages["plain"], f"#view={view}")
    for wide in (860, 288):
        texts = scene(page, wide)["texts"]
        assert texts
        assert not [(a["lines"], b["lines"]) for n, a in enumerate(texts) for b in texts[:n] if meet(a, b)]


@pytest.mark.parametrize("wide", [860, 288])
def test_in_columns_every_label_and_heading_is_there(tab: Tab, pages: dict[str, str], wide: int) -> None:
    found = scene(tab.load(pages["plain"], "#view=agency-theme"), wide)
    view = plain(views=["agency-theme"]).views[0]
    words = {role: [" ".join(t["lines"]) for t in found["texts"] if t["role"] == role] for role in ("label", "heading")}
    assert sorted(words["label"]) == sorted(node.label for node in view.nodes)
    named_as_group = {node.group for node in view.nodes if node.label == node.group}  # their label is the heading
    assert sorted(words["heading"]) == sorted({node.group for node in view.nodes} - named_as_group)
    assert {" ".join(t["lines"]) for t in found["texts"] if t["role"] == "label" and t["bold"]} == named_as_group


def test_a_line_that_more_say_is_wider_and_darker(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    page.evaluate("look.strength = 'recommendations'")
    weights = page.evaluate("look.view.edges.map(look.weight)")
    lines = {line["id"]: line for line in scene(page)["lines"]}

    def light(colour: str) -> int:
        return sum(bytes.fromhex(colour[1:]))

    by_weight = {weight: lines[n] for n, weight in enumerate(weights)}
    assert len(by_weight) > 1
    weakest, strongest = by_weight[min(by_weight)], by_weight[max(by_weight)]
    assert strongest["width"] > weakest["width"] + 1
    assert light(strongest["colour"]) < light(weakest["colour"]) - 100


def test_a_larger_amount_makes_a_larger_shape(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    amounts = page.evaluate("look.size = 'recommendations', look.view.nodes.map(look.amount)")
    shapes = {shape["id"]: shape["r"] for shape in scene(page)["shapes"]}
    rising = [shapes[n] for n, _ in sorted(enumerate(amounts), key=lambda pair: pair[1])]
    assert rising == sorted(rising)
    assert rising[0] < rising[-1]


def test_choosing_a_node_fades_what_is_not_joined_to_it(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    before = scene(page)
    page.evaluate("choose(look.view.nodes[0])")
    joined = set(page.evaluate("look.view.nodes[0].edges.map((edge) => edge.id)"))
    after = scene(page)
    assert {line["id"] for line in after["lines"] if line["lit"]} == joined
    assert len({line["colour"] for line in after["lines"] if not line["lit"]}) == 1
    assert max(line["rank"] for line in after["lines"] if not line["lit"]) == 0, "the faded lie beneath"
    fills = {shape["id"]: shape["fill"] for shape in before["shapes"]}
    kept = {shape["id"] for shape in after["shapes"] if shape["fill"] == fills[shape["id"]]}
    assert kept == {0, *page.evaluate("look.view.nodes[0].edges.map(({ to }) => to.id)")}


def test_a_chosen_line_is_marked_and_lies_on_top(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    page.evaluate("choose(look.view.edges[2])")
    top = scene(page)["lines"][-1]
    assert top["id"] == 2
    assert top["chosen"]
    assert [line["id"] for line in scene(page)["lines"] if line["lit"]] == [2]


def test_lines_with_a_direction_end_in_a_head_before_their_target(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=model")
    found = scene(page)
    shapes = {shape["id"]: shape for shape in found["shapes"]}
    ends = page.evaluate("look.view.edges.map(({ to }) => to.id)")
    for line in found["lines"]:
        target = shapes[ends[line["id"]]]
        away = ((line["head"]["x"] - target["x"]) ** 2 + (line["head"]["y"] - target["y"]) ** 2) ** 0.5
        assert target["r"] < away < target["r"] + 3
    words = {" ".join(text["lines"]) for text in found["texts"] if text["role"] == "line"}
    assert words == {"makes", "is addressed to", "has the theme"}
    assert not any(line["head"] for line in scene(tab.load(pages["plain"], "#view=agency-theme"))["lines"])


@pytest.mark.parametrize("name", ["empty", "single", "hostile"])
def test_whatever_a_view_holds_its_scene_is_of_finite_size(tab: Tab, pages: dict[str, str], name: str) -> None:
    page = tab.load(pages[name])
    for n in range(page.evaluate("views.length")):
        page.evaluate(f"openView(views[{n}]), picture.show()")
        for wide in (860, 288):
            made = scene(page, wide)
            assert all(map(isfinite, numbers(made)))
            assert made["high"] < 4100
    assert tab.faults == []


def test_words_are_broken_to_fit_however_long_they_are(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"])
    texts = [*HOSTILE, "x" * 1_000_000, "a " * 500_000, "\u202e\u0000\ud800", "word/" * 500]
    results = page.evaluate(
        """(texts) => { const ruler = makeRuler(); return texts.map((text) => {
          const { lines, wide } = ruler.wrap(text, 90, 3, 13.5);
          return { lines, wide }; }); }""",
        texts,
    )
    for text, found in zip(texts, results, strict=True):
        assert len(found["lines"]) <= 3
        assert found["wide"] <= 90 * 1.05
        assert bool(found["lines"]) == bool(text.strip().strip("\u202e\u0000\ud800")), text[:20]


def test_short_words_are_left_as_they_are(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"])
    wrap = "(most) => makeRuler().wrap('Awareness raising and communication', most, 3, 13.5).lines"
    assert page.evaluate(wrap, 400) == ["Awareness raising and communication"]
    assert page.evaluate(wrap, 150) == ["Awareness raising and", "communication"]
    assert page.evaluate(wrap, 60)[-1].endswith("…")


# --- the picture --------------------------------------------------------------------------------------------------


def spot(page: Any, n: int) -> tuple[float, float]:
    """Where node n is on the screen."""
    page.evaluate("document.getElementById('picture-box').scrollIntoView()")
    wide = page.evaluate("document.getElementById('picture-box').clientWidth")
    shape = next(shape for shape in scene(page, wide)["shapes"] if shape["id"] == n)
    box = page.locator("#picture-box").bounding_box()
    return box["x"] + shape["x"], box["y"] + shape["y"]


def test_a_click_chooses_a_node_a_label_a_line_or_nothing(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    x, y = spot(page, 1)
    page.mouse.click(x, y)
    assert page.evaluate("look.chosen?.id") == 1
    x, y = spot(page, 2)
    page.mouse.click(x - 40, y)  # its label, left of it
    assert page.evaluate("look.chosen?.id") == 2
    box = page.locator("#picture-box").bounding_box()
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] - 3)
    assert page.evaluate("[look.chosen, look.pair]") == [None, None]
    wide = page.evaluate("document.getElementById('picture-box').clientWidth")
    path = page.evaluate(
        f"""() => {{ const made = ({SCENE})({wide}), line = made.lines.find(({{ edge }}) => edge.id === 0);
        return alongPath(line.path, 0.2); }}"""
    )
    page.mouse.click(box["x"] + path["x"], box["y"] + path["y"])
    assert page.evaluate("look.pair?.id") == 0


def test_the_wheel_scrolls_the_page_and_zooms_with_control(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme", height=500)
    x, y = spot(page, 1)
    before, seen = page.evaluate("scrollY"), page.evaluate("picture.png()")
    page.mouse.move(x, y)
    page.mouse.wheel(0, -120)
    until(page, f"scrollY < {before}")
    assert page.evaluate("picture.png()") == seen
    page.mouse.move(*spot(page, 1))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_timeout(100)
    assert page.evaluate("picture.png()") != seen


def test_pointing_at_a_cut_label_shows_it_whole(tab: Tab) -> None:
    long = "A body whose name is so long that it does not fit beside its shape however narrow the letters are " * 2
    whole = plain(views=["agency-theme"])
    view = replace(whole.views[0], nodes=(Node("urn:long", long, "agency"), *whole.views[0].nodes))
    made = page_html(replace(whole, views=(view,)))
    page = tab.load(made)
    x, y = spot(page, 0)
    seen = page.evaluate("picture.png()")
    page.mouse.move(x, y)
    page.wait_for_timeout(100)
    assert page.evaluate("picture.png()") != seen
    assert page.evaluate("document.getElementById('picture-box').style.cursor") == "pointer"
    assert page.evaluate("look.chosen") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_three_columns_scroll_in_a_frame_and_the_page_does_not(tab: Tab, pages: dict[str, str], width: int) -> None:
    page = tab.load(pages["plain"], "#view=review-recommendation", width=width)
    frame = "document.getElementById('picture-box').parentElement"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    scrolls = page.evaluate(f"{frame}.scrollWidth > {frame}.clientWidth")
    assert scrolls == (width == 320)
    assert page.evaluate(f"{frame}.tabIndex") == (0 if scrolls else -1)
    page.evaluate("setView('agency-theme')")
    assert page.evaluate(f"{frame}.scrollWidth === {frame}.clientWidth && {frame}.tabIndex === -1")


def test_a_new_width_draws_the_picture_anew(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    page.set_viewport_size({"width": 400, "height": 800})
    until(page, "document.querySelector('#picture-box canvas').clientWidth < 400")
    x, y = spot(page, 3)
    page.mouse.click(x, y)
    assert page.evaluate("look.chosen?.id") == 3


def test_buttons_move_and_zoom_and_bring_back(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-agency")
    seen = [page.evaluate("picture.png()")]
    for act in ("picture.zoom(2)", "picture.move(1, 0)", "picture.move(0, -1)"):
        page.evaluate(act)
        page.wait_for_timeout(60)
        seen.append(page.evaluate("picture.png()"))
    assert len(set(seen)) == 4
    page.evaluate("picture.fit()")
    page.wait_for_timeout(60)
    assert page.evaluate("picture.png()") == seen[0]


PLACES = '() => { const at = []; picture.svg().replace(/class="shape".*?points="([^"]*)"/gs, (_, p) => at.push(p)); return at; }'


def test_nodes_move_until_told_to_stop_and_the_whole_picture_brings_them_back(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-agency")
    first = page.evaluate(PLACES)
    assert len(first) == 5
    page.evaluate("picture.setMoving(true)")
    until(page, f"({PLACES})()[0] !== '{first[0]}'")
    page.evaluate("picture.setMoving(false)")
    moved = page.evaluate(PLACES)
    page.wait_for_timeout(300)
    assert page.evaluate(PLACES) == moved, "off again, nodes stay where they are"
    page.evaluate("picture.fit()")
    assert page.evaluate(PLACES) == first


def test_under_reduced_motion_nodes_can_be_dragged_but_do_not_move_themselves(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-agency", reduced_motion="reduce")
    first = page.evaluate(PLACES)
    page.evaluate("picture.setMoving(true)")
    page.wait_for_timeout(400)
    assert page.evaluate(PLACES) == first
    x, y = spot(page, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 30, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    moved = page.evaluate(PLACES)
    assert moved != first
    assert page.evaluate("look.chosen") is None, "a drag is no click"


# --- saved pictures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
def test_the_svg_says_the_same_as_the_view(tab: Tab, pages: dict[str, str], view: str) -> None:
    page = tab.load(pages["plain"], f"#view={view}", width=320)
    held, whole = next(each for each in plain().views if each.name == view), plain()
    root = ElementTree.fromstring(page.evaluate("picture.svg()"))
    shapes, lines = root.findall(f".//{SVG}g[@class='shape']"), root.findall(f".//{SVG}g[@class='line']")
    assert sorted(shape.findtext(f"{SVG}title", "") for shape in shapes) == sorted(node.label for node in held.nodes)
    assert len(lines) == len(held.lines)
    labels = ["".join(text.itertext()) for text in root.findall(f".//{SVG}text[@class='label']")]
    assert sorted(labels) == sorted(node.label for node in held.nodes)
    assert len(root.findall(f".//{SVG}text[@class='title']")) == len(held.columns)
    notes = " ".join("".join(text.itertext()) for text in root.findall(f".//{SVG}text[@class='note']"))
    for words in (whole.title, held.title, held.finding, *whole.attribution):
        assert words in notes
    about = root.findtext(f"{SVG}desc") or ""
    assert held.finding in about
    assert held.title in (root.findtext(f"{SVG}title") or "")
    assert root.get("lang") == "en-GB"
    assert root.get("role") == "img"


def test_a_hostile_svg_is_well_formed_and_holds_no_markup_from_data(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["hostile"])
    for n in range(3):
        page.evaluate(f"openView(views[{n}]), picture.show()")
        root = ElementTree.fromstring(page.evaluate("picture.svg()"))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "g", "path", "polygon", "circle", "text", "tspan"}
        assert not [
            name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name
        ]
    assert tab.faults == []


def test_the_png_is_twice_as_fine_and_has_a_sheet_around_the_picture(tab: Tab, pages: dict[str, str]) -> None:
    page = tab.load(pages["plain"], "#view=agency-theme")
    data = base64.b64decode(page.evaluate("picture.png()").removeprefix("data:image/png;base64,"))
    wide, high = struct.unpack(">II", data[16:24])
    box = page.evaluate(
        "[document.querySelector('#picture-box').clientWidth, document.querySelector('#picture-box').clientHeight]"
    )
    assert wide == 2 * box[0]
    assert 2 * box[1] + 150 < high < 2 * box[1] + 600


@pytest.mark.parametrize("name", ["empty", "single", "hostile"])
def test_anything_can_be_saved(tab: Tab, pages: dict[str, str], name: str) -> None:
    page = tab.load(pages[name], width=320)
    assert page.evaluate("picture.png()").startswith("data:image/png")
    ElementTree.fromstring(page.evaluate("picture.svg()"))
    page.evaluate("picture.zoom(9), picture.move(9, 9), picture.fit(), picture.setMoving(true)")
    page.wait_for_timeout(100)
    page.evaluate("picture.setMoving(false)")
    assert tab.faults == []


@pytest.mark.parametrize("view", VIEWS)
def test_on_paper_the_whole_picture_fits_the_first_page(tab: Tab, pages: dict[str, str], view: str) -> None:
    page = tab.load(pages["plain"], f"#view={view}", width=320)
    page.set_viewport_size({"width": 703, "height": 1031})  # A4 within its margins
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    names = page.evaluate("[...document.querySelectorAll('.sheets .labels .label')].map((it) => it.textContent)")
    held = next(each for each in plain().views if each.name == view)
    assert len(names) == len(held.nodes)
    box, canvas = page.locator(".sheets svg").bounding_box(), page.locator("#picture-box canvas")
    assert box["y"] + box["height"] <= 1031
    assert 400 < box["width"] <= 703
    assert not canvas.is_visible(), "once is enough"
    assert tab.faults == []


def test_a_picture_too_high_to_be_read_on_one_page_goes_over_several_and_cuts_no_words(tab: Tab) -> None:
    many = tuple(Node(f"urn:{n}", f"Body {n}", "agency") for n in range(120))
    whole = plain(views=["agency-theme"])
    page = tab.load(page_html(replace(whole, views=(replace(whole.views[0], nodes=many, lines=()),))))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheets = page.evaluate(
        """() => [...document.querySelectorAll('.sheets svg')].map((it) => [it.getAttribute('viewBox').split(' ').map(Number),
          Number(it.getAttribute('height')), [...it.querySelectorAll('.label')].map((text) => text.textContent)])"""
    )
    assert len(sheets) > 1
    bodies = [n for _, _, inside in sheets for n in sorted(int(words.removeprefix("Body ")) for words in inside)]
    assert bodies == list(range(120)), "each once, and in order"
    assert all(high <= 1031 for _, high, _ in sheets)
    for (_, top, _, high), (_, below, _, _) in pairwise(box for box, _, _ in sheets):
        assert top + high == pytest.approx(below, abs=0.1)


def test_after_printing_the_page_is_as_it_was(tab: Tab) -> None:
    page = tab.load(page_html(sized(400)))
    state = "() => [document.querySelectorAll('tr').length, document.querySelectorAll('[open]').length, document.styleSheets.length]"
    rows = "() => document.querySelectorAll('#table-names tbody tr').length"
    before, shown = page.evaluate(state), page.evaluate(rows)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shown < page.evaluate(rows) == 400, "all rows are printed"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(state) == before
    assert page.locator(".sheets").count() == 0
    assert page.evaluate("document.body.style.width") == ""
    assert (
        page.evaluate(
            "[...document.styleSheets[0].cssRules].filter((rule) => rule.media?.mediaText === 'print').length"
        )
        > 0
    )


# --- many ---------------------------------------------------------------------------------------------------------


def test_choosing_among_many_changes_nothing_that_vis_network_holds(tab: Tab) -> None:
    """Thousands of items changed for each choice is what made vis-network's own way slow; we only paint."""
    page = tab.load(page_html(sized(600)))
    acts = page.evaluate(
        """() => {
          const did = { changed: 0, options: 0, painted: 0 }, was = paintScene;
          for (const name of ['add', 'update', 'updateOnly', 'remove', 'clear']) {
            const own = vis.DataSet.prototype[name];
            vis.DataSet.prototype[name] = function (...given) { did.changed += 1; return own.apply(this, given); };
          }
          const own = vis.Network.prototype.setOptions;
          vis.Network.prototype.setOptions = function (...given) { did.options += 1; return own.apply(this, given); };
          paintScene = (...given) => { did.painted += 1; was(...given); };
          for (const n of [7, 70, 300]) choose(look.view.nodes[n]);
          choose(look.view.edges[9]);
          return did; }"""
    )
    assert acts == {"changed": 0, "options": 0, "painted": 4}
    assert tab.faults == []
