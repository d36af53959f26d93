"""One agency and one theme with what is around them: every line against a question of its own to the graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_library import made_library
from made_material import counted
from made_triples import made_triples
from made_up import TURTLE
from made_up import store as made_up

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.graph_page.records import View
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.graph_page.views.neighbourhood import agency_view, theme_view
from dhrgraph.namespaces import PROLOGUE, iri

Joined = dict[tuple[str, str], set[str]]
WHOLE = Asked(most=None)
NOT_A_GROUP = "FILTER NOT EXISTS { ?b a dhr:CollectiveAddressee }"


def narrowed(kind: str, to: str, asked: Asked = WHOLE) -> Asked:
    return replace(asked, keep={kind: to}, typed={kind: to})


def asked_for(store: Store, pattern: str) -> Joined:
    """The recommendations ?r between each ?a and ?b, by a question that says in one pattern what a view joins."""
    found: Joined = {}
    for a, b, r in store.select(f"{PROLOGUE}SELECT ?a ?b ?r {{ ?r a dhr:Recommendation . {pattern} }}").rows:
        found.setdefault((str(a), str(b)), set()).add(str(r))
    return found


def drawn(view: View, material: Material) -> Joined:
    """The recommendations behind each line; a partnership that is also asked something stands for itself."""
    return {
        (line.source.removesuffix("#partnership"), line.target): {material.statements[n].id for n in line.statements}
        for line in view.lines
    }


def things(store: Store, pattern: str) -> list[str]:
    return [str(one) for (one,) in store.select(f"{PROLOGUE}SELECT DISTINCT ?x {{ {pattern} }} ORDER BY ?x").rows]


def of_agency(store: Store, body: str) -> Joined:
    chain = f"?m dcterms:isReplacedBy* <{body}> . ?r dhr:addressedTo ?m"
    left = asked_for(store, f"{chain} ; dhr:ofReview/dhr:commissionedBy ?a . BIND(?m AS ?b)")
    return {**left, **asked_for(store, f"{chain} ; dhr:hasTheme ?b . BIND(?m AS ?a)")}


def of_theme(store: Store, theme: str, only: str = NOT_A_GROUP) -> Joined:
    of = f"?r dhr:hasTheme ?m . ?m skos:broader? <{theme}> ."
    left = asked_for(store, f"{of} ?r dhr:ofReview/dhr:commissionedBy ?a . BIND(?m AS ?b)")
    return {**left, **asked_for(store, f"{of} ?r dhr:addressedTo ?b . BIND(?m AS ?a) {only}")}


def test_every_agency_of_the_seeds_has_the_lines_the_graph_has(store: Store) -> None:
    bodies = things(store, "?r dhr:addressedTo ?x")
    assert len(bodies) > 20
    for body in bodies[::2]:
        material = gather(store, narrowed("agency", body))
        assert drawn(agency_view(material), material) == of_agency(store, body)


def test_every_theme_of_the_seeds_has_the_lines_the_graph_has(store: Store) -> None:
    themes = things(store, "?r a dhr:Recommendation ; dhr:hasThemeOrNarrower ?x")
    assert len(themes) > 20
    for theme in themes[::4]:
        material = gather(store, narrowed("theme", theme))
        assert drawn(theme_view(material), material) == of_theme(store, theme)
        everybody = replace(material, asked=replace(material.asked, collective=True))
        assert drawn(theme_view(everybody), everybody) == of_theme(store, theme, "")


def test_a_made_library_has_them_too() -> None:
    store = Store.memory(made_triples(made_library(15, 3)), "ntriples")
    for body in things(store, "?r dhr:addressedTo ?x . ?x a dhr:Agency")[::7]:
        material = gather(store, narrowed("agency", body))
        assert drawn(agency_view(material), material) == of_agency(store, body)
    for theme in things(store, "?r a dhr:Recommendation ; dhr:hasThemeOrNarrower ?x")[::5]:
        material = gather(store, narrowed("theme", theme))
        assert drawn(theme_view(material), material) == of_theme(store, theme)


def test_the_sentences_say_what_the_graph_says(store: Store) -> None:
    service, chain = iri("ag:probation-service"), f"?m dcterms:isReplacedBy* <{iri('ag:probation-service')}>"
    number = len(things(store, f"{chain} . ?x dhr:addressedTo ?m ; a dhr:Recommendation"))
    places = len(things(store, f"{chain} . ?r dhr:addressedTo ?m ; dhr:ofReview/dhr:commissionedBy ?x"))
    to_groups = len(things(store, "?x a dhr:Recommendation ; dhr:addressedTo/a dhr:CollectiveAddressee"))
    view = agency_view(gather(store, narrowed("agency", service)))
    assert view.finding.startswith(f"{number} recommendations are put to Probation Service or to a body that it took")
    assert f"in {places} of 3 partnerships" in view.finding
    assert view.notice.startswith(f"{to_groups} recommendations of the whole graph are put to groups of bodies")
    assert view.columns == ("Partnerships", "Agencies", "Themes")

    sharing = iri("th:information-sharing")
    on_it = things(store, f"?x a dhr:Recommendation ; dhr:hasTheme <{sharing}>")
    single = things(store, f"?x dhr:hasTheme <{sharing}> ; dhr:addressedTo ?b {NOT_A_GROUP}")
    view = theme_view(gather(store, narrowed("theme", sharing)))
    assert view.finding.startswith(f"{len(on_it)} recommendations are on “Information sharing between agencies”")
    assert f"{len(set(on_it) - set(single))} of them are put to groups of bodies only." in view.finding


def test_the_middle_is_what_was_asked_for_first_then_what_belongs_to_it(store: Store) -> None:
    view = agency_view(gather(store, narrowed("agency", iri("ag:probation-service"))))
    middle = [node for node in view.nodes if node.column == 1]
    assert [node.label for node in middle] == [
        *("Probation Service", "Merseyside Community Rehabilitation Company", "National Probation Service"),
    ]
    assert ("Functions transferred, 26 June 2021", "became Probation Service") in middle[2].facts
    assert {node.group for node in middle} == {""}
    today = gather(store, narrowed("agency", iri("ag:probation-service"), replace(WHOLE, as_of="today")))
    one = agency_view(today)
    assert [node.id for node in one.nodes if node.column == 1] == [iri("ag:probation-service")]
    assert "Bodies are counted as of today." in one.notice
    assert {n for node in one.nodes if node.column == 1 for n in node.statements} == {
        n for node in middle for n in node.statements
    }


def test_a_broader_theme_has_its_narrower_ones_beside_it() -> None:
    material = gather(made_up(), narrowed("theme", iri("th:work")))
    view = theme_view(material)
    assert [(node.label, node.column) for node in view.nodes if node.column == 1] == [
        ("Working together", 1),
        ("Sharing information", 1),
    ]
    assert drawn(view, material) == of_theme(made_up(), iri("th:work"))
    assert "1 of them names no body." in view.finding


def test_put_to_groups_only_is_not_put_to_a_body_and_a_group() -> None:
    both = made_up(TURTLE + "rc:r3 dhr:addressedTo cg:all-agencies .")
    assert "put to groups" not in theme_view(gather(both, narrowed("theme", iri("th:share")))).finding
    view = theme_view(gather(both, narrowed("theme", iri("th:train"))))
    assert "1 of them is put to groups of bodies only." in view.finding


def test_a_partnership_that_is_asked_something_itself_is_two_nodes(store: Store) -> None:
    view = agency_view(gather(store, narrowed("agency", iri("ag:citysafe"))))
    assert [(node.kind, node.column) for node in view.nodes[:2]] == [("partnership", 0), ("agency", 1)]
    assert len({node.id for node in view.nodes}) == len(view.nodes)
    assert {node.label for node in view.nodes[:2]} == {"Citysafe (Liverpool)"}


def test_narrow_lines_and_narrow_nodes_can_be_left_out(store: Store) -> None:
    whole_asked = narrowed("theme", iri("th:multi-agency-working"))
    whole = theme_view(gather(store, whole_asked))
    material = gather(store, replace(whole_asked, min_partnerships=2))
    wide = theme_view(material)
    breadth = {node.id: counted(material, node).partnerships for node in whole.nodes}
    middle = {node.id for node in whole.nodes if node.column == 1}
    expected = {
        (line.source, line.target)
        for line in whole.lines
        if (breadth[line.target] if line.target in middle else counted(material, line).partnerships) >= 2
    }
    assert {(line.source, line.target) for line in wide.lines} == expected
    assert 0 < len(wide.lines) < len(whole.lines)
    assert {node.id for node in wide.nodes} == middle | {end for ends in expected for end in ends}
    assert f"that leaves out {len(whole.nodes) - len(wide.nodes)} names." in wide.notice

    few = theme_view(gather(store, replace(whole_asked, most=10)))
    assert (len(few.nodes), few.left_out) == (10, len(whole.nodes) - 10)
    assert middle <= {node.id for node in few.nodes}
    widest = sorted((breadth[node.id] for node in whole.nodes if node.id not in middle), reverse=True)
    assert sum(breadth[node.id] for node in few.nodes if node.id not in middle) == sum(widest[: 10 - len(middle)])


def test_another_review_moves_nothing_past_anything_else() -> None:
    rows = made_library(12, 5)
    left_out = rows[0].review.id
    less = [row for row in rows if row.review.id != left_out]
    before, after = (Store.memory(made_triples(some), "ntriples") for some in (less, rows))
    theme = things(before, "?r a dhr:Recommendation ; dhr:hasTheme ?x")[0]
    nodes = [theme_view(gather(store, narrowed("theme", theme))).nodes for store in (before, after)]
    shared = {node.id for node in nodes[0]} & {node.id for node in nodes[1]}
    assert len(shared) > 3
    orders = [[(node.column, node.id) for node in some if node.id in shared] for some in nodes]
    assert orders[0] == orders[1]


@pytest.mark.parametrize("kind", ["agency", "theme"])
def test_what_is_not_named_or_not_there_is_said(kind: str, store: Store) -> None:
    build = VIEWS[kind].build
    with pytest.raises(QueryError, match=f"--{kind} NAME"):
        build(gather(store, WHOLE))
    with pytest.raises(UnknownNameError, match=f"no {kind} "):
        build(gather(store, narrowed(kind, iri("ag:nowhere") if kind == "agency" else iri("th:nowhere"))))
    with pytest.raises(UnknownNameError):
        build(gather(made_up(""), narrowed(kind, iri("ag:nowhere"))))


def test_one_that_nobody_asks_stands_alone_and_says_so(store: Store) -> None:
    unasked = things(store, "?x a dhr:Agency FILTER NOT EXISTS { ?r dhr:addressedTo/dcterms:isReplacedBy* ?x }")[0]
    view = agency_view(gather(store, narrowed("agency", unasked)))
    assert ([node.id for node in view.nodes], view.lines) == ([unasked], ())
    assert view.finding == f"No recommendation here is put to {view.title} by name."
    quiet = made_up(TURTLE + 'th:quiet a skos:Concept ; skos:prefLabel "Quiet"@en .')
    view = theme_view(gather(quiet, narrowed("theme", iri("th:quiet"))))
    assert ([node.id for node in view.nodes], view.lines) == ([iri("th:quiet")], ())
    assert view.finding == "No recommendation here is on “Quiet”."


def test_a_group_can_be_asked_for_by_name(store: Store) -> None:
    everybody = iri("cg:all-agencies")
    view = agency_view(gather(store, narrowed("agency", everybody)))
    assert [node.kind for node in view.nodes if node.column == 1] == ["collective"]
    assert view.columns[1] == "Group of agencies"
    assert view.notice == "Bodies are counted as named."
