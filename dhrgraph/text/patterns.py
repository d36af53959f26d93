"""Regular expressions that stand in tables of ontology/."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dhrgraph.errors import VocabularyError

Row = Mapping[str, str]

# What lists put before their items, with those that fonts of symbols leave behind
BULLETS = "-*•◦▪▫●○■□►▶➢➤✓✔❖◆◇♦·‣⁃∙–\uf0b7\uf0a7\uf0d8\uf0fc\uf076"


def compiled(row: Row, table: str, column: str = "pattern", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """The row's pattern, ready to search.

    Raises:
        VocabularyError: not a regular expression; names the table and quotes the pattern.

    Example:
        >>> bool(compiled({"pattern": "on-?going"}, "statuses.csv").search("Ongoing"))
        True
    """
    try:
        return re.compile(row[column], flags)
    except re.error as problem:
        raise VocabularyError(
            f"ontology/{table}: not a regular expression: {row[column]!r} ({problem}).\n"
            "  To mend: correct the row and run again."
        ) from problem
