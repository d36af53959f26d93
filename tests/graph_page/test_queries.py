"""The query that a page shows gives the lines that the page draws, with their counts: two ways to one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from made_library import made_library
from made_material import counted
from made_triples import made_triples

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.compose import page_of
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.graph_page.question import query_of, question_of
from dhrgraph.graph_page.records import View
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.namespaces import iri

ENDS = {  # the columns that hold the ends of a view's lines
    "agency-theme": ("agency", "theme"),
    "type-theme": ("type", "theme"),
    "partnership-theme": ("partnership", "theme"),
    "agency-partnership": ("agency", "partnership"),
    "succession": ("before", "after"),
}
COUNTED = ("partnerships", "reviews", "recommendations")
GROUPS_COUNT = ("agency-theme", "type-theme", "agency-partnership")
Counts = dict[str, int]


@pytest.fixture(scope="module")
def library() -> Store:
    """Forty made-up reviews, one of no known partnership, with words; bodies that became others, were split or joined."""
    rows = made_library(97, 3)
    words = {row.recommendation: "Do it." for row in rows}
    return Store.memory(made_triples(rows, texts=words) + _changes(rows), "ntriples")


def _changes(rows: Sequence[Any]) -> bytes:
    """Changes of the bodies asked most often: a chain of two, a split, a merger, and a contract that comes back."""
    asked = sorted({row.addressee.id for row in rows if row.addressee and not row.collective})
    a, b, c, d, e, f, g, h, *_ = asked
    events = [
        ("rename", "2012", (a,), (b,)),
        ("rename", "2015-04", (b,), (c,)),
        ("split", "2016-04-01", (c,), (d, e)),
        ("rename", "2017", (f, g), (g,)),
        ("contract", "2018", (e,), (h,)),
        ("contract", "2019", (h,), (e,)),
    ]
    lines = [_line("cv:change-rename", "dhr:makesSuccessor", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')]
    lines += [_line("cv:change-contract", "dhr:makesSuccessor", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>')]
    lines += [_line("cv:change-split", "dhr:makesSuccessor", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')]
    for number, (kind, day, before, after) in enumerate(events):
        event = f"ag:made-change-{number}"
        lines.append(_line(event, "rdf:type", f"<{iri('org:ChangeEvent')}>"))
        lines.append(_line(event, "dhr:changeKind", f"<{iri(f'cv:change-{kind}')}>"))
        lines.append(_line(event, "dcterms:date", f'"{day}"'))
        lines += [_line(event, "org:originalOrganization", f"<{body}>") for body in before]
        lines += [_line(event, "org:resultingOrganization", f"<{body}>") for body in after]
    return "".join(lines).encode()


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{iri(subject)}> <{iri(predicate)}> {value} .\n"


def drawn(material: Material, view: View) -> dict[tuple[str, str], Counts]:
    """The lines of a view with the counts that follow from what stands behind them."""
    plain = {node.id: node.id.removesuffix(f"#{node.kind}") for node in view.nodes}
    return {(plain[line.source], plain[line.target]): counted(material, line)._asdict() for line in view.lines}


def asked_for(store: Store, name: str, query: str) -> dict[tuple[str, str], Counts]:
    """The lines that a query gives, with those counts that it has."""
    answer = store.select(query)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    left, right = ENDS[name]
    return {
        (str(row[left]), str(row[right])): {count: int(str(row[count])) for count in COUNTED if count in row}
        for row in rows
    }


def check(store: Store, name: str, asked: Asked) -> int:
    """Hold a view's query against its lines; how many there are."""
    material = gather(store, replace(asked, most=None, force=True))
    view, query = VIEWS[name].build(material), query_of(material, name)
    assert query, "a view whose lines a question can give shows it"
    if name == "review-recommendation":
        return _check_recommendations(store, view, query)
    shown, found = drawn(material, view), asked_for(store, name, query)
    assert set(found) == set(shown)
    for ends, counts in found.items():
        assert counts == {count: shown[ends][count] for count in counts}, ends
    return len(shown)


def _check_recommendations(store: Store, view: View, query: str) -> int:
    """One row has two lines: from the review, and to the body if there is one."""
    answer = store.select(query)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    ends = {(row["review"], row["recommendation"]) for row in rows}
    ends |= {(row["recommendation"], row["agency"]) for row in rows if row["agency"]}
    assert {(str(a), str(b)) for a, b in ends} == {(line.source, line.target) for line in view.lines}
    return len(view.lines)


def keeps(store: Store) -> dict[str, Mapping[str, str]]:
    """What a page of this store can be narrowed to: of each kind the one with the most recommendations."""
    rows = gather(store, Asked(most=None)).occurrences
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        things = {"partnership": row.partnership, "review": row.review, "theme": row.broader or row.theme}
        named = {kind: [thing.id] if thing else [] for kind, thing in things.items()} | {"agency": row.known_as[-1:]}
        for kind, iris in named.items():
            for one in iris:
                found.setdefault(kind, {}).setdefault(one, set()).add(row.recommendation)
    widest = {kind: max(sorted(ones), key=lambda one: len(ones[one])) for kind, ones in found.items()}
    return {
        "nothing": {},
        **{kind: {kind: one} for kind, one in widest.items()},
        "two": {kind: widest[kind] for kind in ("partnership", "theme")},
    }


NARROWED = ("nothing", "partnership", "review", "agency", "theme", "two")


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("name", [*ENDS, "review-recommendation"])
def test_the_five_documents(store: Store, name: str, narrowed: str) -> None:
    keep = keeps(store)[narrowed]
    if name == "succession" and "agency" in keep:
        assert query_of(gather(store, Asked(keep=keep)), name) == "", "it draws what was before and after that body"
        return
    found = check(store, name, Asked(keep=keep))
    assert found or name == "succession" or "agency" in keep


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("name", [*ENDS, "review-recommendation"])
def test_a_made_library(library: Store, name: str, narrowed: str) -> None:
    keep = keeps(library)[narrowed]
    if name == "succession" and "agency" in keep:
        return
    assert check(library, name, Asked(keep=keep)) or name == "succession"


@pytest.mark.parametrize("name", ["agency-theme", "type-theme"])
def test_only_what_several_partnerships_have(library: Store, name: str) -> None:
    sizes = [check(library, name, Asked(min_partnerships=least)) for least in (1, 2, 3, 40)]
    assert sizes[0] > sizes[1] > sizes[2] > sizes[3] == 0


@pytest.mark.parametrize("name", [*ENDS, "review-recommendation"])
def test_groups_as_well(library: Store, name: str) -> None:
    without, with_groups = (check(library, name, Asked(collective=collective)) for collective in (False, True))
    assert with_groups > without if name in GROUPS_COUNT else with_groups == without


def test_a_body_is_asked_for_by_all_the_names_it_had(library: Store) -> None:
    before, _, today = max((row.known_as for row in gather(library, Asked()).occurrences), key=len)
    query = query_of(gather(library, Asked(keep={"agency": today})), "agency-theme")
    assert f"<{before}>" in query
    assert f"<{today}>" in query
    assert {before, today} <= {agency for agency, _ in asked_for(library, "agency-theme", query)}


def test_what_no_question_says_is_no_query(store: Store) -> None:
    for name in VIEWS:
        for asked in (Asked(as_of="2015"), Asked(as_of="today")):
            assert query_of(gather(store, asked), name) == ""
    several = gather(store, Asked(min_partnerships=2))
    with_one = {name for name in VIEWS if question_of(name)}
    assert with_one == {*ENDS, "review-recommendation"}
    assert {name for name in with_one if query_of(several, name)} == {"agency-theme", "type-theme"}


def test_a_query_owns_up_to_what_did_not_fit(library: Store) -> None:
    page = page_of(library, Asked(("agency-theme",), most=20), support=())
    (view,) = page.views
    assert view.left_out > 0
    assert f"# {view.left_out:,} of the names" in view.query
    shown, found = {(line.source, line.target) for line in view.lines}, asked_for(library, view.name, view.query)
    assert shown < set(found)
