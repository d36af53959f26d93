"""What a council's analyst, a Commissioner's analyst and a giver of strange files do, from documents to answers.

Each journey goes through the command line only, on short invented reviews.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.publish.opened import opened

Row = dict[str, Any]
REVIEW = """# {csp}

## Domestic Homicide Review

### Executive Summary

Died {died}

Report completed {completed}

## 1. Introduction

1.1 The panel met five times and thanks all who took part.

## 2. Recommendations

| No | Recommendation | Addressed to |
|---|---|---|
"""
CASES = "incident_id,csp,region,death_date,multiple_victims,cause_of_death,location_of_death"
FACTORS = (
    "intimate_partner_violence,familial_homicide,parricide,homicide_suicide,children_present,coercive_control,"
    "economic_abuse,faith_based_marriage,forced_marriage,honour_based_violence,physical_abuse,emotional_abuse,"
    "separation,sexual_abuse,stalking"
)
LINKS = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
SELECT ?review ?death WHERE { ?review dhr:concernsDeath ?death }"""


def review(place: Path, csp: str, died: str, completed: str, put: Iterable[tuple[str, str]]) -> None:
    """A review as Markdown: what is recommended, and to whom, in a table."""
    rows = "".join(f"| {number} | {text} | {to} |\n" for number, (text, to) in enumerate(put, 1))
    place.mkdir(exist_ok=True)
    text = REVIEW.format(csp=csp, died=died, completed=completed) + rows
    (place / f"{csp.split()[0].lower()}.md").write_text(text, encoding="utf-8")


def made(run: Any, *words: object) -> str:
    """What a command that must succeed prints."""
    done = run(*words)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def rows(run: Any, *words: object) -> list[Row]:
    """A command's answer, read as JSON."""
    found: list[Row] = json.loads(made(run, *words, "-F", "json"))
    return found


def slugs(found: Iterable[Row], column: str) -> list[str]:
    """The last part of each IRI or CURIE in a column."""
    return [str(row[column]).rpartition("/")[2].rpartition(":")[2] for row in found]


def recommended(output: Path) -> dict[str, list[str | None]]:
    """By partnership and number, the bodies a recommendation is put to."""
    lines = (json.loads(line) for line in (output / "findings.jsonl").read_text(encoding="utf-8").splitlines())
    found = [line for line in lines if line["kind"] == "recommendation"]
    return {f"{f['document']} {f['number']}": [each["id"] for each in f["addressees"]] for f in found}


def worksheet(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def saved(sheet: list[Row], path: Path) -> Path:
    """As a spreadsheet set to another list separator saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(sheet[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(sheet)
    return path


def decide(sheet: list[Row], what: str, decision: str) -> None:
    """Fill in the row about `what`, which must be there once."""
    (row,) = (row for row in sheet if row["what"] == what)
    row.update(decision=decision, by="domestic abuse analyst", on="21/11/2026")


def contents(output: Path) -> dict[str, bytes]:
    build = opened(output)
    files = (path for path in sorted(build.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(build)): path.read_bytes() for path in files}


def test_the_same_words_mean_other_bodies_in_other_places(run: Any, tmp_path: Path) -> None:
    """Brent and Brentwood share their first letters, "the Police" and "the Council", and no body."""
    put = (
        ("The police should check what came before each call.", "The Police"),
        ("The council should train its housing staff.", "The Council"),
        ("Carers should be offered an assessment.", "Adult Social Care"),
        ("Guidance should be issued on family homicide.", "Home Office"),
    )
    review(tmp_path / "in", "Brent Community Safety Partnership", "May 2018", "June 2020", put)
    review(tmp_path / "in", "Brentwood Community Safety Partnership", "May 2019", "June 2021", put)
    made(run, "build", "in", "-o", "out")

    to = recommended(tmp_path / "out")
    assert [to[f"brent.md {n}"] for n in (1, 2, 3)] == [
        ["metropolitan-police-service"],
        ["london-borough-of-brent"],
        ["brent-adult-social-care"],
    ]
    assert to["brentwood.md 1"] == ["essex-police"]
    assert to["brentwood.md 2"] == [None]  # of the district or of the county: a person is asked
    assert to["brentwood.md 3"] == ["essex-adult-social-care"]
    (asked,) = (row for row in worksheet(made(run, "review", "out")) if row["kind"] == "agency")
    assert {"brentwood-borough-council", "essex-county-council"} <= set(asked["candidates"].split())
    everywhere = rows(run, "query", "agencies-across-partnerships", "-g", "out")
    assert slugs(everywhere, "agency") == ["home-office"]
    types = rows(run, "recurrence", "--by", "agency-type", "-g", "out")
    assert {row["label"]: row["partnerships"] for row in types}["Police"] == 2


def test_what_was_put_to_a_body_counts_for_its_successor_when_asked(run: Any, tmp_path: Path) -> None:
    """As named two companies and a service; as they stand today one service. Each answer says how it counted."""
    first = (
        ("Home visits should be made before a release.", "Kent, Surrey and Sussex CRC"),
        ("Practices should be trained in routine enquiry.", "Kent and Medway CCG"),
    )
    later = (("Home visits should be made in high risk cases.", "Probation Service"),)
    review(tmp_path / "in", "Kent Community Safety Partnership", "May 2018", "June 2020", first)
    review(tmp_path / "in", "Leeds Community Safety Partnership", "May 2022", "June 2024", later)
    made(run, "build", "in", "-o", "out")

    named = rows(run, "recurrence", "--by", "agency", "-g", "out")
    assert {row["partnerships"] for row in named} == {1}
    done = run("recurrence", "--by", "agency", "--as-of", "2021-07", "-g", "out", "-F", "json")
    half_way = {row["label"]: row["partnerships"] for row in json.loads(done.stdout)}
    assert half_way == {"Probation Service": 2, "NHS Kent and Medway Clinical Commissioning Group": 1}
    assert "as of July 2021" in done.stderr
    assert "2 reviews" in done.stderr  # on how much the answer rests goes with it
    board = "nhs-kent-and-medway-integrated-care-board"
    (told,) = rows(run, "query", "recommendations-to-agency", f"agency={board}", "-g", "out")
    assert told["text"] == "Practices should be trained in routine enquiry."
    former = rows(run, "query", "recommendations-to-former-bodies", "partnership=kent", "-g", "out")
    assert set(slugs(former, "today")) == {"probation-service", board}
    refused = run("recurrence", "--as-of", "31/02/2022", "-g", "out")
    assert (refused.returncode, "31/02/2022" in refused.stderr) == (2, True)


def test_an_afternoon_with_the_worksheet(run: Any, tmp_path: Path) -> None:
    """Confirm one body, name another, say of words that they are none: seen in the diff, not asked again, taken back."""
    put = (
        ("The service should tell its partners when a client disengages.", "Harbour Domestic Abuse Service"),
        ("Officers should be reminded of the policy.", "Quillon"),
        ("A date should be set.", "Vessel"),
    )
    review(tmp_path / "in", "Kent Community Safety Partnership", "May 2018", "June 2020", put)
    made(run, "build", "in", "-o", "old")
    sheet = worksheet(made(run, "review", "old"))
    decide(sheet, "Harbour Domestic Abuse Service", "confirm")
    decide(sheet, "Quillon", "Kent Police")
    decide(sheet, "Vessel", "none")
    filled = saved(sheet, tmp_path / "filled.csv")
    made(run, "build", "in", "-o", "new", "--judgements", filled)

    told = {
        row["words"].partition(":")[0]: row for row in rows(run, "diff", "old", "new") if row["what"] == "addressee"
    }
    assert told["Quillon"]["new"] == "Kent Police"
    assert (told["Harbour Domestic Abuse Service"]["old"], told["Harbour Domestic Abuse Service"]["new"]) == (
        "Harbour Domestic Abuse Service (provisional)",
        "Harbour Domestic Abuse Service",
    )
    assert "domestic abuse analyst" in told["Quillon"]["why"]
    asked_again = {row["what"] for row in worksheet(made(run, "review", "new")) if row["kind"] == "agency"}
    assert not asked_again & {"Harbour Domestic Abuse Service", "Quillon", "Vessel"}

    for row in sheet:
        row.update(decision="", by="", on="")
    made(run, "build", "in", "-o", "new", "--judgements", saved(sheet, filled))
    assert contents(tmp_path / "new") == contents(tmp_path / "old")


def cases(path: Path, *lines: str) -> Path:
    """A table of cases; each line holds the first seven cells, and every case is tagged with coercive control only."""
    tags = ",".join("True" if factor == "coercive_control" else "False" for factor in FACTORS.split(","))
    table = [f"{CASES},{FACTORS}", *(f"{line},{tags}" for line in lines)]
    path.write_text("\n".join(table) + "\n", encoding="utf-8")
    return path


def test_a_recorded_death_is_suggested_and_only_a_person_links_it(run: Any, tmp_path: Path) -> None:
    """Three deaths with a factor are too few to be counted aloud; the one of this place and month is a candidate, no more."""
    put = (("Officers should be reminded of the policy.", "Kent Police"),)
    review(tmp_path / "in", "Kent Community Safety Partnership", "August 2019", "June 2021", put)
    cell = "False,unknown,residential_location"
    table = cases(
        tmp_path / "incidents.csv",
        f"INC-0001,Kent,South East,August 2019,{cell}",
        f"INC-0002,Kent,South East,May 2012,{cell}",
        f"INC-0003,Leeds,Yorkshire and the Humber,August 2019,{cell}",
    )
    made(run, "build", "in", table, "-o", "old")

    of_factor = ("deaths", "--by", "region", "--and", "coercive-control")
    shown = {str(row["deaths"]) for row in rows(run, *of_factor, "-g", "old")}
    assert not shown & {"1", "2", "3"}
    assert rows(run, "sparql", LINKS, "-g", "old") == []
    sheet = [row for row in worksheet(made(run, "review", "old")) if row["kind"] == "death"]
    assert [row["other"] for row in sheet] == ["INC-0001"]
    decide(sheet, sheet[0]["what"], "yes")
    made(run, "build", "in", table, "-o", "new", "--judgements", saved(sheet, tmp_path / "filled.csv"))
    assert slugs(rows(run, "sparql", LINKS, "-g", "new"), "death") == ["INC-0001"]

    (link,) = worksheet((tmp_path / "new" / "candidate_links.csv").read_text(encoding="utf-8"))
    assert (link["death"], link["decision"]) == ("INC-0001", "yes")
    assert "death" not in {row["kind"] for row in worksheet(made(run, "review", "new"))}
    (told,) = (row for row in rows(run, "diff", "old", "new") if row["what"] == "judgement")
    assert (told["change"], told["where"], told["new"]) == ("added", "death", "yes")
    decide(sheet, sheet[0]["what"], "no")
    made(run, "build", "in", table, "-o", "no", "--judgements", saved(sheet, tmp_path / "filled.csv"))
    assert rows(run, "sparql", LINKS, "-g", "no") == []
    (link,) = worksheet((tmp_path / "no" / "candidate_links.csv").read_text(encoding="utf-8"))
    assert link["decision"] == "no"


@pytest.mark.parametrize("to", ['=HYPERLINK("http://example.org/","Kent Police")', "+44 Quillon"])
def test_a_name_that_a_spreadsheet_would_run_is_harmless_and_can_still_be_decided(
    to: str, run: Any, tmp_path: Path
) -> None:
    """No cell of any table begins as a formula does, and the row finds its name again when it comes back."""
    put = (("Officers should be reminded of the policy.", to),)
    review(tmp_path / "in", "Kent Community Safety Partnership", "May 2018", "June 2020", put)
    made(run, "build", "in", "-o", "old")
    sheet = worksheet(made(run, "review", "old"))
    tables = [worksheet(path.read_text(encoding="utf-8")) for path in sorted(opened(tmp_path / "old").rglob("*.csv"))]
    cells = [cell for table in [*tables, sheet] for row in table for cell in row.values()]
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("=", "+", "@"))]

    (row,) = (row for row in sheet if row["kind"] == "agency")
    decide(sheet, row["what"], "kent-police")
    made(run, "build", "in", "-o", "new", "--judgements", saved(sheet, tmp_path / "filled.csv"))
    assert recommended(tmp_path / "new") == {"kent.md 1": ["kent-police"]}
