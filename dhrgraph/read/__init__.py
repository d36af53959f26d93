"""Files to documents: the reading edge."""
