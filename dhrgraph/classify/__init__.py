"""Findings to themes with evidence."""
