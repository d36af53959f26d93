"""A person's last word, from the worksheet to the graph and back: filled in, built with, seen in the diff, withdrawn."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import Config, load_config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import ReadAndUnderstand, build, read_all
from dhrgraph.publish.judgements import heard, without_effect
from dhrgraph.publish.opened import opened
from dhrgraph.records import JudgementRow, LearningPoint, Reading
from dhrgraph.resources import folder
from dhrgraph.text.wording import wording_key

Row = dict[str, str]
SEED = next(folder("seeds").glob("liverpool*"))
PAGE = """About this page. This page summarises a Domestic Homicide Review.
CSP: {csp}
Published: {month} 2021
Extracted: 3 recs
Extracted recommendations
| # | Recommendation | Addressed to |
|---|---|---|
| 1 | The Quillon project should train its staff in recognising coercive control. | quillon |
| 2 | {more} | Home Office |
| 3 | The Quillon project should tell its partners. | Quillon |
"""
WHO = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX cv: <https://w3id.org/dhrgraph/code/>
SELECT ?mention ?body ?by ?on { ?m dhr:matchMethod cv:match-judgement ; dhr:mention ?mention ;
  dhr:judgedBy ?by ; dhr:judgedOn ?on . OPTIONAL { ?m dhr:matchedAgency ?body } } ORDER BY ?mention"""
THEMES = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX cv: <https://w3id.org/dhrgraph/code/>
SELECT ?theme ?by ?on { ?m dhr:assignmentMethod cv:method-judgement ; oa:hasBody ?theme ;
  dhr:judgedBy ?by ; dhr:judgedOn ?on }"""


def page(place: Path, more: str = "The Home Office should review its guidance.", csp: str = "Sefton") -> Path:
    place.mkdir(exist_ok=True)
    (place / "page.txt").write_text(PAGE.format(csp=csp, month="May", more=more), encoding="utf-8")
    return place


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def save(rows: list[Row], path: Path, **how: Any) -> Path:
    """As a British spreadsheet saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), **how)
        writer.writeheader()
        writer.writerows(rows)
    return path


def decide(row: Row, decision: str) -> Row:
    return {**row, "decision": decision, "by": "domestic abuse analyst", "on": "21/11/2026"}


def contents(output: Path) -> dict[str, bytes]:
    build = opened(output)
    files = (path for path in sorted(build.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(build)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ontology/ whose table of judgements can be filled."""
    return Path(shutil.copytree(folder("ontology"), tmp_path_factory.mktemp("copy") / "ontology"))


def quiet(_stage: str, _message: str) -> None:
    """Say nothing."""


def test_one_filled_row_changes_the_graph_and_withdrawing_it_brings_the_old_bytes_back(
    run: Any, tmp_path: Path, ontology: Path
) -> None:
    table = ontology / "judgements.csv"
    empty = table.read_bytes()
    build([SEED], tmp_path / "old", load_config(ontology), quiet)
    sheet = run("review", "old", "--all").stdout
    asked = read(sheet)
    row = next(row for row in asked if row["kind"] == "theme" and "in doubt" in row["why"])
    save([decide(row, "yes") if other is row else other for other in asked], table, delimiter=";")
    build([SEED], tmp_path / "new", load_config(ontology), quiet)

    ((theme, by, on),) = Store.open(tmp_path / "new" / "store").select(THEMES).rows
    assert (str(theme).rpartition("/")[2], by, on) == (row["what"], "domestic abuse analyst", "2026-11-21")
    told = json.loads(run("diff", "old", "new", "-F", "json").stdout)
    assert {"added", row["what"], "judgement: yes, by domestic abuse analyst, 2026-11-21"} <= set(told[0].values())
    (decided,) = read((tmp_path / "new" / "tables" / "judgements.csv").read_text(encoding="utf-8"))
    assert (decided["what"], decided["effect"]) == (row["what"], "yes")
    assert row["wording"] + row["what"] not in {r["wording"] + r["what"] for r in read(run("review", "new").stdout)}

    table.write_bytes(empty)
    build([SEED], tmp_path / "new", load_config(ontology), quiet)
    assert contents(tmp_path / "new") == contents(tmp_path / "old")
    assert run("diff", "old", "new").stderr.strip() == "Nothing changed."


@pytest.fixture(scope="module")
def first(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in `pages/` and its build in `old/`."""
    place = tmp_path_factory.mktemp("first")
    build([page(place / "pages")], place / "old", config, quiet)
    return place


@pytest.fixture
def asked(run: Any, first: Path, tmp_path: Path) -> Callable[..., list[Row]]:
    """The same in the folder of a test, and what gives the rows of its worksheet."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True, symlinks=True)

    def rows(*words: object) -> list[Row]:
        done = run("review", "old", *words)
        assert done.returncode == 0, done.stderr
        return read(done.stdout)

    return rows


def names(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["kind"] == "agency"]


def test_a_name_is_decided_for_its_area_and_survives_a_new_version(
    run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    (row,) = names(asked())
    assert (row["what"], row["area"], row["area_name"], row["times"]) == ("quillon", "E08000014", "Sefton", "2")
    sheet = save([decide(row, "Merseyside Police")], tmp_path / "filled.csv")
    assert run("build", "pages", "-o", "new", "--judgements", sheet).returncode == 0
    found = Store.open(tmp_path / "new" / "store").select(WHO).rows
    assert [(m, str(b).rpartition("/")[2], by, on) for m, b, by, on in found] == [
        ("Quillon", "merseyside-police", "domestic abuse analyst", "2026-11-21"),
        ("quillon", "merseyside-police", "domestic abuse analyst", "2026-11-21"),
    ]
    assert run("review", "new", "--judgements", sheet).stderr.count("names") == 0
    page(tmp_path / "pages", more="The Home Office should do otherwise.")
    assert run("build", "pages", "-o", "newer", "--judgements", sheet, "--strict").returncode == 0
    told = json.loads(run("diff", "new", "newer", "-F", "json").stdout)
    assert {row["what"] for row in told} <= {"review", "wording", "theme", "statements", "count", "recommendation"}
    page(tmp_path / "pages", csp="Liverpool")
    elsewhere = run("build", "pages", "-o", "other", "--judgements", sheet, "--strict")
    assert elsewhere.returncode == 3, "decided for Sefton, not for Liverpool"
    everywhere = save([{**decide(row, "none"), "area": ""}], tmp_path / "everywhere.csv")
    assert run("build", "pages", "-o", "other", "--judgements", everywhere, "--strict").returncode == 0
    assert [body for _, body, _, _ in Store.open(tmp_path / "other" / "store").select(WHO).rows] == [None, None]


def test_a_provisional_record_that_is_confirmed_is_one_no_more(run: Any, tmp_path: Path, first: Path) -> None:
    text = (first / "pages" / "page.txt").read_text(encoding="utf-8")
    (tmp_path / "homes.txt").write_text(
        text.replace("| quillon |", "| Quillon Housing Association |"), encoding="utf-8"
    )
    assert run("build", "homes.txt", "-o", "old").returncode == 0
    row = next(row for row in names(read(run("review", "old").stdout)) if "Housing" in row["what"])
    assert row["candidates"].startswith("confirm = Quillon Housing Association")
    sheet = save([decide(row, "confirm")], tmp_path / "filled.csv")
    assert run("build", "homes.txt", "-o", "new", "--judgements", sheet).returncode == 0
    ((mention, body, by, _),) = Store.open(tmp_path / "new" / "store").select(WHO).rows
    assert (mention, by) == ("Quillon Housing Association", "domestic abuse analyst")
    assert str(body).endswith("quillon-housing-association")
    told = json.loads(run("diff", "old", "new", "-F", "json").stdout)
    assert (told[0]["what"], told[0]["old"], told[0]["new"]) == (
        "addressee", "Quillon Housing Association (provisional)", "Quillon Housing Association",
    )  # fmt: skip
    assert "judged by domestic abuse analyst, 2026-11-21" in told[0]["why"]


def test_a_judgement_about_nothing_here_is_told_and_harms_nothing(
    run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    (row,) = names(asked())
    gone = [
        {**decide(row, "none"), "what": "Nowhere Aid"},
        {**decide(row, "yes"), "kind": "theme", "what": "marac", "wording": "w0123456789ab"},
        {**decide(row, "no"), "kind": "same-review", "what": "page.txt", "other": "gone.txt"},
        {**decide(row, "yes"), "kind": "death", "what": "sefton-2000-01-00000000", "other": "INC-9999"},
    ]
    sheet = save(gone, tmp_path / "gone.csv")
    done = run("build", "pages", "-o", "new", "--judgements", sheet, "--strict")
    assert done.returncode == 3
    issues = [json.loads(line) for line in (tmp_path / "new" / "issues.jsonl").read_text("utf-8").splitlines()]
    told = [issue["message"] for issue in issues if issue["document"] == "gone.csv"]
    assert [message.partition(":")[0] for message in told] == [
        "row 2, column what", "row 3, column wording", "row 4, column what", "row 5, column what",
    ]  # fmt: skip
    same = ("issues.jsonl", "tables/judgements.csv", "dataset.ttl")  # the last tells the sizes of the others
    old, new = contents(tmp_path / "old"), contents(tmp_path / "new")
    assert {name for name in old if old[name] != new[name]} == set(same)
    printed = run("extract", "pages", "--judgements", sheet, "--strict")
    assert printed.returncode == 3
    assert told[0] in printed.stdout


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"decision": "nobody-at-all"}, "row 2, column decision: 'nobody-at-all' is neither none, confirm nor a body"),
        ({"decision": "confirm"}, "row 2, column decision: there is nothing to confirm"),
        ({"decision": "", "by": "none", "on": "analyst"}, "row 2, column decision: empty"),
        ({"area": "Nowhere at all"}, "row 2, column area: 'Nowhere at all' is neither councils' codes nor"),
        ({"by": "analyst (Ada Example)"}, "row 2, column by: no role: it has words that no post has"),
        ({"decision": "merseyside-polis"}, "merseyside-police"),
        ({"kind": "theme", "what": "maracc", "wording": "w0123456789ab"}, "row 2, column what: no theme 'maracc'"),
        ({"by": ""}, "row 2, column by: empty"),
        ({"on": "soon"}, "row 2, column on: not a date"),
    ],
)
def test_bad_rows_are_named_and_nothing_is_built(
    cells: Row, said: str, run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    (row,) = names(asked())
    before = contents(tmp_path / "old")
    sheet = save([{**decide(row, "none"), **cells}], tmp_path / "bad.csv")
    done = run("build", "pages", "-o", "old", "--judgements", sheet)
    assert done.returncode == 1
    assert "bad.csv row 2, column " in done.stderr
    assert said in done.stderr
    assert "To mend: " in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path / "old") == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"decision": "none"}, {"what": "the QUILLON", "decision": "home-office"}),
        (
            {"kind": "theme", "what": "marac", "decision": "housing"},
            {"kind": "theme", "what": "housing", "decision": "no"},
        ),
        (
            {"kind": "same-review", "what": "a", "other": "b", "decision": "yes"},
            {"kind": "same-review", "what": "b", "other": "a", "decision": "no"},
        ),
    ],
)
def test_two_rows_that_contradict_are_both_named(one: Row, other: Row, run: Any, tmp_path: Path) -> None:
    page(tmp_path / "pages")
    row = {"kind": "agency", "what": "quillon", "area": "", "wording": "w0123456789ab", "other": "", **decide({}, "")}
    first, second = save([{**row, **one}], tmp_path / "one.csv"), save([{**row, **other}], tmp_path / "other.csv")
    done = run("build", "pages", "-o", "new", "--judgements", first, "--judgements", second)
    assert done.returncode == 1
    assert "other.csv row 2, column decision" in done.stderr
    assert "one.csv row 2" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_row_with_a_note_alone_is_told_and_notes_are_published_nowhere(
    run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    (row,) = names(asked())
    noted = {**row, "what": "other", "note": "none, said the panel"}
    sheet = save([{**decide(row, "none"), "note": "a private remark"}, noted], tmp_path / "filled.csv")
    for words in (("build", "pages", "-o", "new"), ("extract", "pages")):
        done = run(*words, "--judgements", sheet)
        assert done.returncode == 0
        assert "filled.csv: 1 row with a note but no decision" in done.stderr
    published = b"".join(path.read_bytes() for path in opened(tmp_path / "new").rglob("*") if path.is_file())
    assert b"domestic abuse analyst" in published
    assert b"private remark" not in published
    assert b"said the panel" not in published


def test_the_area_may_be_written_as_a_partnerships_name(
    run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    (row,) = names(asked())
    sheet = save([{**decide(row, "none"), "area": "Safer Sefton Partnership"}], tmp_path / "filled.csv")
    assert run("build", "pages", "-o", "new", "--judgements", sheet, "--strict").returncode == 0
    (decided,) = read((tmp_path / "new" / "tables" / "judgements.csv").read_text(encoding="utf-8"))
    assert (decided["area"], decided["effect"]) == ("E08000014", "yes")
    told = json.loads(run("diff", "old", "new", "-F", "json").stdout)
    assert ("added", "judgement", "none") in {(row["change"], row["what"], row["new"]) for row in told}


def test_what_a_build_has_decided_is_not_asked_again_though_the_table_is_not_given(
    run: Any, tmp_path: Path, asked: Callable[..., list[Row]]
) -> None:
    before = asked()
    sheet = save([decide(row, "none" if row["kind"] == "agency" else "no") for row in before], tmp_path / "filled.csv")
    assert run("build", "pages", "-o", "new", "--judgements", sheet).returncode == 0
    done = run("review", "new")
    assert (read(done.stdout), done.stderr.strip()) == ([], "0 to decide.")
    again = read(run("review", "new", "--all").stdout)
    assert [row["decision"] for row in again] == [row["decision"] for row in read(sheet.read_text("utf-8-sig"))]


def test_replacing_a_theme_takes_no_other_away(run: Any, tmp_path: Path) -> None:
    """As when the theme that is right happens to lie under another one that the text has."""
    build([SEED], tmp_path / "old", load_config(), quiet)
    findings = [json.loads(line) for line in (tmp_path / "old" / "findings.jsonl").read_text("utf-8").splitlines()]
    scheme = load_config().themes.scheme
    row, gone, instead = next(
        (row, one["id"], scheme.narrower(other["id"])[0])
        for row in findings
        for one in row.get("themes", ())
        for other in row["themes"]
        if one["id"] != other["id"] and scheme.narrower(other["id"]) and row["kind"] == "recommendation"
    )
    cells = {"kind": "theme", "what": gone, "wording": f"w{wording_key(row['text'])}"}
    sheet = save([decide(cells, scheme[instead].label)], tmp_path / "filled.csv")
    assert run("build", SEED, "-o", "new", "--judgements", sheet).returncode == 0
    told = json.loads(run("diff", "old", "new", "-F", "json").stdout)
    themes = {(change["change"], change["old"] or change["new"]) for change in told if change["what"] == "theme"}
    assert themes >= {("gone", gone), ("added", instead)}
    assert [theme for change, theme in themes if change == "gone"] == [gone]


def test_a_filled_worksheet_is_not_written_over(run: Any, tmp_path: Path, asked: Callable[..., list[Row]]) -> None:
    (row,) = names(asked("-o", "sheet.csv") or read((tmp_path / "sheet.csv").read_text(encoding="utf-8")))
    assert run("review", "old", "-o", "sheet.csv").returncode == 0, "nothing is decided in it yet"
    save([decide(row, "none")], tmp_path / "sheet.csv")
    done = run("review", "old", "-o", "sheet.csv")
    assert done.returncode == 1
    assert "sheet.csv: holds decisions" in done.stderr


def test_a_review_without_a_build_says_how_to_make_one(run: Any) -> None:
    done = run("review", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "dhrgraph build" in done.stderr


def test_a_text_that_another_document_takes_a_name_out_of_is_judged_by_the_words_that_are_published(
    tmp_path: Path, config: Config
) -> None:
    asked = "".join(f"{n}. Sefton Council should {what}.\n" for n, what in enumerate(("act", "train", "tell"), 1))
    front = "Sefton Community Safety Partnership\nDomestic Homicide Review: {}\n\n{}\n\nRecommendations\n" + asked
    explains = "The pseudonym Tamsin is used for the woman who died."
    uses = "Lessons to be learned\n- Nobody asked Tamsin how she was."
    (tmp_path / "summary.txt").write_text(front.format("Executive Summary", explains), encoding="utf-8")
    (tmp_path / "report.txt").write_text(front.format("Overview Report", uses), encoding="utf-8")
    published = wording_key("Nobody asked [person] how she was.")
    row = {"kind": "theme", "what": "marac", "wording": f"w{published}", **decide({}, "yes")}
    judged = load_config(judgements=[save([row], tmp_path / "filled.csv")])
    documents = [tmp_path / "summary.txt", tmp_path / "report.txt"]
    read = read_all(documents, judged, quiet)
    (point,) = [f for reading in read.readings for f in reading.findings if isinstance(f, LearningPoint)]
    assert [(theme.theme, theme.method) for theme in point.themes][:1] == [("marac", "judgement")]
    assert unheard(judged, read.readings) == ()
    assert unheard(judged, read_all([SEED], config, quiet).readings) == judged.judgements


def unheard(config: Config, readings: Iterable[Reading]) -> tuple[JudgementRow, ...]:
    partnerships = config.authorities.partnerships
    return without_effect(config.judgements, [heard(config.judgements, each, partnerships) for each in readings])


def test_processes_that_read_the_settings_again_hear_the_same_judgements(tmp_path: Path) -> None:
    row = {"kind": "agency", "what": "quillon", **decide({}, "none")}
    files = [save([row], tmp_path / "one.csv"), save([{**row, "what": "other"}], tmp_path / "two.csv")]
    config = load_config(judgements=files)
    make, cells = ReadAndUnderstand(config).__reduce__()
    assert make(*cells).config.judgements == config.judgements
    assert [row.what for row in config.judgements[-2:]] == ["quillon", "other"]
