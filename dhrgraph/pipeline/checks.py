"""The gates before anything is shown or written: no person is named, and the shapes hold."""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.config import Config
from dhrgraph.errors import InvalidGraphError
from dhrgraph.graph.quads import NamedGraphs
from dhrgraph.graph.terms import literals
from dhrgraph.pipeline.stages import Understood
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.redact.check import check_no_person
from dhrgraph.text.amounts import how_many


def check(understood: Sequence[Understood], graphs: NamedGraphs, config: Config) -> None:
    """The two gates before anything is written: no person is named, and the shapes hold.

    Raises:
        LeakError, InvalidGraphError: says what and where.
    """
    from dhrgraph.graph.shapes import violations

    check_texts(understood)
    by_name = dict(graphs.lines)
    for item in understood:
        lines = by_name[f"gr:{item.reading.document.source.key}"]
        check_no_person({"dhrgraph.trig": "\n".join(literals(lines))}, item.persons)
    broken = violations(graphs.ntriples(), config.ontology / "shapes.ttl")
    if broken:
        first = "\n".join(f"  {v.focus} {v.path}: {v.message}" for v in broken[:5])
        raise InvalidGraphError(
            f"the graph breaks its shapes in {how_many(len(broken), 'place')}; nothing was published.\n{first}"
        )


def check_texts(understood: Sequence[Understood]) -> None:
    """The gate before findings are shown anywhere: no person is named in them.

    Raises:
        LeakError: says where, never who.
    """
    for item in understood:
        check_no_person({"findings.jsonl": to_jsonl(finding_rows(item.reading))}, item.persons)
