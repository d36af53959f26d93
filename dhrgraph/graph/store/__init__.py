"""The store: the one room that names Oxigraph.

    store      a graph that can be asked; written in one bulk load
    results    what a query gives while it is worked out
    values     rows as values of Python
    formats    statements from one syntax to another
    loading    stores on disk: loaded whole, or renewed from the last one
    beside     the same in a process of its own
    chunks     Turtle and TriG in pieces
    malformed  why a text is no query, in words

Quads go in as N-Quads bytes in one bulk load (measured: about 330,000 triples a second on disk, against 45,000
through rdflib); readers open the store read-only, so any number of them can ask at once.
"""

from __future__ import annotations

from dhrgraph.graph.store.chunks import NAMED_END, named_head, turtle_chunk, turtle_head
from dhrgraph.graph.store.formats import Format, convert, copy_nquads, read_quads, read_triples, serialise
from dhrgraph.graph.store.loading import load_store, renew_store
from dhrgraph.graph.store.loading_process import load_in_process
from dhrgraph.graph.store.malformed import MalformedQueryError
from dhrgraph.graph.store.results import Over, Result, ResultFormat, Sink
from dhrgraph.graph.store.store import Store
from dhrgraph.graph.store.values import Answer, Askable, Value, read_answer

__all__ = [
    "NAMED_END",
    "Answer",
    "Askable",
    "Format",
    "MalformedQueryError",
    "Over",
    "Result",
    "ResultFormat",
    "Sink",
    "Store",
    "Value",
    "convert",
    "copy_nquads",
    "load_in_process",
    "load_store",
    "named_head",
    "read_answer",
    "read_quads",
    "read_triples",
    "renew_store",
    "serialise",
    "turtle_chunk",
    "turtle_head",
]
