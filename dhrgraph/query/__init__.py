"""The canned questions: catalogue, parameters, running, rendering."""
