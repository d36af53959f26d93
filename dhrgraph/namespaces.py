"""Prefixes and the minting of IRIs: pure text, no RDF library.

An IRI is made of stable parts only (a document's digest, a list and a place in it): never a counter that
depends on other documents, a clock or a blank node. Two builds give the same IRIs.
"""

from __future__ import annotations

import re
import unicodedata

VERSION = "0.1.0"  # of the package, the ontology and the data they make: one number for all

BASE = "https://w3id.org/dhrgraph/"
DHR = BASE + "ontology#"
THEME = BASE + "theme/"
CODE = BASE + "code/"
GRAPH = BASE + "graph/"

KINDS = {
    "rv": "review",
    "rc": "recommendation",
    "lp": "learning",
    "ap": "action-plan",
    "ai": "action",
    "ag": "agency",
    "cg": "addressee-group",
    "sd": "document",
    "ev": "evidence",
    "ta": "assignment",
    "am": "match",
    "co": "contribution",
    "gs": "guidance",
    "rf": "figure",
    "lc": "citation",
    "ex": "extraction",
    "di": "disagreement",
    "de": "death",
    "lk": "likeness",
}

PREFIXES: dict[str, str] = {
    "dhr": DHR,
    "th": THEME,
    "cv": CODE,
    "gr": GRAPH,
    **{prefix: f"{BASE}id/{kind}/" for prefix, kind in KINDS.items()},
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "gss": "http://statistics.data.gov.uk/id/statistical-geography/",
}

PROLOGUE = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())  # of a SPARQL question


class Iri(str):
    """An IRI as opposed to a literal, in the rows that queries and files of terms give back."""

    __slots__ = ()


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens; empty when nothing is left.

    Example:
        >>> slug("Sefton Women’s & Children's Aid")
        'sefton-womens-childrens-aid'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold().replace("'", "")).strip("-")


def iri(curie: str) -> str:
    """Expand a CURIE with our prefixes.

    Raises:
        KeyError: the prefix is not one of ours.

    Example:
        >>> iri("ag:home-office")
        'https://w3id.org/dhrgraph/id/agency/home-office'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def curie(full: str) -> str:
    """Shorten an IRI with the longest of our prefixes; an IRI of none of them comes back whole.

    Example:
        >>> curie("https://w3id.org/dhrgraph/theme/marac")
        'th:marac'
        >>> curie("https://example.org/x")
        'https://example.org/x'
    """
    fitting = [(len(ns), prefix, ns) for prefix, ns in PREFIXES.items() if full.startswith(ns)]
    if not fitting:
        return full
    _, prefix, ns = max(fitting)
    return f"{prefix}:{full[len(ns) :]}"
