"""Lines, passages with places, headings, patterns: what several stages need of text."""
