"""The shapes: whether a graph is as docs/model.md says. SHACL Core, offline and without inference (superclasses are
written out in the data).

    whole       a whole graph, in memory or from a file of any size
    part        what one document gives, with what others say of the nodes it names
    reading     shapes.ttl as paths and tests; refuses what it does not know
    components  a test for each constraint component of SHACL Core that shapes.ttl uses
    checking    nodes held against shapes
    oracle      the same by pySHACL, for tests and for who wants a second opinion

To change what is allowed, edit ontology/shapes.ttl and docs/model.md. Why it is not pySHACL that does the work:
docs/decisions/0035-shapes.md.
"""

from __future__ import annotations

from dhrgraph.graph.shapes.part import Context, violations_of_part
from dhrgraph.graph.shapes.violation import Violation
from dhrgraph.graph.shapes.whole import violations, violations_of_file

__all__ = ["Context", "Violation", "violations", "violations_of_file", "violations_of_part"]
