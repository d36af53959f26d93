"""Two builds that say the same have no difference; each kind of change is said once, in plain words."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.graph.store import Store
from dhrgraph.publish.diff import ORDER, Build, Change, changes, short
from dhrgraph.publish.graph_diff import graph_changes, statements
from dhrgraph.text.wording import wording_key

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def small(findings: Rows) -> Rows:
    """The findings of two of the five documents: a page with recommendations, a report with a plan and learning."""
    return [row for row in findings if row["document"].startswith(("liverpool", "sefton-review"))]


def compared(old: Rows, new: Rows) -> list[Change]:
    return [change for change in changes(Build(old), Build(new)) if change.what != "count"]


def changed(rows: Rows, kind: str, edit: Callable[[dict[str, Any]], None], at: int = 0) -> Rows:
    """A copy in which the `at`th finding of a kind is edited."""
    copied = copy.deepcopy(rows)
    edit([row for row in copied if row["kind"] == kind][at])
    return copied


def test_the_same_findings_have_no_difference(findings: Rows) -> None:
    assert changes(Build(findings), Build(copy.deepcopy(findings))) == ()


def test_a_document_that_comes_is_told_with_all_it_says(small: Rows) -> None:
    liverpool = [row for row in small if row["document"].startswith("liverpool")]
    found = changes(Build(small), Build([row for row in small if row not in liverpool]))
    back = changes(Build([row for row in small if row not in liverpool]), Build(small))
    assert [(c.change, c.what) for c in found[:2]] == [("gone", "document"), ("gone", "review")]
    assert sum(c.what == "recommendation" for c in found) == 26
    mirrored = {"gone": "added", "added": "gone", "changed": "changed"}
    assert [(mirrored[c.change], c.what, c.words) for c in found] == [(c.change, c.what, c.words) for c in back]
    assert ("changed", "count", "recommendations", "53", "27") in {
        (c.change, c.what, c.where, c.old, c.new) for c in found
    }


def test_a_new_version_of_a_document_shows_only_what_is_new_in_it(small: Rows) -> None:
    new = copy.deepcopy(small)
    for row in new:
        row["review"] = f"{row['review'][:-8]}00000000"
        row["span"] = [row["span"][0] + 7, row["span"][1] + 7] if row["span"] else None
        if row["kind"] == "review":
            row["id"] = row["review"]
    asked = [row for row in new if row["kind"] == "recommendation" and row["document"].startswith("liverpool")]
    asked[3]["text"] = f"Once more: {asked[3]['text']}"
    new.remove(asked[5])
    for row in asked[6:]:
        row["order"] -= 1
    found = compared(small, new)
    assert [(c.change, c.what) for c in found] == [
        ("changed", "review"), ("changed", "review"), ("gone", "recommendation"), ("changed", "wording"),
    ]  # fmt: skip
    assert found[-1].new.startswith("Once more: ")
    assert not found[-1].old.startswith("Once more: ")


def move(field: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda row: row.update({field: value})


def other_body(row: dict[str, Any]) -> None:
    row["addressees"][0].update(agency="Example Aid", method="judgement", match_evidence="judged by analyst")


@pytest.mark.parametrize(
    ("kind", "edit", "what", "new", "why"),
    [
        ("recommendation", other_body, "addressee", "Example Aid", "judgement: judged by analyst"),
        ("recommendation", move("themes", []), "theme", "", "the rules give it no more"),
        ("recommendation", move("scope", "regional"), "scope", "regional", ""),
        ("action", move("status", "superseded"), "status", "superseded", ""),
        ("action", move("target", {"raw": "May", "value": "2031-05"}), "target date", "2031-05", ""),
        ("action", move("leads", []), "lead agency", "", None),
        ("review", move("death", "2001"), "date of death", "2001", ""),
        ("contribution", move("agency", "Example Aid"), "agency", "Example Aid", ""),
    ],
)
def test_a_changed_fact_is_told_with_old_and_new(
    kind: str, edit: Callable[[dict[str, Any]], None], what: str, new: str, why: str | None, small: Rows
) -> None:
    found = compared(small, changed(small, kind, edit))
    assert found
    assert {(change.what, change.new) for change in found} == {(what, new)}
    assert why is None or {change.why for change in found} == {why}


def test_a_theme_that_a_person_refused_or_gave_says_who_and_when(small: Rows) -> None:
    row = next(row for row in small if row["kind"] == "recommendation" and row["themes"])
    theme = row["themes"][0]["id"]
    refused = {"kind": "theme", "what": theme, "wording": f"w{wording_key(row['text'])}", "decision": "no",
               "by": "analyst", "on": "2026-11-21"}  # fmt: skip
    without = changed(small, "recommendation", lambda r: r["themes"].pop(0), small_at(small, row))
    gone, decided = changes(Build(small), Build(without, [refused]))
    back, withdrawn = changes(Build(without, [refused]), Build(small))
    assert (gone.change, gone.old, gone.why) == ("gone", theme, "judgement: no, by analyst, 2026-11-21")
    assert (back.change, back.new, back.why) == ("added", theme, "withdrawn: judgement: no, by analyst, 2026-11-21")
    assert (decided.change, decided.what, decided.where, decided.new) == ("added", "judgement", "theme", "no")
    assert (withdrawn.change, withdrawn.old, withdrawn.why) == ("gone", "no", "by analyst, 2026-11-21")
    assert decided.words == withdrawn.words == f"{theme}: {short(row['text'])}"


def decision(kind: str, what: str, said: str, **more: str) -> dict[str, str]:
    cells = dict.fromkeys(("area", "wording", "other"), "")
    return {"kind": kind, "what": what, **cells, "decision": said, "by": "analyst", "on": "2026-11-21", "effect": "yes",
            **more}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (decision("agency", "Quillon", "none", area="E08000014"), "Quillon (E08000014)"),
        (decision("theme", "marac", "no", wording="w0123456789ab"), "marac"),
        (decision("death", "sefton-2021-05-0123abcd", "no", other="INC-0001"), "sefton-2021-05-0123abcd (INC-0001)"),
        (decision("same-review", "a.txt", "yes", other="b.txt"), "a.txt (b.txt)"),
    ],
)
def test_a_decision_has_its_row_even_where_nothing_else_changed(row: dict[str, str], words: str, small: Rows) -> None:
    (taken,) = changes(Build(small), Build(small, [row]))
    assert (taken.change, taken.what, taken.where, taken.words) == ("added", "judgement", row["kind"], words)
    assert (taken.old, taken.new, taken.why) == ("", row["decision"], "by analyst, 2026-11-21")
    (back,) = changes(Build(small, [row]), Build(small))
    assert (back.change, back.old, back.new) == ("gone", row["decision"], "")
    (other,) = changes(Build(small, [row]), Build(small, [{**row, "decision": "other", "effect": "no"}]))
    assert (other.change, other.old, other.new) == ("changed", row["decision"], "other")
    assert other.why.endswith("; about nothing here")
    assert changes(Build(small, [row]), Build(small, [dict(row)])) == ()


def test_a_theme_that_falls_short_says_by_how_much(small: Rows) -> None:
    row = next(row for row in small if row["kind"] == "recommendation" and row["themes"])

    def fall(found: dict[str, Any]) -> None:
        theme = found["themes"].pop(0)
        found["themes_in_doubt"] = [*found["themes_in_doubt"], {**theme, "confidence": 0.61}]

    (gone,) = changes(Build(small), Build(changed(small, "recommendation", fall, small_at(small, row))))
    assert gone.why == "in doubt at 0.61; only the 4 surest count"


def small_at(rows: Rows, wanted: dict[str, Any]) -> int:
    return [row for row in rows if row["kind"] == wanted["kind"]].index(wanted)


@given(data=st.data())
def test_the_order_of_findings_of_other_documents_changes_nothing_and_most_important_comes_first(
    data: st.DataObject, small: Rows
) -> None:
    gone = data.draw(st.sets(st.integers(0, len(small) - 1), max_size=6))
    kept = [row for n, row in enumerate(small) if n not in gone or row["kind"] in ("review", "issue")]
    files = sorted({row["document"] for row in small}, reverse=True)
    turned = [row for file in files for row in kept if row["document"] == file]
    found = changes(Build(small), Build(kept))
    assert found == changes(Build(small), Build(turned))
    assert [ORDER.index(change.what) for change in found] == sorted(ORDER.index(change.what) for change in found)


def test_graphs_are_compared_statement_by_statement(built: Path) -> None:
    nquads = (built / "dhrgraph.trig").read_bytes()
    old = Store.memory(nquads, "trig")
    assert graph_changes(old, Store.memory(nquads, "trig")) == ()
    text = (built / "dhrgraph.ttl").read_text(encoding="utf-8")
    assert "cv:status-delayed" in text
    new = Store.memory(text.replace("dhr:status cv:status-delayed", "dhr:status cv:status-complete").encode(), "turtle")
    found = graph_changes(Store.memory(text.encode(), "turtle"), new)
    assert [(c.what, c.old, c.new) for c in found[:-1]] == [("status", "cv:status-delayed", "cv:status-complete")]
    assert (found[-1].what, found[-1].why) == ("statements", "1 added, 1 gone")


@given(st.frozensets(st.integers()), st.frozensets(st.integers()))
def test_statements_add_up(old: frozenset[int], new: frozenset[int]) -> None:
    told = list(statements(old, new))  # type: ignore[arg-type]
    assert bool(told) == (old != new)
    if told:
        added, gone = (int(part.split()[0].replace(",", "")) for part in told[0].why.split(", "))
        assert len(old) + added - gone == len(new)


def test_the_command_compares_folders_and_files(run: Any, built: Path, tmp_path: Path) -> None:
    assert run("diff", built, built).stderr.strip() == "Nothing changed."
    other = tmp_path / "other"
    other.mkdir()
    lines = (built / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not json.loads(line)["document"].startswith("liverpool")]
    (other / "findings.jsonl").write_text("\n".join(kept), encoding="utf-8")
    (other / "dhrgraph.trig").write_bytes((built / "dhrgraph.trig").read_bytes())
    done = run("diff", other, built, "-F", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)[0] == {
        "change": "added", "what": "document", "where": "liverpool-review-summary-page-2023.txt", "words": "",
        "old": "", "new": "liverpool-review-summary-page-2023.txt", "why": "",
    }  # fmt: skip
    assert run("diff", built / "dhrgraph.ttl", built / "dhrgraph.ttl").stderr.strip() == "Nothing changed."
    assert run("diff", built, built / "dhrgraph.ttl").returncode == 2
    assert "dhrgraph build" in run("diff", built, tmp_path).stderr
    assert run("diff", built / "findings.jsonl", built / "findings.jsonl").returncode == 1
