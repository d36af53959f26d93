"""A page as the text of one file: its data, its tables, and the template that holds them."""
