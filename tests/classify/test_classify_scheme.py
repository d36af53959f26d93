"""The theme scheme: whole, without rings, and the same to rdflib as to us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from theme_knowledge import scheme

from dhrgraph.classify.scheme import read_scheme
from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.namespaces import CODE, PREFIXES, THEME
from dhrgraph.resources import folder

SCHEME = URIRef(THEME.rstrip("/"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(folder("ontology") / "themes.ttl")


def test_two_levels_ten_and_thirty() -> None:
    assert len(scheme().concepts) == 40
    assert len(scheme().tops) == 10
    assert all(len(scheme().broader(theme)) <= 1 for theme in scheme().concepts)


def test_reads_what_rdflib_reads(graph: Graph) -> None:
    concepts = {str(s).removeprefix(THEME) for s in graph.subjects(SKOS.inScheme, SCHEME)}
    assert concepts == set(scheme().concepts)
    for concept in scheme().concepts.values():
        iri = URIRef(concept.iri)
        assert str(graph.value(iri, SKOS.prefLabel)) == concept.label
        assert str(graph.value(iri, SKOS.definition)) == concept.definition
        assert sorted(map(str, graph.objects(iri, SKOS.altLabel))) == list(concept.alternatives)
        above = [str(o).removeprefix(THEME) for o in graph.objects(iri, SKOS.broader)]
        assert above == ([concept.broader] if concept.broader else [])


def test_both_directions_are_written_out(graph: Graph) -> None:
    assert {(o, s) for s, o in graph.subject_objects(SKOS.broader)} == set(graph.subject_objects(SKOS.narrower))
    assert {(o, s) for s, o in graph.subject_objects(SKOS.topConceptOf)} == set(
        graph.subject_objects(SKOS.hasTopConcept)
    )
    assert {str(top).removeprefix(THEME) for top in graph.objects(SCHEME, SKOS.hasTopConcept)} == set(scheme().tops)


def test_every_concept_has_one_example_and_words_in_english(graph: Graph) -> None:
    for concept in graph.subjects(SKOS.inScheme, SCHEME):
        assert len(list(graph.objects(concept, SKOS.example))) == 1
    assert {o.language for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition) for o in
            graph.objects(None, p)} == {"en"}  # fmt: skip


def test_no_name_is_used_twice() -> None:
    names = Counter(
        name.casefold() for c in scheme().concepts.values() for name in (c.label, *c.alternatives, *c.hidden)
    )
    assert [name for name, times in names.items() if times > 1] == []


MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@pytest.fixture(scope="module")
def codes() -> Graph:
    return Graph().parse(folder("ontology") / "codes.ttl")


def matched(where: Graph, of: str) -> set[tuple[URIRef, URIRef]]:
    """Our concepts beside the entries of the official list `of` that they are matched with."""
    pairs = {(URIRef(s), URIRef(o)) for match in MATCHES for s, o in where.subject_objects(match)}
    return {(ours, theirs) for ours, theirs in pairs if theirs.startswith(f"{CODE}{of}-")}


def entries(codes: Graph, of: str) -> set[URIRef]:
    return {URIRef(entry) for entry in codes.subjects(SKOS.inScheme, URIRef(CODE + of))}


def test_every_heading_of_the_paper_has_a_theme_and_no_theme_has_two(graph: Graph, codes: Graph) -> None:
    pairs = matched(graph, "paper-theme")
    assert {theirs for _, theirs in pairs} == entries(codes, "paper-theme")
    assert len({ours for ours, _ in pairs}) == len(pairs)


def test_the_library_has_two_themes_without_counterpart(graph: Graph, codes: Graph) -> None:
    pairs = matched(graph, "library-theme")
    without = entries(codes, "library-theme") - {theirs for _, theirs in pairs}
    assert {str(entry).removeprefix(f"{CODE}library-theme-") for entry in without} == {"technology-systems", "other"}
    assert len({ours for ours, _ in pairs}) == len(pairs)


def test_the_lists_are_as_long_as_the_official_ones(codes: Graph) -> None:
    assert [len(entries(codes, of)) for of in ("library-class", "library-theme", "paper-theme")] == [12, 8, 7]


def test_each_type_has_a_class_of_the_library_or_says_that_there_is_none(codes: Graph) -> None:
    pairs = matched(codes, "library-class")
    for kind in entries(codes, "type"):
        theirs = [entry for ours, entry in pairs if ours == kind]
        notes = [str(note) for note in codes.objects(kind, SKOS.scopeNote)]
        if not theirs:
            assert any("No counterpart in the library" in note for note in notes), kind
        assert len(theirs) <= 1 or all((kind, SKOS.narrowMatch, entry) in codes for entry in theirs)


def test_narrower_is_the_inverse_of_broader() -> None:
    pairs = {(top, theme) for top in scheme().concepts for theme in scheme().narrower(top)}
    assert pairs == {(above, theme) for theme in scheme().concepts for above in scheme().broader(theme)}


def test_an_unknown_theme_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'marac'"):
        scheme()["marrac"]


SK = PREFIXES["skos"]


def said(theme: str, *facts: tuple[str, str]) -> Iterable[tuple[str, str, object]]:
    return [(THEME + theme, SK + name, value) for name, value in (("inScheme", THEME), *facts)]


LABELS = (("prefLabel", "A"), ("definition", "B."))


@pytest.mark.parametrize(
    ("triples", "words"),
    [
        (said("a", ("topConceptOf", THEME), ("prefLabel", "A")), "one skos:definition"),
        (said("a", ("topConceptOf", THEME), *LABELS, ("prefLabel", "C")), "one skos:prefLabel"),
        (said("a", *LABELS), "one skos:broader"),
        (said("a", *LABELS, ("broader", THEME + "b")), "one skos:broader in the scheme"),
        ([*said("a", *LABELS, ("broader", THEME + "b")), *said("b", *LABELS, ("broader", THEME + "a"))], "in a ring"),
        (said("a", *LABELS, ("broader", THEME + "a")), "in a ring"),
    ],
)
def test_a_broken_scheme_is_refused(triples: list[tuple[str, str, object]], words: str) -> None:
    with pytest.raises(VocabularyError, match=words):
        read_scheme(triples)
