"""Every format a document can be printed in, by name.

House, format, folder  ->  write  ->  Printed: the file, and the pages things stand on
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from house_blocks import House, Pages
from print_docx import write_docx
from print_html import html_of
from print_pdf import write_pdf
from print_text import text_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FORMATS = ("text", "markdown", "html", "docx", "pdf-ruled", "pdf-lines", "pdf-bare", "pdf-browser")
SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx"}


@dataclass(frozen=True)
class Paper:
    """A written file. `pages` is None when the format has none, or nobody knows them."""

    path: Path
    pages: Pages | None


def formats() -> tuple[str, ...]:
    """Those that can be made here: printing from a browser needs Chromium."""
    return FORMATS if CHROMIUM else FORMATS[:-1]


def write(house: House, form: str, folder: Path) -> Paper:
    """Print the document into the folder; the file's name tells style, seed and format."""
    path = folder / f"{house.name}-{house.review.seed}-{form}{SUFFIX.get(form, '.pdf')}"
    if form == "pdf-browser":
        _browser(house, path)
        return Paper(path, None)
    if form.startswith("pdf-"):
        return Paper(path, write_pdf(house, path, form.removeprefix("pdf-")))  # type: ignore[arg-type]
    if form == "docx":
        write_docx(house, path)
    else:
        text = html_of(house) if form == "html" else text_of(house, markdown=form == "markdown")
        path.write_text(text, encoding="utf-8")
    return Paper(path, None)


def _browser(house: House, path: Path) -> None:
    """Printed from a page by Chromium, which must exist."""
    page = path.with_suffix(".print.html")
    page.write_text(html_of(house, for_print=True), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}")
    subprocess.run([str(CHROMIUM), *options, page.as_uri()], check=True, capture_output=True, timeout=60)
    page.unlink()
