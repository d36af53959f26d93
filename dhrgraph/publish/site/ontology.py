"""The ontology where its terms lead to: the reference page of `publish.release`, and the ontology as RDF.

The reference takes a second or two to make, for it reads all of ontology/ with rdflib, so it is made when
it is first asked for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache

from dhrgraph.namespaces import VERSION
from dhrgraph.publish.site.forms import RDF
from dhrgraph.resources import folder

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


@cache
def ontology_rdf() -> Mapping[str, bytes]:
    """dhr.ttl in the form of each suffix, the same bytes each time."""
    from dhrgraph.publish.release.forms import forms

    made = forms((folder("ontology") / "dhr.ttl").read_bytes())
    return {f".{suffix}": data for suffix, data in made.items()}


def reference(formats: Sequence[str], home: str) -> tuple[str, str]:
    """The reference page, with links to the ontology in the forms with these suffixes and to the site's first page; and
    the policy that it states for its own script and style, for a server to send as well.
    """
    return _reference(tuple(formats), home)


@cache
def _reference(formats: tuple[str, ...], home: str) -> tuple[str, str]:
    from dhrgraph.publish.release.reference import Form, reference_page

    beside = [Form(rdf.name, rdf.media_type, f"ontology{suffix}") for suffix, rdf in RDF.items() if suffix in formats]
    page = reference_page(folder("ontology"), forms=beside, home=home)
    return page, policy_of(page)


def policy_of(page: str) -> str:
    """The Content-Security-Policy that a page states for itself; "" for none.

    Example:
        >>> policy_of('<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">')
        "default-src 'none'"
    """
    stated = _POLICY.search(page)
    return html.unescape(stated[1]) if stated else ""


@cache
def release() -> Mapping[str, bytes]:
    """The files of the ontology's release by name.

    They stand under /ontology/current/ and /ontology/VERSION/, where the rules for w3id.org lead.
    """
    from dhrgraph.publish.release.release import release_files

    return release_files(folder("ontology"))


RELEASED = re.compile(rf"/ontology/(?:current|{re.escape(VERSION)})/([a-z]+\.[a-z]+)")
