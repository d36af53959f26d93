"""`dhrgraph build --back`: the build before the last is published again, and said once more, the last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from dhrgraph.publish.output import opened

Run = Callable[..., "CompletedProcess[str]"]
SHORT = "# Domestic Homicide Review\n\nNorthtown Community Safety Partnership\n\n## Recommendations\n\n1. {}\n"


def test_back_and_forth_again(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "review.md"
    for asked in ("All agencies should share information.", "The police should train their officers."):
        document.write_text(SHORT.format(asked), encoding="utf-8")
        assert run("build", document, "-o", "out").returncode == 0
    new = (tmp_path / "out" / "findings.jsonl").read_bytes()
    back = run("build", "--back", "-o", "out")
    assert back.returncode == 0
    assert "to undo: dhrgraph build --back -o out" in back.stdout
    old = (tmp_path / "out" / "findings.jsonl").read_bytes()
    assert b"share information" in old
    assert b"train their officers" in new
    assert opened(tmp_path / "out").samefile(tmp_path / "out" / ".current")
    assert run("build", "--back", "-o", "out").returncode == 0
    assert (tmp_path / "out" / "findings.jsonl").read_bytes() == new
    assert run("check", "out").returncode == 0


def test_nothing_to_go_back_to_is_told_with_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "review.md").write_text(SHORT.format("All agencies should share information."), encoding="utf-8")
    assert run("build", "review.md", "-o", "out").returncode == 0
    for output in ("out", "nowhere"):
        told = run("build", "--back", "-o", output)
        assert told.returncode == 1
        assert "keeps no build before the last one" in told.stderr
        assert "To mend" in told.stderr
    assert not (tmp_path / "nowhere").exists()
