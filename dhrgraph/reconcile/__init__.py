"""Mentions to the bodies they name, with method and evidence.

register      who there is: tables as records, names and forms of names as an index, successors
mentions      whom a mention names: the methods in order, each by its own evidence
partnerships  community safety partnerships as printed, and the areas they cover
reviews       documents that are about one review
deaths        recorded deaths, and the reviews they may be about
readings      all of it for one document
"""
