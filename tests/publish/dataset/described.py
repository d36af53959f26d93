"""An invented data set of two documents, described: small enough to read, with everything a description can have."""

from __future__ import annotations

from dhrgraph.config import table
from dhrgraph.namespaces import BASE, DHR, GRAPH, iri
from dhrgraph.publish.dataset.counts import Counts
from dhrgraph.publish.dataset.dcat import dataset_turtle
from dhrgraph.publish.dataset.description import Description, Facts, File, Part
from dhrgraph.resources import folder

REVIEW = iri("rv:exampleton-2023-05-963ef412")
DESCRIBED = Description(
    version="0.1.0",
    digest="ab" * 32,
    counts=Counts(9, 3, 4, 7, {DHR + "text": 8, iri("rdf:type"): 1}, {DHR + "Review": 1}),
    part_triples={GRAPH + "963ef412d172": 4, GRAPH + "c211a672dc7d": 2, GRAPH + "register": 3},
    facts=Facts(
        parts=(
            Part(GRAPH + "963ef412d172", "Statements read from: A review", iri("sd:963ef412d172"), rights=("unknown",)),
            Part(
                GRAPH + "c211a672dc7d",
                'Statements read from: A "paper"',
                iri("sd:c211a672dc7d"),
                "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            ),
            Part(GRAPH + "register", "Bodies", rights=("Contains a.", "Contains b.")),
        ),
        areas=((iri("gss:E22000999"), "Exampleton"),),
        years=(2019, 2023),
        statements=("Contains public sector information.", "No licence is stated by: A review."),
        examples=(REVIEW,),
    ),
    coverage="The graph holds 1 review of 1 partnership.",
    files=(
        File("dhrgraph.trig", 99, "cd" * 32),
        File("dhrgraph.ttl", 12, "ef" * 32),
        File("tables/reviews.csv", 0, "01" * 32),
    ),
)


def turtle(described: Description = DESCRIBED) -> bytes:
    """What dataset.ttl says of it."""
    return dataset_turtle((folder("ontology") / "dataset.ttl").read_bytes(), table("published_files.csv"), described)


__all__ = ["BASE", "DESCRIBED", "REVIEW", "turtle"]
