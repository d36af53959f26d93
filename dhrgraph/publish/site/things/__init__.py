"""One module a family of things: what its page shows.

    Store, Description  ->  page  ->  Page

`PAGES` says which function makes the page of which folder of /doc/; what is not named there gets a page of its
statements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.blocks import Page
from dhrgraph.publish.site.described import Description
from dhrgraph.publish.site.things import actions, agency, death, document, place, recommendation, review, terms

Make = Callable[[Store, Description], Page]

PAGES: Mapping[str, Make] = {
    "review": review.page,
    "recommendation": recommendation.page,
    "learning": recommendation.learning_page,
    "action": actions.page,
    "action-plan": actions.plan_page,
    "agency": agency.page,
    "addressee-group": agency.page,
    "document": document.page,
    "contribution": document.contribution_page,
    "guidance": document.guidance_page,
    "figure": document.figure_page,
    "citation": document.citation_page,
    "death": death.page,
    "theme": terms.theme_page,
    "code": terms.code_page,
    "area": place.page,
    "graph": document.graph_page,
}
