"""What the sentences of reports claim is what the tables show, and they read well of none, of one and of many."""

from __future__ import annotations

import re

import pytest
from made_triples import made_triples
from report_graphs import ALL, ONE_REVIEW
from report_graphs import store as made_up

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import PREFIXES
from dhrgraph.network.occurrences import Occurrence, Thing, read_occurrences
from dhrgraph.network.recurrence.reading import ALPHA
from dhrgraph.network.recurrence.table import recurrence
from dhrgraph.network.tally import read_coverage
from dhrgraph.report.compose import compose
from dhrgraph.report.forms import form_of
from dhrgraph.report.gather import Settings
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Chart, Report
from dhrgraph.report.sections.chance import _AGENCY, _PAIR, _THEME, _TYPE, _fewer
from dhrgraph.report.sections.words import say
from dhrgraph.report.subject import find_subject
from dhrgraph.report.words import plain

DRAWN = 400


def report(store: Store, *, randomisations: int = 50, **asked: object) -> Report:
    return compose(store, find_subject(store, **asked), Settings(randomisations=randomisations))  # type: ignore[arg-type]


def sentences(made: Report, name: str) -> str:
    return " ".join(plain(one) for each in made.sections if each.id == name for one in each.sentences)


def text(made: Report) -> str:
    return form_of(made, markdown=True)


def test_what_stands_out_in_either_direction_is_what_the_tables_say(store: Store) -> None:
    said = sentences(report(store, randomisations=DRAWN), "sure")
    wider: dict[str, list[str]] = {}
    fewer: dict[str, list[str]] = {}
    for by, as_of in (("theme", None), ("agency-type", None), ("agency", "today"), ("theme-agency-type", None)):
        frame = recurrence(read_occurrences(store, as_of), by, of=read_coverage(store), randomisations=DRAWN)
        found = frame[frame["p_corrected"] <= ALPHA]
        wider[by], fewer[by] = (found[found["z"] * sign > 0]["label"].tolist() for sign in (1, -1))
    assert not any(wider.values())
    assert {by: len(labels) for by, labels in fewer.items() if labels} == {"agency-type": 2, "agency": 2}
    assert "Nothing here recurs more widely than its number of recommendations" in said
    assert "2 types of agency come up in fewer partnerships" in said
    assert all(f"‘{label}’ (" in said for label in fewer["agency-type"])
    assert "So do 2 agencies, counted as of today; most agencies are local" in said


def reach(partnerships: int) -> Reach:
    return Reach(
        *("id", "Training", partnerships, 9, 9, 0.5, 0.1, 0.9, 0.1, 0.9, "a review", 1, 1, 1, "reading", 4.5, -4, 0.01),
        type_label="Police",
    )


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((), ""),
        (
            (_THEME,),
            " 1 theme comes up in fewer partnerships than its number of recommendations would lead one to expect: "
            "‘Training’ (1 partnership, 4.50 by chance).",
        ),
        (
            (_THEME, _PAIR, _TYPE, _TYPE, _AGENCY),
            " 1 theme, 2 types of agency and 1 pair of theme and type of agency come up in fewer partnerships than "
            "their numbers of recommendations would lead one to expect: ‘Training’ (1 partnership, 4.50 by chance), "
            "‘Training’ to Police (1 partnership, 4.50 by chance), ‘Training’ (1 partnership, 4.50 by chance) and "
            "‘Training’ (1 partnership, 4.50 by chance). So does 1 agency, counted as of today; most agencies are "
            "local, for which that is natural.",
        ),
        (
            (_AGENCY, _AGENCY),
            " 2 agencies come up in fewer partnerships than their numbers of recommendations would lead one to expect, "
            "counted as of today; most agencies are local, for which that is natural.",
        ),
    ],
)
def test_what_reaches_fewer_is_told_of_each_kind(kinds: tuple[str, ...], said: str) -> None:
    assert plain(say(*_fewer([(kind, reach(1)) for kind in kinds]))) == said


def test_the_largest_shares_are_not_called_most(store: Store) -> None:
    said = sentences(report(store), "themes")
    assert "the largest shares of what is recommended are on ‘Recording, flagging and data quality’ (29%)" in said
    assert "most of what" not in said
    assert "most is put" not in sentences(report(store, theme="training"), "to-whom")


def test_long_lists_end_in_a_number_and_the_table_names_all(store: Store) -> None:
    made = report(store)
    for each in made.sections:
        for one in each.sentences:
            assert plain(one).count("’ (") <= 16, "no sentence names more than eight of a kind, here of two"
    (themes,) = (f.table for each in made.sections if each.id == "themes" for f in each.figures if isinstance(f, Chart))
    assert len(themes.rows) == 26


ODD = re.compile(
    r"\b(1|one) (reviews|themes|partnerships|agencies|types|recommendations|actions|leads|days|of 1)\b"
    r"|\b1 (come|are|have|were)\b|\b0 (were|are)\b|\b(\d+) of the \3 regions|None of the 1\b"
)


@pytest.mark.parametrize("graph", ALL)
@pytest.mark.parametrize("about", [{}, {"national": True}])
def test_of_none_and_of_one_as_people_say_it(graph: str, about: dict[str, bool]) -> None:
    made = report(made_up(ALL[graph]), **about)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text(made))
    assert not (odd := ODD.search(words)), words[max(odd.start() - 90, 0) : odd.end() + 90]


def test_where_no_region_is_known_none_is_said_to_be_silent() -> None:
    said = text(report(made_up(ONE_REVIEW)))
    assert "From which regions the reviews here are is not known." in said
    assert "No review here is from" not in said


@pytest.mark.parametrize("about", [{"agency": "probation-service"}, {"theme": "training"}])
def test_every_number_has_what_it_is_a_part_of(about: dict[str, str], store: Store) -> None:
    assert re.search(
        r"\b1[03] of the 75 recommendations are (put to|on) ", " ".join(map(plain, report(store, **about).findings))
    )


def many_places(*themes: str) -> Store:
    """Fourteen partnerships; each theme is put by as many of them as it has letters."""
    rows = [
        Occurrence(
            f"{PREFIXES['rc']}{theme}{n}",
            Thing(f"{PREFIXES['rv']}{n}", f"Review {n}", "review"),
            Thing(f"{PREFIXES['ag']}csp-{n}", f"Place {n}", "partnership"),
            theme=Thing(f"{PREFIXES['th']}{theme}", theme.capitalize(), "theme"),
        )
        for theme in ("x" * 14, *themes)
        for n in range(len(theme))
    ]
    return Store.memory(made_triples(rows), "ntriples")


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        (("two", "four"), "All 3 themes come up in more than one partnership."),
        (("a", "two"), "In all, 2 of the 3 themes come up in more than one partnership."),
        (("a",), "In all, 1 of the 2 themes comes up in more than one partnership."),
    ],
)
def test_all_are_not_told_of_as_a_part(themes: tuple[str, ...], said: str) -> None:
    assert said in sentences(report(many_places(*themes)), "themes")


PLACE = """
rv:c a dhr:Review ; dhr:commissionedBy ag:csp-c . ag:csp-c a dhr:CommunitySafetyPartnership ; skos:prefLabel "Gamma"@en .
rc:c a dhr:Recommendation ; dhr:ofReview rv:c ; dhr:hasTheme th:{theme} ; dhr:addressedTo ag:{body} .
ag:other a dhr:Agency ; skos:prefLabel "Another body"@en . th:alone a skos:Concept ; skos:prefLabel "Alone"@en .
"""


@pytest.mark.parametrize(
    ("theme", "body", "said"),
    [
        ("train", "police", "The two partnerships here have an agency in common, so no theme can be said to"),
        ("alone", "other", "The two partnerships here have no agency in common. No theme comes up in both."),
        (
            "train",
            "other",
            "The two partnerships here have no agency in common. Even so, both recommend something on the same theme: "
            "‘Training’ (2 recommendations in all).",
        ),
    ],
)
def test_two_places_are_not_told_of_as_pairs(theme: str, body: str, said: str) -> None:
    made = report(made_up(ONE_REVIEW + PLACE.format(theme=theme, body=body)))
    assert sentences(made, "bridges").startswith(said)


@pytest.mark.parametrize("asked", [{"csp": "nowhere"}, {"agency": "zzzz"}, {"theme": "qqqq"}])
def test_a_name_unlike_any_is_answered_with_those_there_are(asked: dict[str, str]) -> None:
    with pytest.raises(UnknownNameError, match=r"^no \w+ '\w+'\. There are: [a-z].*\. The graph knows [1-9]"):
        find_subject(made_up(ONE_REVIEW), **asked)  # type: ignore[arg-type]
