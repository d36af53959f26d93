"""The notebook gives the figures of the report, and what is stored in it is what it gives."""

from __future__ import annotations

import json
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from write_notebook import NOTEBOOK, executed, text_of

import dhrgraph
from dhrgraph.config import Config
from dhrgraph.pipeline import build
from dhrgraph.report.records import Chart, Interval, Number, Report, Sentence, Table, numbers
from dhrgraph.resources import folder

# run after the last cell: everything that the notebook reckoned for itself
_GIVE = """
import json
frames = {caption: frame.to_dict("list") for caption, frame in figures.items()}
print(json.dumps({"figures": frames, "counted": counted}, default=lambda value: value.item()))
"""
_AGAIN = "To keep it: python tests/docs/write_notebook.py"


@pytest.fixture(scope="module")
def run(built: Path) -> tuple[NotebookNode, dict[str, Any]]:
    """The notebook as executed on the five documents, and what it reckoned."""
    notebook, said = executed(built, at_the_end=_GIVE)
    return notebook, json.loads(said)


@pytest.fixture(scope="module")
def report(built: Path) -> Report:
    return dhrgraph.open(built).report()


@pytest.mark.slow
def test_stored_outputs_are_what_the_cells_give(run: tuple[NotebookNode, dict[str, Any]]) -> None:
    stored, now = NOTEBOOK.read_text(encoding="utf-8"), text_of(run[0])
    changes = "\n".join(unified_diff(stored.splitlines(), now.splitlines(), "stored", "now", lineterm="", n=0))
    assert now == stored, f"{changes}\n{_AGAIN}"


@pytest.mark.slow
def test_every_figure_of_the_report_is_reproduced(run: tuple[NotebookNode, dict[str, Any]], report: Report) -> None:
    ours = run[1]["figures"]
    theirs = {table.caption: _columns(table) for table in _tables(report)}
    assert sorted(ours) == sorted(theirs)
    for caption, columns in theirs.items():
        for head, cells in columns.items():
            if any(isinstance(cell, int | float) for cell in cells) or head in ours[caption]:
                assert ours[caption][head] == pytest.approx(cells, abs=1e-9), f"{caption}: {head}"


@pytest.mark.slow
def test_every_number_in_a_sentence_is_reproduced(run: tuple[NotebookNode, dict[str, Any]], report: Report) -> None:
    said = {section.id: section.sentences for section in report.sections}
    said["findings"] = report.findings
    said["coverage"] = tuple(part for part in report.coverage if isinstance(part, Sentence))
    theirs = {
        part: [[n.value for n in numbers(one)] for one in some if any(numbers(one))] for part, some in said.items()
    }
    assert run[1]["counted"] == {part: counts for part, counts in theirs.items() if counts}


@pytest.mark.slow
def test_the_notebook_says_itself_that_all_is_the_same(run: tuple[NotebookNode, dict[str, Any]]) -> None:
    """Its last table holds every part of the report against its own numbers."""
    (table,) = [
        output.data["text/plain"]
        for cell in run[0].cells
        for output in cell.get("outputs", ())
        if "Same numbers" in output.get("data", {}).get("text/html", "")
    ]
    assert "True" in table
    assert "False" not in table


@pytest.mark.slow
def test_it_runs_on_a_graph_with_one_review_and_no_plan(config: Config, tmp_path: Path) -> None:
    (page,) = folder("seeds").glob("nottingham-*")
    build([page], tmp_path / "output", config, lambda _stage, _message: None)
    executed(tmp_path / "output")  # an error in a cell is raised


def test_stored_notebook_tells_of_no_machine_and_no_time() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert text == text_of(nbformat.reads(text, as_version=4))
    places = (Path.home(), Path(sys.prefix), NOTEBOOK.parents[1], Path(tempfile.gettempdir()))
    assert [place for place in places if str(place) in text] == []


def test_stored_notebook_was_run_in_order_without_complaint() -> None:
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data"}  # no error, no warning, nothing printed by the way


def _tables(report: Report) -> list[Table]:
    """Every table of the report, those beside its charts too."""
    parts = [*(figure for section in report.sections for figure in section.figures), *report.coverage]
    return [part.table if isinstance(part, Chart) else part for part in parts if isinstance(part, Chart | Table)]


def _columns(table: Table) -> dict[str, list[object]]:
    """The cells of a table by column; an interval makes two columns."""
    found: dict[str, list[object]] = {}
    for head in table.columns:
        cells = table.column(head)
        between = [cell for cell in cells if isinstance(cell, Interval)]
        if between:
            assert len(between) == len(cells)
            found[f"{head}, from"] = [cell.low for cell in between]
            found[f"{head}, to"] = [cell.high for cell in between]
        else:
            found[head] = [cell.value if isinstance(cell, Number) else cell for cell in cells]
    return found
