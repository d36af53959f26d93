"""Mentions to the bodies they name, with method and evidence."""
