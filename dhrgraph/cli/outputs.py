"""What commands read of a folder that a build made."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from dhrgraph.errors import DhrGraphError, NoGraphError
from dhrgraph.text.cells import as_it_was


def read_findings(folder: Path) -> list[dict[str, Any]]:
    """The lines of findings.jsonl.

    Raises:
        NoGraphError: there is no such file.
        DhrGraphError: it is not what a build writes.
    """
    path = folder / "findings.jsonl"
    if not path.exists():
        raise NoGraphError(path)
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except ValueError as problem:
        raise DhrGraphError(f"{path}: not a build's findings.\n  To mend: dhrgraph build") from problem


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table that a build wrote, each cell as it was there; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{column: as_it_was(cell) for column, cell in row.items()} for row in csv.DictReader(file)]
