"""The README's account of a judgement is what happens: the worksheet's row, what is filled in, what the diff says.

Run `python tests/docs/test_readme_last_word.py BUILT_OUTPUT` to write it anew; then look at what changed.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- a person's last word: written by tests/docs/test_readme_last_word.py -->\n", "<!-- end -->\n"
SHOWN = ("kind", "what", "times", "why", "decision", "by", "on")
FILLED = {"decision": "yes", "by": "domestic abuse analyst", "on": "2026-11-21"}


def dhrgraph(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dhrgraph", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True)


def account(built: Path, place: Path) -> str:
    """The part of the README between its marks, from `built`, the build of the five documents."""
    told = dhrgraph("review", built, "-o", place / "worksheet.csv").stderr
    text = (place / "worksheet.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    row = next(row for row in rows if row["kind"] == "theme" and row["reviews"] == "1" and "in doubt" in row["why"])
    row |= FILLED
    with (place / "worksheet.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(rows)
    dhrgraph("build", "--judgements", place / "worksheet.csv", "-o", place / "new")
    changed = dhrgraph("diff", built, place / "new", "--format", "md").stdout
    cells = f"| {' | '.join(SHOWN)} |\n|{' --- |' * len(SHOWN)}\n| {' | '.join(row[column] for column in SHOWN)} |\n"
    quote = " ".join(row["quote"].split())
    return (
        f"{BEGIN}\n```\n$ dhrgraph review -o worksheet.csv\n{told}```\n\n"
        f"One of its rows, filled in (its `quote`: “{quote}”):\n\n{cells}\n"
        f"```\n$ dhrgraph build --judgements worksheet.csv -o new-output/\n$ dhrgraph diff output/ new-output/ --format md\n"
        f"{changed}```\n{END}"
    )


def in_readme() -> str:
    text = README.read_text(encoding="utf-8")
    return text[text.index(BEGIN) : text.index(END) + len(END)]


def test_readme_tells_a_judgement_as_it_happens(built: Path, tmp_path: Path) -> None:
    assert in_readme() == account(built, tmp_path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        told = account(Path(sys.argv[1]).resolve(), Path(folder))
    README.write_text(README.read_text(encoding="utf-8").replace(in_readme(), told), encoding="utf-8")
