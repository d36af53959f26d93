"""How central each node of a network is, by measures that ontology/measures.csv explains."""
