"""Who stood in a body's place on a date: the graph's changes and the register's rules give one answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up import store as made_up_store

import dhrgraph
from dhrgraph.config import Config
from dhrgraph.errors import InvalidGraphError, QueryError, VocabularyError
from dhrgraph.graph.store import Store
from dhrgraph.graph.terms import to_nquads
from dhrgraph.graph.vocabulary import register_triples, term_triples
from dhrgraph.namespaces import curie, iri
from dhrgraph.network.succession import TODAY, Succession, checked, in_words, read_succession
from dhrgraph.reconcile.register.records import ChangeEvent
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.succession import as_of, current
from dhrgraph.records import Match

DATES = ["2012", "2013-03-31", "2013-04", "2019-10-01", "2021-06-25", "2021-06-26", "2022-06", "2022-07-01", "2022"]
FOLLOWED = {"merger", "acquisition-and-rename", "rename", "functions-transferred"}
KINDS = [*sorted(FOLLOWED), "contract-moved", "abolition"]
BODIES = 6


def written(register: Register, slugs: list[str], config: Config) -> Store:
    """The graph of a document that names these bodies."""
    matches = [Match(s, s, s, register.records[s].type, False, "label", "made up") for s in slugs]
    triples = [*register_triples(matches, register), *term_triples(config.vocabulary.terms)]
    return Store.memory("".join(f"{line}\n" for line in to_nquads(triples, "gr:register")).encode())


def test_every_body_the_register_knows_a_change_of(config: Config) -> None:
    register = config.authorities.register
    changed = sorted({slug for event in register.events for slug in (*event.originals, *event.results)})
    assert len(changed) > 10
    known = read_succession(written(register, changed, config))
    for slug in changed:
        for day in [*DATES, *(event.date for event in register.events if slug in event.originals)]:
            assert curie(known.at(iri(f"ag:{slug}"), day)) == f"ag:{as_of(slug, day, register)}", (slug, day)
        assert curie(known.at(iri(f"ag:{slug}"), TODAY)) == f"ag:{current(slug, register)}"


def test_every_body_of_the_five_documents(store: Store, config: Config) -> None:
    register, known = config.authorities.register, read_succession(store)
    asked = "SELECT DISTINCT ?a ?today { ?a <" + iri("dhr:currentAgency") + "> ?today }"
    bodies = [(str(body), str(today)) for body, today in store.select(asked).rows]
    assert len(bodies) > 20
    for body, today in bodies:
        slug = curie(body).removeprefix("ag:")
        assert known.at(body, TODAY) == today
        for day in DATES if slug in register.records else ():
            assert curie(known.at(body, day)) == f"ag:{as_of(slug, day, register)}"


@st.composite
def changes(draw: st.DrawFn) -> tuple[ChangeEvent, ...]:
    """Changes among six bodies: of any kind, with one side or both of several, to the day or month, also in circles."""
    some = st.lists(st.integers(0, BODIES - 1), min_size=1, max_size=3, unique=True)
    found = [
        (draw(st.sampled_from(DATES[1:])), draw(st.sampled_from(KINDS)), draw(some), draw(some))
        for _ in range(draw(st.integers(0, 5)))
    ]
    return tuple(
        ChangeEvent(f"event-{n}", f"Change {n}", date, kind, bodies(before), bodies(after), "made up", kind in FOLLOWED)
        for n, (date, kind, before, after) in enumerate(sorted(found))
    )


def bodies(numbers: list[int]) -> tuple[str, ...]:
    return tuple(map(str, numbers))


@given(changes())
def test_chains_splits_and_moves_made_up(config: Config, made: tuple[ChangeEvent, ...]) -> None:
    whole = config.authorities.register
    slugs = sorted(s for s, record in whole.records.items() if not record.collective)[:BODIES]
    events = tuple(
        replace(e, originals=tuple(slugs[int(n)] for n in e.originals), results=tuple(slugs[int(n)] for n in e.results))
        for e in made
    )
    register = replace(whole, events=events)
    try:
        today = [current(slug, register) for slug in slugs]
    except VocabularyError:
        assume(False)
    known = read_succession(written(register, slugs, config))
    assert [curie(known.at(iri(f"ag:{slug}"), TODAY)).removeprefix("ag:") for slug in slugs] == today
    for slug in slugs:
        for day in DATES:
            assert curie(known.at(iri(f"ag:{slug}"), day)) == f"ag:{as_of(slug, day, register)}"


def changed(*events: tuple[str, str, str, str]) -> Succession:
    """A graph with these changes: kind, date or none, bodies before, bodies after (letters)."""
    lines = [f"cv:change-{kind} dhr:makesSuccessor {str(kind in FOLLOWED).lower()} ." for kind in KINDS]
    for n, (kind, date, before, after) in enumerate(events):
        lines.append(f"ag:event-{n} a org:ChangeEvent ; dhr:changeKind cv:change-{kind} .")
        lines += [f'ag:event-{n} dcterms:date "{date}" .'] if date else []
        lines += [f"ag:event-{n} org:originalOrganization ag:{body} ." for body in before]
        lines += [f"ag:event-{n} org:resultingOrganization ag:{body} ." for body in after]
    return read_succession(made_up_store("\n".join(lines)))


def at(known: Succession, body: str, day: str) -> str:
    return curie(known.at(iri(f"ag:{body}"), day)).removeprefix("ag:")


def test_the_kinds_that_are_followed_are_those_of_the_code_list(config: Config) -> None:
    said = {subject: value for subject, name, value in config.vocabulary.terms if name == iri("dhr:makesSuccessor")}
    assert {curie(code).removeprefix("cv:change-") for code, follows in said.items() if follows} == FOLLOWED
    assert len(said) == len(KINDS)


def test_a_merger_of_two_a_chain_and_a_month() -> None:
    known = changed(("merger", "2019-10", "ab", "c"), ("rename", "2022-07-01", "c", "d"))
    assert [at(known, body, "2019-09-30") for body in "abcd"] == ["a", "b", "c", "d"]
    assert [at(known, body, "2019-10-01") for body in "abcd"] == ["c", "c", "c", "d"]
    assert [at(known, body, TODAY) for body in "abcd"] == ["d", "d", "d", "d"]
    assert [curie(body) for body in known.line(iri("ag:a"))] == ["ag:a", "ag:c", "ag:d"]


def test_a_split_a_moved_contract_and_an_end_leave_the_body_as_named() -> None:
    for kind, after in (("functions-transferred", "bc"), ("contract-moved", "b"), ("abolition", "")):
        assert at(changed((kind, "2020", "a", after)), "a", TODAY) == "a"


def test_one_that_takes_another_in_stays_itself() -> None:
    known = changed(("merger", "2021", "ab", "a"))
    assert (at(known, "a", TODAY), at(known, "b", TODAY)) == ("a", "a")


def test_of_two_changes_the_first_counts() -> None:
    known = changed(("rename", "2022", "a", "c"), ("rename", "2021", "a", "b"))
    assert [at(known, "a", day) for day in ("2020", "2021", TODAY)] == ["a", "b", "b"]


def test_a_change_without_a_date_counts_as_of_today_only() -> None:
    known = changed(("rename", "", "a", "b"))
    assert (at(known, "a", "2100"), at(known, "a", TODAY)) == ("a", "b")


def test_a_circle_is_an_error_once_it_is_reached() -> None:
    known = changed(("rename", "2019", "a", "b"), ("rename", "2020", "b", "a"))
    assert at(known, "a", "2019") == "b"
    with pytest.raises(InvalidGraphError, match="ag:a lead back to ag:a"):
        at(known, "a", TODAY)


def test_a_graph_that_does_not_say_what_is_followed_is_not_guessed_at() -> None:
    turtle = "ag:event-x a org:ChangeEvent ; dhr:changeKind cv:change-rename ; org:originalOrganization ag:a ."
    with pytest.raises(InvalidGraphError, match="dhrgraph build"):
        read_succession(made_up_store(turtle))


@pytest.mark.parametrize(
    "day",
    [
        "",
        "yesterday",
        "Today",
        "2022-13",
        "2022-02-30",
        "22-01-01",
        "2022-1",
        "20220701",
        "２０２２",
        "2022-W01",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(QueryError, match="give 'today', YYYY, YYYY-MM or YYYY-MM-DD"):
        in_words(day)


@given(st.dates())
def test_every_day_is_a_date_in_three_forms(day: object) -> None:
    text = str(day)
    for part in (text[:4], text[:7], text):
        assert checked(part) == part
        assert str(int(part[:4])) in in_words(part) or part == "9999-12-31"


def test_python_counts_as_the_tables_of_the_build_do(built: Path) -> None:
    graph = dhrgraph.open(built)
    for name, day in (("recurrence-agency.csv", None), ("recurrence-agency-today.csv", TODAY)):
        frame = graph.recurrence("agency", as_of=day, randomisations=0)
        assert frame.to_csv(index=False, lineterminator="\r\n").encode() == (built / "tables" / name).read_bytes()
        drawn = {at["label"] for _, at in graph.to_networkx("review-agency", as_of=day).nodes(data=True)}
        assert set(frame["label"]) <= drawn
    named, today = (graph.recurrence("agency", as_of=day, randomisations=0) for day in (None, TODAY))
    assert len(today) < len(named)
    assert "Bodies are counted as of today." in graph.page(as_of=TODAY).html
