"""Replies: forms by the Accept header and by suffix, help where there is nothing, forms that ask, words that stay words."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_pages import hosted, seen

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import iri
from dhrgraph.publish.site.forms import RDF
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.publish.site.respond import respond
from dhrgraph.publish.site.sparql_form import sparql_page

LIVE = hosted(live=True)
RECOMMENDATION = "/doc/recommendation/liverpool-2023-07-3334053d.main.0001"


def get(store: Store, path: str, accept: str = "", **parameters: str) -> Reply:
    return respond(store, path, parameters, accept, LIVE)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_a_page_comes_in_the_form_that_is_asked_for(store: Store, accept: str, media_type: str) -> None:
    reply = get(store, RECOMMENDATION, accept)
    assert (reply.status, reply.media_type) == (200, media_type)
    assert dict(reply.headers)["Vary"] == "Accept"
    assert 'rel="alternate"; type="text/turtle"' in dict(reply.headers)["Link"]


def test_a_suffix_outranks_the_header(store: Store) -> None:
    assert get(store, RECOMMENDATION + ".ttl", "text/html").media_type == "text/turtle"
    assert get(store, RECOMMENDATION + ".html", "text/turtle").media_type.startswith("text/html")


def test_the_forms_of_a_page_say_the_same(store: Store) -> None:
    for name in ("/doc/review/sefton-2024-01-e2662fcb", "/doc/theme/marac", "/doc/agency/home-office"):
        said = [
            Store.memory(get(store, f"{name}{suffix}").body, rdf.form).construct(
                "CONSTRUCT WHERE { ?s ?p ?o }", "ntriples"
            )
            for suffix, rdf in RDF.items()
        ]
        assert said[0]
        assert all(each == said[0] for each in said), name


def test_what_we_do_not_have_is_406_and_says_what_we_have(store: Store) -> None:
    reply = get(store, RECOMMENDATION, "image/png")
    assert reply.status == 406
    assert b"text/turtle" in reply.body


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/doc/agency/no-such", "/id/agency/no-such", "/agencies/99", "/query/none", "/doc/evidence/x"),
        *("/doc/agency/..", "/doc/agency/%2e%2e", "/doc/agency/a b", '/doc/agency/"><script>', "/assets/site.html.j2"),
        *("/doc/agency/home-office/x", "/deaths", "/id", "/doc", "/doc/theme/marac.ttl.ttl", "/software/none/x"),
    ],
)
def test_what_is_not_there_is_404_in_plain_words(store: Store, path: str) -> None:
    reply = get(store, path)
    assert reply.status == 404
    page = seen(reply.body.decode())
    assert "There is no such page" in page.text
    assert page.tags.count("script") == 0


def test_what_the_rules_of_w3id_lead_to_is_there(store: Store) -> None:
    for path, media_type in {
        "/ontology/current/dhr.ttl": "text/turtle",
        "/ontology/current/shapes.nt": "application/n-triples",
        "/ontology/current/dhr.html": "text/html; charset=utf-8",
        "/doc/document/3334053dd9cd/passages.html": "text/html; charset=utf-8",
        "/doc/theme/marac.jsonld": "application/ld+json",
        "/query/coverage.rq": "application/sparql-query",
        "/queries.html": "text/html; charset=utf-8",
    }.items():
        reply = get(store, path)
        assert (reply.status, reply.media_type) == (200, media_type), path
    assert get(store, "/ontology/current/none.ttl").status == 404


def test_a_mistyped_name_is_offered_its_nearest(store: Store) -> None:
    assert "Merseyside Police" in seen(get(store, "/doc/agency/mersyside-police").body.decode()).text


def test_a_folder_of_names_leads_to_its_list(store: Store) -> None:
    for path, there in {"/id/agency": "../agencies", "/doc/review": "../reviews", "/dataset": "dataset/"}.items():
        reply = get(store, path)
        assert reply.status == 301
        assert dict(reply.headers)["Location"].startswith(there)


def test_the_sitemap_lists_pages_that_are_there(store: Store) -> None:
    listed = get(store, "/sitemap.xml").body.decode().split("<loc>")[1:]
    paths = [each.partition("</loc>")[0] for each in listed]
    assert len(paths) == len(set(paths)) > 300
    for path in paths[::25]:
        assert get(store, f"/{path}").status == 200, path


@pytest.mark.parametrize("path", ["/doc/software/0.1.0", "/doc/code/GB-CHC"])
def test_what_the_graph_only_speaks_of_has_statements_too(store: Store, path: str) -> None:
    for suffix, rdf in RDF.items():
        said = Store.memory(get(store, path + suffix).body, rdf.form)
        assert len(said.select("SELECT ?s ?p ?o { ?s ?p ?o }").rows) > 0


def test_the_first_page_ranks_agencies_and_finer_themes_only(store: Store) -> None:
    html = get(store, "/").body.decode()
    named = html.partition('id="named"')[2].partition("</section>")[0]
    assert "Merseyside Police" in named
    assert "All Agencies" not in named
    widest = html.partition('id="widest"')[2].partition("</section>")[0]
    assert "Information sharing between agencies" in widest
    assert "Information sharing and multi-agency working" not in widest
    begin = html.partition('id="questions"')[2].partition("</section>")[0]
    assert begin.count("<li>") == sum("start" in question.tags for question in LIVE.questions) > 3


def test_a_review_lists_its_recommendations_as_its_document_does(store: Store) -> None:
    review = iri("rv:sefton-2024-01-e2662fcb")
    rows = store.select(
        f"""SELECT ?it (MIN(?start) AS ?place) {{ ?it <{iri("dhr:ofReview")}> <{review}> ;
        a <{iri("dhr:Recommendation")}> ;
        <{iri("dhr:evidencedBy")}>/<{iri("oa:hasSelector")}>/<{iri("oa:start")}> ?start }} GROUP BY ?it"""
    ).rows
    wanted = [str(it).rpartition("/")[2] for it, _ in sorted(rows, key=lambda row: int(str(row[1])))]
    html = get(store, "/doc/review/sefton-2024-01-e2662fcb").body.decode()
    listed = html.partition('id="recommendations"')[2].partition("</section>")[0]
    places = [listed.index(f'recommendation/{name}"') for name in wanted]
    assert len(places) > 20
    assert places == sorted(places)


def test_a_partnership_sees_what_comes_up_elsewhere(store: Store) -> None:
    html = get(store, "/doc/agency/sefton-scp").body.decode()
    table = html.partition('id="themes"')[2].partition("</section>")[0]
    row = table.partition("Information sharing between agencies")[2].partition("</tr>")[0]
    others = store.select(
        f"""SELECT DISTINCT ?p {{ ?it <{iri("dhr:hasThemeOrNarrower")}> <{iri("th:information-sharing")}> ;
        a <{iri("dhr:Recommendation")}> ; <{iri("dhr:inPartnership")}> ?p FILTER(?p != <{iri("ag:sefton-scp")}>) }}"""
    )
    assert row.rstrip().endswith(f">{len(others.rows)}</td>")


def test_a_question_is_asked_with_what_is_given(store: Store) -> None:
    reply = get(store, "/query/recommendations-to-agency", agency="Home Office")
    assert reply.status == 200
    page = seen(reply.body.decode())
    assert any("../api/queries/recommendations-to-agency.csv?agency=Home+Office" in link for link in page.links)
    rows = page.tags.count("tr") - 1
    asked = store.select(f"SELECT DISTINCT ?r {{ ?r <{iri('dhr:addressedTo')}> <{iri('ag:home-office')}> }}").rows
    assert rows >= len(asked) > 0


def test_a_form_shows_what_was_asked(store: Store) -> None:
    html = get(store, "/query/recommendations-to-type", type="police").body.decode()
    assert f'<option value="{iri("cv:type-police")}" selected>Police</option>' in html


def test_the_query_that_the_form_begins_with_can_be_asked(store: Store) -> None:
    html = sparql_page(store, LIVE).body.decode()
    query = unescape(html.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert len(store.select(query).rows) == 20


def test_a_value_that_cannot_be_is_400_and_says_why(store: Store) -> None:
    reply = get(store, "/query/recommendations-to-agency", agency="Nobody At All <script>")
    assert reply.status == 400
    page = seen(reply.body.decode())
    assert "script" not in page.tags
    assert any("no agency" in words for words in page.text)


def test_every_question_has_a_page_that_answers(store: Store) -> None:
    for question in LIVE.questions:
        reply = get(store, f"/query/{question.name}")
        assert reply.status == 200, question.name
        assert question.title in seen(reply.body.decode()).text
        assert get(store, f"/query/{question.name}.rq").body.decode() == question.sparql


def test_search_finds_names_and_words(store: Store) -> None:
    page = seen(get(store, "/search", q="POLICE merseyside").body.decode())
    assert "Merseyside Police" in page.text
    assert any("name" in words and "recommendation" in words for words in page.text)


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_search_takes_any_words(store: Store, words: str) -> None:
    reply = get(store, "/search", q=words)
    assert reply.status == 200
    assert set(seen(reply.body.decode()).tags) & {"script", "img"} == set()


def test_the_sparql_page_shows_an_answer_or_what_is_wrong(store: Store) -> None:
    answer = store.select("SELECT ?r { ?r a <https://w3id.org/dhrgraph/ontology#Review> } ORDER BY ?r")
    shown = sparql_page(store, LIVE, query="SELECT …</textarea><script>", answer=answer)
    page = seen(shown.body.decode())
    assert shown.status == 200
    assert "script" not in page.tags
    assert any("doc/review/" in link for link in page.links)
    assert sparql_page(store, LIVE, query="x", problem="no SPARQL").status == 400


def test_leave_quickly_only_when_asked_for(store: Store) -> None:
    assert b"Leave this page" not in get(store, "/").body
    leave = hosted(live=True, exit_url="https://www.example.org/weather")
    assert b'href="https://www.example.org/weather"' in respond(store, "/", {}, "", leave).body
    harmful = hosted(live=True, exit_url="javascript:alert(1)")
    assert b"javascript:" not in respond(store, "/", {}, "", harmful).body


def test_the_description_of_the_data_set_cannot_end_its_element(store: Store) -> None:
    described = hosted(live=True, description='{"name": "</script><script>alert(1)</script>"}')
    page = seen(respond(store, "/", {}, "", described).body.decode())
    assert page.tags.count("script") == 1


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "‮txt.exe",
        "{{ 7*7 }}",
        "' onclick='x",
        "]]>",
        "&lt;b&gt;",
        "<!--",
    ]
)


@settings(max_examples=25)
@given(label=HOSTILE | st.text(min_size=1, max_size=40), words=HOSTILE | st.text(min_size=1, max_size=80))
def test_hostile_labels_stay_text(label: str, words: str) -> None:
    store = Store.memory(made(label, words).encode(), "ntriples")
    for path in (
        "/",
        "/agencies",
        "/doc/agency/x",
        "/doc/recommendation/a.main.0001",
        "/doc/theme/t",
        "/themes",
        "/reviews",
        "/search",
    ):
        html = respond(store, path, {"q": words}, "text/html", LIVE).body.decode()
        page = seen(html)
        assert set(page.tags) & {"script", "img", "b", "style", "iframe"} == set(), path
        assert "49" not in "".join(page.text) or "{{" not in label + words
        assert not [link for link in page.links if link.lower().startswith("javascript:")]


def made(label: str, words: str) -> str:
    """A small graph whose names and words are these."""
    named, said = literal(label), literal(words)
    rows = [
        ("ag:x", "rdf:type", "dhr:Addressee"),
        ("ag:x", "rdf:type", "dhr:Agency"),
        ("ag:x", "skos:prefLabel", named),
        ("ag:x", "skos:altLabel", said),
        ("rv:a", "rdf:type", "dhr:Review"),
        ("rv:a", "rdfs:label", named),
        ("rc:a.main.0001", "rdf:type", "dhr:Recommendation"),
        ("rc:a.main.0001", "dhr:text", said),
        ("rc:a.main.0001", "dhr:numberLabel", named),
        ("rc:a.main.0001", "dhr:ofReview", "rv:a"),
        ("rc:a.main.0001", "dhr:addressedTo", "ag:x"),
        ("rc:a.main.0001", "dhr:addresseeText", named),
        ("rc:a.main.0001", "dhr:hasTheme", "th:t"),
        ("rc:a.main.0001", "dhr:hasThemeOrNarrower", "th:t"),
        ("th:t", "skos:prefLabel", named),
        ("th:t", "skos:definition", said),
    ]
    return "".join(f"<{iri(s)}> <{iri(p)}> {o if o.startswith(chr(34)) else f'<{iri(o)}>'} .\n" for s, p, o in rows)


def literal(words: str) -> str:
    """Words as N-Triples has them."""
    return '"' + "".join(f"\\U{ord(sign):08X}" for sign in words if not "\ud800" <= sign <= "\udfff") + '"'
