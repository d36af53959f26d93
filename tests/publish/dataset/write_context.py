"""Write ontology/context.jsonld again: python tests/publish/dataset/write_context.py"""

from __future__ import annotations

from dhrgraph.publish.dataset.context import context_text
from dhrgraph.publish.output import write_file
from dhrgraph.resources import folder

if __name__ == "__main__":
    write_file(context_text(folder("ontology")), folder("ontology") / "context.jsonld")
