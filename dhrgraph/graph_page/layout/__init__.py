"""Where each node of a view stands: fixed, seeded, and with room for its label."""
