"""The report on everything the graph holds."""

from __future__ import annotations

from dhrgraph.report.gather import Known
from dhrgraph.report.sections.again import again
from dhrgraph.report.sections.agencies import agencies
from dhrgraph.report.sections.bridges import bridges
from dhrgraph.report.sections.chance import chance
from dhrgraph.report.sections.done import done
from dhrgraph.report.sections.kinds import kinds
from dhrgraph.report.sections.learning import learning
from dhrgraph.report.sections.themes import themes
from dhrgraph.report.sections.told import Told


def whole(known: Known) -> tuple[Told, ...]:
    """Its sections, in order."""
    return (
        agencies(known),
        themes(known),
        kinds(known),
        chance(known),
        again(known),
        bridges(known),
        done(known, known.plans, "recommendations"),
        learning(known, known.learning),
    )
