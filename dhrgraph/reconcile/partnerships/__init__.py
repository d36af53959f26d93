"""Community safety partnerships as printed, and the ONS areas they cover."""
