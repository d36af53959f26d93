"""From findings to quads; the store; the shapes."""
