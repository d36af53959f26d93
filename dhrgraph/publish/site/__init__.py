"""Linked-data pages, one for each thing in the graph."""
