"""The pages that list things: partnerships, reviews, agencies, themes, documents, code lists, recorded deaths; and
the home page.

Long lists come in pages of their own, `/agencies`, `/agencies/2`, …, on a server and on a disk alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.addresses import SCHEME
from dhrgraph.publish.site.asking import ask, known, term
from dhrgraph.publish.site.blocks import (
    Anchor,
    Block,
    Cell,
    Links,
    Node,
    Note,
    Page,
    Ref,
    Section,
    Table,
    Text,
    Tree,
    count,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.described import is_known
from dhrgraph.publish.site.labels import identifier_lists

ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Index:
    """A list in pages: how many rows there are, and how one page of them is made."""

    rows: Callable[[Store], int]
    page: Callable[[Store, int], Page]

    def pages(self, store: Store) -> int:
        """How many pages; at least one."""
        return max(1, -(-self.rows(store) // ON_A_PAGE))


def _titled(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, page {number}"


def _turning(path: str, name: str, number: int, of: int) -> tuple[Block, ...]:
    if of < 2:
        return ()
    links = tuple(Ref(path if n == 1 else f"{path}/{n}", str(n)) for n in range(1, of + 1))
    return (Links(f"Pages of {name}", links, links[number - 1].to),)


def partnerships(store: Store, _number: int) -> Page:
    """All partnerships with their reviews; there are some three hundred in England and Wales."""
    rows = ask(
        store,
        """SELECT ?p ?label (COUNT(DISTINCT ?r) AS ?n) (MIN(?year) AS ?first) (MAX(?year) AS ?last) {
        ?p a dhr:CommunitySafetyPartnership ; skos:prefLabel ?label .
        OPTIONAL { ?r dhr:commissionedBy ?p OPTIONAL { ?r dhr:publishedYear ?year } }
        } GROUP BY ?p ?label ORDER BY ?label ?p""",
    )
    made = counts.by_partnership(store)
    shown = tuple(
        ((Ref(known(p), known(label)),), (_int(n),), (made.get(known(p), 0),), (_years(first, last),))
        for p, label, n, first, last in rows
    )
    table = Table(
        "Community safety partnerships",
        ("Partnership", "Reviews", "Recommendations", "Published"),
        shown,
        frozenset({1, 2}),
    )
    return Page(
        "Partnerships",
        lead=(Text(("Community safety partnerships commission the reviews of their area.",)),),
        sections=(Section("All partnerships", "all", (table,)),),
        summary="Community safety partnerships and their reviews.",
    )


def _years(first: object, last: object) -> str:
    if first is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def reviews(store: Store, number: int) -> Page:
    """Reviews by partnership."""
    return _reviews(store, number, "/reviews", "?name ?published ?r", "by partnership")


def reviews_by_year(store: Store, number: int) -> Page:
    """Reviews by the year in which they were published, newest first."""
    return _reviews(store, number, "/reviews/by-year", "DESC(?published) ?name ?r", "by year, newest first")


def _reviews(store: Store, number: int, path: str, order: str, words: str) -> Page:
    of = INDEXES["/reviews"].pages(store)
    rows = ask(
        store,
        f"""SELECT DISTINCT ?r ?p ?name ?published {{ ?r a dhr:Review . OPTIONAL {{ ?r dhr:commissionedBy ?p . ?p
        skos:prefLabel ?name }}
        OPTIONAL {{ ?r dhr:published ?published }} }} ORDER BY {order} LIMIT {ON_A_PAGE} OFFSET
        {(number - 1) * ON_A_PAGE}""",
    )
    made = counts.by_review(store)
    shown: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Ref(known(r)),),
            (Ref(known(p), known(name)),) if p else (),
            (plain(known(published)),),
            (made.get(known(r), 0),),
        )
        for r, p, name, published in rows
    )
    table = Table(f"Reviews {words}", ("Review", "Partnership", "Published", "Recommendations"), shown, frozenset({3}))
    ways = Links("Order", (Ref("/reviews", "By partnership"), Ref("/reviews/by-year", "By year")), path)
    return Page(
        _titled("Reviews" if path == "/reviews" else "Reviews by year", number),
        lead=(Text(("Each review is about one death, or deaths that belong together, and names nobody here.",)), ways),
        sections=(Section(f"Reviews {words}", "all", (table, *_turning(path, "reviews", number, of))),),
        summary="Domestic homicide reviews, by partnership and year.",
    )


def agencies(store: Store, number: int) -> Page:
    """All bodies by name, with a letter to jump to."""
    rows = counts.bodies(store)
    of = INDEXES["/agencies"].pages(store)
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
        _titled("Agencies", number),
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
        sections=(Section("By name", "all", (table, *_turning("/agencies", "agencies", number, of))),),
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


def themes(store: Store, _number: int) -> Page:
    """The themes as a tree, with how widely each comes up."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?t ?over ?meaning {{ ?t skos:inScheme {term(SCHEME)} . OPTIONAL {{ ?t skos:broader ?over }}
        OPTIONAL {{ ?t skos:definition ?meaning }} }} ORDER BY ?t""",
    )
    meanings = {known(t): known(meaning) for t, _, meaning in rows}
    below: dict[str, list[str]] = {}
    for t, over, _ in rows:
        below.setdefault(known(over), []).append(known(t))
    found = counts.by_theme(store)

    def node(t: str, seen: frozenset[str]) -> Node:
        n = found.get(t, counts.Count(0))
        words = (
            "none here"
            if not n.recommendations
            else f"{count(n.recommendations, 'recommendation')}, {count(n.partnerships, 'partnership')}"
        )
        lower = tuple(node(each, seen | {t}) for each in below.get(t, ()) if each not in seen)
        return Node(Ref(t), meanings.get(t, ""), words, lower)

    tops = [t for t, over, _ in rows if over is None]
    return Page(
        "Themes",
        lead=(
            Text(
                (
                    "What reviews ask to be changed, in two levels. Counts of a wider theme hold those of "
                    "its narrower ones.",
                    Note("Themes are named after what agencies do, not after what victims do."),
                )
            ),
        ),
        sections=(Section("All themes", "all", (Tree(tuple(node(known(t), frozenset()) for t in tops)),)),),
        summary="Themes of recommendations in domestic homicide reviews.",
    )


def documents(store: Store, number: int) -> Page:
    """Documents that were read, by title."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?d ?title ?publisher ?issued {{ ?d a dhr:SourceDocument . OPTIONAL {{ ?d dcterms:title
        ?title }}
        OPTIONAL {{ ?d dcterms:publisher ?publisher }} OPTIONAL {{ ?d dcterms:issued ?issued }} }}
        ORDER BY ?title ?d LIMIT {ON_A_PAGE} OFFSET {(number - 1) * ON_A_PAGE}""",
    )
    shown = tuple(
        ((Ref(known(d), known(title)),), (known(by),), (plain(known(issued)),)) for d, title, by, issued in rows
    )
    table = Table("Documents that were read", ("Document", "Published by", "Issued"), shown)
    deaths = (
        (Text((Ref("/deaths", "Recorded deaths of the table of cases"),)),) if INDEXES["/deaths"].rows(store) else ()
    )
    return Page(
        _titled("Documents", number),
        lead=(Text(("Reports, summaries and papers that everything here was read out of.",)), *deaths),
        sections=(
            Section(
                "By title",
                "all",
                (table, *_turning("/documents", "documents", number, INDEXES["/documents"].pages(store))),
            ),
        ),
        summary="The documents that were read.",
    )


def codes(store: Store, _number: int) -> Page:
    """The lists of codes."""
    rows = ask(
        store,
        """SELECT ?s ?meaning (COUNT(DISTINCT ?c) AS ?n) { ?s a skos:ConceptScheme . ?c skos:inScheme ?s .
        OPTIONAL { ?s skos:definition ?meaning } } GROUP BY ?s ?meaning ORDER BY ?s""",
    )
    nodes = tuple(
        Node(Ref(known(s)), known(meaning), count(_int(n), "code" if known(s) != SCHEME else "theme"))
        for s, meaning, n in rows
    )
    public = tuple(Node(Ref(each, title)) for each, title in identifier_lists().items() if is_known(store, Iri(each)))
    return Page(
        "Code lists",
        lead=(Text(("Where the graph chooses from a list, this is the list.",)),),
        sections=(
            Section("Our lists", "all", (Tree(nodes),)),
            *((Section("Public lists of identifiers", "identifiers", (Tree(public),)),) if public else ()),
        ),
        summary="Lists of codes that the graph chooses from.",
    )


def deaths(store: Store, number: int) -> Page:
    """Rows of the table of cases."""
    rows = ask(
        store,
        f"""SELECT DISTINCT ?d ?year ?region {{ ?d a dhr:RecordedDeath . OPTIONAL {{ ?d dhr:yearOfDeath ?year }}
        OPTIONAL {{ ?d dhr:listedRegion ?region }} }} ORDER BY ?d LIMIT {ON_A_PAGE} OFFSET
        {(number - 1) * ON_A_PAGE}""",
    )
    shown = tuple(
        ((Ref(known(d)),), (known(year),), (Ref(known(region)),) if region else ()) for d, year, region in rows
    )
    table = Table("Recorded deaths", ("Record", "Year", "Region"), shown)
    turning = _turning("/deaths", "recorded deaths", number, INDEXES["/deaths"].pages(store))
    return Page(
        _titled("Recorded deaths", number),
        above=(Ref("/documents", "Documents"),),
        lead=(Text(("Rows of a published table of cases, kept so that reviews can be told apart and counted.",)),),
        sections=(Section("By record", "all", (table, *turning)),),
        summary="Rows of a published table of cases.",
    )


def _one(_store: Store) -> int:
    return 1


def _of(name: str) -> Callable[[Store], int]:
    return lambda store: counts.of_class(store, name)


INDEXES: Mapping[str, Index] = {
    "/partnerships": Index(_one, partnerships),
    "/reviews": Index(_of("Review"), reviews),
    "/reviews/by-year": Index(_of("Review"), reviews_by_year),
    "/agencies": Index(lambda store: len(counts.bodies(store)), agencies),
    "/agencies/by-type": Index(_one, agencies_by_type),
    "/themes": Index(_one, themes),
    "/documents": Index(_of("SourceDocument"), documents),
    "/codes": Index(_one, codes),
    "/deaths": Index(_of("RecordedDeath"), deaths),
}
