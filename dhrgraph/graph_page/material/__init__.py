"""What the graph tells, read once for all views."""
