"""The pages of a recommendation and of a learning point: its words, whom it is put to, what it rests on, what came
of it."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.asking import ask, known, term, thing
from dhrgraph.publish.site.blocks import (
    Block,
    Cell,
    Facts,
    Inline,
    Item,
    Items,
    Note,
    Page,
    Quote,
    Ref,
    Said,
    Section,
    Text,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.lists import recommendations
from dhrgraph.publish.site.parts import listed
from dhrgraph.publish.site.things.actions import action_items, implementing
from dhrgraph.publish.site.things.alike import recommended_elsewhere

_NO_RECORD = "no body that a register is known to have"  # where the document does name one, as the next line shows


def page(store: Store, said: Description) -> Page:
    """The page of a recommendation, or of one that a further document says again."""
    sections = (
        *_themes_elsewhere(said),
        *parts.themes(said),
        *_rests_on(store, said),
        *_came_of_it(store, said),
        *recommended_elsewhere(store, said),
        *parts.matches(said),
        *_again(store, said),
        *parts.disagreements(said),
        *parts.passages(said),
    )
    glance = Section("At a glance", "glance", (Facts(_facts(store, said)),), aside=True)
    return Page(
        title=_title(store, said),
        kind=_kind(said, "Recommendation"),
        above=above(store, said),
        lead=_words(said, "dhr:text"),
        sections=(glance, *sections),
        summary="A recommendation of a domestic homicide review, with whom it is put to, its themes and "
        "what came of it.",
    )


def learning_page(store: Store, said: Description) -> Page:
    """The page of a learning point."""
    of_agency = said.things("dhr:concernsAgency")
    facts = (
        *review_facts(store, said),
        *((("Concerns", tuple(map(Ref, of_agency))),) if of_agency else ()),
        *numbered(said),
        *_plain(said, "Refers to", "dhr:crossReferenceText"),
    )
    informs = said.things("dhr:informs")
    led = Section("Recommendations it led to", "informs", (recommendations(store, informs),))
    return Page(
        title=_title(store, said),
        kind=_kind(said, "Learning point"),
        above=above(store, said),
        lead=(*_words(said, "dhr:narrative"), *_lesson(said), *_words(said, "dhr:text")),
        sections=(
            Section("At a glance", "glance", (Facts(facts),), aside=True),
            *((led,) if informs else ()),
            *parts.themes(said),
            *parts.matches(said),
            *_again(store, said),
            *parts.disagreements(said),
            *parts.passages(said),
        ),
        summary="A learning point of a domestic homicide review, with the recommendations it led to.",
    )


def above(store: Store, said: Description) -> tuple[Ref, ...]:
    """The pages that a statement is under: reviews, its review."""
    review = review_of(store, said)
    return (Ref("/reviews", "Reviews"), *((Ref(review),) if review else ()))


def review_of(store: Store, said: Description) -> Iri | None:
    """The review of a statement; of one that is said again, the review of the one that is counted."""
    own = said.things("dhr:ofReview") or said.things("dhr:toReview")
    if own:
        return own[0]
    for counted in said.things("dhr:restates"):
        for (review,) in ask(
            store, f"SELECT DISTINCT ?r {{ {term(counted)} dhr:ofReview|dhr:toReview ?r }} ORDER BY ?r"
        ):
            return thing(review)
    return None


def review_facts(store: Store, said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    """Review, partnership and documents of a statement."""
    review = review_of(store, said)
    if review is None:
        return ()
    rows = ask(
        store,
        f"""SELECT DISTINCT ?p ?o {{ VALUES ?p {{ dhr:commissionedBy dhr:published }} {term(review)} ?p ?o }} ORDER
        BY ?o""",
    )
    by = tuple(Ref(known(value)) for name, value in rows if known(name).endswith("commissionedBy"))
    published = tuple(plain(known(value)) for name, value in rows if known(name).endswith("published"))
    return (
        ("Review", (Ref(review),)),
        *((("Partnership", by),) if by else ()),
        *((("Published", published),) if published else ()),
        *((("Document", tuple(map(Ref, said.things("dcterms:source")))),) if said.things("dcterms:source") else ()),
    )


def numbered(said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    """Number and list of a statement as printed."""
    number, of_list = said.one("dhr:numberLabel"), said.one("dhr:listName")
    inferred = (Note("not printed: counted"),) if said.all("dhr:numberBasis") else ()
    return (
        *((("Number", (number, *inferred)),) if number else ()),
        *((("In the list", (of_list,)),) if of_list else ()),
    )


def _plain(said: Description, name: str, property_: str) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    words = said.one(property_)
    return ((name, (Said(words),)),) if words else ()


def _facts(store: Store, said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    addressed, today = said.things("dhr:addressedTo"), said.things("dhr:currentAddressee")
    printed = tuple(Said(str(words)) for words in said.all("dhr:addresseeText"))
    return (
        ("Put to", tuple(map(Ref, addressed)) or (Note(_NO_RECORD if printed else "nobody named"),)),
        *((("Stands in its place today", tuple(map(Ref, today))),) if set(today) - set(addressed) else ()),
        *((("As printed", (*printed, *map(Ref, said.things("dhr:addresseeBasis")))),) if printed else ()),
        *((("Reach", tuple(map(Ref, said.things("dhr:scope")))),) if said.things("dhr:scope") else ()),
        *numbered(said),
        *_says_before(said),
        *review_facts(store, said),
    )


def _says_before(said: Description) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    """That the recommendation itself says it has been made before, with the words that say so."""
    if not said.all("dhr:assertsRecurrence"):
        return ()
    words = tuple(Said(str(value)) for value in said.all("dhr:recurrenceText"))
    return (("Says itself", ("that it has been said before", *words)),)


def _title(store: Store, said: Description) -> str:
    return labels(store, [said.about])[said.about]


def _kind(said: Description, kind: str) -> str:
    return f"{kind}, said again in a further document" if said.all("dhr:restates") else kind


def _words(said: Description, property_: str) -> tuple[Block, ...]:
    return tuple(Quote(str(words)) for words in said.all(property_))


def _lesson(said: Description) -> tuple[Block, ...]:
    return tuple(Quote(str(words), ("The lesson drawn",)) for words in said.all("dhr:lesson"))


def _themes_elsewhere(said: Description) -> tuple[Section, ...]:
    """Where the same has been asked for."""
    found = said.things("dhr:hasTheme")
    if not found:
        return ()
    pages: Cell = listed([Ref(theme) for theme in found])
    return (
        Section(
            "On the same themes",
            "elsewhere",
            (Text(("What other reviews recommend on", *pages)),),
            aside=True,
        ),
    )


def _rests_on(store: Store, said: Description) -> tuple[Section, ...]:
    points = said.things("dhr:informedBy")
    if not points:
        return ()
    rows = ask(
        store,
        f"SELECT DISTINCT ?p ?words {{ VALUES ?p {{ {' '.join(map(term, points))} }} ?p dhr:narrative "
        f"?words }} ORDER BY ?p",
    )
    said_by = {known(point): known(words) for point, words in rows}
    items = tuple(Item(Ref(point), said_by.get(point, "")) for point in points)
    return (Section("Learning it rests on", "learning", (Items(items),)),)


def _came_of_it(store: Store, said: Description) -> tuple[Section, ...]:
    found = implementing(store, said.about)
    if found:
        return (Section("What was to be done, and what was", "actions", (action_items(store, found),)),)
    if said.all("dhr:restates"):
        return ()
    silent = Text(
        ("No action plan that was read answers this recommendation. That is silence, not proof that nothing was done.",)
    )
    return (Section("What was to be done, and what was", "actions", (silent,)),)


def _again(store: Store, said: Description) -> tuple[Section, ...]:
    """The statement that this one says again, or those that say this one again."""
    counted = said.things("dhr:restates")
    if counted:
        return (Section("What it says again", "restates", (Text(("This is counted as", *map(Ref, counted))),)),)
    rows = ask(
        store,
        f"SELECT DISTINCT ?r ?words {{ ?r dhr:restates {term(said.about)} OPTIONAL {{ ?r dhr:text ?words "
        f"}} }} ORDER BY ?r",
    )
    if not rows:
        return ()
    items = tuple(Item(Ref(thing(other)), known(words)) for other, words in rows)
    return (Section("Said again in further documents", "restated", (Items(items),)),)
