"""The pages of an action and of an action plan, and actions as a list."""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import parts
from dhrgraph.publish.site.asking import ask, known, term, terms, thing
from dhrgraph.publish.site.blocks import (
    Bars,
    Block,
    Cell,
    Facts,
    Inline,
    Item,
    Items,
    Mark,
    Note,
    Page,
    Quote,
    Ref,
    Said,
    Section,
    Text,
    count,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.labels import labels
from dhrgraph.publish.site.parts import listed

NOT_STATED = iri("cv:status-not-stated")  # neither done nor open: nobody has said
_DATES = (("Target", "target"), ("Revised target", "revisedTarget"), ("Completed", "completion"))


def page(store: Store, said: Description) -> Page:
    """The page of one action: its words, who leads it, by when, how it stands."""
    review, plan = said.things("dhr:ofReview"), said.things("dcterms:isPartOf")
    facts = (
        ("Status", _status(store, said)),
        *(row for name, stem in _DATES for row in _dated(said, name, stem)),
        *((("Led by", tuple(map(Ref, said.things("dhr:leadAgency")))),) if said.things("dhr:leadAgency") else ()),
        *_said(said, "As printed", "dhr:leadText"),
        *_said(said, "Post", "dhr:leadRole"),
        ("Answers", tuple(map(Ref, said.things("dhr:implements")))),
        *((("Plan", tuple(map(Ref, plan))),) if plan else ()),
        *((("Review", tuple(map(Ref, review))),) if review else ()),
        *((("Document", tuple(map(Ref, said.things("dcterms:source")))),) if said.things("dcterms:source") else ()),
    )
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Action, said again in a further document" if said.all("dhr:restates") else "Action",
        above=(Ref("/reviews", "Reviews"), *map(Ref, review), *map(Ref, plan)),
        lead=_quoted(said, "dhr:actionText"),
        sections=(
            Section("At a glance", "glance", (Facts(facts),), aside=True),
            *_part(said, "Milestones", "dhr:milestoneText"),
            *_part(said, "What should come of it", "dhr:expectedOutcomeText"),
            *_part(said, "What came of it", "dhr:outcomeText"),
            *_again(said),
            *parts.matches(said),
            *parts.disagreements(said),
            *parts.passages(said),
        ),
        summary="An action of a review's action plan: who leads it, by when, and how it stands.",
    )


def plan_page(store: Store, said: Description) -> Page:
    """The page of an action plan: its actions and how they stand."""
    rows = ask(
        store,
        f"SELECT DISTINCT ?it ?key {{ ?it dcterms:isPartOf {term(said.about)} . OPTIONAL {{ ?it "
        f"dhr:sortKey ?key }} }} ORDER BY ?key ?it",
    )
    things = [thing(it) for it, _ in rows]
    statuses = ask(
        store,
        f"SELECT ?s (COUNT(DISTINCT ?it) AS ?n) {{ ?it dcterms:isPartOf {term(said.about)} ; dhr:status ?s }} "
        "GROUP BY ?s ORDER BY DESC(?n) ?s",
    )
    review = said.things("dhr:ofReview")
    facts = (
        *((("Plan of", tuple(map(Ref, said.things("dhr:planOf")))),) if said.things("dhr:planOf") else ()),
        *((("Review", tuple(map(Ref, review))),) if review else ()),
        *((("Document", tuple(map(Ref, said.things("dcterms:source")))),) if said.things("dcterms:source") else ()),
    )
    bars = Bars(
        "How its actions stood when the document was written",
        "Actions",
        tuple((Ref(thing(s)), parts.number(n)) for s, n in statuses),
    )
    return Page(
        title=labels(store, [said.about])[said.about],
        kind="Action plan",
        above=(Ref("/reviews", "Reviews"), *map(Ref, review)),
        lead=(Text((f"A plan of {count(len(things), 'action')}.",)),),
        sections=(
            Section("At a glance", "glance", (Facts(facts),), aside=True),
            *((Section("How they stand", "statuses", (bars,)),) if statuses else ()),
            *((Section("Actions", "actions", (action_items(store, things),)),) if things else ()),
            *parts.passages(said),
        ),
        summary="An action plan of a domestic homicide review, with the status of each action.",
    )


def implementing(store: Store, recommendation: Iri) -> tuple[Iri, ...]:
    """The actions that answer a recommendation, in order."""
    rows = ask(store, f"SELECT DISTINCT ?it {{ ?it dhr:implements {term(recommendation)} }} ORDER BY ?it")
    return tuple(thing(row[0]) for row in rows)


def action_items(store: Store, things: Sequence[Iri]) -> Items:
    """Actions as a list: words, status, lead, dates."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?it ?p ?o {{ VALUES ?it {{ {terms(things)} }} ?it ?p ?o FILTER(?p IN (dhr:actionText,
        dhr:status, dhr:leadAgency, dhr:targetText, dhr:revisedTargetText, dhr:completionText)) }}""",
    )
    said: dict[str, dict[str, list[str]]] = {each: {} for each in things}
    for it, property_, value in sorted(rows, key=lambda row: known(row[2])):
        said[known(it)].setdefault(known(property_).rpartition("#")[2], []).append(known(value))
    statuses = status_marks(store, {status for each in said.values() for status in each.get("status", ())})
    return Items(tuple(_item(it, said[it], statuses) for it in things))


def _item(it: Iri, said: dict[str, list[str]], statuses: dict[str, Mark]) -> Item:
    about: list[Cell] = []
    if said.get("leadAgency"):
        about.append(("Led by", *listed([Ref(body) for body in said["leadAgency"]])))
    dates: list[Inline] = []
    for name, words in (
        ("target", "targetText"),
        ("revised target", "revisedTargetText"),
        ("completed", "completionText"),
    ):
        dates += [piece for value in said.get(words, ()) for piece in (f"{name}:", Said(value))]
    if dates:
        about.append(tuple(dates))
    mark = next((statuses[status] for status in said.get("status", ()) if status in statuses), None)
    return Item(Ref(it), " ".join(said.get("actionText", [])), tuple(about), mark)


def status_marks(store: Store, codes: set[str]) -> dict[str, Mark]:
    """How each status is shown: its label, and whether it is done, open or neither."""
    if not codes:
        return {}
    rows = ask(
        store,
        f"SELECT DISTINCT ?s ?label ?done {{ VALUES ?s {{ {terms(sorted(codes))} }} ?s skos:prefLabel "
        f"?label OPTIONAL {{ ?s dhr:countsAsDone ?done }} }}",
    )
    return {
        known(s): Mark(known(label), "done" if done is True else "plain" if s == NOT_STATED else "open")
        for s, label, done in rows
    }


def _status(store: Store, said: Description) -> tuple[Inline, ...]:
    codes = said.things("dhr:status")
    marks = status_marks(store, set(codes))
    as_at = said.one("dhr:statusAsAt")
    printed = said.one("dhr:statusText")
    return (
        *(marks.get(code, Mark("not stated")) for code in codes),
        *((Said(printed),) if printed else ()),
        *((Note(f"as at {plain(as_at)}"),) if as_at else ()),
    )


def _dated(said: Description, name: str, stem: str) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    printed, value = said.one(f"dhr:{stem}Text"), said.one(f"dhr:{stem}Date")
    if not printed and not value:
        return ()
    read = (Note(f"read as {plain(value)}"),) if value else ()
    return ((name, (*((Said(printed),) if printed else ()), *read)),)


def _said(said: Description, name: str, property_: str) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    words = said.one(property_)
    return ((name, (Said(words),)),) if words else ()


def _quoted(said: Description, property_: str) -> tuple[Block, ...]:
    return tuple(Quote(str(words)) for words in said.all(property_))


def _part(said: Description, title: str, property_: str) -> tuple[Section, ...]:
    words = _quoted(said, property_)
    anchor = property_.removeprefix("dhr:").removesuffix("Text").lower()
    return (Section(title, anchor, words),) if words else ()


def _again(said: Description) -> tuple[Section, ...]:
    counted = said.things("dhr:restates")
    return (
        (Section("What it says again", "restates", (Text(("This is counted as", *map(Ref, counted))),)),)
        if counted
        else ()
    )
