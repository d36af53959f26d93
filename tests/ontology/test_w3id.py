"""Where https://w3id.org/dhrgraph/… leads: the rules of ontology/w3id/.htaccess, read as data."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from exampleton import ONTOLOGY, passing
from htaccess import leads_to, read
from rdflib import URIRef

from dhrgraph.cli.main import cli
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, KINDS, VERSION
from dhrgraph.publish.release.forms import MEDIA_TYPES
from dhrgraph.publish.site.addresses import PARTS, is_part, page_of

FILE = ONTOLOGY / "w3id" / ".htaccess"
RULES = read(FILE)
HOST = "https://example.org/dhrgraph"
DOCS = Path(__file__).parents[2] / "docs"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

ASKED = {  # Accept headers of real clients, and the ending that each should be given
    "": "html",
    "*/*": "html",
    "image/png": "html",
    BROWSER: "html",
    "application/xhtml+xml": "html",
    "TEXT/TURTLE": "ttl",
    "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8, application/rdf+xml;q=0.7, */*;q=0.3": "ttl",
    "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1": "rdf",
    "application/rdf+xml, text/xml; q=0.6, text/turtle; q=0.5": "rdf",
    "application/ld+json, application/json;q=0.9": "jsonld",
    "application/n-triples, text/turtle;q=0.5": "nt",
    **{media: suffix for suffix, media in MEDIA_TYPES.items()},
}


def given(path: str, accept: str = "") -> str | None:
    target = leads_to(RULES, path, accept)
    assert target is None or target.startswith(HOST)
    return target and target.removeprefix(HOST)


@pytest.mark.parametrize(("accept", "ending"), ASKED.items())
def test_format_is_the_first_that_the_client_names(accept: str, ending: str) -> None:
    assert given("ontology", accept) == f"/ontology/current/dhr.{ending}"


@pytest.mark.parametrize("accept", ["", *MEDIA_TYPES.values()])
@pytest.mark.parametrize("path", ["ontology", f"ontology/{VERSION}", "shapes", "code", "theme"])
def test_what_the_release_holds_is_there(path: str, accept: str) -> None:
    target = given(path, accept)
    assert target
    file, _, fragment = target.partition("#")
    assert (DOCS / file.lstrip("/")).is_file()
    if fragment:
        assert f'id="{fragment}"' in (DOCS / file.lstrip("/")).read_text(encoding="utf-8")


def test_a_version_leads_to_that_version() -> None:
    assert given("ontology/12.0.3", "text/turtle") == "/ontology/12.0.3/dhr.ttl"
    assert given("ontology/1.0.0-rc.1") == "/ontology/1.0.0-rc.1/dhr.html"
    assert given("ontology/latest") is None


@pytest.mark.parametrize("accept", ["", "text/turtle", "application/ld+json"])
def test_things_lead_to_the_site_s_documents_about_them(accept: str) -> None:
    things = {str(node) for node in passing().all_nodes() if isinstance(node, URIRef) and str(node).startswith(BASE)}
    ending = ASKED[accept]
    led = {thing: given(thing.removeprefix(BASE), accept) for thing in things}
    with_page = {thing: page_of(thing) for thing in things if page_of(thing) and "#" not in str(page_of(thing))}
    assert {kind for kind in KINDS.values() if f"{BASE}id/{kind}/" in "".join(with_page)} == {
        kind for prefix, kind in KINDS.items() if prefix not in PARTS
    }
    for thing, page in with_page.items():
        if thing == f"{BASE}theme":
            wanted = "dhr.html#theme-tree" if ending == "html" else f"themes.{ending}"
            assert led[thing] == f"/ontology/current/{wanted}"
        elif "/id/match/" not in thing:
            assert led[thing] == f"{page}.{ending}"


PARTS_LEAD = {
    "id/evidence/963ef412d172.0-40": "/doc/document/963ef412d172/passages.html#p0-40",
    "id/evidence/963ef412d172.0-40.position": "/doc/document/963ef412d172/passages.html#p0-40",
    "id/extraction/963ef412d172": "/doc/document/963ef412d172.html",
    "id/match/014c519cb6be": "/doc/document/014c519cb6be.html",
    "id/match/a-2023-05-963ef412.main.0001.addressee.1": "/doc/recommendation/a-2023-05-963ef412.main.0001.html",
    "id/match/a-2023-05-963ef412.main.0001.2.lead.1": "/doc/action/a-2023-05-963ef412.main.0001.2.html",
    "id/match/a-2023-05-963ef412.partnership.1": "/doc/review/a-2023-05-963ef412.html",
    "id/assignment/rc-a-2023-05-963ef412.main.0001.marac": "/doc/recommendation/a-2023-05-963ef412.main.0001.html",
    "id/assignment/gs-c211a672dc7d.0001.marac": "/doc/guidance/c211a672dc7d.0001.html",
    "id/disagreement/rv-a-2023-05-014c519c.death": "/doc/review/a-2023-05-014c519c.html",
    "id/likeness/a-2023-05-963ef412.main.0001.b-2019-01-014c519c.plan.0002": "/doc/recommendation/a-2023-05-963ef412.main.0001.html",
}


@pytest.mark.parametrize(("part", "page"), PARTS_LEAD.items())
def test_parts_lead_to_what_they_are_part_of(part: str, page: str) -> None:
    target = given(part) or ""
    assert target == page or target == f"{page}#{part.removeprefix('id/').replace('/', '-')}"
    statements = (given(part, "text/turtle") or "").partition("#")[0]
    assert statements == page.partition("#")[0].replace("/passages", "").replace(".html", ".ttl")


def test_things_are_given_as_turtle_where_rdf_xml_is_asked_for() -> None:
    assert given("id/agency/home-office", "application/rdf+xml") == "/doc/agency/home-office.ttl"


def test_every_thing_of_a_build_leads_to_a_page_of_the_site(store: Store) -> None:
    """The site's own tables say which pages there are; both must know every name that a build makes."""
    rows = store.select(f"SELECT DISTINCT ?s {{ ?s a ?c FILTER STRSTARTS(STR(?s), '{BASE}') }}").rows
    things = {str(row[0]).removeprefix(BASE) for row in rows}
    pages = {f"{page_of(BASE + thing)}.html" for thing in things if not is_part(BASE + thing)}
    led = {thing: (given(thing) or "").partition("#")[0].replace("/passages", "") for thing in things}
    assert len(things) > 1000
    assert {thing: page for thing, page in led.items() if page not in pages} == {}


@pytest.fixture(scope="module")
def published(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The host, as ontology/w3id/README.md says to make it."""
    host = tmp_path_factory.mktemp("w3id") / "host"
    ran = CliRunner().invoke(cli, ["site", "-g", str(built), "-o", str(host)], standalone_mode=False)
    assert ran.exception is None
    shutil.copy(DOCS / "findings.schema.json", host)
    return host


@pytest.mark.slow
@pytest.mark.parametrize("accept", ["", *MEDIA_TYPES.values()])
def test_every_name_in_a_build_leads_to_a_file(published: Path, built: Path, store: Store, accept: str) -> None:
    """Each IRI of ours that the data or the data set's description holds; fragments of pages are there too."""
    ours = f"""SELECT DISTINCT ?x {{ {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} UNION {{ GRAPH ?x {{ ?a ?b ?c }} }}
        FILTER (isIRI(?x) && STRSTARTS(STR(?x), "{BASE}") && !REGEX(STR(?x), "#|/$")) }}"""
    described = Store.memory((built / "dataset.ttl").read_bytes(), "turtle")
    rows = (*store.select(ours).rows, *described.select(ours).rows)
    names = {str(row[0]).removeprefix(BASE) for row in rows} | {"", "ontology", "shapes", "code", "query"}
    assert {"dataset", "catalog", "project", "dataset/dhrgraph.trig"} <= names
    missing = {}
    for name in names:
        target, _, fragment = (given(name, accept) or "/nowhere").partition("#")
        file = published / (target.lstrip("/") or "index.html")
        if not file.is_file() or (file.suffix == ".html" and fragment and f'id="{fragment}"' not in content(file)):
            missing[name] = f"{target}#{fragment}"
    assert len(names) > 1000
    assert missing == {}


@cache
def content(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_questions_and_the_data_set() -> None:
    assert given("query/themes-across-partnerships", BROWSER) == "/query/themes-across-partnerships.html"
    assert given("query/themes-across-partnerships", "text/turtle") == "/query/themes-across-partnerships.rq"
    assert given("dataset", BROWSER) == given("project", BROWSER) == "/about.html"
    assert given("dataset/rights", "text/turtle") == "/dataset/dataset.ttl"
    assert given("dataset/tables/actions.csv", "text/turtle") == "/dataset/tables/actions.csv"
    assert given("") == "/"


@pytest.mark.parametrize(
    "path",
    [
        "id/agency/../x",
        "id/agency",
        "id/assignment/x",
        "id/evidence/x",
        "id/agency/a/b",
        "theme/a/b",
        "query/../x",
        "other",
    ],
)
def test_what_names_nothing_leads_nowhere(path: str) -> None:
    assert given(path, "text/turtle") is None


def test_the_host_stands_once_and_is_to_be_set() -> None:
    rules = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert sum("://" in line for line in rules) == 1
    assert "TO BE SET AT PUBLICATION" in FILE.read_text(encoding="utf-8")
