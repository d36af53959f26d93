"""What the sentences of reports claim is what the tables show, and they read well of none, of one and of many."""

from __future__ import annotations

import re

import pytest
from made_triples import made_triples
from report_graphs import ALL, ONE_REVIEW, TWO_PLACES, WITH_PLAN
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
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.gather_records import Settings
from dhrgraph.report.markdown import line
from dhrgraph.report.records import Chart, Number, Report, Sentence
from dhrgraph.report.sections.chance import _AGENCY, _PAIR, _THEME, _TYPE, _fewer
from dhrgraph.report.sections.done import _others
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
        (
            "train",
            "police",
            "The two partnerships here have, with bodies counted as of today, an agency in common, so no theme can be said to",
        ),
        (
            "alone",
            "other",
            "The two partnerships here have, with bodies counted as of today, no agency in common. No theme comes up in both.",
        ),
        (
            "train",
            "other",
            "The two partnerships here have, with bodies counted as of today, no agency in common. Even so, both "
            "recommend something on the same theme: "
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


# --- what a plan leaves out, when it was written, and who is named in it

LEFT_OUT = (
    WITH_PLAN
    + """
rc:out a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:a1 ; dhr:addressedTo ag:ministry ; dhr:text "Fund it."@en .
rc:in a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:addressedTo ag:ministry ; dhr:text "Fund this."@en .
ai:in a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:implements rc:in ; dhr:leadAgency ag:ministry ;
  dhr:status cv:status-complete ; dhr:actionText "Funded."@en .
"""
)


def test_a_plan_that_leaves_a_recommendation_out_is_a_plan() -> None:
    said = sentences(report(made_up(LEFT_OUT), agency="ministry"), "done")
    assert "The other review has a plan that answers none of them." in said
    assert "no plan here" not in said
    assert "2 of the 3 recommendations put to it in the 2 reviews with a plan have no action in it." in said


def test_a_plan_that_answers_nothing_put_to_a_body_is_told_of() -> None:
    left_out = LEFT_OUT.replace("rc:in a", "rc:elsewhere a").replace("implements rc:in ", "implements rc:r2 ")
    said = sentences(
        report(made_up(left_out.replace("rv:b1 ; dhr:implements", "rv:a2 ; dhr:implements")), agency="ministry"), "done"
    )
    assert "No action plan in these documents answers any of the 3 recommendations put to it" in said
    assert "The one of them that stands in a review with a plan has no action in it." in said


def test_reviews_with_and_without_a_plan_are_told_apart() -> None:
    said = "".join(map(str, (part.value if isinstance(part, Number) else part for part in _others(2, 1))))
    assert said == (
        " Of the other 3 reviews, 2 have a plan that answers none of them and 1 has no plan here, which says nothing "
        "of whether anything was done."
    )
    assert _others(0, 0) == ()


def test_each_report_is_judged_by_its_own_latest_document() -> None:
    later = 'rv:b1 dhr:published "2024"^^xsd:gYear .'
    store = made_up(LEFT_OUT + later)
    assert report(store, csp="alpha").as_at == "31 December 2020"
    assert report(store).as_at == "31 December 2024"
    said = sentences(report(store, csp="alpha"), "done")
    assert said.count("31 December 2020") == 1
    assert "2024" not in said


def test_what_only_a_later_document_tells_is_said() -> None:
    later = """rv:b1 dhr:published "2024"^^xsd:gYear .
    ai:in2 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:implements rc:in ;
      dhr:status cv:status-in-progress ; dhr:actionText "Funding."@en ."""
    made = compose(made_up(LEFT_OUT + later), find_subject(made_up(LEFT_OUT)), Settings(0, "2022"))
    assert "1 of them is known only from a document of a later day" in sentences(made, "done")


UNLISTED = (
    TWO_PLACES
    + """
rc:u1 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:addresseeText "Nowhere Council" ; dhr:text "Act."@en .
rc:u2 a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:text "Somebody act."@en .
ai:u1 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:implements rc:u1 ; dhr:leadText "Nowhere Council" ;
  dhr:actionText "Begin."@en .
ai:u2 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:implements rc:u2 ; dhr:actionText "Go on."@en .
ai:u3 a dhr:ActionPlanItem , dhr:Statement ; dhr:ofReview rv:b1 ; dhr:implements rc:r3 ; dhr:leadAgency ag:ministry ;
  dhr:actionText "Pay."@en .
"""
)


def test_a_body_that_no_register_has_is_not_nobody() -> None:
    made = report(made_up(UNLISTED))
    said = sentences(made, "agencies")
    assert "1 of the 5 recommendations names who should act in words that no register here has" in said
    assert "“Nowhere Council”" in said
    assert "1 of the 5 recommendations names nobody who should act." in said
    about = {row.text: row.about[0] for rows in made.rows for row in rows.rows if row.about}
    assert about["Act."] == "put to “Nowhere Council”, which no register here has"
    assert about["Somebody act."] == "names nobody"
    own = sentences(report(made_up(UNLISTED), csp="beta"), "addressed")
    assert own.startswith("1 agency that a register here has is asked: Ministry of Examples (1 recommendation).")
    assert "“Nowhere Council”" in own


def test_actions_of_leads_that_no_register_has_are_in_the_chart() -> None:
    (chart,) = (
        f for s in report(made_up(UNLISTED)).sections if s.id == "done" for f in s.figures if isinstance(f, Chart)
    )
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in chart.table.rows}
    assert rows["Led by a body that no register here has"] == ["1", "0", "0", "0", "1", "1"]
    assert rows["No lead printed"] == ["1", "0", "0", "0", "1", "1"]
    assert chart.description.startswith(
        "1 lead; 1 action: 1 of unstated status. Led by a body that no register here has: 1"
    )


RISEN = (
    TWO_PLACES.replace("dhr:currentAgency ag:ministry", "dhr:currentAgency ag:office")
    + PLACE.format(theme="train", body="office")
    + """
ag:office a dhr:Agency , dhr:Addressee ; skos:prefLabel "Office of Examples"@en ; dhr:currentAgency ag:office .
rc:o a dhr:Recommendation , dhr:Statement ; dhr:ofReview rv:a2 ; dhr:addressedTo ag:office ; dhr:text "Lead."@en .
cv:change-merger dhr:makesSuccessor true .
ag:merger a org:ChangeEvent ; dhr:changeKind cv:change-merger ; org:originalOrganization ag:ministry ; org:resultingOrganization ag:office ;
  dcterms:date "2021"^^xsd:gYear .
"""
)


def test_a_body_that_rises_under_the_name_of_today_is_told_of() -> None:
    made = report(made_up(RISEN))
    said = sentences(made, "agencies")
    assert said.startswith("Under the names that the documents use, no agency is addressed by all 3 partnerships.")
    assert (
        "Counted under the body that stands in their place today, 1 agency is addressed by more partnerships than under "
        "its own name: Office of Examples, by 3 and not 2 (3 recommendations, 1 of them put to Ministry of Examples)."
    ) in said
    assert said.split(". Most agencies")[0] in " ".join(map(plain, made.findings))


def test_a_broad_theme_is_elsewhere_where_a_narrower_one_is() -> None:
    nested = """th:wide a skos:Concept ; skos:prefLabel "Wide"@en . th:train skos:broader th:wide . th:other skos:broader th:wide .
    rc:r1 dhr:hasTheme th:wide ."""
    said = sentences(report(made_up(TWO_PLACES + nested), csp="alpha"), "themes")
    assert "1 of its themes comes up in no other partnership here: ‘Training’" in said
    assert "Wide" not in said.partition("no other partnership")[2]


def test_markdown_escapes_a_number_with_a_stop_only_where_a_list_could_begin() -> None:
    assert (
        line(Sentence(("Home Office (", Number(2.94, form="decimal"), " by chance)"))) == "Home Office (2.94 by chance)"
    )
    assert line(Sentence((Number(3), ". Beta"))) == r"3\. Beta"
    assert line(Sentence(("", "- so"))) == r"\- so"
    assert line(Number(1.26, form="decimal")) == "1.26"


@pytest.mark.parametrize("about", [{}, {"csp": "sefton-scp"}, {"agency": "probation-service"}])
def test_where_not_all_statements_are_shown_a_command_gives_them(about: dict[str, str], store: Store) -> None:
    cut = [rows for rows in report(store, **about).rows if rows.more]
    assert any("Recommendations of the " in rows.title for rows in cut)
    assert all(rows.command.startswith("dhrgraph ") for rows in cut)


def test_a_report_in_a_session_is_a_line_and_in_a_notebook_its_findings() -> None:
    made = report(made_up(ONE_REVIEW.replace("Anytown Police", "A <b> Police")))
    assert re.fullmatch(r"<Report 'What recurs in .*': \d+ findings, \d+ sections, \d+ statement lists>", repr(made))
    page = made._repr_html_()
    assert page.count("<li>") == len(made.findings)
    assert "A &lt;b&gt; Police" in page
    assert "<b> Police" not in page
