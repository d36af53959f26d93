"""Cross-tables of recorded deaths, small counts protected."""
