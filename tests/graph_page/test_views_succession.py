"""What became of bodies: every arrow and count against the change events of the graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_material import counted
from made_up import TURTLE
from made_up import store as made_up

from dhrgraph.errors import InvalidGraphError
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.changes import read_changes, told
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.graph_page.records import View
from dhrgraph.graph_page.views.succession import succession_view
from dhrgraph.namespaces import PROLOGUE, curie, iri
from dhrgraph.network.succession import Succession, read_succession
from dhrgraph.network.tally import Counts

WHOLE = Asked(most=None)
STEP = "?e a org:ChangeEvent ; org:originalOrganization ?a ; org:resultingOrganization ?b FILTER(?a != ?b)"
ON = "(^org:originalOrganization/org:resultingOrganization)"
KINDS = "cv:change-rename dhr:makesSuccessor true . cv:change-moved dhr:makesSuccessor false ."


def pairs(store: Store, pattern: str) -> set[tuple[str, str]]:
    question = f"{PROLOGUE}SELECT DISTINCT ?a ?b {{ {pattern} }}"
    return {(str(a), str(b)) for a, b in store.select(question).rows}


def of(view: View) -> set[tuple[str, str]]:
    assert len({(line.source, line.target) for line in view.lines}) == len(view.lines)
    return {(line.source, line.target) for line in view.lines}


def short(view: View) -> set[str]:
    return {f"{curie(a).removeprefix('ag:')}{curie(b).removeprefix('ag:')}" for a, b in of(view)}


def texts(material: Material, numbers: tuple[int, ...]) -> list[str]:
    return [curie(material.statements[number].id).removeprefix("rc:") for number in numbers]


def made(*events: str, asked: str = "a") -> Material:
    """Bodies a, b, … of which `asked` are asked, each in a recommendation of its own name, and changes such as
    "rename 2021-04-01 a c", the bodies before and after in letters, "-" for none."""
    lines = ['rv:v a dhr:Review ; rdfs:label "A review"@en .', KINDS]
    lines += [f'ag:{body} a dhr:Agency ; skos:prefLabel "Body {body}"@en .' for body in "abcdef"]
    lines += [f"rc:{body} a dhr:Recommendation ; dhr:ofReview rv:v ; dhr:addressedTo ag:{body} ." for body in asked]
    lines += [f'cv:change-{kind} skos:prefLabel "{kind}"@en .' for kind in ("rename", "moved")]
    for n, event in enumerate(events):
        kind, day, before, after = event.split()
        lines.append(f"ag:event-{n} a org:ChangeEvent ; dhr:changeKind cv:change-{kind} .")
        lines += [f'ag:event-{n} dcterms:date "{day}" .'] if day != "-" else []
        lines += [f"ag:event-{n} org:originalOrganization ag:{body} ." for body in before]
        lines += [f"ag:event-{n} org:resultingOrganization ag:{body} ." for body in after if body != "-"]
    return gather(made_up("\n".join(lines)), WHOLE)


def test_the_seeds_have_all_that_came_after_bodies_that_were_asked(store: Store) -> None:
    material = gather(store, WHOLE)
    view = succession_view(material)
    expected = pairs(store, f"?r a dhr:Recommendation ; dhr:addressedTo ?start . ?start {ON}* ?a . {STEP}")
    assert of(view) == expected
    assert expected
    assert {node.id for node in view.nodes} == {end for pair in expected for end in pair}
    for node in view.nodes:
        put = store.select(f"{PROLOGUE}SELECT ?r {{ ?r a dhr:Recommendation ; dhr:addressedTo <{node.id}> }}").rows
        assert {material.statements[number].id for number in node.statements} == {str(r) for (r,) in put}


def test_the_sentence_counts_what_was_put_to_bodies_that_are_gone(store: Store) -> None:
    gone = pairs(store, "?r a dhr:Recommendation ; dhr:addressedTo ?b . ?b dcterms:isReplacedBy ?n . BIND(?r AS ?a)")
    today = pairs(store, "?r a dhr:Recommendation ; dhr:addressedTo ?a . ?a dhr:currentAgency ?b FILTER(?a != ?b)")
    view = succession_view(gather(store, WHOLE))
    assert view.finding == (
        f"{len({r for r, _ in gone})} of 75 recommendations were put to {len({b for _, b in gone})} bodies that have "
        f"since been replaced; {len({b for _, b in today})} bodies stand in their place today."
    )
    assert view.columns == ("Named then", "In its place today")
    assert view.directed
    assert "functions transferred, 26 June 2021" in {line.label for line in view.lines}


def test_one_agency_has_all_before_and_after_it_whether_asked_or_not(store: Store) -> None:
    service = iri("ag:probation-service")
    view = succession_view(gather(store, replace(WHOLE, keep={"agency": service})))
    assert of(view) == pairs(store, f"?b {ON}* <{service}> . {STEP}")
    assert len(view.nodes) > 40
    assert [node.id for node in view.nodes if node.column == len(view.columns) - 1] == [service]
    unasked = iri("ag:nhs-cheshire-and-merseyside-icb")
    view = succession_view(gather(store, replace(WHOLE, keep={"agency": unasked})))
    assert of(view) == pairs(store, f"?b {ON}* <{unasked}> . {STEP}")
    assert view.finding == "No recommendation here is put to a body that another has since replaced."


def test_the_old_trust_of_the_made_up_graph() -> None:
    material = gather(made_up(TURTLE), WHOLE)
    view = succession_view(material)
    assert [(node.label, node.column, texts(material, node.statements)) for node in view.nodes] == [
        ("Old Trust", 0, ["r1"]),
        ("New Trust", 1, ["r3"]),
    ]
    assert view.finding == (
        "1 of 6 recommendations was put to 1 body that has since been replaced; 1 body stands in its place today."
    )


def test_a_chain_passes_on_what_was_asked_before() -> None:
    material = made("rename 2019-10-01 a c", "rename 2021 b c", "rename 2022-07 c d", asked="abd")
    view = succession_view(material)
    assert {node.id: node.column for node in view.nodes} == {
        iri("ag:a"): 0, iri("ag:b"): 0, iri("ag:c"): 1, iri("ag:d"): 2,
    }  # fmt: skip
    assert view.columns == ("Named earlier", "Named then", "In its place today")
    carried = {line.label: texts(material, line.statements) for line in view.lines}
    assert carried == {"rename, 1 October 2019": ["a"], "rename, 2021": ["b"], "rename, July 2022": ["a", "b"]}
    assert [texts(material, node.statements) for node in view.nodes] == [["a"], ["b"], [], ["d"]]


def test_what_is_not_followed_is_drawn_but_not_counted() -> None:
    view = succession_view(made("rename 2020 a bc", "moved 2021 d e", asked="ad"))
    assert short(view) == {"ab", "ac", "de"}
    assert view.finding == "No recommendation here is put to a body that another has since replaced."
    facts = {node.label: node.facts for node in view.nodes}
    assert facts["Body a"] == (("Rename, 2020", "to Body b and Body c; not counted in its place"),)
    assert facts["Body d"] == (("Moved, 2021", "to Body e; not counted in its place"),)


def test_a_contract_that_returns_is_no_error_a_circle_of_successors_is() -> None:
    view = succession_view(made("moved 2019 a b", "moved 2021 b a"))
    assert short(view) == {"ab", "ba"}
    assert {node.column for node in view.nodes} <= {0, 1}
    material = made("rename 2019 a b")
    circle = replace(material, store=made("rename 2019 a b", "rename 2020 b a", asked="").store)
    with pytest.raises(InvalidGraphError, match="lead back to"):
        succession_view(circle)
    with pytest.raises(InvalidGraphError, match="lead back to"):
        made("rename 2019 a b", "rename 2020 b a")


def test_an_older_build_is_not_guessed_at() -> None:
    old = made_up("ag:event-x a org:ChangeEvent ; dhr:changeKind cv:change-rename ; org:originalOrganization ag:a .")
    with pytest.raises(InvalidGraphError, match="dhrgraph build"):
        succession_view(replace(made(), store=old))


def test_nothing_to_show_is_said() -> None:
    for material in (made(), made(asked=""), made("rename 2020 b c"), made("moved 2020 a -"), made("rename 2020 ab a")):
        view = succession_view(material)
        assert (view.nodes, view.lines, view.columns) == ((), (), ())
        assert view.finding.startswith("Nothing to show: no change of the bodies that are asked here is known")
    named = made()
    view = succession_view(replace(named, asked=replace(WHOLE, keep={"agency": iri("ag:f")})))
    assert view.finding == "Nothing to show: no change of Body f is known."
    assert succession_view(gather(made_up(""), WHOLE)).nodes == ()


def test_as_of_a_date_bodies_stand_as_named_all_the_same(store: Store) -> None:
    named, today = (succession_view(gather(store, replace(WHOLE, as_of=day))) for day in (None, "today"))
    assert today == replace(named, notice=today.notice, command=today.command)
    assert "as named" in today.notice


def test_only_what_so_many_partnerships_were_asking() -> None:
    both = TURTLE + "rc:r7 a dhr:Recommendation ; dhr:ofReview rv:b1 ; dhr:addressedTo ag:old . "
    both += "ag:event-p a org:ChangeEvent ; dhr:changeKind cv:change-rename ; "
    both += "org:originalOrganization ag:police ; org:resultingOrganization ag:force ."
    whole = succession_view(gather(made_up(both), WHOLE))
    assert {line.source for line in whole.lines} == {iri("ag:old"), iri("ag:police")}
    one_place = replace(WHOLE, keep={"partnership": iri("ag:csp-beta")}, min_partnerships=2)
    none = succession_view(gather(made_up(both), one_place))
    assert (none.nodes, none.lines) == ((), ())
    assert "that leaves out 4 names" in none.notice
    wide = succession_view(gather(made_up(both), replace(WHOLE, min_partnerships=2)))
    assert [node.id for node in wide.nodes] == [node.id for node in whole.nodes]
    few = succession_view(gather(made_up(both), replace(WHOLE, most=3)))
    assert (len(few.nodes), few.left_out) == (3, 1)
    assert all({line.source, line.target} <= {node.id for node in few.nodes} for line in few.lines)


def test_a_recommendation_of_two_reviews_counts_for_both() -> None:
    shared = made_up(TURTLE + "rc:r1 dhr:ofReview rv:b1 .")
    material = gather(shared, WHOLE)
    view = succession_view(material)
    assert [counted(material, line) for line in view.lines] == [Counts(2, 2, 1)]
    assert counted(material, view.nodes[0]) == Counts(2, 2, 1)


def test_two_changes_between_the_same_bodies_make_one_line() -> None:
    view = succession_view(made("moved 2019 a b", "rename 2021-04 a b"))
    assert [line.label for line in view.lines] == ["moved, 2019; rename, April 2021"]


def test_an_end_without_a_successor_is_told() -> None:
    material = made("moved 2020 a -", "rename - b a")
    changes, known = read_changes(material.store), read_succession(material.store)
    assert told(iri("ag:a"), changes, known, material.names) == (
        ("Moved, 2020", "no body took its place"),
        ("Rename", "from Body b"),
    )
    alone = made("rename 2020 a a")
    assert told(iri("ag:a"), read_changes(alone.store), Succession(), alone.names) == ()
    assert told(iri("ag:f"), changes, Succession(), {}) == ()


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("rename", "moved")),
            st.sampled_from(("-", "2019", "2020-05", "2021-06-26")),
            st.text("abc", min_size=1, max_size=3),
            st.text("cdef", min_size=1, max_size=3),
        ),
        max_size=5,
    ),
    st.sets(st.sampled_from("abcdef")),
)
def test_any_changes(events: list[tuple[str, str, str, str]], asked: set[str]) -> None:
    try:
        material = made(*(" ".join(event) for event in events), asked="".join(sorted(asked)))
    except InvalidGraphError:
        return  # a circle through c, which stands on both sides
    view = succession_view(material)
    steps = {(before, after) for _, _, befores, afters in events for before in befores for after in afters}
    reached = set(asked)
    while fresh := {b for a, b in steps if a in reached} - reached:
        reached |= fresh
    assert short(view) == {a + b for a, b in steps if a in reached and a != b}
    column = {node.id: node.column for node in view.nodes}
    back = sum(column[line.source] >= column[line.target] for line in view.lines)
    forward = {(curie(a)[-1], curie(b)[-1]) for a, b in of(view)}
    in_circle = any(_leads(forward, b, a) for a, b in forward)
    assert back == 0 or in_circle
    ends = {node for node in column if not any(line.source == node for line in view.lines)}
    assert {column[node] for node in ends} <= {len(view.columns) - 1}
    known = read_succession(material.store)
    gone = [n for n, one in enumerate(material.statements) if known.line(one.addressees[0])[-1] != one.addressees[0]]
    if gone:
        assert view.finding.startswith(f"{len(gone)} of {len(material.statements)} recommendation")


def _leads(steps: set[tuple[str, str]], start: str, goal: str) -> bool:
    found = {start}
    while fresh := {b for a, b in steps if a in found} - found:
        found |= fresh
    return goal in found
