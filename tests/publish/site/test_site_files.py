"""The site as files: every link leads somewhere, everything the graph names has a page, and the RDF of all pages is the graph."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

import pytest
from site_pages import Seen, files, hosted, seen

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, Iri, iri
from dhrgraph.publish.site.addresses import anchor_of, is_part, page_of
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.respond import respond
from dhrgraph.publish.site.write import write_site
from dhrgraph.publish.site.written import LIST
from dhrgraph.serve.hosting import hosted as of_build

OF_RELEASE = (
    "ontology.html",
    "ontology/",
)  # made and tested by publish/release: one file with its style and script inside
OUTSIDE = ("https://", "http://", "mailto:")


PUBLIC, CONTACT = "https://reviews.example.org/r", "data@example.org"


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five documents, written by the command, in a process and with a hash seed of its own."""
    folder = tmp_path_factory.mktemp("site") / "out"
    words = ("-g", built, "-o", folder, "--base", PUBLIC, "--contact", CONTACT, "--formats", "nt")
    done = subprocess.run(
        [sys.executable, "-m", "dhrgraph", "site", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(files(folder)):,} files in {folder}" in done.stdout
    return folder


def test_the_command_writes_pages_that_open_from_a_disk(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{PUBLIC}/index.html">' in first
    assert "mailto:data%40example.org" in first
    assert "of the 647 reviews" in first
    assert f"<loc>{PUBLIC}/doc/theme/marac.html</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not list((site / "doc").rglob("*.ttl"))
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_files_of_the_build_stand_where_their_description_says(site: Path, built: Path) -> None:
    told = (built / "dataset.ttl").read_text(encoding="utf-8")
    places = set(re.findall(rf"downloadURL <{re.escape(BASE)}dataset/([^>]+)>", told)) | {"dataset.ttl"}
    assert {"dhrgraph.ttl", "dhrgraph.trig", "tables/reviews.csv"} < places
    for name in places:
        assert (site / "dataset" / name).read_bytes() == (built / name).read_bytes(), name
    assert not (site / "dataset" / "store").exists()


def test_a_server_gives_the_files_of_the_build(built: Path, store: Store) -> None:
    live = of_build(store, built, live=True)
    reply = respond(store, "/dataset/tables/reviews.csv", {}, "", live)
    assert (reply.status, reply.media_type) == (200, "text/csv")
    assert reply.body == (built / "tables" / "reviews.csv").read_bytes()
    for path in ("/dataset/store/CURRENT", "/dataset/../x", "/dataset/none.ttl", "/dataset/"):
        assert respond(store, path, {}, "", live).status in (301, 404), path


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Seen]:
    """Every page of it, parsed."""
    own = [name for name in files(site) if name.endswith(".html") and not name.startswith("dataset/")]
    return {name: seen((site / name).read_text(encoding="utf-8")) for name in own}


@pytest.fixture(scope="module")
def graph(store: Store) -> set[str]:
    """Every statement of the graph, as N-Triples."""
    lines = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "ntriples").decode().splitlines()
    return set(lines)


def inner(pages: dict[str, Seen]) -> Iterator[tuple[str, str, str]]:
    """Page, file it links to, anchor."""
    for name, page in pages.items():
        for link in page.links:
            if not link.startswith(OUTSIDE):
                path, _, anchor = link.partition("#")
                path = path.partition("?")[0]
                yield name, normpath(f"{dirname(name)}/{unquote(path)}".lstrip("/")) if path else name, anchor


def test_every_link_leads_to_a_file_and_an_anchor(site: Path, pages: dict[str, Seen]) -> None:
    there = set(files(site))
    broken = {(page, to) for page, to, _ in inner(pages) if to not in there}
    assert not broken, sorted(broken)[:10]
    lost = {
        (page, to, anchor)
        for page, to, anchor in inner(pages)
        if anchor and to.endswith(".html") and anchor not in pages[to].anchors
    }
    assert not lost, sorted(lost)[:10]


def test_every_page_can_be_reached_from_the_first(pages: dict[str, Seen]) -> None:
    follows: dict[str, set[str]] = {}
    for page, to, _ in inner(pages):
        follows.setdefault(page, set()).add(to)
    reached, new = {"index.html"}, {"index.html"}
    while new:
        new = {to for page in new for to in follows.get(page, ())} - reached
        reached |= new
    aside = {
        name for name in pages if name == "404.html" or name.startswith("ontology/") or name.endswith("/passages.html")
    }
    assert set(pages) - reached - aside == set()


def test_nothing_is_loaded_from_outside(pages: dict[str, Seen]) -> None:
    assert not {load for page in pages.values() for load in page.loads if load.startswith(("http", "//"))}
    tags = {tag for name, page in pages.items() if not name.startswith(OF_RELEASE) for tag in page.tags}
    assert not tags & {"iframe", "img", "style", "object", "embed"}


def test_the_rdf_of_all_pages_is_the_graph(site: Path, graph: set[str]) -> None:
    found: set[str] = set()
    for path in (site / "doc").rglob("*.nt"):
        lines = set(path.read_text(encoding="utf-8").splitlines())
        assert lines <= graph, path.name
        found |= lines
    found |= {line for line in (site / "themes.nt").read_text(encoding="utf-8").splitlines() if line in graph}
    missing = graph - found
    assert not missing, sorted(missing)[:5]


def minted(graph: set[str]) -> set[str]:
    """Every IRI of ours that stands in the graph, terms of the ontology too."""
    return {iri for line in graph for iri in re.findall(rf"<({re.escape(BASE)}[^>]*)>", line)}


def test_everything_the_graph_names_leads_to_a_page(store: Store, graph: set[str], pages: dict[str, Seen]) -> None:
    """303 by the server to a page that is there, with the anchor that is there."""
    live = hosted(live=True)
    wrong = []
    for named in sorted(minted(graph)):
        path = named.removeprefix(BASE.rstrip("/"))
        if "#" in path:
            assert page_of(named) == path
            continue
        reply = respond(store, path, {}, "text/html", live)
        to = dict(reply.headers).get("Location", "")
        page, _, anchor = normpath(f"{dirname(path)}/{to}").lstrip("/").partition("#")
        if (
            reply.status != 303
            or f"{page}.html" not in pages
            or (anchor and anchor not in pages[f"{page}.html"].anchors)
        ):
            wrong.append((named, reply.status, to))
    assert not wrong, wrong[:10]


def rules(site: Path) -> list[tuple[re.Pattern[str], str]]:
    """The redirects of .htaccess: what they match, where they lead."""
    found = re.findall(
        r"^RewriteRule (\S+) (\S+) \[R=303", (site / ".htaccess").read_text(encoding="utf-8"), re.MULTILINE
    )
    return [(re.compile(pattern), re.sub(r"\$(\d)", r"\\\1", to)) for pattern, to in found]


def test_apache_leads_everything_to_a_page(site: Path, graph: set[str], pages: dict[str, Seen]) -> None:
    known, wrong = rules(site), []
    for named in sorted(minted(graph)):
        path = named.removeprefix(BASE)
        if "ontology" in path:
            continue
        to = next((pattern.sub(there, path) for pattern, there in known if pattern.search(path)), "")
        page, _, anchor = to.partition("#")
        page = page if page.endswith(".html") else f"{page}.html"
        if page not in pages or (anchor and anchor not in pages[page].anchors):
            wrong.append((named, to))
    assert not wrong, wrong[:10]


def test_netlify_leads_things_to_their_pages(site: Path, graph: set[str], pages: dict[str, Seen]) -> None:
    known = dict(line.split()[:2] for line in (site / "_redirects").read_text(encoding="utf-8").splitlines())
    for named in minted(graph):
        if is_part(named) or "#" in named or named == BASE + "theme":
            continue
        folder, _, name = named.removeprefix(BASE.rstrip("/")).rpartition("/")
        assert known[f"{folder}/:name"].replace(":name", name) + ".html" in {f"/{page}" for page in pages}


def test_every_part_has_its_anchor_in_its_own_name() -> None:
    part = Iri(f"{BASE}id/assignment/rc-a.main.0001.marac")
    assert anchor_of(part) == "assignment-rc-a.main.0001.marac"


def test_a_site_is_the_same_bytes_twice(store: Store, built: Path, site: Path, tmp_path: Path) -> None:
    """Another opening of the same graph, in another order of asking, writes the same."""
    again = Store.memory((built / "dhrgraph.trig").read_bytes(), "trig")
    about = of_build(again, built, live=False, public=PUBLIC, contact=CONTACT)
    write_site(again, tmp_path, replace(about, formats=(".nt",)))
    assert digests(tmp_path) == digests(site)


def small(*themes: str) -> Store:
    """A graph of a few themes."""
    rows = (f'<{BASE}theme/{name}> <{iri("skos:prefLabel")}> "{name}" .\n' for name in themes)
    types = (f"<{BASE}theme/{name}> <{iri('rdf:type')}> <{iri('skos:Concept')}> .\n" for name in themes)
    return Store.memory("".join((*rows, *types)).encode(), "ntriples")


def test_what_is_no_longer_made_goes_and_what_others_made_stays(tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "kept.html"
    write_site(small("one", "two"), folder, Hosted(formats=(".nt",)))
    assert (folder / "doc" / "theme" / "two.nt").exists()
    for path in (outside, folder / "doc" / "theme" / "mine.html", folder / "mine.txt"):
        path.write_text("mine", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path)
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write(f"../kept.html\n{outside}\nlink/kept.html\n\0\n")
    number = write_site(small("one"), folder, Hosted(formats=(".nt",)))
    names = files(folder)
    assert not [name for name in names if "two" in name]
    assert {"doc/theme/one.html", "doc/theme/mine.html", "mine.txt"} < set(names)
    assert outside.exists()
    assert number == len(set(names) - {"doc/theme/mine.html", "mine.txt"} - {n for n in names if n.startswith("link/")})


def test_a_write_that_broke_off_leaves_nothing_that_nobody_knows_of(tmp_path: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(small("one", "two", "three"), tmp_path, Hosted(), stop)
    write_site(small("two"), tmp_path, Hosted())
    assert [name for name in files(tmp_path) if name.startswith("doc/")] == [
        f"doc/theme/two{suffix}" for suffix in (".html", ".jsonld", ".nt", ".rdf", ".ttl")
    ]


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files(folder)}


def test_no_label_is_missing(pages: dict[str, Seen]) -> None:
    """No link shows an IRI or a CURIE where a name belongs, but for laws, which are named by their address."""
    for name, page in pages.items():
        if name.startswith(OF_RELEASE):
            continue
        bare = [words for words in page.named if re.fullmatch(r"(https?://\S+|[a-z]{2,8}:[\w.-]+|\s*)", words)]
        assert bare == [], name


def test_files_grow_with_things_and_not_with_passages(site: Path, store: Store) -> None:
    things = store.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }").rows[0][0]
    made = len([name for name in files(site) if name.startswith("doc/") and name.endswith(".html")])
    assert isinstance(things, int)
    assert made < things / 5


@pytest.mark.parametrize("made", ["query/sample.ttl", "ontology/passing.ttl"])
def test_made_up_graphs_with_every_class_are_told_whole(made: str, tmp_path: Path) -> None:
    """Restatements, disagreements, recorded deaths, changes of bodies: the five documents hold few of these or none."""
    store = Store.memory((Path(__file__).parents[2] / made).read_bytes(), "turtle")
    write_site(store, tmp_path, hosted(formats=(".nt",)))
    told = {line for path in (tmp_path / "doc").rglob("*.nt") for line in path.read_text(encoding="utf-8").splitlines()}
    told |= set((tmp_path / "themes.nt").read_text(encoding="utf-8").splitlines())
    said = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "ntriples").decode().splitlines()
    assert told == set(said)
    pages = {
        name: seen((tmp_path / name).read_text(encoding="utf-8")) for name in files(tmp_path) if name.endswith(".html")
    }
    there = set(files(tmp_path))
    assert not {(page, to) for page, to, _ in inner(pages) if to not in there}
    lost = {
        (page, to, at) for page, to, at in inner(pages) if at and to.endswith(".html") and at not in pages[to].anchors
    }
    assert not lost, sorted(lost)[:5]
