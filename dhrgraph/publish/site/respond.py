"""From a request to a reply: the linked-data pages of a graph, without a server.

    store, path, parameters, Accept  ->  respond  ->  Reply

`/id/…` leads with 303 to `/doc/…`, which comes as HTML or RDF by the Accept header or by suffix (the URI patterns of UK
government linked data: one address for the thing, another for what is said of it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import DHR, Iri
from dhrgraph.publish.attribution import attribution
from dhrgraph.publish.site import described, forms, home, indexes, questions, search
from dhrgraph.publish.site.addresses import SCHEME, anchor_of, is_part, named_by, page_of, relative, thing_of
from dhrgraph.publish.site.blocks import Page, count
from dhrgraph.publish.site.hosted import Hosted, Reply
from dhrgraph.publish.site.missing import missing
from dhrgraph.publish.site.ontology import RELEASED, ontology_rdf, policy_of, reference, release
from dhrgraph.publish.site.passages import passages_page
from dhrgraph.publish.site.paths import PAGES, index_paths, things
from dhrgraph.publish.site.render import POLICY, Form, asset
from dhrgraph.publish.site.replies import as_html, moved, not_offered
from dhrgraph.publish.site.servers import sitemap
from dhrgraph.publish.site.sparql_form import sparql_page
from dhrgraph.publish.site.thing_page import page_for
from dhrgraph.text.accept import choose

_ASSETS = {"site.css": "text/css; charset=utf-8", "site.js": "text/javascript; charset=utf-8"}
_PROSE = {
    "/about": ("About the data", "What this is made of, how, and what the counts mean.", "site_about.html.j2"),
    "/privacy": (
        "Privacy",
        "What is not here and why, and what to do if something should not be.",
        "site_privacy.html.j2",
    ),
    "/accessibility": (
        "Accessibility of these pages",
        "What these pages aim at, what is known to be hard, and how to report a problem.",
        "site_accessibility.html.j2",
    ),
}
_OTHER_NAMES = {
    **{"/csp": "/partnerships", "/csps": "/partnerships", "/index": "/", "/dataset": "/dataset/dataset.ttl"},
    **{
        f"/{space}/{kind}": there
        for space in ("id", "doc")
        for kind, there in {
            **{"review": "/reviews", "agency": "/agencies", "addressee-group": "/agencies"},
            **{"document": "/documents", "theme": "/themes", "code": "/codes"},
        }.items()
    },
}


def respond(store: Store, path: str, parameters: Mapping[str, str], accept: str, hosted: Hosted) -> Reply:
    """The reply to a GET of `path`, which begins with "/" and is percent-decoded once; `accept` is the header, "" if
    none.

    Raises nothing: what is not there is a 404 that helps, what cannot be asked a 400 that says why.
    """
    bare, suffix = forms.parted(path.rstrip("/") or "/")
    if bare in _OTHER_NAMES:
        return moved(path, _OTHER_NAMES[bare], 301)
    if bare.startswith("/assets/") or path.startswith("/assets/"):
        return _asset(store, hosted, path)
    if bare in ("/ontology", "/ontology/index"):
        return _ontology(store, hosted, path, suffix, accept)
    released = RELEASED.fullmatch(path)
    if released:
        return _released(store, hosted, path, released[1])
    if path.startswith("/dataset/"):
        return _published(store, hosted, path)
    passages = re.fullmatch(r"(/doc/document/[^/]+)/passages", bare)
    if passages:
        made = passages_page(store, hosted, thing_of(passages[1]))
        return (
            Reply(200, forms.HTML, made[1], (("Content-Security-Policy", POLICY),))
            if made
            else missing(store, hosted, path)
        )
    thing = named_by(path)
    if thing is not None and not path.startswith("/doc/"):
        return _see(store, hosted, path, thing)
    about = thing_of(bare)
    if about is not None:
        return _thing(store, hosted, path, bare, suffix, accept, about)
    if bare.startswith("/query/"):
        return _question(store, hosted, path, parameters, accept)
    return _page(store, hosted, bare, parameters) or missing(store, hosted, path)


def _asset(store: Store, hosted: Hosted, path: str) -> Reply:
    name = path.removeprefix("/assets/")
    if name not in _ASSETS:
        return missing(store, hosted, path)
    return Reply(200, _ASSETS[name], asset(name), (("Cache-Control", "max-age=3600"),))


def _see(store: Store, hosted: Hosted, path: str, thing: Iri) -> Reply:
    """303 from a thing to the page that tells of it; a part leads into the page of its whole."""
    if not is_part(thing):
        there = page_of(thing)
        if there and (described.is_known(store, thing) or thing == SCHEME):
            return moved(path, there, headers=(("Vary", "Accept"),))
        return missing(store, hosted, path)
    whole = described.home_of(store, thing)
    if whole is None:
        return missing(store, hosted, path)
    return moved(path, f"{whole[0]}#{anchor_of(thing)}", headers=(("Vary", "Accept"),))


def _thing(store: Store, hosted: Hosted, path: str, bare: str, suffix: str, accept: str, about: Iri) -> Reply:
    wanted = {".html": "text/html", **{each: rdf.media_type for each, rdf in forms.RDF.items()}}.get(suffix)
    wanted = wanted or choose(accept, forms.OFFERED)
    links = _links(hosted, bare, about)
    if wanted is None:
        return not_offered(links)
    if wanted in forms.SUFFIX:
        if about != SCHEME and not described.is_known(store, about):
            return missing(store, hosted, path)
        rdf = forms.RDF[forms.SUFFIX[wanted]]
        return Reply(200, rdf.media_type, described.statements(store, about, rdf.form), links)
    page = page_for(store, hosted, bare, about)
    if page is None:
        return missing(store, hosted, path)
    reply = as_html(store, hosted, bare, page, formats=_formats(hosted, bare))
    return Reply(reply.status, reply.media_type, reply.body, (*reply.headers, *links))


def _formats(hosted: Hosted, bare: str) -> tuple[Form, ...]:
    name = bare.rpartition("/")[2]
    return tuple(
        Form(rdf.name, rdf.media_type, name + suffix) for suffix, rdf in forms.RDF.items() if suffix in hosted.formats
    )


def _links(hosted: Hosted, bare: str, about: Iri) -> tuple[tuple[str, str], ...]:
    """Headers of whatever can be had in several forms: RFC 8288 links and what the choice depends on."""
    alternates = (f'<{form.href}>; rel="alternate"; type="{form.media_type}"' for form in _formats(hosted, bare))
    whole = ", ".join((*alternates, f'<{bare.rpartition("/")[2]}>; rel="canonical"', f'<{about}>; rel="describes"'))
    return (("Vary", "Accept"), ("Link", whole))


def _ontology(store: Store, hosted: Hosted, path: str, suffix: str, accept: str) -> Reply:
    wanted = {".html": "text/html", **{each: rdf.media_type for each, rdf in forms.RDF.items()}}.get(suffix)
    wanted = wanted or choose(accept, forms.OFFERED)
    links = _links(hosted, "/ontology", Iri(DHR.rstrip("#")))
    if wanted is None:
        return not_offered(links)
    if wanted in forms.SUFFIX:
        rdf = forms.RDF[forms.SUFFIX[wanted]]
        return Reply(200, rdf.media_type, ontology_rdf()[forms.SUFFIX[wanted]], links)
    page, policy = reference(hosted.formats, relative("/ontology", "/", live=hosted.live))
    return Reply(200, forms.HTML, page.encode(), (("Content-Security-Policy", policy), *links))


def _released(store: Store, hosted: Hosted, path: str, name: str) -> Reply:
    body = release().get(name)
    if body is None:
        return missing(store, hosted, path)
    suffix = f".{name.rpartition('.')[2]}"
    if suffix in forms.RDF:
        return Reply(200, forms.RDF[suffix].media_type, body)
    return Reply(200, forms.HTML, body, (("Content-Security-Policy", policy_of(body.decode())),))


def _published(store: Store, hosted: Hosted, path: str) -> Reply:
    file = hosted.published.get(path.removeprefix("/dataset/"))
    return Reply(200, file.media_type, file.path.read_bytes()) if file else missing(store, hosted, path)


def _question(store: Store, hosted: Hosted, path: str, parameters: Mapping[str, str], accept: str) -> Reply:
    name = path.removeprefix("/query/").removesuffix(".html").removesuffix(".rq")
    question = next((each for each in hosted.questions if each.name == name), None)
    if question is None:
        return missing(store, hosted, path)
    kind = "application/sparql-query"
    if path.endswith(".rq") or (not path.endswith(".html") and choose(accept, ("text/html", kind)) == kind):
        return Reply(200, kind, question.sparql.encode(), (("Vary", "Accept"),))
    asked = questions.ask_it(store, hosted, question, parameters)
    words = {"form": questions.fields(store, question, asked.given), "problem": asked.problem, "sparql": asked.sparql}
    page = questions.page(hosted, question, asked)
    status = 400 if asked.problem else 200
    return as_html(store, hosted, f"/query/{name}", page, status, template="site_question.html.j2", words=words)


def _page(store: Store, hosted: Hosted, bare: str, parameters: Mapping[str, str]) -> Reply | None:
    """Pages that tell of no one thing; None where there is none."""
    if bare == "/":
        first = home.home(store, hosted)
        return as_html(store, hosted, "/", first, template="site_home.html.j2", data=hosted.description)
    if bare in _PROSE:
        title, summary, template = _PROSE[bare]
        words = {"attribution": attribution(store)}
        return as_html(store, hosted, bare, Page(title, summary=summary), template=template, words=words)
    if bare == "/queries":
        return as_html(store, hosted, bare, questions.index(hosted))
    if bare == "/search":
        return _search(store, hosted, parameters)
    if bare == "/sparql":
        return sparql_page(store, hosted)
    if bare == "/sitemap.xml":
        pages = (path[1:] for path in (*PAGES, *index_paths(store), *things(store)))
        return Reply(200, "application/xml", sitemap(hosted.public, pages).encode())
    return _index(store, hosted, bare)


def _index(store: Store, hosted: Hosted, bare: str) -> Reply | None:
    turned = re.fullmatch(r"(/[a-z/-]+)/([2-9]|[1-9][0-9]{1,5})", bare)
    path, number = (turned[1], int(turned[2])) if turned else (bare, 1)
    index = indexes.INDEXES.get(path)
    if index is None or number > index.pages(store) or (path == "/deaths" and not index.rows(store)):
        return None
    return as_html(store, hosted, bare, index.page(store, number))


def _search(store: Store, hosted: Hosted, parameters: Mapping[str, str]) -> Reply:
    words = parameters.get("q", "").strip() if hosted.live else ""
    named, said = search.find(store, words)
    told = ""
    if words:
        told = f"{count(len(named), 'name')} and {count(len(said), 'recommendation')} found."
        if not named and not said:
            told = "Nothing was found. Try fewer words, or part of a word."
        elif search.MOST in (len(named), len(said)):
            told += f" Of each, no more than {search.MOST} are shown."
    page = Page("Search", summary="Find bodies, places, themes and words of recommendations.")
    shown = (("Names", named), ("Recommendations", said))
    given = {"looked_for": words[: search.LONGEST], "told": told, "found": shown}
    return as_html(store, hosted, "/search", page, template="site_search.html.j2", words=given)
