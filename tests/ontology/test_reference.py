"""The reference page says all that the ontology says, every link on it leads somewhere, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from exampleton import ONTOLOGY
from lxml import html
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import DHR, curie
from dhrgraph.publish.release.reference import Form, asked_of_class, reference_page
from dhrgraph.publish.release.reference_shapes import read_shapes
from dhrgraph.publish.release.reference_terms import read_vocabulary

FORMS = [Form("Turtle", "text/turtle", "dhr.ttl"), Form("JSON-LD", "application/ld+json", "dhr.jsonld")]
HOSTILE = "</script></style><img src=x onerror=alert(1)> {{ 7*7 }} \u2028 ${x} <b>bold</b>"


@cache
def page() -> str:
    return reference_page(ONTOLOGY, forms=FORMS, changelog="CHANGELOG.md")


@cache
def tree() -> html.HtmlElement:
    return html.document_fromstring(page())


@cache
def said() -> str:
    """The words of the page without style and script, white space joined."""
    words = tree().xpath("//body//text()[not(ancestor::script)]")
    return " ".join("".join(words).split())


@cache
def graph() -> Graph:
    return Graph().parse(ONTOLOGY / "dhr.ttl")


def own_terms() -> list[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(term) for kind in kinds for term in graph().subjects(RDF.type, kind)}
    return sorted(term.removeprefix(DHR) for term in terms if term.startswith(DHR))


def test_every_term_has_its_local_name_for_an_anchor() -> None:
    ids = tree().xpath("//article/@id")
    assert sorted(ids) == own_terms()


def test_anchors_are_unique_and_every_link_leads_somewhere() -> None:
    ids = tree().xpath("//@id")
    assert len(ids) == len(set(ids))
    links = set(tree().xpath("//a/@href"))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    outside = {link for link in links if not link.startswith("#")}
    assert {link for link in outside if not link.startswith(("https://", "http://"))} == {
        "dhr.ttl",
        "dhr.jsonld",
        "CHANGELOG.md",
    }


def test_every_code_theme_shape_and_outside_term_has_an_anchor() -> None:
    ids = set(tree().xpath("//@id"))
    codes, themes, shapes = (Graph().parse(ONTOLOGY / f"{name}.ttl") for name in ("codes", "themes", "shapes"))
    wanted = {f"code-{curie(str(code)).partition(':')[2]}" for code in codes.subjects(SKOS.inScheme)}
    wanted |= {f"theme-{curie(str(theme)).partition(':')[2]}" for theme in themes.subjects(SKOS.inScheme)}
    wanted |= {f"shape-{str(shape).partition('#')[2]}" for shape in shapes.subjects(SH.severity)}
    assert len(wanted) > 300
    assert wanted <= ids
    external = Graph().parse(ONTOLOGY / "external.ttl")
    assert len([found for found in ids if found.startswith("outside-")]) >= len(
        set(external.subjects(RDFS.isDefinedBy))
    )


@pytest.mark.parametrize("file", ["dhr", "codes", "themes"])
def test_whatever_the_files_say_to_people_stands_on_the_page(file: str) -> None:
    hidden = {SKOS.hiddenLabel, SKOS.historyNote}  # matched, never shown
    literals = {
        " ".join(str(value).split())
        for _, predicate, value in Graph().parse(ONTOLOGY / f"{file}.ttl")
        if isinstance(value, Literal) and predicate not in hidden
    }
    missing = {words for words in literals if words not in said()}
    assert missing == set()


def test_the_whole_header_stands_on_the_page() -> None:
    head = graph().value(None, RDF.type, OWL.Ontology)
    values = {str(value) for predicate, value in graph().predicate_objects(head) if predicate != RDF.type}
    status = {value for value in values if "bibo/status/" in value}  # by its last word
    assert {value for value in values - status if value not in said()} == set()
    assert all(f"Status: {value.rpartition('/')[2]}" in said() for value in status)


def test_every_rule_of_the_shapes_stands_on_the_page() -> None:
    messages = {str(message) for message in Graph().parse(ONTOLOGY / "shapes.ttl").objects(None, SH.message)}
    assert {message for message in messages if message not in said()} == set()


def test_what_is_asked_of_a_class_is_what_its_closed_shape_allows() -> None:
    """Another way to the same: the paths of a closed shape's property shapes, asked of the file itself."""
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    vocabulary = read_vocabulary(ONTOLOGY)
    read = read_shapes(ONTOLOGY, vocabulary)
    closed = 0
    for shape in shapes.subjects(SH.closed, Literal(True)):
        allowed = {vocabulary.short(shapes.value(each, SH.path)) for each in shapes.objects(shape, SH.property)}
        for of in shapes.objects(shape, SH.targetClass):
            closed += 1
            rows = asked_of_class(read, vocabulary.short(of))
            assert allowed <= {row.path for row in rows}, of
            exactly = {row.path for row in rows if "exactly one" in row.how_many}
            once = {
                vocabulary.short(shapes.value(each, SH.path))
                for each in shapes.objects(shape, SH.property)
                if int(shapes.value(each, SH.minCount) or 0) == 1 and int(shapes.value(each, SH.maxCount) or 0) == 1
            }
            assert once <= exactly, of
    assert closed > 15


def test_two_runs_make_the_same_bytes() -> None:
    code = (
        "import hashlib; from dhrgraph.resources import folder;"
        "from dhrgraph.publish.release.reference import reference_page;"
        "print(hashlib.sha256(reference_page(folder('ontology')).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_policy_names_the_script_and_the_style_and_nothing_loads() -> None:
    (policy,) = tree().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = (
        re.findall(r"<style>(.*?)</style>", page(), re.S),
        re.findall(r"<script>(.*?)</script>", page(), re.S),
    )
    for text in (style, script):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert tree().xpath("//@style | //@src | //@onclick | //link[@rel!='alternate'] | //iframe | //img") == []
    assert set(re.findall(r"url\(([^)]*)\)", page())) <= {
        f"#{name}-{end}" for name in ("review", "evidence", "bodies") for end in ("to", "kind")
    }
    assert "@import" not in style


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    """The page of an ontology in which hostile words stand wherever words can."""
    folder = tmp_path_factory.mktemp("hostile") / "ontology"
    shutil.copytree(ONTOLOGY, folder, ignore=shutil.ignore_patterns("registers", "checks", "*_words.csv"))
    for name in ("dhr", "external", "shapes", "codes", "themes"):
        made = Graph().parse(folder / f"{name}.ttl")
        for s, p, o in list(made):
            if isinstance(o, Literal) and o.language:
                made.remove((s, p, o))
                made.add((s, p, Literal(str(o) + HOSTILE, lang=o.language)))
        if name == "dhr":
            head = made.value(None, RDF.type, OWL.Ontology)
            made.add((head, RDFS.seeAlso, URIRef("javascript:alert(1)")))
        made.serialize(folder / f"{name}.ttl", format="turtle")
    for file in (*(folder / "picture").glob("*.csv"), folder / "example" / "steps.csv"):
        file.write_text(
            file.read_text(encoding="utf-8").replace("document", f"document{HOSTILE.replace(',', ' ')}"),
            encoding="utf-8",
        ) if file.name in ("pictures.csv", "steps.csv") else None
    return html.document_fromstring(reference_page(folder))


def test_hostile_words_stay_words(spoilt: html.HtmlElement) -> None:
    assert spoilt.xpath("//img | //b | //@onerror") == []
    assert len(spoilt.xpath("//script")) == len(spoilt.xpath("//style")) == 1
    assert [link for link in spoilt.xpath("//a/@href") if link.startswith("javascript")] == []
    words = " ".join(spoilt.xpath("//body//text()"))
    assert words.count("<img src=x onerror=alert(1)>") > 500
    assert "{{ 7*7 }}" in words


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "dhr.ttl").write_text("this is not Turtle")
    with pytest.raises(VocabularyError, match=r"dhr\.ttl: not Turtle"):
        reference_page(tmp_path)


def test_a_file_without_an_ontology_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "dhr.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(VocabularyError, match=r"dhr\.ttl: says of nothing that it is an ontology"):
        reference_page(tmp_path)
