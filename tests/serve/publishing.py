"""Builds for tests of serving, each with a mark of its own in every statement, published as a build publishes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from stores_made import write_store

from dhrgraph.graph.store import serialise
from dhrgraph.namespaces import BASE
from dhrgraph.publish.output import publication

STATEMENTS = 300  # of a build that tell its number
MARKED = f"SELECT ?n {{ ?s <{BASE}mark> ?n }}"


def quads_of(number: int) -> bytes:
    """The graph of build `number`: every statement tells the number."""
    return b"".join(
        f'<{BASE}thing/{each}> <{BASE}mark> "{number}" <{BASE}graph/{number}> .\n'.encode()
        for each in range(STATEMENTS)
    )


def version(number: int) -> str:
    """What `version_of` says of build `number`."""
    return hashlib.sha256(serialise(quads_of(number), "trig")).hexdigest()[:12]


def write_build(number: int, folder: Path) -> None:
    """The files of build `number`."""
    (folder / "dhrgraph.trig").write_bytes(serialise(quads_of(number), "trig"))
    (folder / "dhrgraph.ttl").write_text(f"# {number}\n")
    (folder / "dataset.ttl").write_text(f'<{BASE}dataset> <{BASE}mark> "{number}" .\n')
    write_store(quads_of(number), folder / "store")


def publish(number: int, output: Path) -> None:
    """Publish build `number`."""
    with publication(output) as staged:
        write_build(number, staged.folder)
        staged.publish()
