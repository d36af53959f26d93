"""Another query form at /yasgui, for who has the folder of YASGUI's script: it is not ours to ship, nothing is fetched.

`npm install @zazuko/yasgui` puts the folder at node_modules/@zazuko/yasgui/build.
"""

from __future__ import annotations

import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dhrgraph.errors import DhrGraphError
from dhrgraph.namespaces import PREFIXES
from dhrgraph.serve.settings import Settings

SCRIPT, STYLE = "yasgui.min.js", "yasgui.min.css"
# it puts style into its elements as it draws
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PAGE = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ask the graph with YASGUI</title>
<link rel="stylesheet" href="yasgui/{STYLE}">
<main>
<h1>Ask the graph</h1>
<p><a href="sparql">The plain form</a> needs no script.</p>
<div id="yasgui"></div>
</main>
<script src="yasgui/{SCRIPT}"></script>
<script src="yasgui/start.js"></script>
</html>
"""
_START = """Yasgui.Yasqe.defaults.autocompleters = ["variables"];
new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: new URL("sparql", document.baseURI).href },
  copyEndpointOnNewTab: false,
  yasqe: { value: %s },
});
"""


def check_ui(folder: Path) -> None:
    """Return when `folder` holds YASGUI's script.

    Raises:
        DhrGraphError: it does not; says how to get one.
    """
    if not (folder / SCRIPT).is_file() or not (folder / STYLE).is_file():
        raise DhrGraphError(
            f"{folder} holds no {SCRIPT} and {STYLE}.\n"
            "  To mend: npm install @zazuko/yasgui, then --ui-dir node_modules/@zazuko/yasgui/build"
        )


def ui_routes(settings: Settings) -> list[BaseRoute]:
    """The routes of the other form; none when no folder is given."""
    if settings.ui is None:
        return []
    return [
        Route("/yasgui", _page),
        Route("/yasgui/start.js", _start),
        Mount("/yasgui", StaticFiles(directory=settings.ui)),
    ]


async def _page(_request: Request) -> Response:
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


async def _start(_request: Request) -> Response:
    shown = ("dhr", "th", "ag", "rdf", "rdfs", "skos", "dcterms", "prov")
    query = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in shown)
    query += "SELECT ?recommendation ?text {\n  ?recommendation a dhr:Recommendation ; dhr:text ?text .\n} LIMIT 20\n"
    return Response(_START % json.dumps(query), media_type="text/javascript")
