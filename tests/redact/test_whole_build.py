"""A whole build about invented persons: no name of theirs is in any file, on stdout or on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import report
from name_forms import said_of

from dhrgraph.cli.main import cli

# officers, pseudonyms; each word must be gone
CHAIR, LEAD, VICTIM, CHILD = "Zorwiquin O'Tamluvash", "Bryshilett-Moskadov", "Velnothorp", "Kexlugroy"
WORDS = ("zorwiquin", "tamluvash", "bryshilett", "moskadov", "velnothorp", "kexlugroy")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The output of a build of two reports and a copy of one, with what was said."""
    place = tmp_path_factory.mktemp("persons")
    text = report(
        title=f"‘{VICTIM}’\nIndependent Chair: {CHAIR}",
        process=f"{VICTIM} (47) had a daughter, {CHILD}. Call 01632 960001 or write to {VICTIM.lower()}@example.org.",
        panel=f"Name\tOrganisation\n{CHAIR}\tExampleton Council",
        narrative=said_of(VICTIM, CHILD, CHAIR) + " Information sharing with the GP failed.",
        recommendation=f"Had staff asked {CHILD}, aged 9, they would have known.",
        action=f"{LEAD.upper()} to write it.",
        lead=f"Dr {LEAD}, Safeguarding Matron",
        outcome=f"{CHAIR} confirmed this in May 2023.",
    )
    inside = place / "in"
    inside.mkdir()
    (inside / f"DHR-{VICTIM}.txt").write_text(text, encoding="utf-8")
    (inside / f"copy of {VICTIM.lower()}.txt").write_text(text, encoding="utf-8")
    (inside / "other.txt").write_text(report(title="January 2022", lead=CHAIR), encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", str(inside), "-o", str(place / "out")])
    assert done.exit_code == 0, done.output
    return place / "out", done.stdout, done.stderr


def test_no_file_names_anyone(built: tuple[Path, str, str]) -> None:
    output, _, _ = built
    files = [path for path in output.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        held = f"{path.relative_to(output)}\n{path.read_bytes().decode('utf-8', 'ignore')}".casefold()
        assert [word for word in WORDS if word in held] == [], path.name


def test_nothing_said_names_anyone(built: tuple[Path, str, str]) -> None:
    _, out, err = built
    assert [word for word in WORDS if word in (out + err).casefold()] == []
    assert "skipped" in err


def test_roles_stand_where_names_stood(built: tuple[Path, str, str]) -> None:
    output, _, _ = built
    rows = [json.loads(line) for line in (output / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = " ".join(str(row.get("text") or row.get("narrative") or "") for row in rows)
    assert "Had staff asked [family member], [age], they would have known." in texts
    assert "[victim]'s GP was not told." in texts
