"""Run docs/report.ipynb anew and keep its outputs: `python tests/docs/write_notebook.py`, then look at what changed.

    notebook, folder of a build  ->  executed  ->  notebook with outputs, what code of ours said at its end

Edit the notebook in any editor, with outputs or without: what is kept is in one form, whoever ran it and where.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from dhrgraph.config import load_config
from dhrgraph.pipeline import build
from dhrgraph.resources import folder

NOTEBOOK = Path(__file__).parents[2] / "docs" / "report.ipynb"
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_SECONDS = 240  # for one cell, on a slow machine


def executed(output: Path, *, at_the_end: str = "") -> tuple[NotebookNode, str]:
    """The notebook with the outputs that it has on the build in `output`, and what the code `at_the_end` prints, which
    is no part of it.

    The kernel is the Python that runs this, whatever kernels are installed. It speaks through files of a folder of its own,
    not over any network, and touches no settings of the user's.

    Raises:
        CellExecutionError: a cell failed; says which and how.
    """
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.append(new_code_cell(at_the_end))
    with tempfile.TemporaryDirectory() as place:
        kernel = AsyncKernelManager(
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # none installed: the one of this Python
            connection_file=str(Path(place) / "kernel.json"),
            transport="ipc",
            ip=str(Path(place) / "k"),
        )
        own = {"DHRGRAPH_OUTPUT": str(output.resolve()), "IPYTHONDIR": place, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        client = NotebookClient(notebook, km=kernel, timeout=_SECONDS, record_timing=False)
        client.owns_km = True  # it ends with this run, not with the process
        client.execute(cwd=place, env={**os.environ, **own})
    last = notebook.cells.pop()
    return notebook, "".join(each.text for each in last.outputs if each.get("name") == "stdout")


def text_of(notebook: NotebookNode) -> str:
    """The notebook as its file holds it: nothing in it tells when, where or with which Python it ran."""
    notebook.metadata = NotebookNode(_METADATA)
    for place, cell in enumerate(notebook.cells, start=1):
        cell["id"], cell["metadata"] = f"cell-{place:02}", NotebookNode()
        for output in cell.get("outputs", ()):
            output.get("metadata", NotebookNode()).clear()
    return nbformat.writes(notebook, ensure_ascii=False) + "\n"


def main() -> None:
    """Build the five documents, run the notebook on them, and keep it."""
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "output"
        build([folder("seeds")], output, load_config(), lambda _stage, _message: None)
        notebook, _ = executed(output)
        NOTEBOOK.write_text(text_of(notebook), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
