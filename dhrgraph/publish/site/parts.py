"""The parts of a thing as people read them: whom it was matched to and how, which themes it was given for which words,
where documents disagree, and the passages that all of it stands on.

Everything is in the thing's description; nothing is asked. Each part has an anchor, to which its IRI leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dhrgraph.graph.store import Value
from dhrgraph.namespaces import PREFIXES, Iri, iri
from dhrgraph.publish.site.addresses import anchor_of
from dhrgraph.publish.site.blocks import Anchor, Cell, Inline, Item, Items, Note, Ref, Said, Section, Table, Text
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import vocabulary


def matches(said: Description) -> tuple[Section, ...]:
    """How the bodies' names as printed were matched with the register."""
    rows = tuple(_match(said, part) for part in said.parts("dhr:mention"))
    if not rows:
        return ()
    table = Table(
        "Names as printed, and the body each was matched to", ("As printed", "Body", "How", "Why", "Where"), rows
    )
    return (Section("How bodies were recognised", "matches", (table,)),)


def _match(said: Description, part: Iri) -> tuple[Cell, ...]:
    body: Cell = tuple(Ref(value) for value in said.things("dhr:matchedAgency", part))
    if not body:
        body = ("none", *(Ref(value) for value in said.things("dhr:candidateAgency", part)))
    return (
        (Anchor(anchor_of(part)), Said(said.one("dhr:mention", part))),
        body,
        (
            *listed((*_refs(said, "dhr:matchRole", part), *_refs(said, "dhr:matchMethod", part))),
            *_judged(said, part),
        ),
        (_worded(said.one("dhr:matchEvidence", part)),),
        tuple(_passages(said, part)),
    )


_CURIE = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):[A-Za-z]+\b")


def _worded(evidence: str) -> str:
    """Evidence with the names of properties in words.

    Example:
        >>> _worded("skos:prefLabel 'Home Office'")
        "preferred label 'Home Office'"
    """
    return _CURIE.sub(lambda found: vocabulary().get(iri(found[0]), ("", ""))[0] or found[0], evidence)


def themes(said: Description) -> tuple[Section, ...]:
    """The themes, each with the words that called for it."""
    rows = tuple(_theme(said, part) for part in sorted(said.parts("oa:hasBody"), key=lambda part: _surest(said, part)))
    if not rows:
        return ()
    explained = Text(
        (
            "A theme is given by rule to words that call for it, or by a person. How sure is a share: of "
            "those that say "
            "0.95, about 95 in 100 held when they were checked.",
        )
    )
    table = Table(
        "Themes and the words that called for them", ("Theme", "Words", "How sure", "By", "Where"), rows, frozenset({2})
    )
    return (Section("Themes", "themes", (table, explained)),)


def _surest(said: Description, part: Iri) -> tuple[Decimal, str]:
    return -Decimal(said.one("dhr:confidence", part) or 0), part


def _theme(said: Description, part: Iri) -> tuple[Cell, ...]:
    words = said.one("dhr:matchedText", part)
    return (
        (Anchor(anchor_of(part)), *_refs(said, "oa:hasBody", part)),
        (Said(words),) if words else (Note("no words of its own"),),
        (said.one("dhr:confidence", part),),
        (*_refs(said, "dhr:assignmentMethod", part), *_judged(said, part)),
        tuple(_passages(said, part)),
    )


def _judged(said: Description, part: Iri) -> Iterator[Inline]:
    by, on = said.one("dhr:judgedBy", part), said.one("dhr:judgedOn", part)
    if by:
        yield Note(f"({by}, {on})" if on else f"({by})")


def disagreements(said: Description) -> tuple[Section, ...]:
    """What further documents of the review give otherwise, and how a document came to be taken as one of the review."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Anchor(anchor_of(part)), *_refs(said, "dhr:disagreesOn", part)),
            (Said(said.one("dhr:statedHere", part)),),
            (*_refs(said, "dcterms:source", part), *_passages(said, part)),
        )
        for part in said.parts("dhr:disagreesOn")
    )
    joined: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Anchor(anchor_of(part)), *_refs(said, "dhr:joinedDocument", part)),
            (*_refs(said, "dhr:joinMethod", part), *_judged(said, part)),
            (said.one("dhr:joinEvidence", part),),
        )
        for part in said.parts("dhr:joinedDocument")
    )
    found = []
    if rows:
        table = Table("Where another document says otherwise", ("On", "It says", "Where"), rows)
        found.append(Section("Documents that disagree", "disagreements", (table,)))
    if joined:
        table = Table("Further documents of the review", ("Document", "Joined by", "Why"), joined)
        found.append(Section("How documents were joined", "joined", (table,)))
    return tuple(found)


def readings(said: Description) -> tuple[Section, ...]:
    """By what a document was read."""
    rows = tuple(
        ((Anchor(anchor_of(part)), Ref(part)), _refs(said, "prov:wasAssociatedWith", part))
        for part in said.parts("prov:used")
    )
    if not rows:
        return ()
    return (Section("How it was read", "reading", (Table("Readings of the document", ("Reading", "By"), rows),)),)


def passages(said: Description) -> tuple[Section, ...]:
    """The source lines: document, characters, page, words."""
    found = sorted((said.one("oa:hasSource", part), *_span(said, part), part) for part in said.parts("oa:hasSelector"))
    if not found:
        return ()
    documents = sorted({Ref(value) for *_, part in found for value in said.things("oa:hasSource", part)}, key=_to)
    rows = tuple(_passage(said, part, several=len(documents) > 1) for *_, part in found)
    explained = Text(
        (
            "The words that this was read from, in",
            *listed(documents),
            ". A place is counted in characters from the beginning of the text. Where a passage holds a name, its "
            "place is given without its words.",
        )
    )
    return (Section("Source lines", "passages", (explained, Items(rows))),)


def _to(ref: Ref) -> str:
    return ref.to


def _span(said: Description, passage: Iri) -> tuple[int, int]:
    for selector in said.things("oa:hasSelector", passage):
        if said.all("oa:start", selector):
            return int(said.one("oa:start", selector)), int(said.one("oa:end", selector))
    return 0, 0


def _passage(said: Description, passage: Iri, *, several: bool) -> Item:
    selectors = said.things("oa:hasSelector", passage)
    start, end = _span(said, passage)
    words = next((said.one("oa:exact", each) for each in selectors if said.all("oa:exact", each)), "")
    pages = tuple(
        page.partition("=")[2].partition("&")[0]
        for each in selectors
        for page in (said.one("rdf:value", each),)
        if page
    )
    parts = [
        subject
        for subject, rows in said.statements.items()
        if subject != said.about and any(value == passage for _, value in rows)
    ]
    of_pages = f", page {', '.join(sorted(pages, key=lambda page: (len(page), page)))}" if pages else ""
    about: list[Inline] = [Anchor(anchor_of(each)) for each in selectors]
    about += () if words else (Note("Its words hold a person's name and are left out."),)
    about += (piece for part in parts for piece in _behind(said, part))
    about += ("In", *_refs(said, "oa:hasSource", passage)) if several else ()
    return Item(
        Ref(f"#{anchor_of(passage)}", f"Characters {start}–{end}{of_pages}"),
        words,
        (tuple(about),),
        anchor=anchor_of(passage),
    )


def _behind(said: Description, part: Iri) -> tuple[Inline, ...]:
    """For what a passage stands, besides the thing itself: a theme, a body's name, or another part."""
    theme, name = _refs(said, "oa:hasBody", part), said.one("dhr:mention", part)
    if theme:
        return ("Theme:", *theme)
    return ("Body named:", Said(name)) if name else (Ref(part),)


def _passages(said: Description, part: Iri) -> Iterator[Inline]:
    for passage in said.things("dhr:evidencedBy", part):
        start, end = _span(said, passage)
        yield Ref(f"#{anchor_of(passage)}", f"{start}–{end}")


def _refs(said: Description, name: str, part: Iri) -> tuple[Ref, ...]:
    return tuple(Ref(value) for value in said.things(name, part))


def listed(refs: Sequence[Inline]) -> tuple[Inline, ...]:
    """Links with a middle dot between them.

    Example:
        >>> listed(["a", "b", "c"])
        ('a', '·', 'b', '·', 'c')
    """
    return tuple(piece for place, ref in enumerate(refs) for piece in (("·", ref) if place else (ref,)))


def number(value: Value | None) -> int:
    """A value that is a whole number; 0 for anything else."""
    return value if isinstance(value, int) else 0
