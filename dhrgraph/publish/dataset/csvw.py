"""What the tables of a folder are, as CSV on the Web asks: `csv-metadata.json` beside them.

    headings, published_columns.csv, published_files.csv  ->  csv_metadata  ->  JSON

One file describes all tables of its folder: whoever has a table finds it there by rule (Model for Tabular Data 5.2 and
5.3, "csv-metadata.json"), and a foreign key may only lead to a table of the same group (Metadata Vocabulary 5.5.2).
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dhrgraph.namespaces import iri
from dhrgraph.publish.dataset.columns import PARTIAL_DATE, Column, columns_of
from dhrgraph.publish.dataset.description import DATASET, row_for

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# A cell that a spreadsheet would run as a formula is guarded (dhrgraph/text/cells.py); who reads a table must know.
GUARD = (
    "Tables are made to be opened in a spreadsheet. A cell of words that one would run as a formula, that is, whose "
    "first sign after any spaces and apostrophes is = + - or @, or that begins with a tab or a line end, has one "
    "apostrophe in front that is not in the source. To have the words as printed take it off, or use the graph, "
    "findings.jsonl or the Parquet tables."
)
LISTS = (
    "A cell of several values separates them by a semicolon and a space. Printed words may hold the same signs: where "
    "it matters use findings.jsonl, which keeps them apart."
)
_BASES: Mapping[str, object] = {"partial-date": {"base": "string", "format": PARTIAL_DATE}}
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What ontology/ says of tables: the rows of published_files.csv and of published_columns.csv."""

    files: Rows
    columns: Rows


def csv_metadata(
    tables: Mapping[str, Sequence[str]], folder: str, known: Known, version: str, statements: Sequence[str]
) -> str:
    """The metadata of the tables of one folder.

    Args:
        tables: Their headings by file name in the folder.
        folder: Where they stand below the output: "tables/", or "" for the output itself.
        known: What files and columns are.
        version: Of the data.
        statements: What must be said of the sources.

    Raises:
        VocabularyError: a column of which nothing is said.
    """
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@type": "TableGroup",
        "dc:title": "Tables of what domestic homicide reviews recommend",
        "dc:isPartOf": {"@id": DATASET},
        "dc:hasVersion": version,
        "dc:publisher": "The dhrgraph contributors",
        "dc:language": "en",
        "dc:license": {"@id": LICENCE},
        "dc:rights": list(statements),
        "dc:source": {"@id": f"{DATASET}/dhrgraph.trig"},
        "rdfs:comment": [GUARD, LISTS],
        "dialect": {
            "encoding": "utf-8",
            "lineTerminators": ["\r\n"],
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "tables": [_table(name, heading, folder, tables, known) for name, heading in sorted(tables.items())],
    }
    return json.dumps(group, ensure_ascii=False, indent=2) + "\n"


def _table(name: str, heading: Sequence[str], folder: str, beside: Container[str], known: Known) -> dict[str, Any]:
    row = row_for(folder + name, known.files)
    columns = columns_of(name.removesuffix(".csv"), heading, known.columns)
    schema: dict[str, Any] = {"columns": [_described(column) for column in columns]}
    if row.get("key"):
        schema["primaryKey"] = row["key"].split("; ")
    if row.get("refers_to") and "reviews.csv" in beside:
        to = {"resource": "reviews.csv", "columnReference": row["refers_to"]}
        schema["foreignKeys"] = [{"columnReference": row["refers_to"], "reference": to}]
    if name == "reviews.csv":
        schema["aboutUrl"] = iri("rv:") + "{review}"
    return {
        "url": name,
        "dc:title": row.get("title", name),
        "dc:description": row.get("description", ""),
        "dc:license": {"@id": LICENCE},
        "tableSchema": schema,
    }


def _described(column: Column) -> dict[str, Any]:
    """One column. Its name is the heading as a variable of RFC 6570 may be called, which has no hyphen."""
    described: dict[str, Any] = {
        "name": column.heading.replace("-", "_"),
        "titles": list(dict.fromkeys((column.heading, column.title))),
        "dc:description": column.description,
        "datatype": _BASES.get(column.datatype, column.datatype),
    }
    if column.separator:
        described["separator"] = column.separator
    if column.hidden:
        described["null"] = ["", *column.hidden]
    if column.property:
        described["propertyUrl"] = iri(column.property)
    return described
