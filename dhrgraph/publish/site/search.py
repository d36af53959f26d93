"""Find things by words: on a server by asking the graph, on a disk by a list of names that the page reads.

Every word of what is looked for must stand in the name or text, in whatever case. Bodies, themes, documents, reviews
and partnerships by name come first, then recommendations by their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.addresses import page_of, relative
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.blocks import Ref
from dhrgraph.publish.site.labels import labels

MOST = 40  # hits of each sort
LONGEST = 200  # characters of what is looked for
_SHOWN = 220  # characters of a recommendation's words
_NAMED = """{ ?it a dhr:Addressee ; skos:prefLabel|skos:altLabel ?words } UNION { ?it a skos:Concept ; skos:inScheme
  <https://w3id.org/dhrgraph/theme> ; skos:prefLabel|skos:altLabel ?words } UNION { ?it a dhr:SourceDocument ;
  dcterms:title ?words }
  UNION { ?it a dhr:Review ; rdfs:label ?words }"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; `words` are why: another name, or a recommendation's words."""

    ref: Ref
    words: str
    quoted: bool = False


def find(store: Store, words: str) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Things by name, and recommendations by their words; each at most `MOST`. Nothing for no words."""
    wanted = words[:LONGEST].lower().split()
    if not wanted:
        return (), ()
    test = " && ".join(f"CONTAINS(LCASE(STR(?words)), {_string(word)})" for word in wanted)
    named = ask(
        store,
        f"SELECT DISTINCT ?it ?words {{ {_NAMED} FILTER({test}) }} ORDER BY STRLEN(STR(?words)) ?words ?it "
        f"LIMIT {MOST}",
    )
    said = ask(
        store,
        # the texts are read once; what each of those found is, is looked up after
        f"SELECT DISTINCT ?it ?words {{ {{ SELECT ?it ?words {{ ?it dhr:text ?words FILTER({test}) }} }} "
        f"?it a dhr:Recommendation }}",
    )
    said = tuple(sorted(said, key=lambda row: known(row[0]))[:MOST])  # here: the engine looks up what it compares
    once: dict[str, str] = {}
    for it, found in named:
        once.setdefault(known(it), known(found))
    return (
        tuple(Hit(Ref(it), found) for it, found in once.items()),
        tuple(Hit(Ref(known(it)), _short(known(found)), quoted=True) for it, found in said),
    )


def _string(word: str) -> str:
    escaped = json.dumps(word, ensure_ascii=True)
    return (
        escaped
        if "\\u" not in escaped
        else '"' + "".join(f"\\U{ord(sign):08X}" for sign in word if _textual(sign)) + '"'
    )


def _textual(sign: str) -> bool:
    return sign != "\x00" and not "\ud800" <= sign <= "\udfff"


def _short(words: str) -> str:
    """The beginning of a text, cut between words.

    Example:
        >>> _short("a " * 200).endswith("a …"), _short("short")
        (True, 'short')
    """
    if len(words) <= _SHOWN:
        return words
    return words[:_SHOWN].rsplit(None, 1)[0] + " …"


def entries(store: Store) -> Iterator[tuple[str, str, str]]:
    """What the search of a static site knows: link from the search page, name, words; "" where the name is the
    words."""
    rows = ask(store, f"SELECT DISTINCT ?it ?words {{ {_NAMED} }} ORDER BY ?it ?words")
    names = labels(store, {known(it) for it, _ in rows})
    for it, words in rows:
        path = page_of(known(it))
        if path:
            name = names[known(it)]
            yield relative("/search", path, live=False), name, "" if words == name else known(words)
    after = ""
    while True:
        said = ask(
            store,
            f"SELECT DISTINCT ?it ?words {{ ?it a dhr:Recommendation ; dhr:text ?words FILTER(STR(?it) > "
            f"{_string(after)}) }} ORDER BY ?it LIMIT 2000",
        )
        if not said:
            return
        named = labels(store, {known(it) for it, _ in said})
        for it, words in said:
            path = page_of(known(it))
            if path:
                yield relative("/search", path, live=False), named[known(it)], _short(known(words))
        after = known(said[-1][0])


def index_script(store: Store) -> Iterator[str]:
    """The list as a script, so that it works from a disk, where pages may not fetch; piece by piece."""
    yield "window.dhrgraphIndex = [\n"
    for place, entry in enumerate(entries(store)):
        yield (",\n" if place else "") + json.dumps(entry, ensure_ascii=True, separators=(",", ":"))
    yield "\n];\n"
