"""What hosts of files need so that names of things lead to pages: Apache's .htaccess, Netlify's _redirects; and the
sitemap.

Parts have names from which their page can be told by a pattern: an assignment's begins with the kind and name of what
it is about, a match's ends with the role it plays, a passage's begins with its document's. Apache can follow patterns;
Netlify only whole parts of a path, so there parts lead to the page about the data.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from dhrgraph.namespaces import KINDS
from dhrgraph.publish.site.addresses import PARTS
from dhrgraph.publish.site.forms import RDF

_WHOLE_KINDS = "|".join(sorted(kind for prefix, kind in KINDS.items() if prefix not in PARTS))
_OF_TARGET = {
    "rc": "recommendation",
    "lp": "learning",
    "gs": "guidance",
    "ai": "action",
    "co": "contribution",
    "rv": "review",
}
_OF_ROLE = {
    "addressee": "recommendation",
    "lead": "action",
    "contributor": "contribution",
    "learner": "learning",
    "partnership": "review",
}
_SITEMAP = 50_000  # addresses that one sitemap may hold (sitemaps.org)


def htaccess() -> str:
    """For Apache: 303 from names to pages, forms by the Accept header, and types by suffix."""
    lines = [
        "# Names of things lead to pages; pages come in the form that is asked for.",
        "AddDefaultCharset utf-8",
        *(f"AddType {rdf.media_type} {suffix}" for suffix, rdf in RDF.items()),
        "AddType application/sparql-query .rq",
        "AddType application/trig .trig",
        "AddType application/n-quads .nq",
        "ErrorDocument 404 /404.html",
        "Options -MultiViews -Indexes",
        "<IfModule mod_headers.c>",
        '  Header merge Vary "Accept"',
        '  Header set X-Content-Type-Options "nosniff"',
        '  Header set Access-Control-Allow-Origin "*"',
        "</IfModule>",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        f"RewriteRule ^id/({_WHOLE_KINDS})/([^/]+)$ doc/$1/$2 [R=303,L]",
        "RewriteRule ^(theme|code|graph|software)/([^/]+)$ doc/$1/$2 [R=303,L]",
        "RewriteRule ^theme/?$ themes [R=303,L]",
        "RewriteRule ^dataset/?$ dataset/dataset.ttl [R=303,L]",
        "RewriteRule ^id/evidence/([0-9a-f]+)\\.([0-9]+-[0-9]+)(\\..*)?$ "
        "doc/document/$1/passages.html#p$2 [R=303,NE,L]",
        "RewriteRule ^id/match/([0-9a-f]{12})$ doc/document/$1 [R=303,L]",
        "RewriteRule ^id/extraction/([^/]+)$ doc/document/$1.html#extraction-$1 [R=303,NE,L]",
        *(
            f"RewriteRule ^id/assignment/({prefix}-(.+)\\.[a-z0-9-]+)$ doc/{kind}/$2.html#assignment-$1 [R=303,NE,L]"
            for prefix, kind in _OF_TARGET.items()
        ),
        *(
            f"RewriteRule ^id/match/((.+)\\.{role}\\.[0-9]+)$ doc/{kind}/$2.html#match-$1 [R=303,NE,L]"
            for role, kind in _OF_ROLE.items()
        ),
        *(
            f"RewriteRule ^id/disagreement/({prefix}-(.+)\\.[a-z0-9-]+)$ "
            f"doc/{kind}/$2.html#disagreement-$1 [R=303,NE,L]"
            for prefix, kind in _OF_TARGET.items()
        ),
        "RewriteRule ^id/likeness/(([^.]+\\.[^.]+\\.[0-9]+)\\..+)$ doc/recommendation/$2.html#likeness-$1 [R=303,NE,L]",
    ]
    for suffix, rdf in RDF.items():
        lines += [
            f"RewriteCond %{{HTTP_ACCEPT}} {rdf.media_type.replace('+', '[+]')}",
            "RewriteCond %{HTTP_ACCEPT} !text/html",
            f"RewriteCond %{{REQUEST_FILENAME}}{suffix} -f",
            f"RewriteRule ^((?:doc/|themes|ontology).*)$ $1{suffix} [L]",
        ]
    lines += [
        "RewriteCond %{REQUEST_FILENAME}.html -f",
        "RewriteRule ^(.+)$ $1.html [L]",
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def redirects() -> str:
    """For Netlify and hosts that read its file: names of things to pages, 303 where they can, forms by suffix only."""
    kinds = sorted(kind for prefix, kind in KINDS.items() if prefix not in PARTS)
    parts = sorted(KINDS[prefix] for prefix in PARTS)
    return (
        "\n".join(
            [
                *(f"/id/{kind}/:name /doc/{kind}/:name 303" for kind in kinds),
                *(f"/{kind}/:name /doc/{kind}/:name 303" for kind in ("theme", "code", "graph", "software")),
                "/theme /themes 303",
                "/dataset /dataset/dataset.ttl 303",
                *(f"/id/{kind}/* /about 303" for kind in parts if kind != "extraction"),
                "/id/extraction/:name /doc/document/:name#extraction-:name 303",
            ]
        )
        + "\n"
    )


def robots(public: str) -> str:
    """Everything may be read; the sitemap's address where the site's is known."""
    site = f"Sitemap: {public.rstrip('/')}/sitemap.xml\n" if public else ""
    return f"User-agent: *\nAllow: /\n{site}"


def sitemap(public: str, pages: Iterable[str]) -> str:
    """The addresses of the pages, at most 50,000 of them; relative where the site's own address is not known."""
    base = f"{public.rstrip('/')}/" if public else ""
    listed = sorted(pages)[:_SITEMAP]
    rows = "".join(f"<url><loc>{escape(base + page)}</loc></url>\n" for page in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
