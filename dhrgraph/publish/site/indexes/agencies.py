"""Lists of bodies and groups: by name, by type."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known, term
from dhrgraph.publish.site.blocks import (
    Anchor,
    Links,
    Node,
    Page,
    Ref,
    Section,
    Table,
    Text,
    Tree,
    count,
)
from dhrgraph.publish.site.indexes.paging import ON_A_PAGE, pages, titled, turning


def agencies(store: Store, number: int) -> Page:
    """All bodies by name, with a letter to jump to."""
    rows = counts.bodies(store)
    of = pages(len(rows))
    put = counts.by_agency(store)
    begins: dict[str, str] = {}
    for place, (_, label, _) in enumerate(rows):
        letter = _letter(label)
        turn = place // ON_A_PAGE + 1
        begins.setdefault(letter, f"{'/agencies' if turn == 1 else f'/agencies/{turn}'}#{letter}")
    shown = []
    before = ""
    for it, label, kind in rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]:
        letter = _letter(label)
        here = begins[letter].partition("#")[0] == ("/agencies" if number == 1 else f"/agencies/{number}")
        anchor = (Anchor(letter),) if letter != before and here else ()
        before = letter
        n = put.get(it, counts.Count(0))
        shown.append(((*anchor, Ref(it, label)), (Ref(kind),) if kind else (), (n.recommendations,), (n.partnerships,)))
    table = Table(
        "Agencies and groups by name",
        ("Name", "Type", "Recommendations", "Partnerships"),
        tuple(shown),
        frozenset({2, 3}),
    )
    letters = Links("Letters", tuple(Ref(path, letter) for letter, path in sorted(begins.items())))
    return Page(
        titled("Agencies", number),
        lead=(
            Text(
                (
                    "Bodies that recommendations are put to, and those that they came out of or went "
                    "into. Counts are of "
                    "recommendations put to a body by this name.",
                    Ref("/agencies/by-type", "By type"),
                )
            ),
            letters,
        ),
        sections=(Section("By name", "all", (table, *turning("/agencies", "agencies", number, of))),),
        summary="Agencies and groups that domestic homicide reviews address.",
    )


def _letter(label: str) -> str:
    """The letter under which a name is listed: A to Z, else 0.

    Example:
        >>> _letter("Home Office"), _letter("2gether")
        ('H', '0')
    """
    first = label[:1].upper()
    return first if "A" <= first <= "Z" else "0"


def agencies_by_type(store: Store, _number: int) -> Page:
    """Types of body, with the number of bodies of each."""
    used: dict[str, int] = {}
    for _, _, kind in counts.bodies(store):
        used[kind] = used.get(kind, 0) + 1
    rows = ask(
        store,
        f"SELECT DISTINCT ?t ?meaning {{ ?t skos:inScheme {term(iri('cv:type'))} OPTIONAL {{ ?t "
        f"skos:definition ?meaning }} }} ORDER BY ?t",
    )
    nodes = tuple(
        Node(Ref(known(t)), known(meaning), count(used.get(known(t), 0), "body", "bodies")) for t, meaning in rows
    )
    return Page(
        "Agencies by type",
        above=(Ref("/agencies", "Agencies"),),
        sections=(Section("Types", "types", (Tree(nodes),)),),
        summary="Types of agency.",
    )
