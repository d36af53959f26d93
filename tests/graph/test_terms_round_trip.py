"""Whatever a document says, another program reads it as it was said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdfLiteral

from dhrgraph.graph.store import Store, serialise
from dhrgraph.graph.terms import date, literal, literals, node, to_nquads, typed

# every character a decoded document can hold: no lone surrogates, nothing else left out
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
awkward = st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "\n",
        "\r\n",
        "\t",
        "\\u0041",
        "\x85",
        "\u2028",
        "\x0b\x0c",
        "\x00",
        "'''",
        '"""',
        "<>",
        "é",
        "𝒳",
        " . ",
    ]
)
said = st.one_of(words, st.lists(st.one_of(words, awkward)).map("".join))


def line(value: str, subject: str = "<urn:s>") -> str:
    """One N-Quads line that says `value`."""
    return "\n".join(to_nquads([(subject, "<urn:p>", value)], "urn:g")) + "\n"


@settings(max_examples=150, deadline=None)
@given(text=said, language=st.sampled_from(["", "en"]))
def test_rdflib_reads_the_words_that_were_written(text: str, language: str) -> None:
    data = Dataset().parse(data=line(literal(text, language)).encode(), format="nquads")
    (value,) = {o for _, _, o, _ in data.quads()}
    assert (str(value), value.language) == (text, language or None)


@settings(max_examples=100, deadline=None)
@given(text=said)
def test_the_store_gives_back_the_words_that_were_written(text: str) -> None:
    store = Store.memory(line(literal(text)).encode())
    assert store.select("SELECT ?o { GRAPH ?g { ?s ?p ?o } }").rows == ((text,),)


@settings(max_examples=60, deadline=None)
@given(text=said)
def test_turtle_and_trig_say_the_same_words(text: str) -> None:
    nquads = line(literal(text, "en")).encode()
    (turtle,) = Graph().parse(data=serialise(nquads, "turtle"), format="turtle").objects()
    assert str(turtle) == text
    (trig,) = {o for _, _, o, _ in Dataset().parse(data=serialise(nquads, "trig"), format="trig").quads()}
    assert str(trig) == text


@settings(max_examples=150, deadline=None)
@given(tail=said)
def test_an_iri_can_be_made_of_anything_and_is_still_one(tail: str) -> None:
    name = node("https://example.org/" + tail)
    data = Dataset().parse(data=line(literal("x"), name).encode(), format="nquads")
    (subject,) = {s for s, _, _, _ in data.quads()}
    assert isinstance(subject, URIRef)
    assert f"<{subject}>" == name
    assert Store.memory(line(literal("x"), name).encode()).select("SELECT ?s { ?s ?p ?o }").rows == ((str(subject),),)


@given(a=said, b=said)
def test_different_words_stay_different(a: str, b: str) -> None:
    assert (literal(a) == literal(b)) == (a == b)
    assert (node("urn:x:" + a) == node("urn:x:" + b)) == (a == b) or "%" in a + b


@pytest.mark.parametrize(
    ("term", "value"),
    [(typed(3, "integer"), 3), (typed(True, "boolean"), True), (typed("0.95", "decimal"), Decimal("0.95"))],
)
def test_numbers_are_numbers(term: str, value: object) -> None:
    (found,) = {o for _, _, o, _ in Dataset().parse(data=line(term).encode(), format="nquads").quads()}
    assert isinstance(found, RdfLiteral)
    assert found.toPython() == value
    assert Store.memory(line(term).encode()).select("SELECT ?o { ?s ?p ?o }").rows == ((value,),)


@pytest.mark.parametrize(("value", "kind"), [("2022", "gYear"), ("2022-04", "gYearMonth"), ("2022-04-30", "date")])
def test_a_date_is_as_exact_as_it_was_printed(value: str, kind: str) -> None:
    assert date(value).endswith(f"#{kind}>")


@given(texts=st.lists(said, max_size=4))
def test_all_words_of_a_graph_are_listed(texts: list[str]) -> None:
    lines = [line(literal(text)) for text in texts]
    listed = {RdfLiteral(words).value for words in ()} | set(literals(lines))
    assert {literal(text)[1:-1] for text in texts} == listed


@given(texts=st.lists(said, max_size=6), seed=st.randoms(use_true_random=False))
def test_quads_do_not_depend_on_order_or_repetition(texts: list[str], seed: object) -> None:
    triples = [("<urn:s>", "<urn:p>", literal(text)) for text in texts]
    shuffled = [*triples, *triples]
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert to_nquads(shuffled, "urn:g") == to_nquads(triples, "urn:g")
