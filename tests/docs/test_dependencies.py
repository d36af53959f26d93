"""What dhrgraph stands on is pinned, and its licences allow anyone to use, change and sell what is made with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0",
    "W3C-20150513", "Zlib",
}  # fmt: skip
REFUSED = re.compile(r"\bA?GPL|affero|(?<!lesser )general public|non-?commercial|proprietary|\bSSPL\b", re.IGNORECASE)
# how packages that state no SPDX expression write what the table says
WRITTEN = {
    "Apache-2.0": r"apache", "BSD-2-Clause": r"bsd", "BSD-3-Clause": r"bsd|enthought|hugo van kemenade", "ISC": r"isc",
    "MIT": r"mit", "MPL-2.0": r"mpl|mozilla", "W3C-20150513": r"w3c", "PSF-2.0": r"psf|python software",
}  # fmt: skip


def canonical(name: str) -> str:
    """One spelling for a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def table() -> dict[str, dict[str, str]]:
    with (ROOT / "docs" / "dependencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["package"]: row for row in csv.DictReader(file)}


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {canonical(name): version for name, _, version in (line.partition("==") for line in lines)}


def needed(*extras: str) -> Iterator[str]:
    """All that an installation with these extras brings, as far as it is installed here."""
    todo, seen = [("dhrgraph", extra) for extra in ("", *extras)], set()
    while todo:
        at = todo.pop()
        if at in seen:
            continue
        seen.add(at)
        name, extra = at
        try:
            wanted = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        for requirement in map(Requirement, wanted):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                yield canonical(requirement.name)
                todo += [(canonical(requirement.name), each) for each in ("", *requirement.extras)]


def stated(name: str) -> str:
    """What an installed package says of its licence."""
    said = metadata.metadata(name)
    classifiers = [each for each in said.get_all("Classifier") or [] if each.startswith("License")]
    return " ".join([said.get("License-Expression") or "", (said.get("License") or "")[:200], *classifiers])


def test_every_version_is_pinned_and_every_licence_written_down() -> None:
    assert pinned().keys() == table().keys()
    assert all(pinned().values()), "one version each"


def test_whatever_an_installation_brings_is_pinned() -> None:
    assert set(needed("serve", "parquet", "dev")) - {"dhrgraph"} <= pinned().keys()


def test_the_table_tells_what_the_product_brings_from_what_only_developers_need() -> None:
    rows = table()
    for name in set(needed()) - {"dhrgraph"}:
        assert rows[name]["part"] == "product", name
    for name in set(needed("serve", "parquet")) - {"dhrgraph"}:
        assert rows[name]["part"] in {"product", "extra"}, name


@pytest.mark.parametrize("row", table().values(), ids=lambda row: row["package"])
def test_licence_allows_all_use_and_is_what_the_package_says(row: dict[str, str]) -> None:
    names = re.split(r" (?:AND|OR) ", row["licence"])
    assert set(names) <= ALLOWED
    try:
        said = stated(row["package"])
    except metadata.PackageNotFoundError:
        pytest.skip("not installed here")
    assert not REFUSED.search(said)
    if said.strip():
        assert row["licence"] in said or any(re.search(WRITTEN[name], said, re.IGNORECASE) for name in names)


@pytest.mark.parametrize(
    "said", ["AGPL-3.0-only", "GNU Affero", "License :: OSI Approved :: GNU General Public License", "SSPL"]
)
def test_other_licences_would_be_noticed(said: str) -> None:
    assert REFUSED.search(said)
