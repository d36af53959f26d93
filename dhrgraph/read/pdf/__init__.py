"""PDF files: their pages, lines, paragraphs and furniture."""
