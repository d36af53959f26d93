"""No hidden count can be worked out: an oracle tries every table that would be shown the same way by its bounds."""

from __future__ import annotations

from itertools import chain, combinations, product

import pytest
from cases_made import read, row, written
from hypothesis import example, given, settings
from hypothesis import strategies as st
from named_graphs import to_named_graphs

from dhrgraph.config import Config
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import CODE
from dhrgraph.network.deaths.suppress import FEW, Shown, alone, protect
from dhrgraph.network.deaths.tables import BY, Case, Cases, Heading, cross_table, read_cases
from dhrgraph.reconcile.deaths.names import reconcile_deaths

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=5)


def solutions(rows: tuple[Shown, ...], total: Shown, of: list[int]) -> list[tuple[int, ...]]:
    """Every set of counts that agrees with what is shown: by brute force, no bound worked out."""
    highest = [cap if cap is not None else 30 for cap in of]
    ranges = []
    for shown, cap in zip(rows, highest, strict=True):
        if shown.value is not None:
            ranges.append([shown.value])
        elif shown.hidden == "few":
            ranges.append(list(range(min(FEW - 1, cap) + 1)))
        else:
            ranges.append(list(range(FEW, cap + 1)))
    return [found for found in product(*ranges) if total.value is None or sum(found) == total.value]


def hidden_counts_vary(rows: tuple[Shown, ...], total: Shown, of: list[int]) -> bool:
    found = solutions(rows, total, of)
    assert found, "what is shown contradicts itself"
    return all(
        shown.value is not None or len({solution[place] for solution in found}) > 1 for place, shown in enumerate(rows)
    )


@given(COUNTS)
@example([4, 4, 9])
@example([0, 20])
@example([3, 7, 12])
@example([5, 5, 4])
def test_no_hidden_count_is_determined(counts: list[int]) -> None:
    rows, total = protect(counts)
    assert hidden_counts_vary(rows, total, [sum(counts) + FEW] * len(counts))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4))
@example([(5, 0), (3, 9), (8, 1)])
@example([(5, 1), (4, 9), (6, 9)])
def test_not_even_by_one_who_knows_how_many_there_are_in_all(pairs: list[tuple[int, int]]) -> None:
    counts, of = [count for count, _ in pairs], [count + more or 1 for count, more in pairs]
    rows, total = protect(counts, of)
    if total.value is not None:
        assert hidden_counts_vary(rows, total, of)


@given(COUNTS)
def test_what_is_shown_is_true_and_never_small(counts: list[int]) -> None:
    rows, total = protect(counts)
    for count, shown in zip(counts, rows, strict=True):
        assert shown.value in (None, count)
        assert (shown.hidden == "few") == (count < FEW)
    assert total.value in (None, sum(counts))
    assert all(shown.value is None or shown.value >= FEW for shown in (*rows, total))


def test_nothing_is_hidden_without_need() -> None:
    rows, total = protect([5, 9, 30])
    assert [shown.value for shown in (*rows, total)] == [5, 9, 30, 44]


def test_hiding_one_count_alone_would_give_it_away() -> None:
    """The oracle itself: with the second rule undone it finds the count."""
    rows, total = protect([12, 3, 7])
    undone = (rows[0], rows[1], Shown(7))
    assert not hidden_counts_vary(undone, total, [30] * 3)


@pytest.mark.parametrize(("count", "said"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5")])
def test_a_count_alone(count: int, said: str) -> None:
    assert str(alone(count)) == said


# --- the tables made of a graph ---------------------------------------------------------------------------------------

PLACES = {"Sefton": "North West", "Leeds": "Yorkshire and Humber", "Norfolk": "East", "Cardiff": "Wales"}


def cases_of(rows: list[dict[str, str]], config: Config) -> Cases:
    table = reconcile_deaths(read(written(rows)), config.authorities)
    return read_cases(Store.memory(to_named_graphs([], config.vocabulary, [table]).nquads()))


ROW = st.fixed_dictionaries(
    {
        "csp": st.sampled_from(sorted(PLACES)),
        "death_date": st.sampled_from(["2018", "May 2019", "2020-01", ""]),
        "stalking": st.sampled_from(["True", "False"]),
        "separation": st.sampled_from(["True", "False", ""]),
    }
)


@given(st.lists(ROW, min_size=5, max_size=40))
def test_no_table_shows_a_small_count_or_gives_one_away(config: Config, drawn: list[dict[str, str]]) -> None:
    rows = [row(n, **cells, region=PLACES[cells["csp"]]) for n, cells in enumerate(drawn, 1)]
    known = _cases(tuple(tuple(sorted(r.items())) for r in rows), config)
    for by, tagged in product(BY, ((), ("stalking",), ("stalking", "separation"))):
        *shown, total = map(as_shown, cross_table(known, by, tagged).rows)
        if tagged or by == "factor":
            assert all(count.value is None or count.value >= FEW for count in shown)
            assert total.value is None or total.value >= FEW or not tagged
        else:
            assert all(count.value is not None for count in (*shown, total)), "the library's own public list"
        if by != "factor" and len(shown) <= 5 and total.value is not None:
            everyone = [as_shown(line).value or 40 for line in cross_table(known, by).rows[:-1]]
            assert hidden_counts_vary(tuple(shown), total, everyone)


# --- tables beside each other -----------------------------------------------------------------------------------------

FACTORS = {f"{CODE}factor-{letter}": letter.upper() for letter in "abc"}
CASE = st.builds(
    Case,
    st.just("de:x"),
    st.sampled_from([Heading("r1", "Northshire"), Heading("r2", "Southshire"), Heading("r3", "Westshire"), None]),
    st.sampled_from([Heading(2018, "2018"), Heading(2019, "2019")]),
    st.just(Heading("p", "Aton")),
    st.frozensets(st.sampled_from(sorted(FACTORS)), min_size=1),
)
Cell = tuple[str, object]  # by, heading


def tables(known: Cases) -> dict[frozenset[str], dict[Cell, int]]:
    """All counts that can be seen or worked out by one subtraction, of every table with up to three factors: by
    factors, then by the places they are about. Totals of tables by factor are counts of one factor more."""
    everyone: dict[str, list[Cell]] = {
        by: [(by, line[0]) for line in cross_table(known, by).rows[:-1]] for by in ("region", "year", "partnership")
    }
    found: dict[frozenset[str], dict[Cell, int]] = {}
    for tagged in chain.from_iterable(combinations(sorted(FACTORS), n) for n in range(4)):
        seen = found.setdefault(frozenset(tagged), {})
        names = [iri.removeprefix(f"{CODE}factor-") for iri in tagged]
        for by, cells in everyone.items():
            *rows, total = map(as_shown, cross_table(known, by, names).rows)
            shown = {cell: row.value for cell, row in zip(cells, rows, strict=True) if row.value is not None}
            seen.update(shown)
            if total.value is not None:
                assert seen.setdefault(("all", "all"), total.value) == total.value
                hidden = frozenset(cells) - frozenset(shown)
                if hidden:
                    seen["together", hidden] = total.value - sum(shown.values())
        for factor, _, count in cross_table(known, "factor", names).rows[:-1]:
            if isinstance(count, int):
                wider = found.setdefault(frozenset((*tagged, str(factor))), {})
                assert wider.setdefault(("all", "all"), count) == count
    return found


def counted(cell: Cell, seen: dict[Cell, int]) -> int | None:
    """The count of a place, or of places together, in a table where it can be seen."""
    if cell[0] != "together" or cell in seen:
        return seen.get(cell)
    assert isinstance(cell[1], frozenset)
    return sum(seen[one] for one in cell[1]) if cell[1] <= seen.keys() else None


def differences(known: Cases) -> list[int]:
    """What a table has more than one with further factors, wherever both counts are known."""
    seen = tables(known)
    return [
        more - less
        for wide, narrow in product(seen, seen)
        if wide < narrow
        for cell, less in seen[narrow].items()
        if (more := counted(cell, seen[wide])) is not None
    ]


@settings(max_examples=150)
@given(st.lists(CASE, min_size=5, max_size=60))
def test_no_two_tables_tell_of_a_few_cases_by_subtraction(drawn: list[Case]) -> None:
    """All pairs of tables with up to three factors: none has one to four more under a heading, or under those headings
    together that the narrower one hides."""
    assert not [more for more in differences(Cases(tuple(drawn), FACTORS)) if 0 < more < FEW]


def test_tables_that_are_each_safe_alone_are_not_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle itself: without regard to wider tables it finds the three who lack a factor."""
    a, b = sorted(FACTORS)[:2]
    drawn = [
        Case("x", Heading("r1", "Northshire"), None, None, frozenset([a, *([b] if n > 2 else [])])) for n in range(9)
    ]
    assert 3 not in differences(Cases(tuple(drawn), FACTORS))
    monkeypatch.setattr("dhrgraph.network.deaths.tables._rest", lambda _: 0)
    assert 3 in differences(Cases(tuple(drawn), FACTORS))


def as_shown(line: tuple[object, ...]) -> Shown:
    """The count at the end of a row of a table."""
    count = line[-1]
    if isinstance(count, int):
        return Shown(count)
    return Shown(None, "few" if count == "fewer than 5" else "withheld")


def _cases(rows: tuple[tuple[tuple[str, str], ...], ...], config: Config) -> Cases:
    return cases_of([dict(line) for line in rows], config)
