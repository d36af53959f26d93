"""The graph page as text: what it promises. test_graph_page_browser.py sees that it keeps it."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from graph_samples import BETWEENNESS, HOSTILE, NOTE, hostile, made, plain
from hypothesis import given, settings
from hypothesis import strategies as st
from pyvis.network import Network

from dhrgraph.publish.graph_data import KINDS, OTHER, edges_of, nodes_of, sizes_of, telling
from dhrgraph.publish.graph_layout import BOX, WIDE, place
from dhrgraph.resources import folder

TEMPLATES = Path(__file__).parents[2] / "dhrgraph" / "publish" / "templates"


class Outline(HTMLParser):
    """The tags, attributes and texts of a page, as a browser would part them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style", "title", "h1"):
            self._open.append(tag)
            self.inside.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[self._open[-1]][-1] += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


# --- the text ---------------------------------------------------------------------------------------------


def test_the_policy_names_the_digest_of_every_script_and_style() -> None:
    outline = Outline(made(plain()))
    policy = next(meta["content"] for meta in outline.named("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert "unsafe" not in policy
    runs = [
        text
        for text, at in zip(outline.inside["script"], outline.named("script"), strict=True)
        if at.get("type") != "application/json"
    ]
    assert len(runs) == 2
    for text in [*runs, *outline.inside["style"]]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


@pytest.mark.parametrize("network", [plain(), hostile(), nx.Graph()], ids=["plain", "hostile", "empty"])
def test_nothing_is_fetched_and_no_attribute_runs(network: nx.Graph) -> None:
    outline = Outline(made(network))
    for tag, attributes in outline.tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
        if tag == "a":
            assert re.match(r"#|https://", attributes["href"] or "")
            assert (attributes["href"] or "").startswith("#") or attributes["rel"] == "noopener noreferrer"


def test_hostile_words_make_no_tag_and_no_script() -> None:
    tags = [tag for tag, _ in Outline(made(hostile())).tags]
    same = [tag for tag, _ in Outline(made(harmless(hostile()))).tags]
    assert tags == same
    title = '</title><script>alert(1)</script><h1>"'
    outline = Outline(made(plain(), title=title, finding=title, query_note=title, attribution=[title]))
    assert outline.inside["title"] == outline.inside["h1"] == [title]
    assert len(outline.named("script")) == 3


def harmless(network: nx.Graph) -> nx.Graph:
    """The same network with plain words: it must give a page of the same tags."""
    words = {node: f"{n:02d}" for n, node in enumerate(network)}
    kept = nx.relabel_nodes(network, words)
    for node, at in kept.nodes(data=True):
        at.update(label=node, title="x", kind=at["kind"] if at["kind"] == "agency" else f"k{node}")
        at["type_label"] = "x" if at["type_label"] else ""
    return kept


def test_the_data_block_says_what_the_network_says() -> None:
    outline = Outline(made(hostile()))
    block = json.loads(outline.inside["script"][0])
    assert {node["full"] for node in block["nodes"]} == {text.strip() or "–" for text in HOSTILE}
    assert all(len(node["label"]) <= 160 for node in block["nodes"])
    assert "<" not in outline.inside["script"][0]


def test_the_page_has_one_heading_a_language_a_title_and_a_main_part() -> None:
    outline = Outline(made(plain()))
    assert made(plain()).startswith("<!doctype html>")
    assert outline.named("html") == [{"lang": "en-GB"}]
    assert outline.inside["h1"] == outline.inside["title"] == [NOTE["title"]]
    assert len(outline.named("main")) == 1
    assert {"class": "skip", "href": "#main"} in outline.named("a")
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for label in outline.named("label"):
        assert "for" not in label or label["for"] in ids


def test_finding_note_and_support_stand_before_the_picture() -> None:
    html = made(plain())
    places = [
        html.index(words) for words in ("Before you read", "Someone to call", NOTE["finding"], 'id="picture-box"')
    ]
    assert places == sorted(places)
    assert "javascript:" not in html.split('id="data"')[0]
    assert NOTE["query_note"] in html
    assert "Open Government Licence v3.0" in html
    assert "no measure of how well" in " ".join(html.split())


def test_tables_hold_every_node_and_edge() -> None:
    html = made(plain())
    assert html.count('<th scope="row">') == len(plain()) + plain().number_of_edges()
    assert "Betweenness" in html
    assert "9 recommendations\n    in 3 reviews\n    by 2 partnerships." in html


def test_what_is_left_out_is_said() -> None:
    network = plain()
    network.graph["left_out"] = 12
    assert "12 more are left out" in " ".join(made(network).split())
    assert "left out" not in made(plain()).split('id="data"')[0]


def test_the_same_bytes_whatever_the_order_and_the_hash_seed() -> None:
    turned = nx.Graph(**plain().graph)
    turned.add_nodes_from(reversed(list(plain().nodes(data=True))))
    turned.add_edges_from((b, a, at) for a, b, at in reversed(list(plain().edges(data=True))))
    assert made(turned) == made(plain())
    script = (
        "import hashlib, sys; from test_graph_page import *\n"
        "import networkx as nx; free = nx.relabel_nodes(nx.les_miserables_graph(), str)\n"
        "print(hashlib.sha256((made(free) + made(hostile())).encode()).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1


def test_our_script_never_turns_text_into_markup() -> None:
    script = "".join(file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.glob("*.js")))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "http",
    ):
        assert word not in script
    assert "url(" not in (TEMPLATES / "graph.css").read_text(encoding="utf-8")


def test_pyvis_still_has_what_we_lean_on() -> None:
    net = Network(directed=True, cdn_resources="in_line")
    assert {"templateEnv", "path", "nodes", "edges", "options"} <= set(vars(net))


def test_support_lines_are_whole() -> None:
    rows = list(csv.DictReader((folder("ontology") / "support.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["number"] for row in rows} >= {"999", "0808 2000 247"}
    for row in rows:
        assert row["name"]
        assert row["note"].endswith(":")
        assert row["source"].startswith("https://")
        assert row["number"] or row["url"].startswith("https://")


# --- data and places --------------------------------------------------------------------------------------


def test_rows_are_in_order_of_recurrence() -> None:
    network = plain()
    rows = nodes_of(network, sizes_of(network, [BETWEENNESS]))
    assert [row["id"] for row in rows][:4] == ["urn:t0", "urn:t1", "urn:t2", "urn:t3"]
    assert edges_of(network)[0]["from"] == "urn:a0"
    assert telling(edges_of(network), ["partnerships"]) == "partnerships"


def test_a_measure_some_nodes_lack_is_not_offered() -> None:
    network = plain()
    del network.nodes["urn:a1"]["betweenness"]
    assert "betweenness" not in {size.key for size in sizes_of(network, [BETWEENNESS])}


def test_kinds_that_meet_in_one_network_differ_in_shape_and_colour() -> None:
    for pair in (
        ("agency", "theme"),
        ("agency-type", "theme"),
        ("partnership", "theme"),
        ("review", "agency"),
    ):
        one, other = (KINDS[name] for name in pair)
        assert one.shape != other.shape
        assert one.colour != other.colour
    assert KINDS["agency"] != KINDS["collective"] != OTHER


@settings(deadline=None, max_examples=30)  # the layout's solver takes its time
@given(st.integers(1, 40), st.integers(0, 10_000), st.floats(0, 0.4))
def test_no_two_labels_of_a_free_layout_meet(nodes: int, seed: int, density: float) -> None:
    layout = place(nx.relabel_nodes(nx.gnp_random_graph(nodes, density, seed=seed), str))
    points = sorted(layout.positions.values())
    for n, (x, y) in enumerate(points):
        assert abs(x) <= WIDE / 2
        for other_x, other_y in points[n + 1 :]:
            assert abs(x - other_x) >= BOX[0] - 2 or abs(y - other_y) >= BOX[1] - 2


def test_two_sides_stand_in_two_columns_with_a_row_for_each_label() -> None:
    layout = place(plain(5, 30))
    assert layout.form == "columns"
    for side in (-1, 1):
        rows = sorted(y for x, y in layout.positions.values() if x * side > 0)
        assert all(after - before >= 40 for before, after in pairwise(rows))
    assert place(plain(5, 200)).form == "free"


def test_columns_are_ordered_so_that_few_lines_cross() -> None:
    ladder = nx.Graph([(f"a{n}", f"b{(7 * n) % 12:02d}") for n in range(12)])
    nx.set_node_attributes(ladder, {node: int(node[0] == "b") for node in ladder}, "bipartite")
    at = place(ladder).positions
    assert all(at[a][1] == at[b][1] for a, b in ladder.edges)


@pytest.mark.parametrize("network", [nx.Graph(), nx.empty_graph(["one"])], ids=["empty", "one node"])
def test_nothing_and_next_to_nothing_have_a_page(network: nx.Graph) -> None:
    html = made(network, measures=[])
    assert ("There is nothing to show." in html) == (len(network) == 0) or "one" in html
