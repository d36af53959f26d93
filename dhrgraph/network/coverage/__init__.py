"""On how much of the Home Office library an answer rests."""
