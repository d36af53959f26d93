"""The release of the ontology: checks, serialisations, reference page."""
