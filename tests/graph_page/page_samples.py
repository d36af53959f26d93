"""Made-up pages for the tests of the graph page: plain, hostile, empty, of one node, and as large as asked.

    plain()      five views that share statements: two columns, three, free, directed with words on lines, fixed
    hostile()    every hostile text in every place that holds words
    empty()      a view of nothing            single()   a view of one node
    sized(n)     n nodes, 2.7 lines a node, the same ones each time

No body, place, review or sentence here is real.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from dhrgraph.graph_page.records import Form, Line, Node, Page, Review, Size, Statement, View

SUPPORT = (
    {"name": "Someone to call", "number": "000", "note": "Always:", "url": "https://example.org/help"},
    {"name": "Someone else", "number": "", "note": "Families:", "url": "javascript:alert(1)"},
)
BETWEENNESS = Size("betweenness", "Betweenness", "How much of a bridge it is.")
ATTRIBUTION = ("Made-up words under no licence.",)

AGENCIES = {  # label -> group
    "Anytown Hospital": "Health",
    "Anytown Surgery": "Health",
    "Anytown Council": "Local government",
    "Anytown Police": "Police",
    "Othertown Police": "Police",
}
THEMES = {
    "Information sharing": "Information sharing",
    "MARAC": "Information sharing",
    "Routine enquiry": "Practice",
    "Training": "Practice",
}
PARTNERSHIPS = {"Anytown Partnership": "North", "Othertown Partnership": "South"}


def iri(label: str) -> str:
    return "https://example.org/id/" + label.lower().replace(" ", "-")


REVIEWS = (
    Review(iri("review 1"), "Anytown, 2021", (iri("Anytown Partnership"),), ("2021",), ("North",)),
    Review(iri("review 2"), "Anytown, 2023", (iri("Anytown Partnership"),), ("2023",), ("North",)),
    Review(iri("review 3"), "Othertown, 2023", (iri("Othertown Partnership"),), ("2023",), ("South",)),
)
_ASKED = (  # review, body, themes
    (0, "Anytown Police", ("Information sharing", "Training")),
    (0, "Anytown Council", ("Information sharing",)),
    (0, "Anytown Hospital", ("Routine enquiry",)),
    (1, "Anytown Police", ("Training",)),
    (1, "Anytown Surgery", ("Routine enquiry", "Information sharing")),
    (2, "Othertown Police", ("Information sharing", "MARAC")),
    (2, "Anytown Hospital", ("MARAC", "Routine enquiry")),
    (2, "Othertown Police", ("Training",)),
)
STATEMENTS = tuple(
    Statement(
        iri(f"recommendation {n + 1}"),
        f"{body} should act on {' and '.join(themes).lower()} (sentence {n + 1}).",
        review,
        number=str(n + 1),
        place=f"recommendation {n + 1}, review-{review + 1}.txt from character {100 * n}",
        addressees=(iri(body),),
        themes=tuple(map(iri, themes)),
    )
    for n, (review, body, themes) in enumerate(_ASKED)
)
NAMES = {
    **{iri(label): label for label in (*AGENCIES, *THEMES, *PARTNERSHIPS)},
    **{each.id: each.label for each in REVIEWS},
}


def plain(*, views: Iterable[str] = ()) -> Page:
    """Two partnerships, three reviews, eight recommendations; all five views, or those named, in that order."""
    made = {view.name: view for view in (_agency_theme(), _three_columns(), _agency_agency(), _succession(), _model())}
    return Page(
        title="Made-up bodies",
        views=tuple(made[name] for name in views or made),
        statements=STATEMENTS,
        reviews=REVIEWS,
        names=NAMES,
        of={"partnerships": 2, "reviews": 3, "recommendations": 8},
        support=SUPPORT,
        attribution=ATTRIBUTION,
    )


def _numbers(*labels: str) -> tuple[int, ...]:
    """The statements that mention all of these."""
    wanted = set(map(iri, labels))
    return tuple(
        n
        for n, each in enumerate(STATEMENTS)
        if wanted <= {*each.addressees, *each.themes, *REVIEWS[each.review].partnerships}
    )


def _node(label: str, kind: str, group: str = "", column: int = 0) -> Node:
    numbers = _numbers(label)
    return Node(
        iri(label),
        label,
        kind,
        type=group if kind == "agency" else "",
        group=group,
        column=column,
        about=f"{label} is made up.",
        facts=(("Also called", f"The {label}"),),
        statements=numbers,
        measures={"betweenness": len(numbers) / 10},
    )


def _lines(left: Iterable[str], right: Iterable[str]) -> tuple[Line, ...]:
    pairs = ((a, b, _numbers(a, b)) for a in left for b in right)
    return tuple(Line(iri(a), iri(b), statements=numbers) for a, b, numbers in pairs if numbers)


def _agency_theme() -> View:
    return View(
        "agency-theme",
        "Agencies and themes",
        "A line means that a recommendation asks the agency about the theme.",
        "Information sharing is asked of 4 agencies in 2 partnerships.",
        "columns",
        (
            *(_node(a, "agency", g, 0) for a, g in AGENCIES.items()),
            *(_node(t, "theme", g, 1) for t, g in THEMES.items()),
        ),
        _lines(AGENCIES, THEMES),
        columns=("Agencies", "Themes"),
        sizes=(BETWEENNESS,),
        command="dhrgraph graph --network agency-theme",
        query="SELECT ?agency ?theme {\n  ?r dhr:addressedTo ?agency ; dhr:hasTheme ?theme\n}",
        notice="A caution: all of this is made up.",
    )


def _three_columns() -> View:
    nodes = (
        *(_node(p, "partnership", g, 0) for p, g in PARTNERSHIPS.items()),
        *(_node(a, "agency", g, 1) for a, g in AGENCIES.items()),
        *(_node(t, "theme", g, 2) for t, g in THEMES.items()),
    )
    return View(
        "review-recommendation",
        "One partnership's reviews",
        "A line means that one is said of the other.",
        "There are 2 partnerships.",
        "columns",
        nodes,
        (*_lines(PARTNERSHIPS, AGENCIES), *_lines(AGENCIES, THEMES)),
        columns=("Partnerships", "Agencies", "Themes"),
        strength="recommendations",
        command="dhrgraph graph --network review-recommendation",
    )


def _agency_agency() -> View:
    said = {
        a: {n for s, _ in enumerate(STATEMENTS) if s in _numbers(a) for n in (STATEMENTS[s].review,)} for a in AGENCIES
    }
    lines = (
        Line(
            iri(a),
            iri(b),
            statements=tuple(sorted({*_numbers(a), *_numbers(b)})),
            reviews=tuple(sorted(said[a] & said[b])),
        )
        for a in AGENCIES
        for b in AGENCIES
        if a < b and said[a] & said[b]
    )
    return View(
        "agency-agency",
        "Agencies together",
        "A line means that one review asks both.",
        "Police and hospital stand together.",
        "free",
        tuple(_node(a, "agency", g) for a, g in AGENCIES.items()),
        tuple(lines),
        strength="reviews",
        command="dhrgraph graph --network agency-agency",
    )


def _succession() -> View:
    old = Node(iri("Old Police"), "Old Police", "agency", type="Police", group="Before", column=0)
    new = Node(iri("Anytown Police"), "Anytown Police", "agency", type="Police", group="Now", column=1)
    return View(
        "succession",
        "Changes of agencies",
        "An arrow leads from a body to the one in its place.",
        "One body took the place of another.",
        "columns",
        (old, new),
        (Line(old.id, new.id, label="merged into, 2019-10-01"),),
        columns=("Before", "Now"),
        counted=False,
        directed=True,
        command="dhrgraph graph --network succession",
    )


def _model() -> View:
    places = {"Review": (0.0, 0.0), "Recommendation": (1.0, 0.0), "Agency": (2.0, -1.0), "Theme": (2.0, 1.0)}
    return View(
        "model",
        "How it is put together",
        "A line is a kind of statement in the graph.",
        "Reviews make recommendations to agencies on themes.",
        "free",
        tuple(Node(iri(f"class {n}"), n, "class", at=at, about=f"What a {n} is.") for n, at in places.items()),
        (
            Line(iri("class Review"), iri("class Recommendation"), label="makes"),
            Line(iri("class Recommendation"), iri("class Agency"), label="is addressed to"),
            Line(iri("class Recommendation"), iri("class Theme"), label="has the theme"),
        ),
        counted=False,
        directed=True,
        command="dhrgraph graph --network model",
    )


# --- hostile ------------------------------------------------------------------------------------------------------

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "see href <img src=x onerror=alert(3)>",
    "{{7*7}} {% raw %} ${8*8} {#id",
    "a\u2028b\u2029c\x00d\ufeff",
    'javascript:alert(4)//" onclick="alert(5)" x="',
    "<!-- <script> ]]> <svg/onload=alert(6)>",
    "شرطة \u202eسرية <b>rtl</b> עברית",
    "👮🏽‍♀️🏥 café naïve 警察 Z͑ͫ̓a͢lgo",
    "L" * 10_000,
    "word " * 2_000,
    "=HYPERLINK(1)",
    "#view=x&node=%E0%A4%A",
    "__proto__",
    "constructor",
    "</title></style></textarea></noscript><h1>",
    " ",
    "",
)
SHORT = tuple(text for text in HOSTILE if len(text) < 100)


def hostile() -> Page:
    """Every hostile text as id, label, kind, type, group, fact, measure, statement, name, title and all the rest: a
    view of two columns, one of three, one free, each with a loop and the same line twice."""
    ids = [f"{n}{text}" for n, text in enumerate(HOSTILE)]
    reviews = tuple(Review(i, t, (i, t or "nameless"), (t,), (t, i)) for i, t in zip(ids, HOSTILE, strict=True))
    statements = tuple(
        Statement(i, t, n, number=t, place=t, addressees=(i, t or "nameless"), themes=(ids[-n], "nameless"))
        for n, (i, t) in enumerate(zip(ids, HOSTILE, strict=True))
    )
    return Page(
        title=HOSTILE[0],
        views=tuple(_hostile_view(n, form, columns, ids) for n, (form, columns) in enumerate(_FORMS)),
        statements=statements,
        reviews=reviews,
        names={**dict(zip(ids, HOSTILE, strict=True)), **dict(zip(HOSTILE, HOSTILE, strict=True))},
        of={"partnerships": 1, "reviews": len(HOSTILE), "recommendations": len(HOSTILE)},
        support=[dict.fromkeys(("name", "number", "note", "url"), text) for text in SHORT],
        attribution=SHORT,
    )


_FORMS: Sequence[tuple[Form, int]] = (("columns", 2), ("free", 0), ("columns", 3))


def _hostile_view(n: int, form: Form, columns: int, ids: Sequence[str]) -> View:
    sizes = tuple(Size(f"m{at}{text}", text, text) for at, text in enumerate(SHORT) if text.strip())
    side = sorted(range(len(ids)), key=lambda at: at % columns) if columns else range(len(ids))
    nodes = tuple(
        Node(
            ids[at],
            HOSTILE[at],
            HOSTILE[at] if at % 3 == 0 or at > 11 else "agency",
            type=HOSTILE[at],
            group=HOSTILE[at],
            column=at % columns if columns else 0,
            about=HOSTILE[at],
            facts=tuple((text, HOSTILE[at]) for text in SHORT),
            statements=(at, 0),
            reviews=(at,),
            measures={size.key: (float("nan"), float("inf"), 3, -1, 1e300)[at % 5] for size in sizes},
        )
        for at in side
    )
    pairs = [*pairwise(ids), (ids[0], ids[0]), (ids[0], ids[1])]
    lines = tuple(
        Line(a, b, label=HOSTILE[at % len(HOSTILE)], statements=(at % len(ids),), reviews=(0,))
        for at, (a, b) in enumerate(pairs)
    )
    return View(
        name=f"{n}{HOSTILE[n]}",
        title=HOSTILE[n + 2],
        sentence=HOSTILE[0],
        finding=HOSTILE[1],
        form=form,
        nodes=nodes,
        lines=lines,
        columns=HOSTILE[:columns],
        directed=form == "free",
        sizes=sizes,
        command=HOSTILE[0],
        query=HOSTILE[0],
        left_out=3,
        notice=HOSTILE[3],
    )


# --- small --------------------------------------------------------------------------------------------------------


def empty() -> Page:
    """A view of nothing."""
    view = View(
        "agency-theme",
        "Agencies and themes",
        "A line joins.",
        "There is nothing yet.",
        "columns",
        (),
        (),
        columns=("Agencies", "Themes"),
    )
    return Page("Nothing", (view,))


def single() -> Page:
    """One node without a statement or line, in a free view."""
    view = View(
        "agency-agency",
        "Agencies together",
        "A line joins.",
        "There is one.",
        "free",
        (Node("urn:one", "One", "agency"),),
        (),
    )
    return Page("One", (view,))


# --- large --------------------------------------------------------------------------------------------------------

_WORDS = (
    "the agency should review its policy on domestic abuse training so that staff recognise coercive control risk "
    "assessment referral panel learning practice information sharing support children adult safeguarding and record"
)
_TYPES = (
    "Adult social care",
    "Education",
    "General practice",
    "Hospitals",
    "Housing",
    "Police",
    "Probation",
    "Specialist services",
)


def sized(nodes: int, *, form: Form = "columns", lines: float = 2.7, seed: int = 7) -> Page:
    """A page of one view of so many nodes: bodies and some forty themes, as skewed as real ones; two lines in three
    stand on one recommendation only, each of some thirty words (left out beyond 2,000 nodes), fifteen a review."""
    chance = random.Random(f"page {seed} {nodes}")
    themes = max(2, min(40, nodes // 3))
    bodies = nodes - themes
    pairs = _drawn(chance, bodies, themes, round(nodes * lines))
    said = sorted([*pairs, *chance.choices(pairs, k=len(pairs) // 2)])  # some of them again elsewhere
    reviews = tuple(
        Review(
            iri(f"review {n}"),
            f"Place {n % 97}, review {n}",
            (iri(f"Place {n % 97}"),),
            (str(2012 + n % 12),),
            (f"Region {n % 97 % 9}",),
        )
        for n in range(max(1, len(said) // 15))
    )
    statements = tuple(
        Statement(
            iri(f"recommendation {n}"),
            _sentence(chance) if nodes <= 2000 else "",
            n % len(reviews),
            number=str(n // len(reviews) + 1),
            place=f"recommendation {n // len(reviews) + 1}, file-{n % len(reviews)}.txt",
            addressees=(iri(f"Body {body}"),),
            themes=(iri(f"Theme {theme}"),),
        )
        for n, (body, theme) in enumerate(said)
    )
    of: dict[tuple[str, int], list[int]] = {}
    both: dict[tuple[int, int], list[int]] = {}
    for n, (body, theme) in enumerate(said):
        of.setdefault(("Body", body), []).append(n)
        of.setdefault(("Theme", theme), []).append(n)
        both.setdefault((body, theme), []).append(n)
    made = [
        *(
            Node(
                iri(f"Body {n}"),
                f"Body of a usual length {n}",
                "agency",
                type=kind,
                group=kind,
                column=0,
                statements=tuple(of.get(("Body", n), ())),
            )
            for n, kind in sorted(
                ((n, _TYPES[n % len(_TYPES)]) for n in range(bodies)), key=lambda each: (each[1], each[0])
            )
        ),
        *(
            Node(
                iri(f"Theme {n}"),
                f"Theme of some words {n}",
                "theme",
                group=f"Wider theme {n // 4}",
                column=1,
                statements=tuple(of.get(("Theme", n), ())),
            )
            for n in range(themes)
        ),
    ]
    view = View(
        "agency-theme" if form == "columns" else "agency-agency",
        f"{nodes} names",
        "A line means that a recommendation asks the agency about the theme.",
        "All of it is made up.",
        form,
        tuple(made),
        tuple(Line(iri(f"Body {b}"), iri(f"Theme {t}"), statements=tuple(both[b, t])) for b, t in pairs),
        columns=("Agencies", "Themes") if form == "columns" else (),
        command="dhrgraph graph",
    )
    labels = {iri(f"Place {n}"): f"Place {n}" for n in range(97)}
    return Page(
        f"{nodes} made-up names",
        (view,),
        statements,
        reviews,
        {**labels, **{node.id: node.label for node in made}},
        {"partnerships": 97, "reviews": len(reviews), "recommendations": len(statements)},
        SUPPORT,
        ATTRIBUTION,
    )


def _drawn(chance: random.Random, bodies: int, themes: int, number: int) -> list[tuple[int, int]]:
    """Distinct pairs, every body in one at least where they suffice; the first themes are the most popular."""
    weights = tuple(accumulate(1 / (n + 4) for n in range(themes)))
    most = min(number, bodies * themes)
    pairs = dict.fromkeys((body, chance.choices(range(themes), cum_weights=weights)[0]) for body in range(bodies))
    while len(pairs) < most:
        body = int(chance.random() ** 2 * bodies)
        pairs[body, chance.choices(range(themes), cum_weights=weights)[0]] = None
    return sorted(pairs)


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=30)).capitalize() + "."
