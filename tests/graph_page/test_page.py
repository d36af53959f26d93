"""A page in Python's hands: the same as the command writes."""

from __future__ import annotations

from pathlib import Path

import page_samples
import pytest

import dhrgraph
from dhrgraph.errors import DhrGraphError, QueryError, UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.asking import asked_of
from dhrgraph.graph_page.compose import USUAL
from dhrgraph.graph_page.page import GraphPage, graph_page
from dhrgraph.graph_page.views import VIEWS


def names(page: GraphPage) -> list[str]:
    return [view.name for view in page.page.views]


def test_python_and_the_build_make_one_page(built: Path) -> None:
    page = dhrgraph.open(built).page()
    there = (built / "graph.html").read_text(encoding="utf-8")
    assert (
        page.html.partition('<script type="application/ld+json">')[2].partition("</script>")[2]
        == there.partition('<script type="application/ld+json">')[2].partition("</script>")[2]
    ), "all but the list of files, which the build makes last"
    assert [name for name in USUAL[""] if name in names(page)] == names(page)


def test_a_written_page_is_its_text(tmp_path: Path) -> None:
    page = GraphPage(page_samples.plain())
    place = page.write_html(tmp_path / "new" / "page.html")
    assert place.read_bytes() == page.html.encode()
    assert [path.name for path in place.parent.iterdir()] == ["page.html"]


def test_it_says_what_it_is_in_a_line() -> None:
    for made in (page_samples.plain(), page_samples.empty(), page_samples.single()):
        words = repr(GraphPage(made))
        assert "\n" not in words
        assert all(view.name in words for view in made.views)
    assert "<GraphPage: 1 node in " in repr(GraphPage(page_samples.single()))


def test_each_network_can_be_asked_for(store: Store) -> None:
    narrowed = {"agency": "home-office", "theme": "information-sharing"}
    for name in VIEWS:
        keep = {name: narrowed[name]} if name in narrowed else {}
        assert names(graph_page(store, asked_of(store, [name], **keep))) == [name]
    several = ("theme-theme", "agency-agency", "theme-theme")
    assert names(graph_page(store, asked_of(store, several))) == ["theme-theme", "agency-agency"], "in the order asked"


def test_names_are_found_as_the_questions_find_them(store: Store) -> None:
    asked = asked_of(
        store, csp="Sefton", agency="Home Office", theme="th:information-sharing", review="Sefton review, January 2024"
    )
    ends = {kind: iri.rpartition("/")[2] for kind, iri in asked.keep.items()}
    assert ends.keys() == {"partnership", "agency", "theme", "review"}
    assert (ends["agency"], ends["theme"]) == ("home-office", "information-sharing")
    assert ends["review"].startswith("sefton-2024-01-")


@pytest.mark.parametrize(
    ("networks", "given", "says"),
    [
        (("agency-thme",), {}, "no network 'agency-thme'. Did you mean 'agency-theme'?"),
        ((), {"agency": "home-ofice"}, "no agency 'home-ofice'. Did you mean 'home-office'?"),
        ((), {"review": "sefton-2024"}, "no review 'sefton-2024'. Did you mean 'sefton-2024-01-"),
        (("agency",), {}, "--agency NAME"),
        (("theme",), {}, "--theme NAME"),
        ((), {"as_of": "soon"}, "'soon' is no date"),
        ((), {"most": 1}, "2 names or more"),
        ((), {"min_partnerships": 0}, "1 partnership or more"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    store: Store, networks: tuple[str, ...], given: dict[str, object], says: str
) -> None:
    with pytest.raises((UnknownNameError, QueryError)) as problem:
        graph_page(store, asked_of(store, networks, **given))  # type: ignore[arg-type]
    assert says in str(problem.value)


def test_too_many_names_are_refused_with_what_to_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dhrgraph.graph_page.limits.MOST_READ", 20)
    with pytest.raises(DhrGraphError, match=r"--most .*\n.*--force"):
        graph_page(store, asked_of(store, most=None))
    assert graph_page(store, asked_of(store, most=None, force=True)).nodes > 20
    assert all(
        len(view.nodes) <= 20 for view in graph_page(store, asked_of(store, ["agency-theme"], most=20)).page.views
    )
