"""What was worked out before and need not be again: one SQLite file of authenticated values outside the output.

    folder  ->  Cache.open or Cache.temporary  ->  get, put, kept
    record  ->  pack  ->  bytes  ->  unpack  ->  record
    document, names  ->  seal  ->  bytes  ->  unseal, with the same document  ->  names

It may be gone, damaged, foreign, full or in use at any moment: a value is then worked out again, and nothing else is
different. No text of a document and no name in the clear is ever put into it. See docs/decisions/0032-cache.md.
"""

from __future__ import annotations

from dhrgraph.pipeline.cache.cache import BUILDS, FILE, MOST, Cache
from dhrgraph.pipeline.cache.compressed import compress, expand
from dhrgraph.pipeline.cache.packed import pack, unpack
from dhrgraph.pipeline.cache.place import default_folder
from dhrgraph.pipeline.cache.rules import rules_key
from dhrgraph.pipeline.cache.sealed import SealError, opener, seal, unseal

__all__ = [
    "BUILDS",
    "FILE",
    "MOST",
    "Cache",
    "SealError",
    "compress",
    "default_folder",
    "expand",
    "opener",
    "pack",
    "rules_key",
    "seal",
    "unpack",
    "unseal",
]
