"""A whole page: the views that are usual, those asked for, what they share, and what is too large to draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from shlex import split

import pytest
from made_library import made_library
from made_triples import made_triples
from made_up import TURTLE
from made_up import store as made_up

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page import limits
from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.compose import page_of
from dhrgraph.graph_page.limits import TooLargeError, of_fit_size
from dhrgraph.graph_page.material.gather import Asked
from dhrgraph.graph_page.records import Node, Page, View
from dhrgraph.namespaces import iri
from dhrgraph.network.networks.named import NETWORKS

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "\u202eevil",
    "🕯️" * 9,
    "a" * 10_000,
    " ",
)


def page(store: Store, **asked: object) -> Page:
    return page_of(store, Asked(**asked), support=[])  # type: ignore[arg-type]


def names(page: Page) -> list[str]:
    return [view.name for view in page.views]


def test_the_usual_page_shows_the_whole_in_six_ways(store: Store) -> None:
    whole = page(store)
    assert names(whole) == [
        "agency-theme", "type-theme", "partnership-theme", "agency-partnership", "succession",
    ]  # fmt: skip
    assert whole.of == {"partnerships": 3, "reviews": 3, "recommendations": len(whole.statements)}
    assert whole.title == "Recommendations of domestic homicide reviews"
    assert all(view.command == f"dhrgraph graph --network {view.name}" for view in whole.views)
    assert whole.attribution


@pytest.mark.parametrize(
    ("kind", "thing", "usual"),
    [
        ("partnership", "ag:csp-alpha", ["review-recommendation", "agency-theme", "type-theme"]),
        ("review", "rv:a1", ["review-recommendation", "agency-theme", "type-theme"]),
        ("agency", "ag:police", ["agency", "agency-theme"]),
        ("theme", "th:train", ["theme", "agency-theme", "type-theme", "partnership-theme"]),
    ],
)
def test_a_page_about_one_thing_begins_with_it(kind: str, thing: str, usual: list[str]) -> None:
    found = page(made_up(), keep={kind: iri(thing)}, typed={kind: "as typed"})
    assert names(found) == usual
    assert found.of["recommendations"] == len(found.statements) < 6
    assert found.title.endswith(": recommendations of domestic homicide reviews")
    assert all("'as typed'" in view.command for view in found.views)


def test_of_views_asked_for_by_name_none_is_left_out() -> None:
    empty = Store.memory(b"", "ntriples")
    assert names(page(empty, networks=("theme-theme", "agency-theme", "theme-theme"))) == [
        "theme-theme",
        "agency-theme",
    ]
    assert names(page(empty))[0] == "agency-theme"
    assert names(page(made_up(), min_partnerships=9)) == ["agency-theme"]
    assert page(made_up(), min_partnerships=9).views[0].finding == "Nothing here is said by 9 partnerships or more."
    with pytest.raises(UnknownNameError, match="Did you mean 'agency-theme'"):
        page(empty, networks=("agency-thems",))


def test_what_fits_nothing_says_so_and_is_a_page_all_the_same() -> None:
    found = page(
        made_up(), keep={"partnership": iri("ag:csp-gamma"), "theme": iri("th:train")}, networks=tuple(NETWORKS)
    )
    assert len(found.views) == len(NETWORKS)
    assert {view.finding for view in found.views} == {"There is nothing to show: no recommendation fits."}
    assert (found.statements, found.of["recommendations"]) == ((), 0)


def test_everything_the_page_mentions_has_a_name(store: Store) -> None:
    whole = page(store)
    used = {iri for one in whole.statements for iri in (*one.addressees, *one.themes)}
    used |= {home for one in whole.reviews for home in one.partnerships}
    assert used == whole.names.keys()
    assert all(whole.names.values())


def test_labels_pass_through_as_they_are_and_nothing_fails() -> None:
    turtle = TURTLE
    for n, label in enumerate(HOSTILE):
        words = label.replace("\\", "\\\\").replace('"', '\\"')
        turtle += f"""
            ag:h{n} a dhr:Agency ; skos:prefLabel "{words}"@en ; org:classification cv:type-police .
            th:h{n} a skos:Concept ; skos:prefLabel "{words}"@en .
            rc:h{n} a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:text "{words}"@en ;
              dhr:addressedTo ag:h{n} ; dhr:hasTheme th:h{n} .
        """
    for view in page(made_up(turtle), networks=tuple(NETWORKS)).views:
        labels = {node.label for node in view.nodes if node.id in {iri(f"ag:h{n}") for n in range(len(HOSTILE))}}
        assert labels <= set(HOSTILE)
        assert view.finding


def test_the_same_page_each_time() -> None:
    store = Store.memory(made_triples(made_library(6, 1)), "ntriples")
    assert page(store) == page(store)


def test_a_page_of_many_recommendations_drops_words_but_no_number() -> None:
    rows = made_library(150, 2)
    said = {row.recommendation: f"Words of {row.recommendation}." for row in rows}
    found = page(Store.memory(made_triples(rows, texts=said), "ntriples"))
    assert len(found.statements) == len(said) > 1_500
    assert sum(bool(one.text) for one in found.statements) == 1_500
    assert all(len(view.nodes) <= 300 for view in found.views)
    assert any(view.left_out for view in found.views)


def sized(nodes: int) -> View:
    return View("v", "V", "", "", "free", tuple(Node(f"urn:{n}", str(n), "theme") for n in range(nodes)), ())


@pytest.mark.parametrize(("nodes", "slow"), [(limits.SLOW, False), (limits.SLOW + 1, True), (limits.MOST_READ, True)])
def test_a_large_picture_comes_with_a_caution(nodes: int, slow: bool) -> None:
    assert ("may take some seconds" in of_fit_size(sized(nodes)).notice) == slow


def test_what_nobody_can_read_is_refused_with_what_to_do() -> None:
    too_many = sized(limits.MOST_READ + 1)
    with pytest.raises(TooLargeError, match=r"'v' would have 5,001 nodes") as refused:
        of_fit_size(too_many)
    assert all(option in str(refused.value) for option in ("--most", "--min-csps", "--csp", "--force"))
    assert of_fit_size(too_many, force=True).nodes == too_many.nodes


@pytest.mark.parametrize("typed", ["plain", "two words", "it's", '"; rm -rf /', "$HOME `id`", "-o", "Æther 🕯️"])
def test_the_command_is_one_a_shell_reads_back_as_it_was_typed(typed: str) -> None:
    asked = Asked(typed={"theme": typed, "partnership": typed}, as_of="2022-07", collective=True, most=None, force=True)
    words: Sequence[str] = split(command("agency-theme", asked))
    assert words[:4] == ["dhrgraph", "graph", "--network", "agency-theme"]
    options = dict(word.partition("=")[::2] for word in words if "=" in word)
    after = dict(pairwise(words))
    assert (options.get("--theme") or after["--theme"], options.get("--csp") or after["--csp"]) == (typed, typed)
    assert {"--collective", "--as-of", "--most", "--force"} <= set(words)
