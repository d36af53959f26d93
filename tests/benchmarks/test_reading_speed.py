"""How fast documents are read and understood, beside others' ways to the bare text: `make bench`.

Measured, never asserted: a busy machine is no mistake. Each test prints one row of the table.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from reports_made import as_html, as_pdf, as_text, mixed

from dhrgraph.config import Config
from dhrgraph.pipeline import How, read_all, understand
from dhrgraph.read.documents import read_documents
from dhrgraph.records import Document

Benchmark = Any  # pytest-benchmark's fixture has no types
TEXT_PAGES, PLAN_PAGES = 25, 15


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of prose, one of an action plan, and one of both."""
    place = tmp_path_factory.mktemp("made")
    (place / "prose.pdf").write_bytes(as_pdf(TEXT_PAGES, 0, 1))
    (place / "plan.pdf").write_bytes(as_pdf(0, PLAN_PAGES, 1))
    (place / "both.pdf").write_bytes(as_pdf(TEXT_PAGES, PLAN_PAGES, 1))
    return place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 documents of all formats."""
    place = tmp_path_factory.mktemp("mixed")
    mixed(place, 200)
    return place


def told(benchmark: Benchmark, amount: float, unit: str) -> None:
    """One row of the table: how many of `unit` a second, in the median."""
    rate = amount / benchmark.stats.stats.median
    benchmark.extra_info[f"{unit} a second"] = round(rate, 1)
    print(f"\n{benchmark.name:58} {rate:9.1f} {unit} a second")


def plumbed(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def plumbed_tables(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def pdftotext(path: Path) -> None:
    subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)


OTHERS: dict[str, Callable[[Path], None]] = {
    "pdfplumber words": plumbed,
    "pdfplumber tables": plumbed_tables,
    "pdftotext": pdftotext,
}


@pytest.mark.parametrize("file", ["prose.pdf", "plan.pdf", "both.pdf"])
def test_read_only(benchmark: Benchmark, made: Path, config: Config, file: str) -> None:
    documents = benchmark.pedantic(lambda: list(read_documents([made / file], config.kinds)), rounds=3)
    told(benchmark, _pages(made / file), "pages")
    assert all(isinstance(document, Document) for document in documents)


@pytest.mark.parametrize("file", ["prose.pdf", "plan.pdf"])
@pytest.mark.parametrize("other", OTHERS)
def test_others(benchmark: Benchmark, made: Path, file: str, other: str) -> None:
    if other == "pdftotext" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    benchmark.pedantic(OTHERS[other], (made / file,), rounds=3)
    told(benchmark, _pages(made / file), "pages")


@pytest.mark.parametrize("form", ["txt", "html"])
def test_text_and_html_understood_in_this_process(
    benchmark: Benchmark, config: Config, tmp_path: Path, form: str
) -> None:
    data = as_text(6, 1) if form == "txt" else as_html(6, 1)
    (tmp_path / f"report.{form}").write_bytes(data)

    def whole() -> None:
        (document,) = read_documents([tmp_path / f"report.{form}"], config.kinds)
        assert isinstance(document, Document)
        understand(document, config)

    benchmark.pedantic(whole, rounds=5)
    told(benchmark, 1, "documents")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_of_200(benchmark: Benchmark, config: Config, folder: Path, jobs: int) -> None:
    found = benchmark.pedantic(read_all, ([folder], config, lambda *_: None, How(jobs=jobs)), rounds=1)
    told(benchmark, len(found.understood), "documents")
    assert len(found.understood) == 200


def test_memory_of_a_whole_build(benchmark: Benchmark, folder: Path, tmp_path: Path) -> None:
    most = [0.0]
    command = [sys.executable, "-m", "dhrgraph", "build", str(folder), "-o", str(tmp_path / "out")]

    def build() -> None:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            watch = threading.Thread(target=_watch, args=(process, most))
            watch.start()
            watch.join()

    benchmark.pedantic(build, rounds=1)
    benchmark.extra_info["peak MB"] = round(most[0])
    told(benchmark, 200, "documents")
    print(f"{'peak memory of all its processes together':58} {most[0]:9.0f} MB")


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], _megabytes(process.pid))
        time.sleep(0.1)


def _megabytes(pid: int) -> float:
    """Memory of a process and its children, what they share counted once; 0 where the system does not tell."""
    place = Path(f"/proc/{pid}")
    try:
        children = (place / "task" / str(pid) / "children").read_text().split()
        own = next(
            line.split()[1] for line in (place / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:")
        )
    except OSError:
        return 0
    return int(own) / 1024 + sum(_megabytes(int(child)) for child in children)


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)
