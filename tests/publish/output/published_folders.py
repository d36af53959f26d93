"""Small made-up builds for tests of publication, and what a reader finds in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from dhrgraph.namespaces import PREFIXES
from dhrgraph.publish.dataset.description import DATASET
from dhrgraph.publish.output import opened, publication

SPDX = PREFIXES["spdx"]


def files(number: int) -> dict[str, str]:
    """What build `number` publishes: two files that every build has, one of its own, and a store."""
    stated = {
        "a.txt": f"a of {number}",
        "tables/t.csv": f"t of {number}",
        f"only-{number}.txt": f"only in {number}",
        f"tables/only-{number}.csv": f"only in {number}",
    }
    store = {"store/CURRENT": f"store of {number}", f"store/{number:06}.sst": "s" * number}
    return stated | store | {"dataset.ttl": describe(stated)}


def describe(texts: Mapping[str, str]) -> str:
    """A dataset.ttl that states these files."""
    said = [
        f"<{DATASET}/distribution/{name}> <http://www.w3.org/ns/dcat#downloadURL> <{DATASET}/{name}> ;\n"
        f'  <http://www.w3.org/ns/dcat#byteSize> "{len(text)}" ; <{SPDX}checksum> <{DATASET}/checksum/{name}> .\n'
        f'<{DATASET}/checksum/{name}> <{SPDX}checksumValue> "{sha256(text.encode()).hexdigest()}" .\n'
        for name, text in texts.items()
    ]
    return "".join(said)


def write(folder: Path, number: int) -> None:
    """Put build `number` in a folder."""
    for name, text in files(number).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def publish(output: Path, number: int) -> bool:
    """Publish build `number`."""
    with publication(output) as staged:
        write(staged.folder, number)
        return staged.publish()


def read(folder: Path) -> dict[str, str]:
    """Every file of a build in a folder, in which a person may have put some too."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    mine = ("README.md", "worksheet.csv")
    return {name: path.read_text() for name, path in sorted(found.items()) if name[0] != "." and path.name not in mine}


def whole(output: Path) -> dict[str, str]:
    """What a reader finds who asks `opened` once."""
    return read(opened(output))


def by_name(output: Path) -> dict[str, str]:
    """What a reader finds who follows the names in the folder itself."""
    places = (*output.glob("*"), *output.glob("*/*"))
    found = {path.relative_to(output).as_posix(): path for path in places if path.is_file()}
    return {
        name: path.read_text() for name, path in sorted(found.items()) if not name.startswith(".") and "/." not in name
    }
