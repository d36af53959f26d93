"""The page on which people ask in SPARQL: the form, and its answer as a table."""

from __future__ import annotations

from dhrgraph.graph.store import Answer, Store
from dhrgraph.namespaces import DHR, PREFIXES
from dhrgraph.publish.site import questions
from dhrgraph.publish.site.blocks import Page, Ref, Section, Text
from dhrgraph.publish.site.hosted import Hosted, Reply
from dhrgraph.publish.site.replies import as_html
from dhrgraph.text.amounts import how_many

_ANSWERS = (
    ("", "this page"),
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("json", "JSON"),
    ("xml", "XML"),
    ("turtle", "Turtle (CONSTRUCT, DESCRIBE)"),
)
_BEGIN = f"""PREFIX dhr: <{DHR}>
PREFIX skos: <{PREFIXES["skos"]}>

SELECT ?recommendation ?body ?text WHERE {{
  ?recommendation a dhr:Recommendation ;
    dhr:addressedTo/skos:prefLabel ?body ;
    dhr:text ?text .
}}
ORDER BY ?recommendation ?body
LIMIT 20
"""


def sparql_page(
    store: Store, hosted: Hosted, *, query: str = "", answer: Answer | None = None, problem: str = "", note: str = ""
) -> Reply:
    """The page of the SPARQL form, for `GET /sparql` with `Accept: text/html`.

    Without `query` the empty form; with `answer` its rows as a table; `problem` is shown as an error (status 400),
    `note` (such as "only the
    first 10,000 rows") above the table.
    """
    sections: tuple[Section, ...] = ()
    if answer is not None:
        rows = len(answer.rows)
        shown = "" if rows <= questions.MOST else f" The first {questions.MOST} are shown here; choose a file for all."
        table = questions.answer_table(answer, "Answer")
        sections = (Section("Answer", "answer", (Text((f"{how_many(rows, 'row')}.{shown}",)), table)),)
    page = Page(
        "Ask in SPARQL",
        lead=(Text(("For those who know SPARQL. The", Ref("/ontology", "ontology"), "says what can be asked for.")),),
        sections=sections,
        summary="A form for SPARQL queries.",
    )
    words = {"query": query or _BEGIN, "problem": problem, "note": note, "forms": _ANSWERS, "canned": hosted.questions}
    return as_html(store, hosted, "/sparql", page, 400 if problem else 200, template="site_sparql.html.j2", words=words)
