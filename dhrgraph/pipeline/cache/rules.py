"""What besides its bytes decides what comes of a document, as one digest: another rule, another digest.

All of ontology/, the tables of judgements, all of this package, and the versions of the libraries it reads with.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dhrgraph.config import Config
from dhrgraph.namespaces import VERSION

_PACKAGE = Path(__file__).parents[2]
_NO_RULE = (".pyc", ".pyo")
# another version of one of these may find other words in the same file, or write the same facts in other bytes
_LIBRARIES = ("lxml", "pypdfium2", "pyoxigraph", "pyshacl", "rapidfuzz", "rdflib", "snowballstemmer")


def rules_key(config: Config) -> bytes:
    """32 bytes that change with any rule; the same on every machine that has the same files and versions.

    Raises:
        OSError: a file of the ontology, the package or a table of judgements cannot be read.
    """
    digest = blake2b(digest_size=32)
    for piece in _pieces(config.ontology, config.judgement_files):
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.digest()


def _pieces(ontology: Path, judgements: Iterable[Path]) -> Iterator[bytes]:
    yield f"dhrgraph {VERSION}, Python {sys.version_info[:2]}, Unicode {unicodedata.unidata_version}".encode()
    yield from (f"{name} {_version(name)}".encode() for name in _LIBRARIES)
    for folder in (_PACKAGE, ontology):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in _NO_RULE:
                yield path.relative_to(folder).as_posix().encode()
                yield path.read_bytes()
    yield from (path.read_bytes() for path in judgements)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
