"""What the page of a recommendation says of those like it in other reviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhrgraph.graph.likenesses import likeness_triples
from dhrgraph.graph.store import Store, convert
from dhrgraph.graph.terms import to_nquads
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site.blocks import Item, Items, Ref, Section, Text
from dhrgraph.publish.site.described import describe
from dhrgraph.publish.site.things.alike import recommended_elsewhere
from dhrgraph.records import Likeness

SAMPLE = (Path(__file__).parents[2] / "query" / "sample.ttl").read_bytes()
SAYS_SO = "rc:exampleton-2022-09-bbbbbbbb.main.0002"
ALIKE = ("rc:fictonshire-2022-02-dddddddd.main.0002", "rc:exampleton-2019-05-aaaaaaaa.main.0002")


@pytest.fixture(scope="module")
def sample() -> Store:
    return Store.memory(SAMPLE, "turtle")


def section(store: Store, about: str) -> tuple[Section, ...]:
    said = describe(store, Iri(iri(about)))
    assert said is not None
    return recommended_elsewhere(store, said)


def items(found: Section) -> tuple[Item, ...]:
    (listed,) = (block for block in found.blocks if isinstance(block, Items))
    return listed.items


def words(item: Item) -> str:
    return " ".join(str(getattr(piece, "words", getattr(piece, "to", piece))) for cell in item.about for piece in cell)


def test_the_most_alike_come_first_with_why_and_what_came_of_each(sample: Store) -> None:
    (found,) = section(sample, SAYS_SO)
    first, second = items(found)
    assert [item.head for item in (first, second)] == [Ref(iri(name)) for name in ALIKE]
    assert first.words == "The Probation Service should keep better records."
    assert "improve its records / keep better records" in words(first)
    assert iri("cv:likeness-same-ask") in words(first)
    assert "No action plan that was read answers it." in words(first)
    assert "in progress target: by 2020-01-31" in words(second)
    assert "target: by 2020-03 completed: Done 2020-03-15" in words(second)
    assert first.anchor.startswith("likeness-exampleton-2022-09-bbbbbbbb.main.0002.fictonshire")


def test_what_one_says_itself_stands_with_it(sample: Store) -> None:
    (found,) = section(sample, ALIKE[0])
    near, same = items(found)
    assert iri("cv:likeness-near-copy") in words(near)
    assert "This has been a previous recommendation." in words(same)


def test_without_any_there_is_no_section(sample: Store) -> None:
    assert section(sample, "rc:exampleton-2019-05-aaaaaaaa.main.0001") == ()


def test_very_many_are_cut_short_and_the_page_says_where_the_rest_is() -> None:
    about, others = "a-2020-01-00000000.main.0001", [f"b-2021-01-{n:08x}.main.0001" for n in range(60)]
    triples = likeness_triples(
        (
            Likeness(about, other, "same-ask", (n + 1) / 100, ("x",), ("0" * 12, "1" * 12))
            for n, other in enumerate(others)
        ),
        "0.1.0",
    )
    store = Store.memory("\n".join(to_nquads(triples, "gr:likeness")).encode())
    (found,) = section(store, f"rc:{about}")
    shown = items(found)
    assert 20 <= len(shown) < 60
    assert shown[0].head == Ref(iri(f"rc:{others[-1]}"))
    (rest,) = (block for block in found.blocks[1:] if isinstance(block, Text))
    assert f"And {60 - len(shown)} less alike: ask" in rest.parts


def test_a_store_of_triples_alone_gives_the_same(sample: Store) -> None:
    merged = Store.memory(convert(SAMPLE, "turtle", "ntriples"), "ntriples")
    assert section(merged, SAYS_SO) == section(sample, SAYS_SO)
