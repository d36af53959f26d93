"""A build with a table of cases, from file to output, and the commands that show it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from cases_made import row, written

from dhrgraph.config import Config, load_config
from dhrgraph.errors import NothingToReadError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, DHR
from dhrgraph.pipeline import How, build
from dhrgraph.reconcile.deaths.links import decided_links
from dhrgraph.records import EMPTY, Death, JudgementRow, PartnershipName, Review
from dhrgraph.resources import folder

ROWS = [
    *(row(n, csp="Nottingham", region="East Midlands", death_date="2018", stalking="True") for n in range(1, 7)),
    row(7, csp="Liverpool", death_date="June 2015"),
    row(8, csp="Liverpool", death_date="June 2015", separation="True"),
]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


def quiet(_stage: str, _message: str) -> None:
    pass


def made(place: Path, config: Config, *more: Path) -> Path:
    build([place, *more], place.parent / "output", config, quiet, How(jobs=1))
    return place.parent / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, config: Config) -> Path:
    place = tmp_path_factory.mktemp("cases") / "in"
    place.mkdir()
    (place / "download (3).txt").write_bytes(written(ROWS))
    return made(place, config, next(folder("seeds").glob("nottingham*")))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_file_is_known_by_its_heading_whatever_its_name(output: Path) -> None:
    deaths = [line for line in lines(output / "findings.jsonl") if line["kind"] == "death"]
    assert [line["id"] for line in deaths] == [f"INC-{n:04}" for n in range(1, 9)]
    assert {line["document"] for line in deaths} == {"download (3).txt"}


def test_every_line_keeps_to_the_schema(output: Path) -> None:
    for line in lines(output / "findings.jsonl"):
        jsonschema.validate(line, SCHEMA)


def test_rows_in_doubt_are_in_the_list_of_issues(output: Path) -> None:
    said = [str(line["message"]) for line in lines(output / "issues.jsonl") if line["document"] == "download (3).txt"]
    assert any("are the same in all but the id" in message for message in said)
    assert any(message.startswith("INC-0007 (row 8) and INC-0008 (row 9) have the same") for message in said)


def test_candidates_are_suggested_and_not_asserted(output: Path) -> None:
    with (output / "candidate_links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["death"] for row in rows] == [f"INC-{n:04}" for n in range(1, 7)]
    assert {row["candidates"] for row in rows} == {"6"}
    assert "concernsDeath" not in (output / "dhrgraph.ttl").read_text(encoding="utf-8")


def test_the_table_has_a_named_graph_a_licence_and_its_citation(output: Path) -> None:
    store = Store.open(output / "store")
    question = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT DISTINCT ?licence ?citation { GRAPH ?g { ?death a dhr:RecordedDeath ; dcterms:source ?table .
      ?table dcterms:license ?licence ; dcterms:bibliographicCitation ?citation } }"""
    ((licence, citation),) = store.select(question).rows
    assert str(licence).startswith("https://creativecommons.org/licenses/by/4.0")
    assert "10.5281/zenodo.21648010" in str(citation)
    assert "1.0.3" not in str(citation), "this copy is not that version"
    assert "10.5281/zenodo.21648010" in (output / "graph.html").read_text(encoding="utf-8")


def test_cross_tables_hide_small_counts(output: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("deaths", "--by", "region", "-g", output, "-F", "json")
    counts = {line["region_label"]: line["deaths"] for line in json.loads(done.stdout)}
    assert counts == {"East Midlands": 6, "North West": 2, "all": 8}, "the library's own list says as much"
    assert "does not say that it was absent" in done.stderr
    assert "creativecommons.org/licenses/by/4.0" in done.stderr
    done = run("deaths", "--and", "stalking", "--by", "factor", "-g", output, "-F", "json")
    counts = {line["factor_label"]: line["deaths"] for line in json.loads(done.stdout)}
    assert set(counts.values()) == {"fewer than 5", "not shown"}
    assert counts["all"] == "not shown", "six of eight are tagged: it would tell of the two that are not"
    done = run("deaths", "--and", "stalking", "--by", "region", "-g", output, "-F", "json")
    assert {line["deaths"] for line in json.loads(done.stdout)} == {"fewer than 5", "not shown"}


def test_tables_of_deaths_are_among_the_tables(output: Path) -> None:
    text = (output / "tables" / "deaths-by-year.csv").read_text(encoding="utf-8")
    assert text.splitlines() == ["year,deaths", "2015,2", "2018,6", "all,8"]


def test_a_graph_without_cases_says_so(run, built: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("deaths", "-g", built)
    assert done.returncode == 2
    assert "no recorded deaths" in done.stderr
    assert run("deaths", "--and", "shoes", "-g", built).returncode == 2


def test_extract_shows_deaths(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "cases.csv").write_bytes(written(ROWS))
    done = run("extract", "cases.csv", "-j", "1")
    assert done.returncode == 0, done.stderr
    assert sum(json.loads(line)["kind"] == "death" for line in done.stdout.splitlines()) == len(ROWS)


def test_cases_alone_make_a_graph(tmp_path: Path, config: Config) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cases.csv").write_bytes(written(ROWS))
    assert (made(tmp_path / "in", config) / "dhrgraph.ttl").stat().st_size


def test_a_bad_table_costs_only_itself(tmp_path: Path, config: Config, output: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    (place / "cases.csv").write_bytes(written([*ROWS, row(9, stalking="often")]))
    (place / "second.csv").write_bytes(written(ROWS))
    (place / "third.csv").write_bytes(written(ROWS[:3]))
    (place / "victims.csv").write_bytes(b"victim_id,incident_id,age\nV-1,INC-0001,30\n")
    bad = made(place, config, next(folder("seeds").glob("nottingham*")))
    said = {str(line["document"]): str(line["message"]) for line in lines(bad / "issues.jsonl")}
    assert "row 10, column stalking" in said["cases.csv"]
    assert "second table" in said["third.csv"]
    assert "describes persons" in said["victims.csv"]
    assert (bad / "dhrgraph.ttl").read_bytes() != b""
    assert sum(line["kind"] == "death" for line in lines(bad / "findings.jsonl")) == len(ROWS)


def test_nothing_but_a_bad_table_is_nothing(tmp_path: Path, config: Config) -> None:
    (tmp_path / "victims.csv").write_bytes(b"victim_id,age\nV-1,30\n")
    with pytest.raises(NothingToReadError):
        build([tmp_path], tmp_path / "output", config, quiet, How(jobs=1))


def test_a_decision_in_a_table_of_judgements_joins_review_and_death(tmp_path: Path, output: Path) -> None:
    name = next(str(line["id"]) for line in lines(output / "findings.jsonl") if line["kind"] == "review")
    place = tmp_path / "in"
    place.mkdir()
    (place / "cases.csv").write_bytes(written(ROWS))
    judged = tmp_path / "judged.csv"
    judged.write_text(
        f"kind,what,other,decision,by,on\ndeath,{name},INC-0003,yes,analyst,2026-01-31\n", encoding="utf-8"
    )
    with_it = made(place, load_config(judgements=[judged]), next(folder("seeds").glob("nottingham*")))
    assert joined(with_it) == [(f"{BASE}id/review/{name}", f"{BASE}id/death/INC-0003")]
    without = made(place, load_config(), next(folder("seeds").glob("nottingham*")))
    assert joined(without) == []


def test_a_decision_holds_for_a_new_version_of_the_document_and_not_where_two_reviews_fit() -> None:
    row = JudgementRow("death", "aton-2019-05-0123abcd", "yes", "analyst", "2026-01-31", other="INC-0001")
    partnership, death = PartnershipName("Aton", "Aton"), Death("INC-0001", PartnershipName("Aton", "Aton"))
    exact, newer, other = (
        Review(f"aton-2019-05-{digits}", partnership, "", None, None, None, EMPTY)
        for digits in ("0123abcd", "89abcdef", "aaaaaaaa")
    )
    assert decided_links([row], [newer], [death]) == ((("aton-2019-05-89abcdef", "INC-0001"),), ())
    assert decided_links([row], [newer, exact], [death]) == ((("aton-2019-05-0123abcd", "INC-0001"),), ())
    assert decided_links([row], [newer, other], [death]) == ((), (row,))


def joined(output: Path) -> list[tuple[str, ...]]:
    store = Store.open(output / "store")
    rows = store.select(f"SELECT ?review ?death {{ ?review <{DHR}concernsDeath> ?death }}").rows
    return [tuple(map(str, row)) for row in rows]
