"""What recurs across places, by how much more than chance, and how sure that is."""
