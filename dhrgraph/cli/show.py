"""dhrgraph show"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from dhrgraph.cli.options import graph_option, open_store
from dhrgraph.cli.printing import plain_text
from dhrgraph.graph.store import Answer, Store
from dhrgraph.namespaces import curie
from dhrgraph.query.catalogue import find
from dhrgraph.query.names import find_iri
from dhrgraph.query.run import run
from dhrgraph.resources import folder as resource


@click.command(name="show", short_help="Show one statement and the source lines it stands on.")
@click.argument("statement", metavar="ID")
@graph_option
def command(statement: str, folder: Path) -> None:
    """Show the statement ID (a CURIE, an IRI or the part behind the colon) and the source lines it stands on: document,
    page and box or characters, and the words as printed. Words that named a person are not repeated.

    \b
    Example:
      dhrgraph show rc:liverpool-2023-07-3334053d.main.0001
    """
    store = open_store(folder)
    found = find_iri(store, "statement", statement)
    facts = _ask(store, "statement-facts", found)
    places = _ask(store, "source-lines", found)
    lines = [curie(found), *(f"  {fact['fact']:<17} {fact['words']}" for fact in facts)]
    for file, rows in groupby(places, key=lambda row: row["file"]):
        lines += ["", str(file), *(line for row in rows for line in _place(row))]
    click.echo("\n".join(plain_text(line) for line in lines))


def _ask(store: Store, question: str, statement: str) -> Sequence[dict[str, Any]]:
    answer: Answer = run(store, find(resource("queries"), question), {"statement": statement})
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _place(row: dict[str, Any]) -> tuple[str, str]:
    """Where one run of words stands, and the words."""
    on_page = f"page {row['page']} ({row['box']}), " if row["page"] is not None else ""
    words = " ".join(str(row["quote"]).split()) if row["quote"] else "(not repeated: a person was named here)"
    return f"  {on_page}characters {row['start']} to {row['end']}", f"    {words}"
