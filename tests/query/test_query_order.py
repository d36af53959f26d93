"""Rows put in order here stand as the engine would put them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.graph.store import Answer, Store, Value
from dhrgraph.namespaces import Iri
from dhrgraph.query.catalogue import CannedQuery
from dhrgraph.query.checks import order_variables
from dhrgraph.query.order import Key, in_order, parted
from dhrgraph.query.run import filled, run

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters='"\\'))
THINGS = st.none() | WORDS.map(lambda w: Iri(f"urn:{w.encode().hex()}"))
NUMBERS = st.integers(-9, 9).map(Decimal)  # which of a text and a number comes first, SPARQL does not say


def written(value: Value | None) -> str:
    """A value as a term of a VALUES block."""
    if value is None:
        return "UNDEF"
    if isinstance(value, Iri):
        return f"<{value}>"
    return f'"{value}"' if isinstance(value, str) else f"{value}.0"


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(THINGS | WORDS, THINGS | NUMBERS), unique_by=lambda row: tuple(map(str, row))),
    down=st.booleans(),
)
def test_rows_stand_as_the_engine_puts_them(rows: list[tuple[Any, Any]], down: bool) -> None:
    """Of what questions give in one column: nothing, IRIs, and numbers or texts, also beyond the first plane."""
    block = " ".join(f"({written(a)} {written(b)})" for a, b in rows)
    last = f"ORDER BY {'DESC(?a)' if down else '?a'} ?b"
    sparql = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {block} }} }}\n{last}"
    asked, keys = parted(sparql)
    assert keys == (Key("a", down), Key("b"))
    assert "ORDER" not in asked
    store = Store.memory(b"")
    assert in_order(store.select(asked), keys) == store.select(sparql)


def test_every_question_is_ordered_here_as_the_engine_would(
    question: CannedQuery, store: Store, given: dict[str, Any]
) -> None:
    asked, keys = parted(question.sparql)
    assert [key.column for key in keys] == order_variables(question)
    assert len(asked) < len(question.sparql)
    assert run(store, question, given) == store.select(filled(store, question, given))


def test_an_order_by_that_is_not_the_last_thing_stays() -> None:
    for sparql in (
        "SELECT ?a { ?a ?b ?c }\nORDER BY ?a LIMIT 3",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c }\nORDER BY ?a\n} }",
    ):
        assert parted(sparql) == (sparql, ())


def test_rows_of_one_kind_are_ordered_whatever_their_number() -> None:
    rows = tuple((n % 3, Iri(f"urn:{n}")) for n in range(10))
    found = in_order(Answer(("n", "i"), rows), (Key("n", down=True), Key("i"))).rows
    assert found == tuple(sorted(rows, key=lambda row: (-row[0], row[1])))
