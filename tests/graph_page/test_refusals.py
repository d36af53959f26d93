"""What a page cannot be made of is said before the work, by name, and leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page_samples
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.cli.graph import command
from dhrgraph.errors import DhrGraphError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.asking import asked_of
from dhrgraph.graph_page.limits import TooLargeError
from dhrgraph.graph_page.page import GraphPage, graph_page
from dhrgraph.graph_page.records import Page
from dhrgraph.graph_page.render.html import page_html

WORDS = st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(
    ["", "__proto__", "constructor", "</script><!--", "\ud800", "\u2028", "\0", "urn:a b\n<c>"]
)


def renamed(page: Page, words: tuple[str, str, str, str]) -> Page:
    """The page with other words for one thing in every place that the graph fills."""
    iri, label, group, year = words
    view = page.views[0]
    first, *rest = view.nodes
    lines = [replace(line, source=iri, label=label) for line in view.lines if line.source == first.id]
    said, *others = page.statements
    review, *reviews = page.reviews
    node = replace(first, id=iri, label=label, group=group, about=label, facts=((group, label),))
    said = replace(said, id=iri, text=label, number=group, place=year, addressees=(iri,), themes=(iri,))
    return replace(
        page,
        views=(replace(view, nodes=(node, *rest), lines=tuple(lines)), *page.views[1:]),
        statements=(said, *others),
        reviews=(replace(review, id=iri, label=label, partnerships=(iri,), years=(year,), regions=(group,)), *reviews),
        names={**page.names, iri: label},
        labels={iri: (label, "en")},
    )


@settings(max_examples=25, deadline=None)
@given(st.tuples(WORDS, WORDS, WORDS, WORDS))
def test_no_words_stop_a_page_or_come_out_as_markup(words: tuple[str, str, str, str]) -> None:
    usual, html = page_html(page_samples.plain()), page_html(renamed(page_samples.plain(), words))
    for tag in ("<script", "</script", "<!--", "<style", "<main", "</body"):
        assert html.count(tag) == usual.count(tag)
    assert html.encode().decode() == html


def test_too_many_names_are_refused_before_they_are_measured(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(*_: object) -> None:
        raise AssertionError("measured first")

    monkeypatch.setattr("dhrgraph.graph_page.limits.MOST_READ", 20)
    monkeypatch.setattr("dhrgraph.network.centrality.scores.Measured.score", measured)
    with pytest.raises(TooLargeError):
        graph_page(store, asked_of(store, ["agency-theme"], most=None))


@pytest.mark.parametrize("option", ["--csp", "--review", "--agency", "--theme"])
def test_an_empty_name_does_not_ask_for_everything(option: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [option, " ", "-o", str(tmp_path / "page.html")])
    assert result.exit_code == 2
    assert option in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("turtle", [b"\xff\xfe\0", b"no Turtle"])
def test_a_broken_description_is_named(store: Store, turtle: bytes) -> None:
    with pytest.raises(DhrGraphError, match=r"dataset\.ttl.*\n.*dhrgraph build"):
        graph_page(store, asked_of(store, ["model"]), turtle)


def test_what_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, place = GraphPage(page_samples.single()), tmp_path / "page.html"
    place.write_text("the last one", encoding="utf-8")

    def full(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"page\.html") as problem:
        page.write_html(place)
    assert problem.value.filename == str(place)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert place.read_text(encoding="utf-8") == "the last one"
    with pytest.raises(IsADirectoryError):
        page.write_html("")
