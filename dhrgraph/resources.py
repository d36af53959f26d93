"""Where ontology/, queries/ and seeds/ are: beside the package in a checkout, inside it in a wheel.

The only place that knows. Everything else asks for a folder by name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Folder = Literal["ontology", "queries", "seeds"]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: Folder) -> Path:
    """The folder `name`, wherever this copy of dhrgraph keeps it.

    Raises:
        FileNotFoundError: neither a checkout nor a whole wheel; the installation is broken.

    Example:
        >>> (folder("ontology") / "themes.ttl").exists()
        True
    """
    for place in (_PACKAGE.parent / name, _PACKAGE / "_resources" / name):
        if place.is_dir() and (place / "README.md").is_file():
            return place
    raise FileNotFoundError(
        f"The folder {name}/ is neither beside nor inside the package.\n"
        "  To mend: install dhrgraph again, or work in a full checkout."
    )
