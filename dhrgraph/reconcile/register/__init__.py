"""Who there is: the tables of ontology/registers/ as records, their names and forms of names as an index."""
