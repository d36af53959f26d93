"""Publishing, step by step, to a store in this process: nothing of other people's is touched, whatever happens when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from fake_store import BrokenOffError, FakeStore, break_off_after
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.errors import InvalidGraphError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, GRAPH
from dhrgraph.remote.problems import RemoteError, TooLargeError
from dhrgraph.remote.publish import Batch, Plan, Target, plan, publish
from dhrgraph.remote.scope import DATASET, PUBLISHED
from dhrgraph.remote.source import Source, batches
from dhrgraph.remote.state import GONE, State, read_state
from dhrgraph.remote.web import Reply, Web
from dhrgraph.remote.writers import GraphStore, Update

THEIRS = "https://example.org/their-graph"
FOREIGN = {THEIRS: {b'<urn:a> <urn:b> "theirs" .\n'}, BASE + "graph": {b"<urn:a> <urn:b> <urn:c> .\n"}}


def source(graphs: Mapping[str, int], word: str = "x") -> Source:
    """A build with graphs of so many statements each."""
    quads = [
        f'<urn:{n}> <urn:p> "{word} {n}" <{GRAPH}{name}> .\n' for name, size in graphs.items() for n in range(size)
    ]
    return Source(Store.memory("".join(quads).encode()))


def send(build: Source, store: FakeStore, *, mark: str = "one", prune: bool = False, size: int = 2) -> Plan:
    target = Target(store.ask, store, Batch(size))
    todo = plan(build, target)
    publish(build, target, todo, mark, prune=prune, step=lambda done, of: None)
    return todo


def ours(store: FakeStore) -> dict[str, set[bytes]]:
    return {graph: lines for graph, lines in store.graphs.items() if graph not in FOREIGN}


def foreign() -> FakeStore:
    return FakeStore({graph: set(lines) for graph, lines in FOREIGN.items()})


GRAPHS = st.dictionaries(st.sampled_from(["a", "b", "register"]), st.integers(1, 5), min_size=1)


@settings(max_examples=40)
@given(GRAPHS, GRAPHS, st.lists(st.integers(0, 14), max_size=3), st.booleans(), st.booleans())
def test_broken_off_anywhere_and_run_again_it_is_the_same_store(
    old: dict[str, int], new: dict[str, int], breaks: Sequence[int], prune: bool, done: bool
) -> None:
    """The request at which it breaks off may still reach the store (`done`) or not."""
    straight, broken = foreign(), foreign()
    for store in (straight, broken):
        send(source(old), store)
    send(source(new, "y"), straight, mark="two", prune=prune)
    for number, place in enumerate(breaks):
        tick = break_off_after(place)
        broken.before, broken.after = (lambda: None, tick) if done else (tick, lambda: None)
        try:
            send(source(new, "y"), broken, mark=f"broken {number}", prune=prune)
        except BrokenOffError:
            _no_graph_passes_for_whole(broken, (source(old), source(new, "y")))
    broken.before = broken.after = lambda: None
    send(source(new, "y"), broken, mark="last", prune=prune)
    assert broken.nquads() == straight.nquads()
    assert {graph: broken.graphs[graph] for graph in FOREIGN} == FOREIGN
    assert all(graph not in FOREIGN for _, graph in broken.writes)


def _no_graph_passes_for_whole(store: FakeStore, builds: Sequence[Source]) -> None:
    """Every graph whose digest is noted is, to the last statement, one that a build made."""
    for graph, digest in read_state(store.ask).digests.items():
        if digest == GONE:
            continue
        held = store.graphs[graph]
        made = [set(build.lines(graph)) for build in builds for one in build.graphs() if one.digest == digest]
        assert held in made, f"{graph} is noted as whole and is not"


def test_a_second_run_sends_nothing() -> None:
    store = foreign()
    send(source({"a": 3, "b": 2}), store)
    store.writes.clear()
    todo = plan(source({"a": 3, "b": 2}), store.target())
    assert not todo.to_do(prune=True)
    assert not store.writes
    assert [named.graph for named in todo.same] == [GRAPH + "a", GRAPH + "b"]


def test_only_what_differs_is_sent() -> None:
    store = foreign()
    send(source({"a": 3, "b": 2}), store)
    store.writes.clear()
    send(source({"a": 3, "b": 4}), store, mark="two")
    assert {graph for _, graph in store.writes} == {GRAPH + "b", PUBLISHED}


def test_a_graph_that_someone_emptied_or_added_to_is_mended() -> None:
    straight, store = foreign(), foreign()
    for one in (straight, store):
        send(source({"a": 3, "b": 2}), one)
    del store.graphs[GRAPH + "a"]
    store.graphs[GRAPH + "b"].add(b"<urn:x> <urn:y> <urn:z> .\n")
    todo = send(source({"a": 3, "b": 2}), store, mark="two")
    assert len(todo.send) == 2
    assert store.nquads() == straight.nquads()


def test_a_removed_review_is_listed_and_goes_only_when_told() -> None:
    store = foreign()
    send(source({"a": 3, "b": 2}), store)
    todo = send(source({"a": 3}), store, mark="two")
    assert todo.gone == (GRAPH + "b",)
    assert GRAPH + "b" in store.graphs
    assert read_state(store.ask).digests[GRAPH + "b"] == GONE
    send(source({"a": 3}), store, mark="three", prune=True)
    assert set(ours(store)) == {GRAPH + "a", PUBLISHED}
    assert read_state(store.ask).digests.keys() == {GRAPH + "a"}


def test_a_review_that_comes_back_is_sent_again() -> None:
    store, straight = foreign(), foreign()
    for build in ({"a": 3, "b": 2}, {"a": 2}, {"a": 3, "b": 2}):
        send(source(build), store, mark="one of three")
    send(source({"a": 3, "b": 2}), straight)
    assert store.nquads() == straight.nquads()


def test_two_at_once_see_each_other() -> None:
    """A second publish begins while the first is at work: the first stops, the second ends well."""
    store, straight = foreign(), foreign()
    send(source({"a": 5, "b": 5}, "y"), straight)
    begun = []

    def second() -> None:
        if len(store.writes) == 4 and not begun:
            begun.append(True)
            send(source({"a": 5, "b": 5}, "y"), store, mark="second")

    store.after = second
    with pytest.raises(RemoteError, match="another publish"):
        send(source({"a": 5, "b": 5}), store, mark="first")
    assert begun
    store.after = lambda: None
    send(source({"a": 5, "b": 5}, "y"), store, mark="third")
    assert store.nquads() == straight.nquads()


def test_a_copy_that_lags_behind_is_noticed() -> None:
    """Written to one store, asked of another."""
    written, asked = foreign(), foreign()
    target = Target(asked.ask, written)
    with pytest.raises(RemoteError, match="do not show the same store"):
        publish(source({"a": 1}), target, plan(source({"a": 1}), target), "one", prune=False, step=lambda a, b: None)
    assert set(ours(written)) == {PUBLISHED}, "no graph was sent"


def test_a_store_that_loses_statements_is_told_and_nothing_passes_for_whole() -> None:
    class Forgetful(FakeStore):
        def add(self, graph: str, lines: Sequence[bytes]) -> None:  # type: ignore[override]
            super().add(graph, lines if graph == PUBLISHED else lines[1:])

    store = Forgetful()
    with pytest.raises(RemoteError, match="5 statements were sent, twice, and the store holds 3"):
        send(source({"a": 5}), store)
    assert not read_state(store.ask).digests


def test_a_graph_that_is_not_ours_is_not_sent() -> None:
    alien = Source(Store.memory(b"<urn:a> <urn:b> <urn:c> <https://example.org/g> ."))
    with pytest.raises(InvalidGraphError, match="not dhrgraph's own"):
        plan(alien, foreign().target())


@pytest.mark.parametrize("statement", ["_:a <urn:b> <urn:c>", "<urn:a> <urn:b> _:c"])
def test_a_blank_node_is_not_sent(statement: str) -> None:
    build = Source(Store.memory(f"{statement} <{GRAPH}a> .".encode()))
    with pytest.raises(InvalidGraphError, match="blank node"):
        plan(build, foreign().target())


def test_words_that_look_like_a_blank_node_are_words() -> None:
    build = Source(Store.memory(f'<urn:a> <urn:b> "> _:x" <{GRAPH}a> .'.encode()))
    assert [named.count for named in build.graphs()] == [1]


def test_the_description_of_the_build_is_a_graph_of_its_own() -> None:
    build = Source(Store.memory(f"<urn:a> <urn:b> <urn:c> <{GRAPH}a> .".encode()), b'<urn:d> <urn:e> "f", "g" .')
    assert [(named.graph, named.count) for named in build.graphs()] == [(DATASET, 2), (GRAPH + "a", 1)]


def test_the_state_comes_back_as_it_was_noted() -> None:
    store, state = FakeStore(), State("a mark", {GRAPH + "a": "12ab", DATASET: "34cd"})
    assert read_state(store.ask) == State()
    store.replace(PUBLISHED, state.lines())
    assert read_state(store.ask) == State(state.mark, dict(sorted(state.digests.items())))


@given(st.lists(st.binary(max_size=20)), st.integers(1, 5), st.integers(1, 40))
def test_batches_lose_and_double_nothing(lines: list[bytes], most: int, most_bytes: int) -> None:
    parts = list(batches(lines, most, most_bytes))
    assert [line for part in parts for line in part] == lines
    assert all(0 < len(part) <= most for part in parts)
    assert all(len(part) == 1 or sum(map(len, part)) <= most_bytes for part in parts)


class Small(Web):
    """A server that takes bodies of up to `limit` bytes, and keeps them."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit, self.taken = limit, list[tuple[str, bytes]]()

    def send(self, method: str, url: str, content: bytes = b"", **_: object) -> Reply:  # type: ignore[override]
        if len(content) > self.limit:
            raise TooLargeError("413")
        self.taken.append((method, content))
        return Reply(200, {}, b"")


LINES = [f"<urn:{n}> <urn:p> <urn:o> .\n".encode() for n in range(10)]


def test_too_large_a_request_is_sent_in_halves() -> None:
    web = Small(100)
    GraphStore(web, "http://127.0.0.1/").replace(GRAPH + "a", LINES)
    assert [method for method, _ in web.taken] == ["PUT", *["POST"] * (len(web.taken) - 1)]
    assert b"".join(body for _, body in web.taken) == b"".join(LINES)
    updates = Small(160)
    Update(updates, "http://127.0.0.1/").replace(GRAPH + "a", LINES)
    assert updates.taken[0][1].startswith(b"DROP SILENT GRAPH")
    assert sum(body.count(b"<urn:p>") for _, body in updates.taken) == len(LINES)


def test_a_statement_that_is_too_large_alone_is_told() -> None:
    with pytest.raises(RemoteError, match="single statement"):
        GraphStore(Small(3), "http://127.0.0.1/").add(GRAPH + "a", LINES)


@pytest.mark.parametrize("graph", [THEIRS, BASE, GRAPH, BASE + "graph", BASE + "datasets", ""])
def test_no_writer_touches_a_graph_that_is_not_ours(graph: str) -> None:
    for writer in (GraphStore(Small(999), "http://127.0.0.1/"), Update(Small(999), "http://127.0.0.1/")):
        for change in (
            lambda one: one.replace(graph, LINES),
            lambda one: one.add(graph, LINES),
            lambda one: one.remove(graph),
        ):
            with pytest.raises(RemoteError, match="not touched"):
                change(writer)
