"""The files of a build that the site hands on under /dataset/, where the rules for w3id.org lead.

output folder, ontology/published_files.csv  ->  published  ->  name -> where it is, its media type
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dhrgraph.publish.dataset.description import row_for

_ITSELF = {"media_type": "text/turtle", "title": "What these files are, with sizes and checksums (DCAT, VoID)"}


@dataclass(frozen=True, slots=True)
class Published:
    """One file of a build: where it is, its media type, what it is called."""

    path: Path
    media_type: str
    title: str


def published(build: Path, known: Sequence[Mapping[str, str]]) -> dict[str, Published]:
    """The files of `build` and of its folders that `known`, the rows of published_files.csv, name, and their
    description; by name below `build`. What else lies there, the store too, is not handed on.
    """
    found = {}
    for path in sorted((*build.glob("*"), *build.glob("*/*"))):
        name = path.relative_to(build).as_posix()
        row = _ITSELF if name == "dataset.ttl" else row_for(name, known)
        if row and not name.startswith((".", "store/")) and path.is_file():
            found[name] = Published(path, row["media_type"], row["title"])
    return found
