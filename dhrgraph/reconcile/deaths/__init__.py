"""Recorded deaths: the partnerships they are listed under, and the reviews they may be about."""
