"""What the README shows is what the commands say.

Run `python tests/docs/test_readme.py` to write the shown output anew; then look at what changed.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
NEEDS_NO_GRAPH = {"reconcile"}
_CONSOLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(?P<session>.*?)```", re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """Each command of the README with the output shown under it."""
    return [(found["command"], found["shown"]) for found in _CONSOLE.finditer(README.read_text(encoding="utf-8"))]


def said(command: str, output: Path) -> str:
    """What a command prints, without blanks at the ends of lines and without empty lines at top and bottom."""
    words = [sys.executable, "-m", *shlex.split(command)]
    if words[3] not in NEEDS_NO_GRAPH:
        words += ["-g", str(output)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")


@pytest.mark.parametrize(("command", "shown"), commands())
def test_readme_shows_what_the_command_prints(command: str, shown: str, built: Path) -> None:
    assert shown.strip("\n") == said(command, built)


def test_readme_shows_a_python_session_that_runs(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import doctest

    monkeypatch.chdir(built.parent)
    session = _PYTHON.search(README.read_text(encoding="utf-8"))
    assert session
    text = session["session"].replace('"output"', repr(str(built)))
    test = doctest.DocTestParser().get_doctest(text, {}, "README", str(README), 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


def test_readme_links_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert [link for link in links if not (README.parent / link).exists()] == []


if __name__ == "__main__":
    output = Path(sys.argv[1] if len(sys.argv) > 1 else "output").resolve()
    text = _CONSOLE.sub(
        lambda found: f"```console\n$ {found['command']}\n{said(found['command'], output)}\n```",
        README.read_text(encoding="utf-8"),
    )
    README.write_text(text, encoding="utf-8")
