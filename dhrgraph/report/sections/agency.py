"""The report on one agency: what is put to it, under its names of then and of today, with whom, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.network.tally import FACETS, theme
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.again import again
from dhrgraph.report.sections.done import count_by_standing, distinct, done
from dhrgraph.report.sections.part import Part, chosen, named, share_table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say
from dhrgraph.report.subject import Named


def agency(known: Known) -> tuple[Told, ...]:
    """Its sections, in order."""
    own = put_to(known, _names(known))
    return (
        _put(known, own),
        *((_themes(known, own), _joint(known, own)) if own.ids else ()),
        *((again(known, own.ids, "put to it"),) if own.ids else ()),
        done(known, own.plans, "recommendations put to it"),
        *_led(known, own),
        *_elsewhere(known, own),
    )


def _names(known: Known) -> tuple[Named, ...]:
    """The body itself and those before it: what is put to it. Bodies after it are told apart."""
    subject = known.subject
    return (*((subject.it,) if subject.it else ()), *subject.before, *subject.parts)


def put_to(known: Known, bodies: Sequence[Named]) -> Part:
    """What is put to any of these."""
    ids = {body.id for body in bodies}
    return chosen(known, lambda one: any(body.id in ids for body in known.asked[one].addressees))


def _put(known: Known, own: Part) -> Told:
    """How much, under which names, in which partnerships."""
    subject, label = known.subject, known.subject.label
    heading = "What is put to it"
    later = put_to(known, subject.after)
    after = _after(known, later)
    if not own.ids:
        said = say(
            f"No recommendation here is put to {label}. That may be because no review of its area is in this graph."
        )
        return Told(Section("put", heading, (said, *after, *_group(known))), (said, *after))
    rows = []
    for body, how in _each(known):
        some = put_to(known, (body,))
        if some.ids or body == subject.it:
            rows.append(
                (
                    body.label,
                    how,
                    some.number(f"Recommendations to {body.label}", known.command_for(body.id)),
                    Number(some.counts.reviews),
                    Number(some.counts.partnerships),
                )
            )
    finding = say(
        own.number(f"Everything put to {label}", known.command_for(subject.it.id) if subject.it else ""),
        " of the ",
        counted(Number(len(known.asked)), "recommendation"),
        f" {noun(len(own.ids), 'is', 'are')} put to {label}",
        " ",
        own.spread(),
        *_under(known),
        ".",
    )
    places = own.by(FACETS["partnership"])
    names = Table(
        "Under which name", ("Body as named", "What it is", "Recommendations", "Reviews", "Partnerships"), tuple(rows)
    )
    where = share_table(
        own, places, "In which partnerships", "Partnership", f"Recommendations to {label} of {{}}", places=False
    )
    section = Section("put", heading, (finding, *after, *_group(known)), (*((names,) if len(rows) > 1 else ()), where))
    return Told(section, (finding, *after), asked=(finding,))


def _each(known: Known) -> list[tuple[Named, str]]:
    subject = known.subject
    own = [(subject.it, "the body itself")] if subject.it else []
    return [
        *own,
        *((body, "before it") for body in subject.before),
        *((body, "a part of it") for body in subject.parts),
    ]


def _under(known: Known) -> Parts:
    """How many of them under other names than its own."""
    subject = known.subject
    former = put_to(known, subject.before)
    if not former.ids:
        return ()
    names = known.names_then(former.ids, subject.it.id if subject.it else "")
    others = [name for name in names if name != subject.label]
    return (
        "; ",
        former.number(f"Recommendations to bodies before {subject.label}"),
        " of them name a body whose place it has taken ("
        if len(former.ids) > 1
        else " of them names a body whose place it has taken (",
        *listed(others, 4),
        ")",
    )


def _after(known: Known, later: Part) -> tuple[Sentence, ...]:
    """What stands in its place today, and what is put to that."""
    bodies = known.subject.after
    if not bodies:
        return ()
    lead = f"{bodies[-1].label} stands in its place today"
    if not later.ids:
        return (say(f"{lead}; nothing here is put to that body under its own name."),)
    return (
        say(
            f"{lead}; ",
            counted(later.number(f"Recommendations to {bodies[-1].label}"), "recommendation"),
            f" {noun(len(later.ids), 'is', 'are')} put to that body under its own name and not counted here.",
        ),
    )


def _group(known: Known) -> tuple[Sentence, ...]:
    if not known.subject.group:
        return ()
    return (
        say(
            f"“{known.subject.label}” is a group and no single body: whether any one agency took what is put to "
            "it as meant for itself is not known."
        ),
    )


def _themes(known: Known, own: Part) -> Told:
    shares = own.by(theme, collective=True)
    heading = "On which themes"
    if not shares:
        return silent("themes", heading, say("No theme was found in what is put to it."))
    first = sorted(shares, key=lambda one: (-one.counts.partnerships, -len(one.ids), one.thing.label))[:4]
    more = len(shares) - len(first)
    finding = say(
        noun(len(own.ids), "It is on ", "They are on "),
        counted(Number(len(shares)), "theme"),
        ", most widely " if more else ": ",
        listed(named(own, first, f"To {known.subject.label} on {{}}", quoted=True)),
        ".",
    )
    table = share_table(own, shares, "Themes of what is put to it", "Theme", f"To {known.subject.label} on ‘{{}}’")
    items: list[Parts] = [(f"‘{one.thing.label}’",) for one in first[:2]]
    question = say("What have we done on ", listed(items), ", and how do we know that it made a difference?")
    return Told(Section("themes", heading, (finding,), (table,)), (finding,), questions=(question,))


def _joint(known: Known, own: Part) -> Told:
    """With whom it is asked to act."""
    ids = {body.id for body in _names(known)}
    heading = "Asked together with others"
    shares = [one for one in own.by(FACETS["agency"], collective=True) if one.thing.id not in ids]
    if not shares:
        return silent("joint", heading, say("Nothing is put to it together with another body."))
    both = Part(known, frozenset().union(*(one.ids for one in shares)))
    n = len(both.ids)
    said = say(
        both.number("Recommendations put to it and others together", "dhrgraph query jointly-addressed"),
        " of the ",
        counted(Number(len(own.ids)), "recommendation"),
        f" {noun(n, 'is', 'are')} put to it together with others: ",
        listed(named(own, shares, "Put to it and {}"), 5),
        ".",
    )
    return Told(Section("joint", heading, (said,)), (said,))


def _led(known: Known, own: Part) -> tuple[Told, ...]:
    """The actions that it leads, whoever was asked."""
    ids = {body.id for body in _names(known)}
    actions = distinct([row for row in known.plans.actions if any(body.named in ids for body in row.leads)])
    if not actions:
        return ()
    others = [row.id for row in actions if row.recommendation.id not in own.ids]
    standing = count_by_standing(actions)
    label = known.subject.label
    items: list[Parts] = [(Number(standing[name]), f" {words}") for name, words in _STANDINGS if standing[name]]
    rest: Parts = (
        (
            " ",
            known.trail.number(others, f"Actions that {label} leads for others"),
            f" of them {noun(len(others), 'answers a recommendation', 'answer recommendations')} put to others.",
        )
        if others
        else ()
    )
    said = say(
        f"{label} leads ",
        counted(known.trail.number([row.id for row in actions], f"Actions that {label} leads"), "action"),
        ": ",
        listed(items),
        ".",
        rest,
    )
    rows = tuple(
        (
            row.text or "(no words)",
            row.due.words if row.due and row.due.words else None,
            row.status.label,
            row.recommendation.review.label,
        )
        for row in actions[:25]
    )
    left = len(actions) - len(rows)
    table = Table(
        "Actions that it leads",
        ("Action", "Target as printed", "Status", "Review"),
        rows,
        f"{left:,} more: dhrgraph implementation --by lead-agency." if left else "",
    )
    return (Told(Section("leads", "Actions that it leads", (said,), (table,)), (said,), done=(said,)),)


_STANDINGS = (
    ("done", "done"),
    ("open", "still to be done when the plan was written"),
    ("set aside", "set aside"),
    ("not stated", "of unstated status"),
)


def _elsewhere(known: Known, own: Part) -> tuple[Told, ...]:
    """What has been put to bodies of its type elsewhere, and not to it."""
    kind = known.subject.type
    if kind is None or known.subject.group:
        return ()
    slug = kind.id.rpartition("type-")[2]
    like = chosen(
        known, lambda one: any(body.type == slug and body.kind == "agency" for body in known.asked[one].addressees)
    )
    others = Part(known, like.ids - own.ids - put_to(known, known.subject.after).ids)
    heading = "What bodies of its type are told elsewhere"
    label = kind.label
    if not others.ids:
        return (
            Told(
                Section(
                    "elsewhere", heading, (say(f"No other body of the type ‘{label}’ is addressed in this graph."),)
                )
            ),
        )
    mine = {one.thing.id for one in own.by(theme, collective=True)}
    shares = others.by(theme)
    new = [one for one in shares if one.thing.id not in mine]
    lead = say(
        counted(
            others.number(
                f"Recommendations to other bodies of the type {label}",
                f"dhrgraph query recommendations-to-type type={slug}",
            ),
            "recommendation",
        ),
        f" {noun(len(others.ids), 'is', 'are')} put to other bodies of the type ‘{label}’, ",
        others.spread(),
        ".",
    )
    if not new:
        return (
            Told(Section("elsewhere", heading, (lead, say("All their themes have been put to it as well."))), (lead,)),
        )
    said = say(
        f"Other bodies of the type ‘{label}’ have been advised on ",
        counted(Number(len(new)), "theme"),
        " on which nothing is put to it: ",
        listed(named(others, new, f"To bodies of the type {label} on {{}}", quoted=True), 5),
        ".",
    )
    table = share_table(
        others,
        new,
        "Themes put to bodies of its type and not to it",
        "Theme",
        f"To bodies of the type {label} on ‘{{}}’",
    )
    question = say("Would what bodies like ours have been told elsewhere hold for us as well?")
    return (Told(Section("elsewhere", heading, (lead, said), (table,)), (said,), questions=(question,)),)
