"""Our own look at the shapes finds what pySHACL finds: focus node, path, value, severity and message."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from exampleton import SHAPES, breaking, ntriples, passing
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from odd_data import odd
from rdflib import SH, XSD, Graph, Literal
from shaped import broken_ones, told

from dhrgraph.graph.shapes import violations
from dhrgraph.graph.shapes.oracle import violations_by_pyshacl
from dhrgraph.graph.shapes.terms import FORMS, well_formed
from dhrgraph.graph.store import convert
from dhrgraph.resources import folder

RIGHT = ntriples(passing())
LINES = RIGHT.decode().splitlines()
EXAMPLES = int(os.environ.get("DHRGRAPH_SHAPE_EXAMPLES", "25"))
ORDERED = {  # properties whose values are compared, and what they must be for SPARQL and rdflib to agree on the order
    "Start": XSD.integer,
    "Bounds": XSD.date,
}


def ordered(shapes: Graph) -> set[str]:
    """The properties that a rule about order compares."""
    found: set[str] = set()
    for rule in (SH.lessThan, SH.lessThanOrEquals):
        for shape, other in shapes.subject_objects(rule):
            found |= {f"<{other}>", f"<{shapes.value(shape, SH.path)}>"}
    return found


COMPARED = ordered(Graph().parse(SHAPES))
KINDS = tuple(f'"^^<{kind}>' for kind in ORDERED.values())


def in_order(line: str) -> bool:
    """Whether rdflib, which has an order for all literals and IRIs, compares this value as SPARQL does."""
    _, predicate, value = line[:-2].split(" ", 2)
    return predicate not in COMPARED or (value.endswith(KINDS) and Literal(*_parts(value)).ill_typed is not True)


def _parts(value: str) -> tuple[str, None, str]:
    lexical, _, datatype = value[1:-1].rpartition('"^^<')
    return lexical, None, datatype


def test_every_constraint_of_every_shape_is_told_alike() -> None:
    """The data break every component of every shape: test_shapes.py says so."""
    wrong = RIGHT + b"".join(breaking("broken-data.trig").values()) + ntriples(odd(Graph().parse(SHAPES)))
    ours = told(violations(wrong, SHAPES))
    assert len(ours) > 2500
    assert ours == told(violations_by_pyshacl(wrong, SHAPES))


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(broken_ones(LINES))
def test_a_graph_broken_at_random_is_told_alike(lines: list[str]) -> None:
    assume(all(map(in_order, lines)))
    wrong = "\n".join([*lines, ""]).encode()
    assert told(violations(wrong, SHAPES)) == told(violations_by_pyshacl(wrong, SHAPES))


def mutations(line: str) -> list[str]:
    """What can go wrong with one statement: gone, said twice otherwise, of another kind, language, form or class."""
    subject, predicate, thing = line[:-2].split(" ", 2)
    other = [f"{subject} {predicate} {strange} ." for strange in ("<urn:none>", '"mot"@fr', '" "', '"x"')]
    return ["", *other, *(f"{line}\n{one}" for one in other[:2]), f"{line}\n{subject} <urn:unforeseen> {thing} ."]


@pytest.mark.parametrize("way", range(len(mutations(LINES[0]))))
def test_every_property_of_every_class_broken_in_one_way_is_told_alike(way: int) -> None:
    kinds: dict[str, str] = {}
    for line in LINES:
        subject, predicate, _ = line.split(" ", 2)
        kinds.setdefault(f"{subject.rsplit('/', 2)[-2]} {predicate}", line)
    wrong = {line: mutations(line)[way] for line in kinds.values()}
    made = [one for line in LINES for one in wrong.get(line, line).split("\n") if one and in_order(one)]
    data = "\n".join([*dict.fromkeys(made), ""]).encode()
    ours = told(violations(data, SHAPES))
    assert ours
    assert ours == told(violations_by_pyshacl(data, SHAPES))


def test_the_build_of_the_seeds_is_told_alike(built: Path) -> None:
    data = convert((built / "dhrgraph.ttl").read_bytes(), "turtle", "ntriples")
    assert violations(data, SHAPES) == ()


@pytest.mark.slow
def test_a_build_without_its_register_is_told_alike(built: Path) -> None:
    whole = convert((built / "dhrgraph.ttl").read_bytes(), "turtle", "ntriples")
    kept = b"".join(line for line in whole.splitlines(keepends=True) if b"/id/agency/" not in line.split(b" ")[0])
    ours = violations(kept, SHAPES)
    assert len(ours) > 100
    assert told(ours) == told(violations_by_pyshacl(kept, SHAPES))


def test_other_shapes_are_told_alike() -> None:
    """The shapes of dataset.ttl, which find nodes by what points at them."""
    shapes = folder("ontology") / "dataset-shapes.ttl"
    wrong = ntriples(odd(Graph().parse(shapes))) + (
        b"<urn:odd:Dataset> <http://rdfs.org/ns/void#subset> <urn:part> .\n"
        b"<urn:part> <http://rdfs.org/ns/void#uriSpace> <urn:x> .\n"
    )
    ours = told(violations(wrong, shapes))
    assert len(ours) > 40
    assert ours == told(violations_by_pyshacl(wrong, shapes))


LEXICAL = st.one_of(
    st.from_regex(r"[+-]?[0-9]{0,6}([.][0-9]{0,3})?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-3][0-9](-[0-3][0-9])?", fullmatch=True),
    st.dates().map(str),
    st.sampled_from(["ab", "", "2024-02-29", "2023-02-29", "2100-02-29", "2024-04-31"]),
)
STRICT = ("#integer", "#decimal", "#date")  # what rdflib looks at as XML Schema does


@given(LEXICAL, st.sampled_from(sorted(datatype for datatype in FORMS if datatype.endswith(STRICT))))
def test_what_is_well_formed_is_what_rdflib_takes(lexical: str, datatype: str) -> None:
    assume(not lexical.startswith("0000"))  # a year since XML Schema 1.1
    ill_typed = Literal(lexical, datatype=datatype).ill_typed
    assert well_formed(lexical, datatype) == (ill_typed is not True)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("nonNegativeInteger", "0 +1 -0", "-1 1.0"),
        ("positiveInteger", "1 +10", "0 -1"),
        ("gYear", "2024 2024Z -0044", "24 2024-13 +2024"),
        ("gYearMonth", "2024-12 2024-01+01:00", "2024-13 2024-1 2024"),
        ("boolean", "true false 1 0", "TRUE yes 2"),
        ("hexBinary", "00 aB 0123456789abcdef", "0 0g 0x00"),
    ],
)
def test_what_rdflib_takes_loosely_is_well_formed_by_the_standard(name: str, right: str, wrong: str) -> None:
    assert all(well_formed(lexical, f"{XSD}{name}") for lexical in right.split())
    assert not any(well_formed(lexical, f"{XSD}{name}") for lexical in wrong.split())


def test_a_build_does_not_wait_for_rdflib() -> None:
    """Nothing that a plain build imports needs rdflib or pySHACL, which take half a second."""
    asked = "import sys, dhrgraph.pipeline, dhrgraph.graph.shapes; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=True)
    assert not {"rdflib", "pyshacl"} & set(loaded.stdout.split())
