"""The release of the ontology: what stands under one version, and as `current`.

    ontology/  ->  release_files  ->  {"dhr.ttl": …, "dhr.html": …, "shapes.ttl": …, …}
                   write_release  ->  FOLDER/0.1.0/ and FOLDER/current/, each with all of them

The w3id rules (ontology/w3id/) lead to these names, so they never change; a published version never changes either.
"""

from __future__ import annotations

from pathlib import Path

from dhrgraph.namespaces import VERSION
from dhrgraph.publish.release.forms import MEDIA_TYPES, forms
from dhrgraph.publish.release.reference import Form, reference_page

CURRENT = "current"
PAGE = "dhr.html"
_SYNTAXES = {"ttl": "Turtle", "rdf": "RDF/XML", "jsonld": "JSON-LD", "nt": "N-Triples"}
_MADE_OF = {  # name in the release -> files of ontology/ put one after the other
    "dhr": ("dhr.ttl", "external.ttl"),
    "shapes": ("shapes.ttl",),
    "codes": ("codes.ttl",),
    "themes": ("themes.ttl",),
}


def release_files(ontology: Path) -> dict[str, bytes]:
    """The files of one version by name, the same bytes whatever the machine: dhr, shapes, codes and themes in four
    syntaxes each (see `forms`), and the reference page.

    Raises:
        VocabularyError: a file of ontology/ cannot be what it should be.

    Example:
        >>> from dhrgraph.resources import folder
        >>> sorted(name for name in release_files(folder("ontology")) if name.startswith("dhr."))
        ['dhr.html', 'dhr.jsonld', 'dhr.nt', 'dhr.rdf', 'dhr.ttl']
    """
    beside = [Form(name, MEDIA_TYPES[suffix], f"dhr.{suffix}") for suffix, name in _SYNTAXES.items()]
    made = {PAGE: reference_page(ontology, forms=beside).encode()}
    for name, files in _MADE_OF.items():
        turtle = b"\n".join((ontology / file).read_bytes() for file in files)
        made |= {f"{name}.{suffix}": data for suffix, data in forms(turtle).items()}
    return made


def write_release(ontology: Path, folder: Path) -> list[Path]:
    """Write the release under its version and as `current`; other versions in `folder` stay. Gives the two folders."""
    made = release_files(ontology)
    places = [folder / VERSION, folder / CURRENT]
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (place / name).write_bytes(data)
    return places
