"""The pages come through the server, each in a worker; another form from a folder of one's own asks no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving
from starlette.testclient import TestClient

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.respond import respond
from dhrgraph.query.catalogue import catalogue
from dhrgraph.resources import folder

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(built: Path) -> Iterator[TestClient]:
    with serving(built) as found:
        yield found


@pytest.mark.parametrize(
    "path", ["/themes", "/doc/theme/marac", "/doc/theme/marac.ttl", "/id/agency/home-office", "/nowhere"]
)
def test_pages_are_those_of_the_site(client: TestClient, store: Store, path: str) -> None:
    hosted = Hosted(questions=catalogue(folder("queries")), live=True, public="http://127.0.0.1:8000/")
    expected = respond(store, path, {}, BROWSER["Accept"], hosted)
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == expected.status
    assert answer.headers["content-type"].partition(";")[0] == expected.media_type.partition(";")[0]
    assert answer.headers.get("location") == dict(expected.headers).get("Location")


def test_html_has_a_policy_that_lets_nothing_else_in(client: TestClient) -> None:
    for path in ("/", "/sparql", "/themes"):
        answer = client.get(path, headers=BROWSER)
        assert answer.headers["content-type"].startswith("text/html")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "http:" not in policy
        assert "https:" not in policy


def test_a_browser_gets_answers_as_a_page(client: TestClient) -> None:
    asked = client.get("/sparql", params={"query": "SELECT ('<b>x' AS ?words) {}"}, headers=BROWSER)
    assert asked.status_code == 200
    assert "&lt;b&gt;x" in asked.text
    wrong = client.get("/sparql", params={"query": "SELECT <script>"}, headers=BROWSER)
    assert wrong.status_code == 400
    assert "SELECT &lt;script&gt;" in wrong.text
    assert "SELECT <script>" not in wrong.text
    refused = client.get("/sparql", params={"query": "ASK { SERVICE <urn:x> { ?s ?p ?o } }"}, headers=BROWSER)
    assert refused.status_code == 403
    assert refused.headers["content-type"].startswith("text/html")


def test_the_form_begins_with_a_question(client: TestClient) -> None:
    begun = client.get("/sparql", params={"start": "coverage"}, headers=BROWSER)
    assert begun.status_code == 200
    assert "#+ title: On how much does every answer rest?" in begun.text
    assert "#+ title" not in client.get("/sparql", params={"start": "nothing"}, headers=BROWSER).text


def test_another_form_comes_from_its_folder(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "build"
    place.mkdir()
    (place / "yasgui.min.js").write_text("/* script */", "utf-8")
    (place / "yasgui.min.css").write_text("/* style */", "utf-8")
    (tmp_path / "beside.txt").write_text("not to be seen", "utf-8")
    with serving(built, ui=place) as client:
        page = client.get("/yasgui")
        assert 'src="yasgui/yasgui.min.js"' in page.text
        assert "connect-src 'self'" in page.headers["content-security-policy"]
        assert client.get("/yasgui/yasgui.min.js").text == "/* script */"
        assert "PREFIX dhr:" in client.get("/yasgui/start.js").text
        for path in (
            "/yasgui/../beside.txt",
            "/yasgui/%2e%2e/beside.txt",
            "/yasgui/..%2fbeside.txt",
            "/yasgui/none.js",
        ):
            assert "not to be seen" not in client.get(path).text
    with serving(built) as client:
        assert client.get("/yasgui").status_code == 404
