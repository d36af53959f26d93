"""Findings to findings without persons."""
