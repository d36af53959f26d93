"""The page as text: what it promises before a browser opens it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_samples import empty, hostile, plain, single
from pyvis.network import Network

from dhrgraph.graph_page.kinds import KINDS, OTHER
from dhrgraph.graph_page.layout.place import place
from dhrgraph.graph_page.records import Node, Page
from dhrgraph.graph_page.render import html as html_module
from dhrgraph.graph_page.render.data import page_data
from dhrgraph.graph_page.render.held import held, short
from dhrgraph.graph_page.render.html import AFTER, SCRIPTS, STYLES, page_html

TEMPLATES = Path(html_module.__file__).parents[1] / "templates"
MADE = {"plain": plain, "hostile": hostile, "empty": empty, "single": single}


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


def block(html: str) -> Any:
    """What the page's own data say."""
    return json.loads(Outline(html).inside["script"][0])


@pytest.fixture(scope="module", params=MADE)
def page(request: pytest.FixtureRequest) -> Page:
    made: Page = MADE[request.param]()
    return made


# --- safety -----------------------------------------------------------------------------------------------


def test_the_policy_names_the_digest_of_every_script_and_style(page: Page) -> None:
    outline = Outline(page_html(replace(page, dataset='{"name": "x"}')))
    policy = next(meta["content"] for meta in outline.named("meta") if meta.get("http-equiv")) or ""
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
    types = [attributes.get("type") for attributes in outline.named("script")]
    assert types == ["application/ld+json", "application/json", None, None, None]
    for text in [*outline.inside["script"][2:], *outline.inside["style"]]:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.count("sha256-") == 4


def test_nothing_is_fetched_and_no_attribute_runs(page: Page) -> None:
    for tag, attributes in Outline(page_html(page)).tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "a":
            address = attributes["href"] or ""
            assert address.startswith("#") or (
                address.startswith("https://") and attributes["rel"] == "noopener noreferrer"
            )


def test_hostile_words_make_no_tag_and_no_script() -> None:
    words = '</title></script><script>alert(1)</script><h1 onclick="x">{{7*7}}'
    first = replace(
        plain().views[0], title=words, finding=words, sentence=words, notice=words, command=words, query=words
    )
    page = replace(plain(), title=words, views=(first,), attribution=(words,))
    calm = replace(
        plain(), views=(replace(first, title="x", finding="x", sentence="x", notice="x", command="x", query="x"),)
    )
    outline = Outline(page_html(page))
    assert [tag for tag, _ in outline.tags] == [tag for tag, _ in Outline(page_html(calm)).tags]
    assert outline.inside["h1"] == [words]
    assert outline.inside["title"] == [f"{words}: {words}"]


def test_the_data_can_neither_end_nor_begin_a_script() -> None:
    text = Outline(page_html(hostile())).inside["script"][0]
    assert not set("<>&'") & set(text)


def test_half_a_surrogate_pair_does_not_stop_the_page() -> None:
    view = replace(plain().views[0], title="half \ud83d of it")
    page_html(replace(plain(), views=(view,))).encode("utf-8")


def test_our_script_never_turns_text_into_markup_nor_reaches_out() -> None:
    script = "".join((TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttp",
        "import(",
    ):
        assert word not in script
    assert "url(" not in "".join((TEMPLATES / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)


# --- what stands on it ------------------------------------------------------------------------------------


def test_the_page_has_one_heading_a_language_a_title_and_a_main_part(page: Page) -> None:
    html = page_html(page)
    outline = Outline(html)
    assert html.startswith("<!doctype html>")
    assert outline.named("html") == [{"lang": "en-GB"}]
    assert len(outline.inside["h1"]) == len(outline.inside["title"]) == len(outline.named("main")) == 1
    assert {"class": "skip", "href": "#main"} in outline.named("a")
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in outline.tags:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set((attributes.get(name) or "").split()) <= set(ids)


def test_finding_note_and_support_stand_before_the_picture() -> None:
    html = page_html(plain())
    order = (
        "<h1>",
        plain().views[0].finding,
        "Before you read",
        "Someone to call",
        "What to look at",
        'id="picture-box"',
        'id="tables"',
    )
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert "javascript:" not in html.split('id="data"')[0]
    assert "no measure of how well" in " ".join(html.split())


def test_every_view_has_a_button_and_one_view_alone_has_none() -> None:
    assert [b["data-view"] for b in Outline(page_html(plain())).named("button") if "data-view" in b] == [
        v.name for v in plain().views
    ]
    alone = Outline(page_html(plain(views=["agency-theme"])))
    assert "hidden" in next(attributes for attributes in alone.named("nav"))


def test_every_kind_has_a_place_in_the_key() -> None:
    page = replace(
        plain(), views=(replace(plain().views[0], nodes=tuple(Node(f"urn:{k}", k, k) for k in (*KINDS, "?"))),)
    )
    labels = [a["data-kind"] for a in Outline(page_html(page)).named("label") if "data-kind" in a]
    assert labels == [*KINDS, "?"]
    assert block(page_html(page))["page"]["kinds"]["?"]["one"] == OTHER.one


def test_the_default_page_says_what_it_holds_in_its_title(page: Page) -> None:
    assert Outline(page_html(page)).inside["title"] == [f"{page.views[0].title}: {page.title}"]


# --- the data ---------------------------------------------------------------------------------------------


def restored(page: Page) -> list[dict[str, Any]]:
    """The views as data.js makes them, with the words that were left out put back."""
    data = block(page_html(page))
    things = whole_things(data)
    views = []
    for view in data["views"]:
        nodes = [{**things[node["thing"]], **node} for node in view["nodes"]]
        edges = [[*edge, *([], "", [])[len(edge) - 2 :]] for edge in view["edges"]]
        lines = [(nodes[a]["iri"], nodes[b]["iri"], label, said) for a, b, said, label, _ in edges]
        views.append({"name": view["name"], "nodes": nodes, "lines": lines})
    return views


def test_the_data_say_what_the_page_says(page: Page) -> None:
    for view, told in zip(page.views, restored(page), strict=True):
        assert told["name"] == view.name
        assert [n["iri"] for n in told["nodes"]] == [n.id for n in view.nodes]
        for node, row in zip(view.nodes, told["nodes"], strict=True):
            assert row["label"] == (node.label.strip() or "–").encode("utf-8", "replace").decode()
            assert tuple(row.get("statements", ())) == node.statements
            assert [tuple(fact) for fact in row.get("facts", ())] == list(node.facts)
            assert row.get("x", row.get("column", 0)) == short(place(view).places[node.id].x)
        ids = {node.id for node in view.nodes}
        kept = [line for line in view.lines if {line.source, line.target} <= ids]
        assert told["lines"] == [(a.source, a.target, a.label, list(a.statements)) for a in kept]


def test_statements_and_reviews_are_named_by_number(page: Page) -> None:
    data = block(page_html(page))
    iris = [thing["iri"] for thing in whole_things(data)]
    for said, told in zip(page.statements, data["statements"], strict=True):
        assert told["review"] == said.review
        assert data["base"] + told.get("id", "") == said.id
        assert [iris[n] for n in told.get("addressees", ())] == list(said.addressees)
        assert [iris[n] for n in told.get("themes", ())] == list(said.themes)
    for review, told in zip(page.reviews, data["reviews"], strict=True):
        assert [iris[n] for n in told.get("partnerships", ())] == list(review.partnerships)


def test_every_name_can_be_told_from_the_data() -> None:
    data = block(page_html(plain()))
    labels = {thing["iri"]: thing.get("label") for thing in whole_things(data)}
    assert {**labels, **data["page"]["names"]}.items() >= plain().names.items()


def test_a_thing_told_alike_in_two_views_stands_once() -> None:
    both = page_data_of(plain(views=["agency-theme"]))
    twice = page_data_of(replace(plain(), views=plain(views=["agency-theme"]).views * 2))
    assert both["things"] == twice["things"]


def page_data_of(page: Page) -> Any:
    placed = [place(view) for view in page.views]
    return page_data(page, [(v, held(v, at), at.headings) for v, at in zip(page.views, placed, strict=True)])


@given(st.floats() | st.integers(-(10**6), 10**6))
def test_a_number_is_short_and_one_that_json_can_hold(value: float) -> None:
    told = short(value)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    if abs(value) < 1e6:
        assert abs(told - value) <= 0.00005


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_come_through_as_they_are(title: str, label: str) -> None:
    node = replace(plain().views[0].nodes[0], label=label, statements=(), reviews=())
    page = Page(title, (replace(plain().views[0], nodes=(node,), lines=()),))
    assert block(page_html(page))["page"]["title"] == title
    assert restored(page)[0]["nodes"][0]["label"] == (label.strip() or "–")


# --- the file ---------------------------------------------------------------------------------------------


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from page_samples import *; from dhrgraph.graph_page.render.html import page_html\n"
        "print(hashlib.sha256((page_html(plain()) + page_html(hostile())).encode()).hexdigest())"
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
    assert outputs == {
        hashlib.sha256((page_html(plain()) + page_html(hostile())).encode()).hexdigest().encode() + b"\n"
    }


def whole_things(data: Any) -> list[Any]:
    """What the nodes name by number, with whole IRIs as data.js makes them."""
    return [{**thing, "iri": data["start"] + thing["iri"]} for thing in data["things"]]


def test_comments_and_indents_go_but_no_word_of_the_script() -> None:
    """What is inlined holds the same tokens: nothing but whole comments and the space at a line's start is left out."""
    for name in (*SCRIPTS, *AFTER):
        whole, inlined = (
            (TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8"),
            html_module._inlined(f"js/{name}.js"),
        )
        assert "/**" not in inlined
        assert not re.search(r"^\s", inlined, re.MULTILINE)
        kept = [line.strip() for line in whole.split("\n")]
        for line in inlined.rstrip("\n").split("\n"):
            assert any(each == line or re.fullmatch(re.escape(line) + r" *// .*", each) for each in kept), line
        for left_out in set(kept) - set(inlined.split("\n")):
            assert left_out == "" or re.match(r"//|/\*\*|\*", left_out) or " // " in left_out, left_out
        for line in whole.split("\n"):  # no text runs over a line's end, though an expression in one may
            assert line.count("`") % 2 == 0 or line.count("{") != line.count("}"), line


def test_a_script_loses_no_sign_and_no_text() -> None:
    for names in (SCRIPTS, html_module.AFTER):
        whole = '"use strict";\n' + "".join(html_module._inlined(f"js/{name}.js") for name in names)
        short = html_module._script(names)
        assert short.replace(" ", "") == whole.replace(" ", "")
        assert len(short) < len(whole)
        for before, after in zip(whole.split("\n"), short.split("\n"), strict=True):
            assert before == after or not set(before) & set("\"'`/")
            assert re.findall(r"\w+", before) == re.findall(r"\w+", after)


def test_the_scripts_do_not_take_each_other_s_names() -> None:
    """They share one scope on the page, where a second declaration of a name is an error."""
    declared = re.compile(r"^(?:const|let|(?:async )?function\*?) +(\w+)", re.MULTILINE)
    found = [
        name
        for script in (*SCRIPTS, *AFTER)
        for name in declared.findall((TEMPLATES / "js" / f"{script}.js").read_text("utf-8"))
    ]
    assert len(found) > 100
    assert sorted(found) == sorted(set(found))


def test_pyvis_still_has_what_we_lean_on() -> None:
    net = Network(directed=True, cdn_resources="in_line")
    assert {"templateEnv", "path", "nodes", "edges", "options"} <= set(vars(net))
    assert len(net.get_network_data()) == 6
