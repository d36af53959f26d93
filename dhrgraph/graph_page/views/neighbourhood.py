"""One agency or one theme, and what is around it: three columns with the one that was asked for in the middle.

Material  ->  agency_view, theme_view  ->  View
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.kinds import kind_of
from dhrgraph.graph_page.material.changes import listed
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import Node, View
from dhrgraph.graph_page.views.parts import counted_notice, counts, kept, label_of, narrow_notice, together
from dhrgraph.graph_page.views.triptych import MIDDLE, RIGHT, Triptych, triptych
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted
from dhrgraph.network.tally import Counts, agency, coverage, theme
from dhrgraph.text.amounts import how_many

_TO_GROUPS = (
    "SELECT (COUNT(DISTINCT ?r) AS ?n) "
    "{ ?r a dhr:Recommendation ; dhr:addressedTo ?group . ?group a dhr:CollectiveAddressee }"
)


def agency_view(material: Material) -> View:
    """Who asks one body, and about what; with the bodies it took the place of, each with lines of its own.

    Raises:
        QueryError: no body was named.
        UnknownNameError: the graph has no such body.
    """
    body = kept(material, "agency")
    rows = [row for row in material.occurrences if body in row.known_as]
    places = _first(body, (row.addressee for row in rows)) or [Thing(body, label_of(material, body), "agency")]
    drawn = triptych(material, rows, agency, theme, places)
    return View(
        name="agency",
        title=label_of(material, body),
        sentence=(
            "A line on the left joins a partnership to the body when its reviews put a recommendation to it; "
            "a line on the right joins the body to a theme of these recommendations."
        ),
        finding=_of_agency(material, body, rows, drawn),
        form="columns",
        nodes=drawn.nodes,
        lines=drawn.lines,
        columns=_columns(places, "theme"),
        strength="recommendations",
        command=command("agency", material.asked),
        left_out=drawn.left_out,
        notice=together(narrow_notice(material, drawn.narrow), _to_groups(material, drawn), counted_notice(material)),
    )


def theme_view(material: Material) -> View:
    """Where one theme comes up and who is asked about it; with its narrower themes, each with lines of its own.

    A broader theme is named in the details only: of its recommendations, only those on this theme as well are here.

    Raises:
        QueryError: no theme was named.
        UnknownNameError: the graph has no such theme.
    """
    subject = kept(material, "theme")
    on_it = [row for row in material.occurrences if subject in {one.id for one in (row.theme, row.broader) if one}]
    rows = as_counted(on_it, collective=material.asked.collective)
    themes = _first(subject, (row.theme for row in rows)) or [Thing(subject, label_of(material, subject), "theme")]
    drawn = triptych(material, rows, theme, agency, themes)
    return View(
        name="theme",
        title=label_of(material, subject),
        sentence=(
            "A line on the left joins a partnership to the theme when its reviews have a recommendation on it; "
            "a line on the right joins the theme to a body that such a recommendation is put to."
        ),
        finding=_of_theme(material, subject, on_it, drawn),
        form="columns",
        nodes=drawn.nodes,
        lines=drawn.lines,
        columns=_columns(themes, "agency"),
        strength="recommendations",
        command=command("theme", material.asked),
        left_out=drawn.left_out,
        notice=together(narrow_notice(material, drawn.narrow), counted_notice(material)),
    )


def _first(iri: str, things: Iterable[Thing | None]) -> list[Thing]:
    """The things, each once: that of `iri` first, then by label and IRI."""
    found = {thing.id: thing for thing in things if thing is not None}
    return sorted(found.values(), key=lambda thing: (thing.id != iri, thing.label.casefold(), thing.id))


def _columns(middle: Sequence[Thing], right: str) -> tuple[str, str, str]:
    words = kind_of(middle[0].kind)
    return (kind_of("partnership").several, words.one if len(middle) == 1 else words.several, kind_of(right).several)


def _of_agency(material: Material, body: str, rows: Sequence[Occurrence], drawn: Triptych) -> str:
    """How much the body is asked, what about most widely, and which others are counted with it."""
    label = label_of(material, body)
    if not rows:
        return f"No recommendation here is put to {label} by name."
    number = coverage(rows).recommendations
    are = "is" if number == 1 else "are"
    former = [node.id for node in drawn.column(MIDDLE) if node.id != body]
    also = f" or to a body that it took the place of ({listed(former, material.names)})" if former else ""
    return together(
        f"{how_many(number, 'recommendation')} {are} put to {label}{also}{_where(material, rows)}.",
        _most_widely(material, drawn.column(RIGHT), "about"),
    )


def _of_theme(material: Material, subject: str, rows: Sequence[Occurrence], drawn: Triptych) -> str:
    """How much there is on the theme, whom it is put to most widely, and what is put to no single body."""
    label = label_of(material, subject)
    if not rows:
        return f"No recommendation here is on “{label}”."
    number = coverage(rows).recommendations
    groups, nobody = _to_no_body(rows)
    return together(
        f"{how_many(number, 'recommendation')} {'is' if number == 1 else 'are'} on “{label}”{_where(material, rows)}.",
        _most_widely(material, drawn.column(RIGHT), "of"),
        f"{groups} of them {'is' if groups == 1 else 'are'} put to groups of bodies only." if groups else "",
        f"{nobody} of them {'names' if nobody == 1 else 'name'} no body." if nobody else "",
    )


def _where(material: Material, rows: Sequence[Occurrence]) -> str:
    return f", in {coverage(rows).partnerships} of {how_many(material.coverage.partnerships, 'partnership')}"


def _most_widely(material: Material, nodes: Sequence[Node], asked: str) -> str:
    """What recurs in most partnerships, and of these in most recommendations; what ties is named together.

    Nothing where no recommendation has company: all would tie.
    """
    most = max((counts(material, node) for node in nodes), default=Counts(0, 0, 0))
    if not nodes or (most.recommendations == 1 and len(nodes) > 1):
        return ""
    first = [node.label for node in nodes if counts(material, node) == most]
    named = listed(first, dict(zip(first, first, strict=True)))
    number, places = how_many(most.recommendations, "recommendation"), how_many(most.partnerships, "partnership")
    each = "each " if len(first) > 1 else ""
    return f"Most widely asked {asked}: {named} ({each}{number} in {places})."


def _to_groups(material: Material, drawn: Triptych) -> str:
    """A word on what is put to everybody, which no single body is counted for."""
    if set(material.asked.keep) != {"agency"} or drawn.column(MIDDLE)[0].kind == "collective":
        return ""
    number = int(str(material.store.select(PROLOGUE + _TO_GROUPS).rows[0][0]))
    are = f"{how_many(number, 'recommendation')} of the whole graph {'is' if number == 1 else 'are'}"
    return f"{are} put to groups of bodies, which are not counted here." if number else ""


def _to_no_body(rows: Iterable[Occurrence]) -> tuple[int, int]:
    """How many recommendations are put to groups only, and how many to nobody."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row.recommendation, set()).add(row.addressee.kind if row.addressee else "")
    return sum(kind == {"collective"} for kind in kinds.values()), sum(kind == {""} for kind in kinds.values())
