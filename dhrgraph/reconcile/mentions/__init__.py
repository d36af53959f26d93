"""Whom a mention names: the methods in order, each by its own evidence."""
