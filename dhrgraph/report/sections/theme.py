"""The report on one theme: where, to whom and when something is recommended on it, what was learnt, what papers say."""

from __future__ import annotations

from dhrgraph.network.recurrence.facets import by_facet
from dhrgraph.network.tally import FACETS
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Chart, Interval, Number, Section, Sentence, Table
from dhrgraph.report.sections.again import again
from dhrgraph.report.sections.done import done
from dhrgraph.report.sections.part import Part, chosen, named, share_table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say
from dhrgraph.report.subject import Named


def theme(known: Known) -> tuple[Told, ...]:
    """Its sections, in order."""
    it = known.subject.it or Named("", "")
    own = chosen(known, lambda one: it.id in known.asked[one].broader)
    return (
        _where(known, own),
        *((_to_whom(known, own), *_when(known)) if own.ids else ()),
        *((again(known, own.ids, "on this theme"),) if own.ids else ()),
        done(known, own.plans, "recommendations on this theme"),
        _learnt(known),
        _guidance(known),
    )


def _where(known: Known, own: Part) -> Told:
    it, heading = known.subject.it, "Where it comes up"
    label = known.subject.label
    if not own.ids or it is None:
        return silent(
            "where",
            heading,
            say(
                f"No recommendation here is on ‘{label}’. That is silence in these documents, and does not say that "
                "it matters less."
            ),
            finding=True,
        )
    finding = say(
        own.number(f"Recommendations on ‘{label}’", known.command_for(it.id)),
        " of the ",
        counted(Number(len(known.asked)), "recommendation"),
        f" {noun(len(own.ids), 'is', 'are')} on ‘{label}’",
        " or a theme within it" if known.subject.parts else "",
        ", ",
        own.spread(),
        ".",
    )
    places = own.by(FACETS["partnership"])
    tables = [share_table(own, places, "Partnerships", "Partnership", f"On ‘{label}’, {{}}", places=False)]
    said = [finding, *_standing(known)]
    inside = [
        one for one in own.by(FACETS["theme"]) if one.thing.id in {part.id for part in known.subject.parts} | {it.id}
    ]
    if known.subject.parts and inside:
        said.append(
            say(
                "Within it, most is on ",
                listed(
                    named(
                        own,
                        sorted(inside, key=lambda o: (-len(o.ids), o.thing.label)),
                        "Recommendations on {}",
                        quoted=True,
                    ),
                    3,
                ),
                ".",
            )
        )
        tables.append(share_table(own, inside, "Themes within it", "Theme", "Recommendations on ‘{}’"))
    question = say(f"What have we done on ‘{label}’, and how do we know that it made a difference?")
    return Told(Section("where", heading, tuple(said), tuple(tables)), (finding,), questions=(question,))


def _standing(known: Known) -> tuple[Sentence, ...]:
    """How sure its share of partnerships is, and whether chance explains it."""
    it = known.subject.it
    found = known.recurrence("theme", broader=bool(known.subject.parts))
    row = next((one for one in found if it and one.id == it.id), None)
    if row is None or known.of.partnerships < 2:
        return ()
    sure = say(
        "Were the partnerships here drawn at random from all, the share of all that recommend something on it would "
        "lie within ",
        Interval(row.low, row.high),
        ".",
    )
    if row.expected is None:
        return (sure,)
    reached, by_chance = Number(row.partnerships), Number(row.expected, form="decimal")
    if row.wider or row.narrower:
        more = "more" if row.wider else "fewer"
        return (
            sure,
            say(
                "It comes up in ",
                reached,
                f" partnerships, {more} than the ",
                by_chance,
                " that its number of recommendations leads one to expect.",
            ),
        )
    return (
        sure,
        say(
            "It comes up in about as many partnerships as its number of recommendations leads one to expect (",
            by_chance,
            ").",
        ),
    )


def _to_whom(known: Known, own: Part) -> Told:
    heading, label = "To whom it is put", known.subject.label
    types, bodies = own.by(FACETS["agency-type"]), own.by(FACETS["agency"])
    if not types:
        return silent("to-whom", heading, say("None of these is put to a named body."))
    first = sorted(types, key=lambda one: (-one.counts.partnerships, -len(one.ids), one.thing.label))
    finding = say(
        f"On this theme recommendations are {'most widely put' if len(first) > 3 else 'put'} to ",
        f"bodies of the {noun(min(len(first), 3), 'type')}",
        " ",
        listed(named(own, first, f"On ‘{label}’ to bodies of the type {{}}", quoted=True)[:3]),
        ".",
    )
    tables = (
        share_table(own, first, "Types of agency", "Type of agency", f"On ‘{label}’ to bodies of the type {{}}"),
        share_table(own, bodies, "Agencies, as named", "Agency", f"On ‘{label}’ to {{}}"),
    )
    return Told(Section("to-whom", heading, (finding,), tables), (finding,), (finding,))


def _when(known: Known) -> tuple[Told, ...]:
    """By year and by region, where there is more than one."""
    it = known.subject.it
    figures: list[Chart | Table] = []
    said: list[Sentence] = []
    for over, head in (("year", "Year of publication"), ("region", "Region")):
        frame = by_facet(known.rows, "theme", over, known.facts, broader=bool(known.subject.parts))
        whole = {str(row["over_label"]): int(row["of_reviews"]) for row in frame.to_dict("records")}
        mine = {
            str(row["over_label"]): int(row["reviews"]) for row in frame.to_dict("records") if it and row["id"] == it.id
        }
        if len(whole) < 2:
            continue
        rows = tuple((name, Number(mine.get(name, 0)), Number(of)) for name, of in whole.items())
        table = Table(
            f"Reviews with a recommendation on it, by {head.lower()}", (head, "Reviews on it", "Reviews in all"), rows
        )
        out_of = [f"{mine.get(name, 0)} of {of} in {name}" for name, of in whole.items()]
        told = "; ".join(out_of[:12]) + ("; and others" if len(out_of) > 12 else "")
        if len(whole) <= 6:
            said.append(say(f"By {head.lower()}, so many of the reviews have a recommendation on it: {told}."))
        figures.append(
            Chart("years", f"Reviews on it by {head.lower()}", told, table, head, ("Reviews on it",))
            if over == "year"
            else table
        )
    if not figures:
        return ()
    said.append(
        say(
            "Such small differences say nothing by themselves: more reviews of a year or region mean more "
            "recommendations."
        )
    )
    return (Told(Section("when", "When and in which regions", tuple(said), tuple(figures))),)


def _learnt(known: Known) -> Told:
    """Learning points on it."""
    points = known.statements_on("LearningPoint")
    label, heading = known.subject.label, "What was learnt"
    if not points:
        return silent("learnt", heading, say("No learning point in these documents is on this theme."))
    number = known.trail.number(points, f"Learning points on ‘{label}’")
    reviews = {point.review.id for point in known.learning if point.id in points}
    lacking = [point.id for point in known.learning if point.id in points and not point.informs]
    rest: Parts = ()
    if lacking:
        rest = (
            "; no recommendation is said to follow from ",
            known.trail.number(lacking, f"Learning on ‘{label}’ without a recommendation"),
            " of them",
        )
    said = say(
        counted(number, "learning point"),
        f" of {'one review' if len(reviews) == 1 else f'{len(reviews):,} reviews'} "
        f"{noun(len(points), 'is', 'are')} on this theme",
        rest,
        ".",
    )
    some = [point for point in known.learning if point.id in points]
    rows = tuple((point.text or "(no words)", point.agency or None, point.review.label) for point in some[:10])
    left = len(some) - len(rows)
    table = Table(
        "Learning points on it",
        ("Learning", "Body that it concerns", "Review"),
        rows,
        f"{left:,} more." if left else "",
    )
    return Told(Section("learnt", heading, (said,), (table,)), (said,))


_KINDS = (
    ("NationalAction", "action taken nationally", "actions taken nationally"),
    ("LocalSuggestion", "suggestion for local areas", "suggestions for local areas"),
    ("ReportedFinding", "finding", "findings"),
    ("ReportedChange", "change that is reported", "changes that are reported"),
)


def _guidance(known: Known) -> Told:
    """What papers and briefings say on it."""
    heading, label = "What papers and briefings say on it", known.subject.label
    items: list[Parts] = []
    shown: list[str] = []
    for name, one, several in _KINDS:
        found = known.statements_on(name)
        if found:
            items.append(counted(known.trail.number(found, f"{several.capitalize()} on ‘{label}’"), one, several))
            shown += sorted(found)
    if not items:
        return Told(
            Section("guidance", heading, (say("No national paper or briefing in this graph speaks of this theme."),))
        )
    said = say("Papers and briefings in this graph hold ", listed(items), " on this theme.")
    rows = tuple((known.words_of(one) or "(no words)", known.source_of(one)) for one in shown[:10])
    left = len(shown) - len(rows)
    return Told(
        Section(
            "guidance",
            heading,
            (said,),
            (Table("From papers and briefings", ("Words", "Document"), rows, f"{left:,} more." if left else ""),),
        ),
        (said,),
    )
