"""Documents to findings, each on spans of the text."""
