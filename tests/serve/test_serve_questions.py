"""The canned questions as an API: the same rows as the command line gives, a page at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import serving
from starlette.testclient import TestClient

from dhrgraph.graph.store import Store
from dhrgraph.query.catalogue import CannedQuery, catalogue
from dhrgraph.query.render import as_json
from dhrgraph.query.render import csv as as_csv
from dhrgraph.query.run import run
from dhrgraph.resources import folder

QUESTIONS = catalogue(folder("queries"))


def examples(question: CannedQuery) -> dict[str, str]:
    return {each.name: str(each.example) for each in question.parameters if each.required}


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built) as found:
        yield found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_gives_the_rows_of_the_command_line(
    client: TestClient, store: Store, question: CannedQuery
) -> None:
    given = examples(question)
    answer = client.get(f"/api/queries/{question.name}.json", params={**given, "_size": "max"})
    if answer.status_code == 400:  # an example that these five documents do not hold
        assert "no " in answer.json()["error"]
        return
    expected = run(store, question, given)
    assert answer.json()["columns"] == [name for name, _ in question.columns] == list(expected.columns)
    assert answer.json()["rows"] == json.loads(as_json(expected))
    assert answer.json()["truncated"] is False
    plain = client.get(f"/api/queries/{question.name}.csv", params={**given, "_size": "max"})
    assert plain.text == as_csv(expected)


@pytest.mark.parametrize("shape", ["objects", "arrays"])
def test_pages_put_together_are_the_whole(client: TestClient, shape: str) -> None:
    whole = client.get("/api/queries/themes-across-partnerships.json", params={"_size": "max", "_shape": shape}).json()
    assert len(whole["rows"]) > 4
    target, rows = f"/api/queries/themes-across-partnerships.json?_size=3&_shape={shape}", []
    for _ in range(1000):
        answer = client.get(target)
        page = answer.json()
        rows += page["rows"]
        assert page["truncated"] == (page["next"] is not None) == ("link" in answer.headers)
        if page["next_url"] is None:
            break
        parts = urlsplit(page["next_url"])
        target = f"{parts.path}?{parts.query}"
    assert rows == whole["rows"]
    assert isinstance(rows[0], dict if shape == "objects" else list)


def test_each_format_gives_the_same(client: TestClient) -> None:
    target = "/api/queries/themes-across-partnerships.{}?min_partnerships=1&_size=4"
    objects = client.get(target.format("json")).json()["rows"]
    lines = [json.loads(line) for line in client.get(target.format("ndjson")).text.splitlines()]
    table = list(csv.DictReader(io.StringIO(client.get(target.format("csv")).text, newline="")))
    assert lines == objects
    assert [row["theme"] for row in table] == [row["theme"] for row in objects]
    assert len(objects) == 4


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("coverag.json", 404, "Did you mean 'coverage'?"),
        ("coverage.xlsx", 404, "no format 'xlsx'"),
        ("recommendations-to-agency.json", 400, "needs agency"),
        ("recommendations-to-agency.json?agency=home-ofice", 400, "home-office"),
        ("themes-across-partnerships.json?min_partnership=2", 400, "min_partnerships"),
        ("themes-across-partnerships.json?min_partnerships=two", 400, "no integer"),
        ("coverage.json?_size=0", 400, "_size"),
        ("coverage.json?_size=10001", 400, "_size"),
        ("coverage.json?_next=-1", 400, "_next"),
        ("coverage.json?_shape=object", 400, "Did you mean 'objects'?"),
        ("coverage.json?_sise=3", 400, "Did you mean '_size'?"),
        ("recommendations-to-agency.json?agency=%3Curn:x%3E%20%7D%20%23", 400, "no agency"),
    ],
)
def test_what_cannot_be_asked_is_said_in_json(client: TestClient, target: str, status: int, said: str) -> None:
    answer = client.get(f"/api/queries/{target}")
    assert answer.status_code == status
    assert answer.json()["ok"] is False
    assert said in answer.json()["error"]


def test_the_list_names_every_question(client: TestClient) -> None:
    listed = client.get("/api/queries").json()["queries"]
    assert [each["name"] for each in listed] == [question.name for question in QUESTIONS]
    for each, question in zip(listed, QUESTIONS, strict=True):
        assert [given["name"] for given in each["parameters"]] == [given.name for given in question.parameters]


def test_the_description_is_openapi(client: TestClient) -> None:
    """Its shape by hand (no validator is at hand); every path in it answers."""
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert len(told["paths"]) == len(QUESTIONS)
    for path, methods in told["paths"].items():
        given = methods["get"]["parameters"]
        assert {each["in"] for each in given} <= {"path", "query"}
        needed = {each["name"]: each["example"] for each in given if each["required"] and each["in"] == "query"}
        assert client.get(path.format(suffix="json"), params=needed).status_code in (200, 400)
