"""Other people's SPARQL stores: ask one, or send the graph to one."""
