"""What a server is told at its start, for itself and for its workers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the output of one build is served.

    Attributes:
        output: The folder that builds are published in, absolute; for a worker, that of its build.
        base: The address people reach us under, ending in "/".
        timeout: Seconds that one answer may take.
        max_rows: Rows of a SELECT, statements of a CONSTRUCT or DESCRIBE that are given at most.
        workers: How many answers are worked out at once.
        queue: How many requests may wait for a worker; more are sent away (503).
        memory: Bytes of address space of one worker.
        largest: Bytes of one answer.
        body: Bytes of one request's body.
        cache: Bytes of answers kept for those who ask the same again; 0 keeps none.
        cors: Pages of other sites may read our answers.
        names: Hosts that requests may name; empty: any (see `guard`).
        exit_url, contact: as in `publish.site.hosted.Hosted`.
        ui: A folder with another query form's script, or None.
        log_queries: Lines of the log hold what was asked.
        every: Seconds between looks whether another build is published.
        warm: Workers do once, before they are asked, what their first answers would wait for.
        mark: How the build's files stand (see `found`); a worker that finds others does not start. Empty: whichever.
    """

    output: Path
    base: str
    timeout: float = 10
    max_rows: int = 10_000
    workers: int = 2
    queue: int = 100
    memory: int = 2_000 * MEGABYTE
    largest: int = 64 * MEGABYTE
    body: int = MEGABYTE
    cache: int = 64 * MEGABYTE
    cors: bool = False
    names: tuple[str, ...] = ()
    exit_url: str = ""
    contact: str = ""
    ui: Path | None = None
    log_queries: bool = False
    every: float = 1.0
    warm: bool = False
    mark: str = ""

    @property
    def endpoint(self) -> str:
        """The IRI of the SPARQL endpoint."""
        return f"{self.base}sparql"

    def to_json(self) -> str:
        """As text, for a worker."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """What `to_json` wrote.

        Example:
            >>> told = Settings(Path("/x/output"), "http://127.0.0.1:8000/", names=("localhost",))
            >>> Settings.from_json(told.to_json()) == told
            True
        """
        said = json.loads(text)
        ui = said["ui"]
        paths = {"output": Path(said["output"]), "ui": None if ui is None else Path(ui), "names": tuple(said["names"])}
        return cls(**{**said, **paths})
