"""How each kind of node is named and drawn. Shape and colour always go together: neither speaks alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """The words for one and for several, vis-network's name of the shape, and the colour."""

    one: str
    several: str
    shape: str
    colour: str


# The Analysis Function's categorical colours without its grey: 3:1 on white; every shape has a dark outline.
KINDS: Mapping[str, Kind] = {
    "review": Kind("Review", "Reviews", "square", "#12436D"),
    "partnership": Kind("Partnership", "Partnerships", "hexagon", "#801650"),
    "agency": Kind("Agency", "Agencies", "triangle", "#F46A25"),
    "collective": Kind("Group of agencies", "Groups of agencies", "triangleDown", "#A285D1"),
    "agency-type": Kind("Type of agency", "Types of agency", "triangle", "#F46A25"),
    "theme": Kind("Theme", "Themes", "diamond", "#28A197"),
    "recommendation": Kind("Recommendation", "Recommendations", "dot", "#A285D1"),
    "action": Kind("Action", "Actions", "star", "#801650"),
    "class": Kind("Kind of thing", "Kinds of thing", "square", "#A285D1"),
    # of the model, drawn as in ontology/picture/kinds.csv
    "class-review": Kind(
        "Reviews and the deaths they are about", "Reviews and the deaths they are about", "square", "#12436D"
    ),
    "class-recommendation": Kind("What documents state", "What documents state", "dot", "#A285D1"),
    "class-body": Kind("Bodies and groups of bodies", "Bodies and groups of bodies", "triangle", "#F46A25"),
    "class-theme": Kind("Themes and codes", "Themes and codes", "diamond", "#28A197"),
    "class-action": Kind("Learning and action", "Learning and action", "star", "#801650"),
    "class-judgement": Kind("How things came about", "How things came about", "hexagon", "#FFFFFF"),
    "class-document": Kind("Documents, passages and places", "Documents, passages and places", "square", "#FFFFFF"),
}
OTHER = Kind("Other", "Others", "dot", "#A285D1")


def kind_of(name: object) -> Kind:
    """How a kind is drawn; OTHER for a kind nobody foresaw.

    Example:
        >>> kind_of("theme").shape, kind_of("?").one
        ('diamond', 'Other')
    """
    return KINDS.get(str(name), OTHER)


def in_order(names: Iterable[str]) -> list[str]:
    """The kinds that occur, in the order of KINDS, those nobody foresaw last."""
    found = set(names)
    return [*(name for name in KINDS if name in found), *sorted(found - set(KINDS))]
