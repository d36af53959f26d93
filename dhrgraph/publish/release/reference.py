"""The reference of the ontology as one HTML page that needs nothing else.

    ontology/  ->  reference_page  ->  text of an HTML file

Everything on it is read from the files of ontology/: terms, shapes in plain words, code lists, themes, the pictures and
the worked example. The same files give the same bytes. Each term's anchor is its local name, so that
https://w3id.org/dhrgraph/ontology#Recommendation lands on it; all other anchors have a hyphen, which no term has.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dhrgraph.namespaces import VERSION
from dhrgraph.publish.release.picture import read_pictures, style, svg
from dhrgraph.publish.release.reference_codes import Scheme, Theme, read_schemes, read_themes, themes_scheme
from dhrgraph.publish.release.reference_shapes import Shape, Shapes, read_shapes
from dhrgraph.publish.release.reference_terms import Term, Vocabulary, read_vocabulary
from dhrgraph.publish.release.worked import read_steps
from dhrgraph.read.own_tables import read_rows

_CURIE = re.compile(r"(?<![\w/:<.-])([A-Za-z][A-Za-z0-9]*):([A-Za-z][A-Za-z0-9_-]*)")
_PREFIX_LINE = re.compile(r"^@prefix (\w*): <([^>]*)> \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Form:
    """The ontology in one serialisation: its name, its media type, and a link from where the page stands."""

    name: str
    media_type: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the shapes ask of one property: of `of`, a class, or wherever it stands if that is empty."""

    of: str
    path: str
    how_many: str
    values: tuple[str, ...]
    messages: tuple[str, ...]
    shapes: tuple[str, ...]


def reference_page(
    ontology: Path,
    *,
    forms: Sequence[Form] = (),
    changelog: str = "",
    home: str = "",
    home_name: str = "Domestic homicide reviews: what they recommend",
) -> str:
    """The page as text, for a UTF-8 file with "\\n" line ends.

    Args:
        ontology: The folder ontology/, or one with the same files.
        forms: Where the ontology is to be had; none: the page says how to ask for each by the ontology's IRI.
        changelog: Link to the list of changes; "" for none.
        home: Link to the first page of the site that the page is part of, named `home_name`; "" for none.

    Raises:
        VocabularyError: a file of the folder is not what it should be.
    """
    words = {
        **_told(ontology),
        "forms": forms,
        "changelog": changelog,
        "home": home,
        "home_name": home_name,
        "support": read_rows(ontology / "support.csv", "ontology/support.csv"),
        "web": lambda value: value.startswith(("https://", "http://")),
        "style": _style(),
        "script": _script(),
        "policy": policy(),
        "version": VERSION,
    }
    return _environment().get_template("reference.html.j2").render(**words) + "\n"


def _told(ontology: Path) -> dict[str, object]:
    """What the page tells of the ontology, each file read once."""
    vocabulary = read_vocabulary(ontology)
    terms = vocabulary.terms.values()
    shapes, schemes, themes = read_shapes(ontology, vocabulary), read_schemes(ontology), read_themes(ontology)
    anchors = anchors_of(vocabulary, schemes, themes)
    pictures, steps = read_pictures(ontology, vocabulary.graph), read_steps(ontology)
    used = [(step, {found[0] for found in _CURIE.finditer(step.turtle)}) for step in steps]
    return {
        "vocabulary": vocabulary,
        "head": _Header(vocabulary.header),
        "classes": _titled(vocabulary.sections("class"), "Classes"),
        "properties": _titled(vocabulary.sections("property"), "Properties of", "Properties"),
        "asked_of": {term.curie: asked_of_class(shapes, term.curie) for term in terms},
        "asked_for": {term.curie: asked_for_property(shapes, term.curie) for term in terms},
        "drawn_in": {term.curie: [each for each in pictures if term.curie in each.curies] for term in terms},
        "seen_in": {term.curie: [step for step, curies in used if term.curie in curies] for term in terms},
        "used_by": _used_by(vocabulary, shapes),
        "shapes": shapes,
        "schemes": schemes,
        "themes": themes,
        "themes_about": themes_scheme(ontology),
        "pictures": [(picture, Markup(svg(picture, alone=False))) for picture in pictures],  # noqa: S704 - our template
        "steps": steps,
        "anchors": anchors,
        "linked": lambda text: linked(text, anchors),
        "turtle": lambda text: linked(_PREFIX_LINE.sub("", text).lstrip("\n"), anchors),
    }


def policy() -> str:
    """The Content-Security-Policy of the page: only its own script and style count, known by their digests.

    It stands in the page. A server that sends a policy of its own for pages has to send this one with it: of two
    policies a browser keeps to both.
    """

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; script-src 'sha256-{digest(_script())}'; style-src 'sha256-{digest(_style())}'; "
        "base-uri 'none'; form-action 'none'"
    )


def anchors_of(vocabulary: Vocabulary, schemes: Iterable[Scheme], themes: Iterable[Theme]) -> dict[str, str]:
    """Where each CURIE that the page tells of stands on it."""
    return {
        **{found: f"outside-{found.replace(':', '-')}" for found in vocabulary.outside},
        **{curie: f"code-{curie.partition(':')[2]}" for scheme in schemes for curie in (scheme.curie, *_codes(scheme))},
        **{curie: f"theme-{curie.partition(':')[2]}" for curie in _all_themes(themes)},
        **{term.curie: term.name for term in vocabulary.terms.values()},
    }


def linked(text: str, anchors: Mapping[str, str]) -> list[tuple[str, str]]:
    """Text in pieces, each with the anchor it leads to, or "".

    Example:
        >>> linked("see dhr:Review and ex:this", {"dhr:Review": "Review"})
        [('see ', ''), ('dhr:Review', 'Review'), (' and ex:this', '')]
    """
    pieces: list[tuple[str, str]] = []
    past = 0
    for found in _CURIE.finditer(text):
        if anchor := anchors.get(found[0]):
            pieces += [(text[past : found.start()], ""), (found[0], anchor)]
            past = found.end()
    return [piece for piece in [*pieces, (text[past:], "")] if piece[0]]


def asked_of_class(shapes: Shapes, curie: str) -> list[Asked]:
    """What the shapes ask of the members of a class, one row a property, our own first."""
    found: dict[str, list[Shape]] = {}
    for shape in shapes.of_class(curie):
        found.setdefault(shape.path, []).append(shape)
    ordered = sorted(found.items(), key=lambda item: (not item[0].startswith("dhr:"), item[0]))
    return [_asked(curie, path, rules) for path, rules in ordered]


def asked_for_property(shapes: Shapes, curie: str) -> list[Asked]:
    """What the shapes ask of a property, one row a class (or other target) of those that have it."""
    found: dict[str, list[Shape]] = {}
    for shape in shapes.of_property(curie):
        for of in shape.about or ("",):
            found.setdefault(of, []).append(shape)
    return [_asked(of, curie, rules) for of, rules in sorted(found.items())]


def _asked(of: str, path: str, rules: Sequence[Shape]) -> Asked:
    counted = [rule.how_many for rule in rules if rule.how_many != "any number"]
    return Asked(
        of,
        path,
        ", ".join(dict.fromkeys(counted)) or "any number",
        tuple(dict.fromkeys(value for rule in rules for value in rule.values)),
        tuple(rule.message for rule in rules),
        tuple(rule.name for rule in rules),
    )


@dataclass(frozen=True, slots=True)
class _Header:
    said: Mapping[str, tuple[str, ...]]

    def all(self, curie: str) -> tuple[str, ...]:
        """Every value of a property of the header."""
        return self.said.get(curie, ())

    def one(self, curie: str) -> str:
        """The first value, or "" where the header is silent."""
        return next(iter(self.all(curie)), "")


def _titled(sections: Sequence[tuple[str, list[Term]]], *leave_out: str) -> list[tuple[str, list[Term]]]:
    """Sections with titles that can stand below the heading Classes or Properties."""
    shown = []
    for title, terms in sections:
        for words in leave_out:
            title = title.removeprefix(words).lstrip(": ")
        shown.append((title[:1].upper() + title[1:], terms))
    return shown


def _used_by(vocabulary: Vocabulary, shapes: Shapes) -> dict[str, tuple[str, ...]]:
    """For each term of others, those of ours that build upon it, or are beside it in a shape's class."""
    found: dict[str, set[str]] = {curie: set() for curie in vocabulary.outside}
    for term in vocabulary.terms.values():
        for other in (*term.above, *term.domain, *term.range):
            if other in found:
                found[other].add(term.curie)
    for shape in shapes.every:
        if shape.path in found:
            found[shape.path].update(of for of in shape.about if of in vocabulary.terms)
    return {curie: tuple(sorted(users)) for curie, users in found.items()}


def _codes(scheme: Scheme) -> list[str]:
    return [code.curie for code in scheme.codes]


def _all_themes(themes: Iterable[Theme]) -> list[str]:
    return [curie for theme in themes for curie in (theme.curie, *_all_themes(theme.narrower))]


def _script() -> str:
    return _file("reference.js")


def _style() -> str:
    return "\n".join((_file("reference.css"), style()))


def _file(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dhrgraph", "publish/release/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
