"""A rule that nobody checks is refused, by name, so that nobody believes it to be checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.shapes.reading import read_shapes

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SHAPE = "<urn:s> a sh:PropertyShape ; sh:targetClass <urn:c> ; sh:path <urn:p> ; sh:message 'no' "


def written(text: str, folder: Path) -> Path:
    path = folder / "rules.ttl"
    path.write_text(HEAD + text)
    return path


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("sh:minCout 1", "sh:minCout"),
        ("sh:sparql [ sh:select 'SELECT $this {}' ]", "sh:sparql"),
        ("sh:flags 'i' ; sh:pattern 'a'", "sh:flags"),
        ("sh:deactivated true", "sh:deactivated"),
        ("sh:target [ sh:select 'SELECT ?this {}' ]", "sh:target"),
        ("sh:rule []", "sh:rule"),
        ("sh:qualifiedValueShapesDisjoint true", "sh:qualifiedValueShapesDisjoint"),
        ("sh:datatype xsd:duration", "duration"),
        ("sh:nodeKind sh:Iri", "sh:nodeKind"),
        ("sh:pattern '('", "sh:pattern"),
        ("sh:in <urn:a>", "is no list"),
        ("sh:node <urn:missing>", "urn:missing is referred to but not described"),
        ("sh:node <urn:s>", "refers to itself"),
        ("sh:property [ sh:path <urn:q> ; sh:minCount 1 ]", "sh:property"),
        ("sh:node [ sh:closed true ]", "closed"),
        ("sh:path <urn:q>", "sh:path"),
    ],
)
def test_what_is_not_checked_is_refused(rule: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError) as refused:
        read_shapes(written(f"{SHAPE} ; {rule} .", tmp_path))
    assert said in str(refused.value)
    assert "rules.ttl: not SHACL, or not as it is understood here" in str(refused.value)


@pytest.mark.parametrize(
    "path",
    ["[ sh:oneOrMorePath <urn:q> ]", "[ sh:zeroOrOnePath <urn:q> ]", "[ sh:inversePath ( <urn:q> <urn:r> ) ]", "[]"],
)
def test_a_path_that_is_not_followed_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="path"):
        read_shapes(written(f"<urn:s> a sh:PropertyShape ; sh:targetClass <urn:c> ; sh:path {path} .", tmp_path))


def test_a_class_that_is_its_own_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="say sh:targetClass"):
        read_shapes(written("<urn:s> a sh:NodeShape, rdfs:Class ; sh:targetSubjectsOf <urn:p> .", tmp_path))


def test_a_rule_is_found_though_nothing_else_names_it(tmp_path: Path) -> None:
    shapes = written(f"{SHAPE} ; sh:maxCount 0 .", tmp_path)
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    (found,) = violations(f"<urn:a> <{kind}> <urn:c> .\n<urn:a> <urn:p> <urn:b> .\n".encode(), shapes)
    assert (found.focus, found.path, found.message) == ("urn:a", "urn:p", "no")
