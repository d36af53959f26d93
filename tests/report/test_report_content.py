"""What reports say is true: their numbers are those of the canned questions, and where nothing is known they say so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from report_graphs import ALL, TWO_PLACES, WITH_PLAN
from report_graphs import store as made_up

import dhrgraph
from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Store
from dhrgraph.query.catalogue import find
from dhrgraph.query.run import run as ask
from dhrgraph.report.compose import compose
from dhrgraph.report.forms import form_of
from dhrgraph.report.gather_records import Settings
from dhrgraph.report.records import Chart, Number, Report, Sentence, Table, numbers
from dhrgraph.report.subject import find_subject
from dhrgraph.report.words import plain
from dhrgraph.resources import folder

Asked = Mapping[str, Any]
SUBJECTS: tuple[Asked, ...] = ({}, {"national": True}, {"csp": "alpha"}, {"agency": "police"}, {"theme": "train"})


def report(store: Store, asked: Asked | None = None, **settings: Any) -> Report:
    return compose(store, find_subject(store, **(asked or {})), Settings(**{"randomisations": 50, **settings}))


@pytest.fixture(scope="module", name="whole")
def report_on_everything(store: Store) -> Report:
    """The report on the five documents."""
    return report(store)


def rows(store: Store, name: str, **given: Any) -> list[dict[str, Any]]:
    """The answer of a canned question, a dict a row."""
    answer = ask(store, find(folder("queries"), name), given)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def section(made: Report, name: str) -> str:
    """Everything a section says in sentences."""
    return " ".join(plain(one) for each in made.sections if each.id == name for one in each.sentences)


def table(made: Report, name: str) -> Table:
    """The first table of a section."""
    (found, *_) = (figure for each in made.sections if each.id == name for figure in each.figures)
    return found.table if isinstance(found, Chart) else found


def counted(made: Report, title: str) -> int:
    """How many statements stand behind the number with this title."""
    (found,) = (each for each in made.rows if each.title == title)
    return len(found.rows) + found.more


# --- the oracle: canned questions


def test_agencies_are_those_of_the_canned_question(store: Store, whole: Report) -> None:
    asked = rows(store, "agencies-across-partnerships")
    said = section(whole, "agencies")
    assert asked
    assert all(row["agency_label"] in said for row in asked)
    assert f"{len(asked)} of the 22 agencies are addressed by {asked[0]['partnerships']} of the 3 partnerships" in said
    assert f"{asked[0]['agency_label']} ({asked[0]['recommendations']} recommendations)" in said


def test_agencies_of_today_are_those_of_the_canned_question(store: Store, whole: Report) -> None:
    asked = rows(store, "agencies-across-partnerships-today")
    shown = table(whole, "agencies")
    assert {row["agency_label"]: (row["partnerships"], row["reviews"], row["recommendations"]) for row in asked} == {
        str(cells[0]): (int(cells[1].value), int(cells[-3].value), int(cells[-2].value))  # type: ignore[union-attr]
        for cells in shown.rows
    }
    more = {row["agency"] for row in asked} - {row["agency"] for row in rows(store, "agencies-across-partnerships")}
    assert f"Counted under the body that stands in their place today, {len(more)} more" in section(whole, "agencies")


def test_themes_are_counted_as_sparql_counts_them(store: Store, whole: Report) -> None:
    prefixes = "PREFIX dhr: <https://w3id.org/dhrgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    asked = store.select(
        f"{prefixes} SELECT ?label (COUNT(DISTINCT ?p) AS ?places) (COUNT(DISTINCT ?it) AS ?n) "
        "{ ?it a dhr:Recommendation ; dhr:hasTheme ?t ; dhr:inPartnership ?p . ?t skos:prefLabel ?label } GROUP BY ?label"
    ).rows
    everywhere = {str(label): int(str(n)) for label, places, n in asked if int(str(places)) == 3}
    said = section(whole, "themes")
    assert f"{len(everywhere)} of the {len(asked)} themes come up in all 3 partnerships" in said
    named = {label: int(n) for label, n in re.findall(r"‘([^‘]+)’ \((\d+)\b", said.partition(" more come up")[0])}
    assert len(named) == 8
    assert f" and {len(everywhere) - 8} more." in said
    assert named.items() <= everywhere.items()
    shown = {str(row[0]): int(row[-2].value) for row in table(whole, "themes").rows}  # type: ignore[union-attr]
    assert shown == {str(label): int(str(n)) for label, places, n in asked if int(str(places)) > 1}


def test_broad_themes_agree_with_the_canned_question(store: Store, whole: Report) -> None:
    broad = {"professional-practice", "multi-agency-working", "governance", "perpetrators", "risk-assessment"}
    asked = {row["theme"].rpartition("/")[2]: row["partnerships"] for row in rows(store, "themes-across-partnerships")}
    assert all(asked[name] == 3 for name in broad)
    assert "they make 10 broad themes; each of these comes up in all 3 partnerships" in section(whole, "themes")


def test_pairs_of_theme_and_type_agree(store: Store, whole: Report) -> None:
    asked = rows(store, "type-theme-matrix", min_partnerships=2)
    pairs = next(f for each in whole.sections if each.id == "types" for f in each.figures if isinstance(f, Table))
    assert {(str(cells[0]), str(cells[1])) for cells in pairs.rows} <= {
        (r["theme_label"], r["type_label"]) for r in asked
    }


def test_actions_agree(store: Store, whole: Report) -> None:
    done = [
        row
        for row in rows(store, "actions-by-status")
        if row["status_label"] in ("complete", "complete and continuing")
    ]
    assert counted(whole, "Actions") == sum(row["actions"] for row in rows(store, "actions-by-status"))
    assert counted(whole, "Actions done") == sum(row["actions"] for row in done)
    late = {row["action"] for row in rows(store, "overdue-actions", as_of="2024-01-31")}
    assert counted(whole, "Actions past their target on 31 January 2024") == len(late)
    after = {row["action"] for row in rows(store, "late-completions")}
    assert counted(whole, "Actions completed after their first target") == len(after)
    assert not rows(store, "recommendations-without-action")
    assert "Each of the 27 recommendations in the one review with a plan has an action" in section(whole, "done")


def test_what_was_said_before_and_learnt_agrees(store: Store, whole: Report) -> None:
    said = {row["recommendation"] for row in rows(store, "said-before")}
    assert counted(whole, "Recommendations that say they have been made before") == len(said)
    learning = {row["learning"] for row in rows(store, "learning-without-recommendation")}
    assert counted(whole, "Learning points without a recommendation") == len(learning)


def test_one_agency_is_told_all_that_the_canned_question_tells(store: Store) -> None:
    asked = {row["recommendation"] for row in rows(store, "recommendations-to-agency", agency="probation-service")}
    made = report(store, {"agency": "probation-service"})
    assert counted(made, "Everything put to Probation Service") == len(asked)
    said = f"{len(asked)} of the 75 recommendations are put to Probation Service in 2 of the 3 partnerships (2 of the 3 reviews); 12"
    assert f"{said} of them name a body whose place it has taken" in section(made, "put")
    joint = rows(store, "jointly-addressed", agency="probation-service")
    assert [row["agency_b_label"] for row in joint] == ["Merseyside Police"]
    assert "Merseyside Police" in section(made, "joint")


def test_one_theme_is_told_all_that_the_canned_question_tells(store: Store) -> None:
    for name, label in (
        ("information-sharing", "Information sharing between agencies"),
        ("perpetrators", "Perpetrators, bail and criminal justice"),  # with the themes within it
    ):
        asked = {row["recommendation"] for row in rows(store, "recommendations-on-theme", theme=name)}
        assert counted(report(store, {"theme": name}), f"Recommendations on ‘{label}’") == len(asked)


def test_national_bodies_agree(store: Store) -> None:
    asked = rows(store, "national-recommendations")
    made = report(store, {"national": True})
    title = "Recommendations to national bodies or for the whole country"
    assert counted(made, title) == len({row["recommendation"] for row in asked})
    assert {str(cells[0]) for cells in table(made, "bodies").rows} == {row["addressee_label"] for row in asked}


# --- every number leads to what it counts


@pytest.mark.parametrize(
    "asked", [{}, {"csp": "sefton-scp"}, {"agency": "merseyside-police"}, {"theme": "marac"}, {"national": True}]
)
def test_a_number_of_recommendations_leads_to_as_many(asked: Asked, store: Store) -> None:
    made = report(store, asked)
    behind = {each.id: len(each.rows) + each.more for each in made.rows}
    checked = 0
    for sentence in (*made.findings, *(one for each in made.sections for one in each.sentences)):
        for number, after in zip(sentence.parts, sentence.parts[1:], strict=False):
            linked = isinstance(number, Number) and number.rows and isinstance(after, str)
            if linked and re.match(r" (recommendation|action|learning point)s?\b", after):
                assert behind[number.rows] == number.value, plain(sentence)
                checked += 1
    assert checked >= 5
    assert all(each.text or each.about for rows in made.rows for each in rows.rows), "each statement says something"


def test_a_number_leads_to_the_source_lines(whole: Report) -> None:
    (rows,) = (each for each in whole.rows if each.title == "Recommendations to Home Office")
    assert [each.review for each in rows.rows] == ["Liverpool review, July 2023", "Nottingham review, December 2022"]
    assert all(re.search(r"characters [\d,]+–[\d,]+$", each.place) for each in rows.rows)
    assert all(each.about[0] == "put to Home Office" for each in rows.rows)
    assert rows.command == "dhrgraph query recommendations-to-agency agency=home-office"


# --- words


@pytest.mark.parametrize(
    "asked", [{}, {"csp": "citysafe"}, {"agency": "merseyside-police"}, {"theme": "marac"}, {"national": True}]
)
def test_no_league_table_and_no_blame(asked: Asked, store: Store) -> None:
    made = report(store, asked)
    words = form_of(made, markdown=True).partition("Where every number comes from")[0].casefold()
    ours = re.sub(r"“.*?”", "", words)
    headings = " ".join([each.heading for each in made.sections]).casefold()
    assert not re.search(
        r"league|worst|\bfail(ed|ing|ure)?\b|poor perform|blame",
        ours.replace("does not show that an agency failed", ""),
    )
    assert not re.search(r"\brank|\btop\b|\bbest\b", headings)
    assert "community safety partnership" in ours


def test_few_partnerships_are_told_what_cannot_be_concluded(whole: Report) -> None:
    assert "nothing can be concluded about the rest of the country" in section(whole, "sure")
    assert plain(whole.limits[0]).startswith("3 partnerships are too few to say how common anything is")


# --- bad input


@pytest.mark.parametrize("graph", ALL)
def test_whatever_is_missing_the_report_says_so(graph: str) -> None:
    store = made_up(ALL[graph])
    for asked in SUBJECTS:
        try:
            made = report(store, asked)
        except UnknownNameError:
            assert graph in ("silent", "nothing"), "what is not in the graph cannot be asked for"
            continue
        for text in (form_of(made, markdown=True), form_of(made), form_of(made, briefing=True)):
            assert not re.search(
                r"\bnan\b|\binf\b|\bNone\b(?! of)|\{|0 community", re.sub(r"(?s)<style.*?</style>", "", text)
            )
        assert made.findings
        assert all(each.sentences for each in made.sections), "no section is empty"
        assert all(isinstance(one, Sentence) and one.parts for one in made.findings)
        assert all(abs(number.value) < 10**9 for number in numbers(made))


@pytest.mark.parametrize(
    ("graph", "asked", "said"),
    [
        ("nothing", {}, "No review is in this graph"),
        ("silent", {}, "1 review of a partnership that is not known, which makes no recommendation"),
        ("one-review", {}, "There is one review here, so no theme can recur"),
        ("one-review", {"csp": "alpha"}, "No other partnership is in this graph"),
        (
            "one-review",
            {"agency": "police"},
            "No action plan in these documents answers the one recommendation put to it",
        ),
        ("no-themes", {}, "No theme was found in any recommendation here"),
        ("no-themes", {"theme": "train"}, "That is silence in these documents"),
        ("nobody", {}, "No recommendation here is put to an agency by name"),
        ("nobody", {"agency": "police"}, "No recommendation here is put to Anytown Police"),
        ("two-places", {}, "None of the 2 themes comes up in more than one of the 2 partnerships"),
        ("two-places", {}, "bodies counted as of today, no agency in common. No theme comes up in both."),
        ("two-places", {"national": True}, "1 national body is addressed: Ministry of Examples"),
        ("two-places", {}, "were not compared with each other"),
        ("with-plan", {}, "1 was past its target"),
        ("with-plan", {}, "The other 2 reviews have no plan here, which says nothing of whether anything was done"),
    ],
)
def test_what_is_missing_is_said_in_words(graph: str, asked: Asked, said: str) -> None:
    made = report(made_up(ALL[graph]), asked)
    sentences = (*made.findings, *(one for each in made.sections for one in each.sentences))
    assert said in " ".join(map(plain, sentences))


def test_unknown_names_are_answered_with_the_nearest() -> None:
    store = made_up(TWO_PLACES)
    for asked, nearest in (({"csp": "alfa"}, "alpha"), ({"agency": "polize"}, "police"), ({"theme": "trian"}, "train")):
        with pytest.raises(UnknownNameError, match=f"Did you mean '{nearest}'"):
            find_subject(store, **asked)
    with pytest.raises(QueryError, match="one thing"):
        find_subject(store, csp="alpha", theme="train")


def test_a_date_before_everything() -> None:
    made = report(made_up(WITH_PLAN), as_at="1066")
    assert made.as_at == "31 December 1066"
    said = section(made, "done")
    assert "31 December 1066 is before every time at which a document here says how these actions stand" in said
    assert "the earliest is 31 December 2020. What was open or past its target on that day is not known." in said
    assert not re.search(r"not yet due|were open|was open or", said.replace("What was open or", ""))
    assert "past their target" not in " ".join(map(plain, made.briefing.questions))
    with pytest.raises(QueryError, match="no date"):
        report(made_up(WITH_PLAN), as_at="soon")


def test_chance_can_be_left_out_and_that_is_said() -> None:
    made = report(made_up(TWO_PLACES), randomisations=0)
    assert "was not asked" in section(made, "sure")
    assert any("--randomisations 0" in plain(one) for one in made.method)
    assert "Expected by chance" not in form_of(made, markdown=True)


# --- the same bytes


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from report_graphs import WITH_PLAN, store\n"
        "from dhrgraph.report.compose import compose\n"
        "from dhrgraph.report.forms import form_of\n"
        "from dhrgraph.report.subject import find_subject\n"
        "s = store(WITH_PLAN)\n"
        "sys.stdout.write(form_of(compose(s, find_subject(s))) + form_of(compose(s, find_subject(s, csp='alpha')), markdown=True))"
    )
    here = str(Path(__file__).parent)
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code, here],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert len(first) > 10_000


# --- the command and Python


def test_the_command_writes_what_the_name_asks_for(built: Path, tmp_path: Path, run: Callable[..., Any]) -> None:
    page, words = tmp_path / "out" / "r.html", tmp_path / "r.md"
    few = ("--randomisations", "20", "-g", built)
    done = run("report", "--csp", "citysafe", "-o", page, *few)
    assert (done.returncode, done.stdout) == (0, f"Open {page} in a browser, or print it.\n"), done.stderr
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    run("report", "--csp", "citysafe", "--briefing", "-o", words, *few)
    assert "Seven-minute briefing: Citysafe" in words.read_text(encoding="utf-8")
    shown = run("report", "--theme", "marac", *few)
    assert shown.stdout.startswith("# MARAC and other multi-agency risk forums\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--csp", "Seftn"), "Did you mean 'sefton-scp'?"),
        (("--csp", "sefton", "--national"), "a report is about one thing: csp or national, not both"),
        (("--as-at", "soon"), "'soon' is no date"),
        (("-o", "report.pdf"), "a page (.html) or Markdown (.md)"),
    ],
)
def test_the_command_says_what_is_wrong(
    words: tuple[str, ...], said: str, built: Path, run: Callable[..., Any]
) -> None:
    done = run("report", *words, "-g", built)
    assert done.returncode == 2
    assert said in done.stderr
    assert not done.stdout


def test_python_gives_the_same_report(built: Path, whole: Report) -> None:
    made = dhrgraph.open(built).report(randomisations=50)
    assert (made.findings, made.sections) == (whole.findings, whole.sections)
    assert len(made.made.digest) == 64


def test_the_same_recommendation_again_with_what_came_of_it() -> None:
    made = report(made_up(ALL["alike"]))
    said = section(made, "again")
    assert "1 of the 4 recommendations, made by Beta Partnership, says in its own words" in said
    assert "1 pair of near copies, in nearly the same words and 1 pair with the same ask in other words, across" in said
    (near, other) = table(made, "again").rows
    assert [plain(cell) for cell in near] == [
        "Alpha review, 2020: “Train staff.”",
        "Beta review, 2021: “Train all staff.”",
        "near copy",
        "train; staff",
        "complete, target 2020; in progress, target June 2020",
    ]
    assert plain(other[2]) == "same ask, other words"
    assert plain(other[4]) == "no plan here"
    assert {each.title for each in made.rows} >= {
        "Recommendations of 1 pair of near copies",
        "Recommendations of 1 pair with the same ask in other words",
    }
    beta = report(made_up(ALL["alike"]), {"csp": "beta"})
    assert "2 pairs" not in section(beta, "again")
    assert "nearly the same words" in section(beta, "again")


def test_every_question_that_a_report_names_can_be_asked(store: Store) -> None:
    subjects: tuple[Asked, ...] = (
        *({}, {"csp": "sefton-scp"}, {"agency": "national-probation-service"}, {"theme": "marac"}, {"national": True}),
    )
    made = [report(store, asked) for asked in subjects]
    words = "\n".join([*(form_of(one, markdown=True) for one in made), *(r.command for one in made for r in one.rows)])
    named = set(re.findall(r"dhrgraph query ([a-z-]+)((?: [a-z_]+=[\w.-]+)*)", words))
    assert len(named) > 20
    for name, given in sorted(named):
        assert ask(store, find(folder("queries"), name), dict(each.split("=") for each in given.split())).columns
