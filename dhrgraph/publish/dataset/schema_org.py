"""The data set's description for search engines: schema.org's Dataset as JSON-LD, to stand inside a page.

dataset.ttl  ->  schema_org  ->  dict  ->  script_text  ->  text of a <script type="application/ld+json">

Nothing runs such a block, so a Content-Security-Policy need not know it (HTML standard 4.12.1: a "data block").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dhrgraph.graph.store import Answer, Store
from dhrgraph.namespaces import BASE
from dhrgraph.publish.dataset.dcat import SPACES
from dhrgraph.publish.dataset.description import DATASET

_ASK = "".join(f"PREFIX {name}: <{SPACES[name]}>\n" for name in ("dcat", "dcterms", "rdfs", "schema"))
_ORGANISATION = {"@type": "Organization", "name": "The dhrgraph contributors", "url": BASE}
_MEDIA = "https://www.iana.org/assignments/media-types/"


def schema_org(turtle: bytes, files: str = f"{DATASET}/") -> dict[str, Any]:
    """What Google Dataset Search and others read: name, description, licence, creator, distribution, coverage.

    Sizes and checksums of files stand in dataset.ttl only: a page must not change with a file beside it.

    Args:
        turtle: A build's dataset.ttl.
        files: The IRI below which the files of the output are to be had, with its last "/".

    Raises:
        QueryError: the description is not Turtle of this program.
    """
    store = Store.memory(turtle, "turtle")
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": DATASET,
        "url": BASE,
        "name": _one(store, "dcterms:title"),
        "description": _one(store, "dcterms:description"),
        "version": _one(store, "dcat:version"),
        "license": _one(store, "dcterms:license"),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": _all(store, "dcat:keyword"),
        "creator": _ORGANISATION,
        "publisher": _ORGANISATION,
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{BASE}catalog", "url": BASE},
        "conformsTo": _one(store, "dcterms:conformsTo"),
        "variableMeasured": _all(store, "schema:variableMeasured"),
        "creditText": " ".join(_all(store, "dcterms:rights/rdfs:label")),
        "temporalCoverage": "/".join(dict.fromkeys(_years(store))),
        "dateModified": _one(store, "dcterms:modified"),
        "spatialCoverage": [
            {"@type": "Place", "name": label, "identifier": area}
            for area, label in _rows(store, "?s dcterms:spatial ?a . ?a rdfs:label ?b", "?a ?b")
        ],
        "distribution": [_download(row, files) for row in _files(store).rows],
    }
    return {key: value for key, value in described.items() if value not in ("", [])}


def block_of(output: Path, files: str = f"{DATASET}/") -> str:
    """The text of the block for pages about the build in the folder `output`; empty where it has no dataset.ttl."""
    described = output / "dataset.ttl"
    return script_text(schema_org(described.read_bytes(), files)) if described.exists() else ""


def script_text(described: Mapping[str, Any]) -> str:
    r"""The block's text: no word of it can end the script or begin another (HTML standard 4.12.1.3).

    Example:
        >>> script_text({"name": "</script><!--"})
        '{"name":"\\u003c/script>\\u003c!--"}'
    """
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _download(row: tuple[object, ...], files: str) -> dict[str, Any]:
    place, title, media = map(str, row)
    return {
        "@type": "DataDownload",
        "name": title,
        "encodingFormat": media.removeprefix(_MEDIA),
        "contentUrl": files + place.removeprefix(f"{DATASET}/"),
    }


def _files(store: Store) -> Answer:
    return store.select(
        f"""{_ASK} SELECT ?place ?title ?media {{
  <{DATASET}> dcat:distribution ?f . ?f dcat:downloadURL ?place ; dcterms:title ?title ; dcat:mediaType ?media
}} ORDER BY ?place"""
    )


def _years(store: Store) -> list[str]:
    rows = _rows(store, "?s dcterms:temporal ?t . ?t dcat:startDate ?a ; dcat:endDate ?b", "?a ?b")
    return [year for row in rows for year in row]


def _one(store: Store, path: str) -> str:
    return next(iter(_all(store, path)), "")


def _all(store: Store, path: str) -> list[str]:
    return [value for (value,) in _rows(store, f"?s {path} ?a", "?a")]


def _rows(store: Store, pattern: str, columns: str) -> list[tuple[str, ...]]:
    asked = f"{_ASK} SELECT DISTINCT {columns} {{ VALUES ?s {{ <{DATASET}> }} {pattern} }} ORDER BY {columns}"
    return [tuple(map(str, row)) for row in store.select(asked).rows]
