"""From documents on disk to a published graph: the stages, one a line, in `build`.

    build      read, put together, check, write, publish
    parts      each file to its part of the build, in a process of its own, unless it is on the shelf
      working    what is done in that process: `stages` (extract, redact, reconcile, classify), then `making`
      part       what one document gives
      shelf      where parts are kept, in the cache, from build to build
    gathered   what is counted over all documents;  decided: what people said;  likenesses: who asks for the same
    checks     the gates: the shapes;  naming: no person
    files      what grows document by document;  stored: the store;  derived: what is made of the whole store
    found      findings without a graph;  reading: documents in memory, for looking into them

pySHACL, networkx and pandas take longer to import than a build takes, so each is imported by the step that needs it.
"""

from __future__ import annotations

from dhrgraph.pipeline.build import Built, build
from dhrgraph.pipeline.checks import check_findings
from dhrgraph.pipeline.found import found_in
from dhrgraph.pipeline.reading import How, ReadAll, ReadAndUnderstand, read_all
from dhrgraph.pipeline.stages import Understood, join, understand

__all__ = [
    "Built",
    "How",
    "ReadAll",
    "ReadAndUnderstand",
    "Understood",
    "build",
    "check_findings",
    "found_in",
    "join",
    "read_all",
    "understand",
]
