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
from dhrgraph.namespaces import DHR, PREFIXES, THEME
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


def test_the_seven_headings_of_the_2013_paper_are_kept(graph: Graph) -> None:
    headings = list(graph.subject_objects(URIRef(DHR + "sourceHeading")))
    assert len({concept for concept, _ in headings}) == len({text for _, text in headings}) == 7


def test_library_themes_are_the_librarys_own(graph: Graph) -> None:
    library = {
        "technology systems", "identification of risk", "training", "policy", "multi agency working",
        "record keeping", "awareness raising", "other",
    }  # fmt: skip
    assert {str(o) for o in graph.objects(None, URIRef(DHR + "libraryTheme"))} <= library


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
