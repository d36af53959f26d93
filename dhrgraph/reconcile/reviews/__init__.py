"""One review, several documents: which belong together, and what each says again."""
