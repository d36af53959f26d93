"""The endpoint: SPARQL 1.1 Protocol and linked-data pages over a read-only store."""
