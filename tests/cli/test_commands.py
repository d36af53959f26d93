"""Every command as people use it: results on stdout, messages on stderr, exit codes that mean something."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from dhrgraph.cli.main import COMMANDS
from dhrgraph.publish.opened import opened
from dhrgraph.resources import folder

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, run: Run) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"dhrgraph {command}" in done.stdout.partition("Example")[2]


def test_version_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dhrgraph", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "dhrgraph", "")


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        (("quary",), "query"),
        (("query", "themes-acros"), "themes-across-partnerships"),
        (("query", "overdue-actions", "as-of=2024-01-01"), "as_of"),
        (("query", "recommendations-to-agency", "agency=home-ofice"), "home-office"),
        (("centrality", "--network", "agency-themes"), "agency-theme"),
        (("centrality", "--measure", "betweeness"), "betweenness"),
    ],
)
def test_a_wrong_name_gets_the_nearest_right_one(words: tuple[str, ...], guess: str, run: Run, built: Path) -> None:
    done = run(*words, *(() if words == ("quary",) else ("-g", built)))
    assert done.returncode == 2
    assert guess in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_no_graph_says_how_to_make_one(run: Run) -> None:
    done = run("query", "coverage")
    assert done.returncode == 1
    assert "dhrgraph build" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { ?s ?p",
    ],
)
def test_sparql_that_reaches_out_or_makes_no_sense_is_refused(text: str, run: Run, built: Path) -> None:
    done = run("sparql", text, "-g", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_sparql_counts(run: Run, built: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?r a <https://w3id.org/dhrgraph/ontology#Recommendation> }"
    assert json.loads(run("sparql", text, "-g", built, "-F", "json").stdout) == [{"n": 75}]


def test_every_format_gives_the_same_rows(run: Run, built: Path) -> None:
    ask = ("query", "coverage", "-g", built, "-F")
    rows = json.loads(run(*ask, "json").stdout)
    assert [json.loads(line) for line in run(*ask, "jsonl").stdout.splitlines()] == rows
    read = list(csv.DictReader(io.StringIO(run(*ask, "csv").stdout)))
    assert [{key: str(value) for key, value in row.items()} for row in rows] == read
    assert run(*ask, "md").stdout.count("\n") == len(rows) + 2
    assert all(row["partnership_label"] in run(*ask, "table").stdout for row in rows)


def test_extract_prints_findings_and_names_what_it_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    page = next(folder("seeds").glob("nottingham*"))
    done = run("extract", page, "empty.txt")
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert kinds.count("recommendation") == 22
    assert done.returncode == 0
    assert "empty.txt: the file is empty" in done.stderr
    assert run("extract", page, "empty.txt", "--strict").returncode == 3


def test_build_says_what_it_made_and_what_to_open(run: Run, tmp_path: Path) -> None:
    done = run("build", next(folder("seeds").glob("liverpool*")), "-o", "made", "--strict")
    assert done.returncode == 0, done.stderr
    assert "26 recommendations" in done.stdout
    assert "graph.html" in done.stdout
    assert {
        "findings.jsonl",
        "dhrgraph.ttl",
        "dhrgraph.trig",
        "store",
        "tables",
        "graph.html",
        "issues.jsonl",
        "unreconciled.csv",
        "candidate_links.csv",
        "csv-metadata.json",
        "dataset.ttl",
    } == {path.name for path in opened(tmp_path / "made").iterdir()}


def test_build_of_nothing_fails_in_one_line(run: Run, tmp_path: Path) -> None:
    done = run("build", "nowhere")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "output").exists()


RECURRENCE = ("agency", "agency-type", "theme", "theme-agency-type", "library-class", "library-theme", "paper-theme")


@pytest.mark.parametrize("by", RECURRENCE)
def test_recurrence_never_exceeds_what_there_is(by: str, run: Run, built: Path) -> None:
    rows = json.loads(run("recurrence", "--by", by, "-g", built, "-F", "json").stdout)
    assert rows
    assert all(0 < r["partnerships"] <= r["of_partnerships"] == 3 for r in rows)


def test_recurrence_says_what_chance_makes_of_it(run: Run, built: Path) -> None:
    ask = ("recurrence", "--by", "agency", "-g", built)
    done, again = run(*ask, "-F", "csv"), run(*ask, "-F", "csv")
    assert done.stdout == again.stdout != run(*ask, "-F", "csv", "--seed", "7").stdout
    assert "Of 22 agencies, none reaches more partnerships than its number of recommendations explains" in done.stderr
    assert "too few for anything to stand out" in run(*ask, "--randomisations", "20").stderr
    assert run(*ask, "--randomisations", "-1").returncode == 2


def test_recurrence_shows_people_what_matters_and_explains_the_rest(run: Run, built: Path) -> None:
    ask = ("recurrence", "--top", "1", "-g", built)
    few, every, rows = (
        run(*ask, "-F", form, *more).stdout for form, *more in (["md"], ["md", "--all-columns"], ["csv"])
    )
    heading = [name.strip().replace("\\", "") for name in every.splitlines()[0].strip("|").split("|")]
    assert heading == rows.splitlines()[0].split(",")
    assert "equal" not in few
    assert "reading" in few
    listed = json.loads(run("recurrence", "--list", "-F", "json").stdout)
    assert set(heading) <= {row["column"] for row in listed}


def test_recurrence_over_years_and_regions(run: Run, built: Path) -> None:
    for over in ("year", "region"):
        done = run("recurrence", "--over", over, "-g", built, "-F", "json")
        rows = json.loads(done.stdout)
        assert {row["of_reviews"] for row in rows} <= {1, 2}
        assert "is known of 3 of 3 reviews" in done.stderr
    assert run("recurrence", "--over", "case-factor", "-g", built).returncode == 0
    refused = run("recurrence", "--by", "theme-agency-type", "--over", "year", "-g", built)
    assert refused.returncode == 2
    assert "one thing at a time" in refused.stderr


def test_reconcile_tells_outcome_successor_and_evidence(run: Run) -> None:
    done = run(
        "reconcile",
        "the Police",
        "NHS Liverpool CCG and MARAC",
        "Zz Housing Association",
        "--in",
        "Liverpool",
        "-F",
        "json",
    )
    rows = {row["mention"]: row for row in json.loads(done.stdout)}
    assert [row["outcome"] for row in rows.values()] == ["matched", "matched", "matched", "provisional"]
    assert rows["the Police"]["body"] == "Merseyside Police"
    assert rows["NHS Liverpool CCG"]["today"] == "NHS Cheshire and Merseyside Integrated Care Board"
    assert rows["Zz Housing Association"]["type"] == "housing"
    assert all(row["evidence"] for row in rows.values())


def test_reconcile_says_which_areas_a_name_may_mean_and_reads_a_list(run: Run, tmp_path: Path) -> None:
    unsure = run("reconcile", "the Council", "--in", "Newcastle")
    assert unsure.returncode == 2
    assert "Newcastle upon Tyne or Newcastle-under-Lyme" in unsure.stderr
    names = tmp_path / "names.txt"
    names.write_text("\ufeffHome Office\n\nNHS England\n", encoding="utf-8")
    rows = json.loads(run("reconcile", "--file", names, "-F", "json").stdout)
    assert [row["id"] for row in rows] == ["home-office", "nhs-england"]
    assert run("reconcile").returncode == 2


def test_collective_addressees_are_out_unless_asked_for(run: Run, built: Path) -> None:
    ask = ("recurrence", "--by", "agency", "-g", built, "-F", "csv")
    assert "All Agencies" not in run(*ask).stdout
    assert "All Agencies" in run(*ask, "--collective").stdout


def test_coverage_says_what_is_held_and_missing_and_keeps_rows_apart(run: Run, built: Path) -> None:
    done = run("coverage", "-g", built, "-F", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (len(rows), sum(int(row["reviews"]) for row in rows)) == (10, 3)
    assert sum(int(row["library_reviews"]) for row in rows) == 647
    assert done.stderr.startswith("The graph holds 3 reviews of 3 partnerships: 0.5 % of the 647 reviews")
    assert "None is from East of England, London" in done.stderr
    assert (built / "tables" / "coverage-region.csv").read_bytes() == done.stdout.encode()
    named = json.loads(run("coverage", "--by", "partnership", "-g", built, "-F", "json").stdout)
    assert {row["partnership"] for row in named if row["reviews"]} == {"Liverpool", "Nottingham", "Sefton"}
    assert len(named) == 189


@pytest.mark.parametrize("words", [("query", "said-before"), ("recurrence",), ("centrality", "--top", "1")])
def test_answers_say_on_stderr_what_they_rest_on(words: tuple[str, ...], run: Run, built: Path) -> None:
    done = run(*words, "-g", built, "-F", "csv")
    line = "Rests on 3 reviews of 3 partnerships: 0.5 % of the 647 reviews in the Home Office library (March 2026). "
    assert done.stderr.count(line + "Silence is not absence.\n") == 1
    assert "Rests on" not in done.stdout


def test_bodies_are_counted_as_of_a_date(run: Run, built: Path) -> None:
    ask = ("recurrence", "--by", "agency", "--randomisations", "0", "-g", built, "-F", "csv")
    named, then, today = (run(*ask, *more) for more in ((), ("--as-of", "2011"), ("--as-of", "today")))
    assert then.stdout == named.stdout != today.stdout
    assert "Royal Liverpool" in named.stdout
    assert "Royal Liverpool" not in today.stdout
    assert [done.stderr.splitlines()[-1] for done in (named, then, today)] == [
        "Bodies are counted as named.",
        "Bodies are counted as named: no change is known before the end of 2011.",
        "Bodies are counted as of today.",
    ]
    assert (built / "tables" / "recurrence-agency.csv").read_bytes() == named.stdout.encode()
    assert (built / "tables" / "recurrence-agency-today.csv").read_bytes() == today.stdout.encode()


def test_a_date_before_all_changes_promises_nothing(run: Run, built: Path) -> None:
    done = run("recurrence", "--by", "agency", "--as-of", "1066", "-g", built)
    assert "Bodies are counted as named: no change is known before the end of 1066.\n" in done.stderr
    assert done.stdout == run("recurrence", "--by", "agency", "-g", built).stdout


@pytest.mark.parametrize(
    ("words", "of_bodies"),
    [
        (("recurrence", "--by", "theme"), False),
        (("recurrence", "--by", "paper-theme"), False),
        (("recurrence", "--by", "library-class"), True),
        (("centrality", "--network", "theme-theme"), False),
        (("centrality", "--network", "agency-theme"), True),
    ],
)
def test_how_bodies_are_counted_is_said_only_of_bodies(
    words: tuple[str, ...], of_bodies: bool, run: Run, built: Path
) -> None:
    assert ("Bodies are counted" in run(*words, "--top", "1", "-g", built).stderr) == of_bodies


@pytest.mark.parametrize("command", ["recurrence", "centrality", "graph"])
def test_what_is_no_date_is_named(command: str, run: Run, built: Path, tmp_path: Path) -> None:
    done = run(command, "--as-of", "last year", "-g", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: 'last year' is no date: give 'today', YYYY, YYYY-MM or YYYY-MM-DD.\n"
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_as_of_when_and_how_it_was_made(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("graph", "-g", built, "--as-of", "2022-07-01", "-o", "page.html").returncode == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Bodies are counted as of 1 July 2022; those founded later stay as named." in page
    assert "dhrgraph graph --network agency-theme --as-of 2022-07-01" in page
    assert "Bodies are counted as named." in (built / "graph.html").read_text(encoding="utf-8")


def test_export_of_networks_is_readable_xml(run: Run, built: Path) -> None:
    for form in ("graphml", "gexf"):
        done = run("export", "--format", form, "-g", built)
        assert ET.fromstring(done.stdout.encode()).tag.endswith(form)


def test_validate_tells_a_good_graph_from_a_bad_one(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("validate", built / "dhrgraph.ttl").returncode == 0
    bad = tmp_path / "bad.ttl"
    bad.write_text("<urn:x> a <http://xmlns.com/foaf/0.1/Person> .", encoding="utf-8")
    done = run("validate", bad, "-F", "csv")
    assert done.returncode == 1
    assert "urn:x" in done.stdout


def test_graph_of_one_theme(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("graph", "--theme", "information-sharing", "--csp", "Sefton", "-g", built, "-o", "page.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "dhrgraph graph --network agency-theme" in page
    assert "Nottingham City Adult Social Care" not in page


def test_show_prints_a_statement_and_the_lines_it_stands_on(run: Run, built: Path) -> None:
    row = next(
        row
        for line in (built / "findings.jsonl").read_text(encoding="utf-8").splitlines()
        if (row := json.loads(line))["kind"] == "recommendation" and "liverpool" in row["document"]
    )
    name = f"rc:{row['review']}.main.{row['order']:04}"
    done = run("show", name, "-g", built)
    source = (folder("seeds") / row["document"]).read_text(encoding="utf-8")
    (start, end), *_ = row["spans"]
    assert done.stdout.splitlines()[0] == name
    assert row["text"] in done.stdout
    assert f"characters {start} to {end}\n    {' '.join(source[start:end].split())}\n" in done.stdout
    assert run("show", name.removeprefix("rc:"), "-g", built).stdout == done.stdout


UNQUOTED = """
PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?statement WHERE {
  ?statement a dhr:Statement ; dhr:evidencedBy ?place .
  FILTER NOT EXISTS { ?place oa:hasSelector ?quote . ?quote oa:exact ?words }
} ORDER BY ?statement LIMIT 1
"""


def test_show_does_not_repeat_words_that_named_a_person(run: Run, built: Path) -> None:
    found = json.loads(run("sparql", UNQUOTED, "-g", built, "-F", "json").stdout)
    done = run("show", found[0]["statement"], "-g", built)
    assert done.returncode == 0
    assert "(not repeated: a person was named here)" in done.stdout


def test_show_says_what_it_does_not_know(run: Run, built: Path) -> None:
    done = run("show", "rc:nowhere.main.0001", "-g", built)
    assert done.returncode == 2
    assert "no statement 'rc:nowhere.main.0001'" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("recurrence", "--by", "agency", "--broader"), "--broader rolls up themes"),
        (("recurrence", "--by", "paper-theme", "--broader"), "--broader rolls up themes"),
        (("recurrence", "--over", "year", "--seed", "3"), "--seed is of chance, which --over leaves out"),
        (("recurrence", "--over", "year", "--randomisations", "1000"), "--randomisations is of chance"),
        (("recurrence", "--over", "year", "--seed", "3", "--randomisations", "9"), "--randomisations and --seed"),
        (("recurrence", "--randomisations", "0", "--seed", "3"), "which --randomisations 0 leaves out"),
        (("centrality", "--alpha", "0.05"), "--alpha is how strict --backbone is"),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(
    words: tuple[str, ...], told: str, run: Run, built: Path
) -> None:
    done = run(*words, "-g", built)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
