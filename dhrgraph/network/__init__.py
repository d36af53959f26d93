"""Networks of what reviews recommend to whom: occurrences -> networks -> centrality; occurrences -> recurrence."""
