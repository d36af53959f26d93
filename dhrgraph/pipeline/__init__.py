"""From documents on disk to a published graph: the stages, one a line, in `stages`.

    build      read, understand, check, publish
    reading    each file in a process of its own
    stages     extract, redact, reconcile, classify; documents of one review joined
    likenesses recommendations of different reviews that ask for the same
    checks     the gates: no person, the shapes
    files      what an output folder holds

pySHACL, networkx and pandas take longer to import than a build takes, so each is imported by the step that needs it.
"""

from __future__ import annotations

from dhrgraph.pipeline.build import Built, all_rows, build, unused_judgements
from dhrgraph.pipeline.checks import check, check_texts
from dhrgraph.pipeline.reading import How, ReadAll, ReadAndUnderstand, read_all
from dhrgraph.pipeline.stages import Understood, join, understand

__all__ = [
    "Built",
    "How",
    "ReadAll",
    "ReadAndUnderstand",
    "Understood",
    "all_rows",
    "build",
    "check",
    "check_texts",
    "join",
    "read_all",
    "understand",
    "unused_judgements",
]
