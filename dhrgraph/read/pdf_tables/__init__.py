"""Tables of PDF pages: found by ruled lines or by the columns below a heading, stitched over pages."""
