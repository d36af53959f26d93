"""A name for every term that stands on a page.

Things of the graph are named by their label or, where the graph gives none (a recommendation has words, not a name), by
what they are, their number and where they stand. Terms of vocabularies are named by ontology/*.ttl, else by their last
part, taken apart into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from dhrgraph.graph.store import Store, Value, read_triples
from dhrgraph.namespaces import CODE, KINDS, curie, iri
from dhrgraph.publish.site.addresses import SOFTWARE
from dhrgraph.publish.site.asking import ask, known, terms
from dhrgraph.read.own_tables import read_rows
from dhrgraph.resources import folder

Names = Mapping[str, str]

_VOCABULARIES = ("dhr.ttl", "external.ttl")
_KIND_NAMES = {
    "rc": "Recommendation",
    "lp": "Learning point",
    "ai": "Action",
    "ap": "Action plan",
    "co": "Contribution",
    "gs": "Statement",
    "rf": "Figure",
    "ta": "Theme assignment",
    "am": "Match",
    "ex": "Reading",
    "di": "Disagreement",
    "lk": "Likeness",
    "de": "Recorded death",
    "lc": "Citation",
    "gr": "Named graph",
    "sd": "Document",
    "ev": "Passage",
    "rv": "Review",
}
_LASTING = ("rdfs:label", "dcterms:title", "skos:prefLabel")  # the last outranks those before it
_ASKED = (
    "dhr:fileName, dhr:numberLabel, dhr:listName, dhr:ofReview, dhr:toReview, dhr:reportedIn, dhr:citedIn, "
    "dhr:contributorText, dhr:citationText, dhr:mention, dhr:figureOf, dcterms:identifier, dhr:restates"
)
_WHOLE = tuple(map(iri, ("dhr:ofReview", "dhr:toReview", "dhr:reportedIn", "dhr:citedIn")))
_REMEMBERED = 2  # stores
_RESTATES = iri("dhr:restates")
_WITH_WHOLE = frozenset({"rc", "lp", "ai", "ap", "co", "gs", "rf"})


@cache
def vocabulary() -> Mapping[str, tuple[str, str]]:
    """Label and definition of each term of the ontology and of those it builds upon; "" where none is given.

    Example:
        >>> vocabulary()["https://w3id.org/dhrgraph/ontology#Recommendation"][0]
        'recommendation'
    """
    found: dict[str, dict[str, str]] = {}
    for name in _VOCABULARIES:
        path = folder("ontology") / name
        for subject, property_, value in read_triples(path) if path.exists() else ():
            if property_ in (iri("rdfs:label"), iri("skos:definition"), iri("rdfs:comment")):
                found.setdefault(subject, {}).setdefault(property_, str(value))
    return {
        subject: (
            said.get(iri("rdfs:label"), ""),
            said.get(iri("skos:definition"), said.get(iri("rdfs:comment"), "")),
        )
        for subject, said in found.items()
    }


@cache
def identifier_lists() -> Mapping[str, str]:
    """The public lists that give bodies their identifiers, by the IRI that is the datatype of such an identifier.

    Example:
        >>> identifier_lists()["https://w3id.org/dhrgraph/code/GB-COH"]
        'Companies House: company numbers'
    """
    rows = read_rows(folder("ontology") / "identifier_schemes.csv", "ontology/identifier_schemes.csv")
    return {CODE + row["scheme"]: row["title"] for row in rows}


def _own(thing: str) -> str:
    """A name that stands in ontology/, whatever the graph says; "" where there is none."""
    return vocabulary().get(thing, ("", ""))[0] or identifier_lists().get(thing, "")


@lru_cache(maxsize=_REMEMBERED)
def lasting(store: Store) -> Mapping[str, str]:
    """The label of everything that has one (bodies, themes, codes, reviews, documents, areas), read once for a store.

    They are few beside the statements, and every page names many of them. Welsh names stand beside English ones, which
    are taken; of several labels the first by its letters.
    """
    found: dict[str, str] = {}
    for name in _LASTING:
        rows = ask(store, f"SELECT DISTINCT ?s ?o {{ ?s {name} ?o FILTER(LANG(?o) != 'cy') }}")
        found |= {known(subject): known(label) for subject, label in sorted(rows, key=_by_label, reverse=True)}
    return found


def _by_label(row: tuple[Value | None, ...]) -> str:
    return known(row[1])


def labels(store: Store, things: Iterable[str]) -> dict[str, str]:
    """A name for each of `things`, never empty."""
    return named(store, things)[0]


def named(store: Store, things: Iterable[str]) -> tuple[dict[str, str], frozenset[str]]:
    """A name for each of `things`, and those that the graph or the ontology tells of: only these have a page."""
    wanted, labelled = sorted(set(things)), lasting(store)
    own = {each: label for each in wanted if (label := _own(each) or labelled.get(each))}
    rest = [each for each in wanted if each not in own]
    said = _said(store, rest)
    more = {value for rows in said.values() for value in rows.get(_RESTATES, ()) if value not in said}
    said |= _said(store, sorted(more))
    told = frozenset(each for each in wanted if each in own or said[each] or each.startswith(SOFTWARE))
    silent = [each for each in rest if each not in told]
    return {each: own.get(each) or _name(each, said, labelled) for each in wanted}, told | _described(store, silent)


def _described(store: Store, things: list[str]) -> frozenset[str]:
    """Those of `things` that are the subject of some statement."""
    if not things:
        return frozenset()
    rows = ask(store, f"SELECT DISTINCT ?s {{ VALUES ?s {{ {terms(things)} }} FILTER EXISTS {{ ?s ?p ?o }} }}")
    return frozenset(known(subject) for (subject,) in rows)


def _said(store: Store, things: list[str]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {each: {} for each in things}
    if things:
        rows = ask(
            store,
            f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {terms(things)} }} ?s ?p ?o FILTER(?p IN ({_ASKED})) }}",
        )
        for subject, property_, value in sorted(rows, key=lambda row: known(row[2])):
            found[known(subject)].setdefault(known(property_), []).append(known(value))
    return found


def _name(thing: str, said: Mapping[str, Mapping[str, list[str]]], labelled: Mapping[str, str]) -> str:
    rows = said.get(thing, {})
    own = _made(thing, {curie(name): values[0] for name, values in rows.items()})
    if curie(thing).partition(":")[0] not in _WITH_WHOLE:
        return own
    counted = next((said[value] for value in rows.get(_RESTATES, ()) if value in said), {})
    wholes = (value for of in (rows, counted) for name in _WHOLE for value in of.get(name, ()))
    whole = next((labelled[value] for value in wholes if value in labelled), "")
    return f"{own}, {whole}" if whole else own


def _made(thing: str, said: Mapping[str, str]) -> str:
    """A name from what a thing is and where it stands.

    Example:
        >>> _made(iri("rc:a-2023-01-00000000.main.0012"), {"dhr:numberLabel": "7"})
        'Recommendation 7'
        >>> _made(iri("ev:3334053dd9cd.10-20.quote"), {}), _made(iri("skos:broadMatch"), {})
        ('Words of passage 10–20 of document 3334053dd9cd', 'broad match')
    """
    prefix, _, local = curie(thing).partition(":")
    kind = _KIND_NAMES.get(prefix, "")
    if thing.startswith(SOFTWARE):
        return f"dhrgraph {thing[len(SOFTWARE) :]}"
    match prefix:
        case "rc" | "lp":
            number = said.get("dhr:numberLabel") or f"at place {_place(local.rpartition('.')[2])}"
            of_list = f" ({said['dhr:listName']})" if "dhr:listName" in said else ""
            return f"{kind} {number}{of_list}"
        case "ai":
            order, _, item = local.rpartition(".")
            return f"{kind} {_place(order.rpartition('.')[2])}.{_place(item)}"
        case "ap":
            return f"{kind} of {said['dhr:listName']}" if "dhr:listName" in said else kind
        case "co":
            return f"{kind} of {said['dhr:contributorText']}" if "dhr:contributorText" in said else f"{kind} {local}"
        case "gs":
            return f"{kind} {_place(local.rpartition('.')[2])}"
        case "rf":
            return f"{kind}: {said.get('dhr:figureOf', local)}"
        case "lc":
            return said.get("dhr:citationText", f"{kind} {local}")
        case "de":
            return f"{kind} {said.get('dcterms:identifier', local)}"
        case "ev":
            return _passage(local)
        case "am" if "dhr:mention" in said:
            return f"{kind} of “{said['dhr:mention']}”"
        case "ta":
            return f"{kind}: {local.rpartition('.')[2].replace('-', ' ')}"
        case "sd":
            return said.get("dhr:fileName", f"{kind} {local}")
        case _ if prefix in KINDS or prefix == "gr":
            return f"{kind or KINDS[prefix]} {local}"
        case "gss":
            return f"area {local}"
    return _words(thing)


def _passage(local: str) -> str:
    found = re.fullmatch(r"([0-9a-f]+)\.(\d+)-(\d+)(?:\.(.*))?", local)
    if not found:
        return f"Passage {local}"
    what = {"position": "Place of passage", "quote": "Words of passage"}.get(found[4] or "", "Passage")
    if (found[4] or "").startswith("page-"):
        what = f"Page {found[4][5:]} of passage"
    return f"{what} {found[2]}–{found[3]} of document {found[1]}"


def _place(order: str) -> str:
    return order.lstrip("0") or "0"


def _words(thing: str) -> str:
    """The last part of an IRI as words.

    Example:
        >>> _words("http://www.w3.org/ns/oa#hasSelector"), _words("http://www.legislation.gov.uk/id/ukpga/2004/28")
        ('has selector', 'legislation.gov.uk/id/ukpga/2004/28')
    """
    _, mark, local = thing.rpartition("#")
    if not mark or not local:
        known_space = curie(thing)
        if known_space == thing:
            return re.sub(r"^https?://(www\.)?", "", thing)
        local = known_space.partition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower() or thing


def kind_of(thing: str) -> str:
    """What a thing is called by its IRI alone; "" for what is none of ours.

    Example:
        >>> kind_of("https://w3id.org/dhrgraph/id/recommendation/x")
        'Recommendation'
    """
    return _KIND_NAMES.get(curie(thing).partition(":")[0], "")
