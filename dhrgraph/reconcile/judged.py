"""The register with what people decided about mentions in it.

Register, rows of judgements  ->  with_judgements  ->  Register
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dhrgraph.reconcile.judgements import read_judgements
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.words import fold
from dhrgraph.records import JudgementRow


def with_judgements(register: Register, rows: Iterable[JudgementRow]) -> Register:
    """The register with these judgements for all it had; a body may be written as its slug or as any of its names.

    Raises:
        VocabularyError: a row names no body, or several, or contradicts another; names file, row and column.
    """

    def named(name: str, areas: frozenset[str]) -> set[str]:
        words = fold(name).split(" ")
        return {found.slug for found in register.named(words, areas) or register.names.find(words)}

    return replace(register, judgements=read_judgements(rows, register.records, named, register.records))
