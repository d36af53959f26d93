"""Hold a build's findings against careful readings of the same documents.

    python tests/measure/gold.py GOLD_FOLDER [output/findings.jsonl] [--errors]

The readings (liverpool.json, sefton.json, home_office_themes.json, sefton_briefing.json) are not part of this
repository. Prints one table; nothing is written.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = dict[str, Any]

# Our closed list of statuses in the readings' three words; the second set is what their notes accept.
STATUS = {
    "complete": {"complete"},
    "complete-ongoing": {"complete", "ongoing"},
    "in-progress": {"ongoing"},
    "folded-into-other-work": {"ongoing", "superseded"},
    "delayed": {"delayed"},
    "superseded": {"superseded"},
    "not-stated": {"not stated"},
    "not-started": {"not started"},
}


@dataclass
class Score:
    """Right out of all, with what was wrong."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, ok: bool, what: str) -> None:
        self.all += 1
        self.right += ok
        if not ok:
            self.wrong.append(what)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("findings", type=Path, nargs="?", default=Path("output/findings.jsonl"))
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.findings.read_text(encoding="utf-8").splitlines()]
    gold = {name: json.loads((given.gold / f"{name}.json").read_text(encoding="utf-8")) for name in
            ("liverpool", "sefton", "home_office_themes", "sefton_briefing", "themes-scheme")}  # fmt: skip
    broader = {c["id"]: c["broader"] for c in gold["themes-scheme"]["concepts"]}
    scores: dict[str, Score] = {}
    _counts(rows, scores)
    for name in ("liverpool", "sefton"):
        _recommendations(name, gold[name], _of(rows, name), scores)
    _actions(gold["sefton"], _of(rows, "sefton"), scores)
    _learning(gold["sefton"], _of(rows, "sefton"), scores)
    _contributors(gold["sefton"], _of(rows, "sefton"), scores)
    _guidance(gold, rows, scores)
    for name, score in scores.items():
        share = f"{score.right / score.all:.1%}" if score.all else "-"
        print(f"{name:58} {score.right:>6} / {score.all:<6} {share:>7}")
        if given.errors:
            print(*(f"      {what}" for what in score.wrong), sep="\n", end="\n" if score.wrong else "")
    print()
    for name, pairs in _themed(gold, rows).items():
        right, missed, added, wrong = _micro(pairs, broader)
        precision, recall = right / max(right + added, 1), right / max(right + missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"themes, {name:50} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({len(pairs)} texts)")
        if given.errors:
            print(*(f"      {what}" for what in wrong), sep="\n", end="\n" if wrong else "")


def _of(rows: Iterable[Record], name: str) -> list[Record]:
    """The findings of the review of that partnership."""
    ids = {r["review"] for r in rows if r["kind"] == "review" and r["csp"]["name"].casefold() == name}
    return [r for r in rows if r["review"] in ids]


def _join(words: str | None) -> str:
    return " ".join((words or "").split())


def _counts(rows: list[Record], scores: dict[str, Score]) -> None:
    score = scores.setdefault("counts: recommendations 26 + 22 + 27, guidance 28 + 21", Score())
    by = Counter(r["kind"] for r in rows)
    types = Counter(r["type"] for r in rows if r["kind"] == "guidance")
    score.add(by["recommendation"] == 75, f"recommendations {by['recommendation']}")
    score.add(types["national-action"] == 28, f"national actions {types['national-action']}")
    score.add(types["local-suggestion"] == 21, f"local suggestions {types['local-suggestion']}")


def _paired(gold: Record, rows: list[Record]) -> Iterator[tuple[Record, Record | None]]:
    """Each gold recommendation with ours: in the order of both readings."""
    ours = sorted((r for r in rows if r["kind"] == "recommendation"), key=lambda r: r["order"])
    theirs = sorted(gold["recommendations"], key=lambda r: r.get("overall_order") or r["sort_order"])
    for place, g in enumerate(theirs):
        yield g, ours[place] if place < len(ours) else None


def _recommendations(name: str, gold: Record, rows: list[Record], scores: dict[str, Score]) -> None:
    score = {key: scores.setdefault(f"recommendation {key}", Score()) for key in
             ("text exact", "number", "printed addressee exact", "canonical agency", "scope")}  # fmt: skip
    for g, ours in _paired(gold, rows):
        if ours is None:
            score["text exact"].add(False, f"{g['id']}: missing")
            continue
        score["text exact"].add(_join(ours["text"]) == _join(g["text"]), f"{g['id']}: {ours['text'][:90]}")
        score["number"].add((ours["number"] or ours["number_inferred"]) == g["number"], f"{g['id']}: {ours['number']}")
        raw = re.sub(r" \(plan heading\)$", "", g["addressee_raw"])
        printed = {_join(a["raw"]) for a in ours["addressees"]}
        score["printed addressee exact"].add(printed == {_join(raw)}, f"{g['id']}: {printed} for {raw!r}")
        named = {a["agency"] for a in ours["addressees"]}
        wanted, allowed = set(g["agencies"]), set(g["agencies"]) | set(g["agencies_acceptable"])
        score["canonical agency"].add(wanted <= named <= allowed, f"{g['id']}: {named} for {wanted}")
        if g.get("scope_raw"):
            score["scope"].add(ours["scope"] == g["scope"], f"{g['id']}: {ours['scope']}")


def _words(text: str | None) -> Counter[str]:
    return Counter(re.findall(r"[\w'’&/]+", (text or "").casefold()))


def _actions(gold: Record, rows: list[Record], scores: dict[str, Score]) -> None:
    score = {key: scores.setdefault(f"action {key}", Score()) for key in
             ("column words", "target dates", "completion dates", "statuses", "lead agencies")}  # fmt: skip
    for g, ours in _paired(gold, rows):
        if ours is None:
            continue
        acts = [r for r in rows if r["kind"] == "action" and r["recommendation"] == ours["order"]]
        columns = {
            "actions": [a["action"] for a in acts],
            "milestones": [a["milestones"] for a in acts],
            "target": [(a["target"] or {}).get("raw") for a in acts],
            "expected_outcome": [a["expected_outcome"] for a in acts],
            "completion_and_outcome": [x for a in acts for x in ((a["completion"] or {}).get("raw"), a["outcome"])],
        }
        for column, words in g["columns"].items():
            want, got = _words(words), _words(" ".join(w or "" for w in columns[column]))
            score["column words"].right += sum((want & got).values())
            score["column words"].all += sum((want | got).values())
            if want != got:
                score["column words"].wrong.append(
                    f"{g['id']} {column}: missing {dict(want - got)}, added {dict(got - want)}"
                )
        _dates(g, acts, score)
        leads = {lead["agency"] for a in acts for lead in a["leads"]}
        score["lead agencies"].add(leads == set(g["lead_agency"]), f"{g['id']}: {leads} for {g['lead_agency']}")


def _dates(g: Record, acts: list[Record], score: dict[str, Score]) -> None:
    """Each dated item of the reading; items that share a cell are one."""
    items = [i for n, i in enumerate(g["items"]) if n == 0 or not i["completion"]["shared_with_other_items"]]
    for n, item in enumerate(items):
        act = acts[min(n, len(acts) - 1)] if acts else None
        target, done = item["target"], item["completion"]
        wanted = {target["date"], *target.get("date_acceptable", [])}
        ours = ((act or {}).get("target") or {}).get("value")
        score["target dates"].add(ours in wanted, f"{g['id']}.{n + 1}: {ours} for {wanted}")
        wanted = {done["date"], *done.get("date_acceptable", [])}
        ours = ((act or {}).get("completion") or {}).get("value")
        score["completion dates"].add(ours in wanted, f"{g['id']}.{n + 1}: {ours} for {wanted}")
        accepted = {done["status"], *done["status_acceptable"]}
        status = STATUS.get((act or {}).get("status") or "", set())
        score["statuses"].add(bool(status & accepted), f"{g['id']}.{n + 1}: {(act or {}).get('status')} for {accepted}")


def _learning(gold: Record, rows: list[Record], scores: dict[str, Score]) -> None:
    score = {
        key: scores.setdefault(f"learning {key}", Score())
        for key in ("panel points", "cross-references", "agency points")
    }
    points = [r for r in rows if r["kind"] == "learning_point"]
    numbers = {r["order"]: r["number"] or r["number_inferred"] for r in rows if r["kind"] == "recommendation"}
    safe = lambda text: _join(re.sub(r"\[\w[\w ]*\]", "[person]", text or ""))  # noqa: E731
    for g in gold["learning_points"]:
        number = g["id"].split()[-1]
        ours = next((p for p in points if p["number"] == number), {})
        narrative = safe(g.get("narrative_graph_safe") or g["narrative"])
        same = safe(ours.get("narrative")) == narrative and safe(ours.get("lesson")) == safe(
            g.get("lesson_graph_safe") or g["lesson"]
        )
        score["panel points"].add(same, f"{g['id']}: {ours.get('narrative')}")
        informs = [numbers.get(order) for order in ours.get("informs", [])]
        score["cross-references"].add(informs == g["cross_refs"], f"{g['id']}: {informs}")
    unnumbered = [p for p in points if p["number"] is None]
    theirs = [(s["agency"], p["text"]) for s in gold["agency_learning"] for p in s["points"]]
    score["agency points"].add(len(unnumbered) == len(theirs), f"{len(unnumbered)} points")
    for (agency, text), ours in zip(theirs, unnumbered, strict=False):
        ok = _join(ours["narrative"]) == _join(text) and ours["agency"] == agency
        score["agency points"].add(ok, f"{agency}: {ours['agency']} {ours['narrative'][:60]}")


def _contributors(gold: Record, rows: list[Record], scores: dict[str, Score]) -> None:
    score = scores.setdefault("contributors with what they gave", Score())
    ours = [r for r in rows if r["kind"] == "contribution"]
    score.add(len(ours) == len(gold["contributors"]), f"{len(ours)} contributors")
    for g, r in zip(gold["contributors"], ours, strict=False):
        same = (r["agency"], r["imr"], r["chronology"], r["report"]) == (
            g["agency"],
            g["imr"],
            g["chronology"],
            g["report"],
        )
        score.add(same, f"{g['agency']}: {r['agency']} {r['imr']} {r['chronology']} {r['report']}")


def _guidance(gold: Record, rows: list[Record], scores: dict[str, Score]) -> None:
    score = scores.setdefault("guidance statements, words as printed without mark-up", Score())
    ours = {_letters(r["text"]) for r in rows if r["kind"] == "guidance"}
    for text, _, _ in _guidance_texts(gold):
        score.add(_letters(text) in ours, text[:100])


def _letters(text: str) -> str:
    """Letters only, without addresses, numbers and mark-up: contacts are taken out of ours on purpose."""
    bare = re.sub(r"\[[^\]]*\]\([^)]*(?:\([^)]*\)[^)]*)*\)|<?https?:\S+|\S+@\S+|\[[\w -]+\]|[\d*<>\\]", "", text)
    return "".join(filter(str.isalpha, bare))[:160]


def _guidance_texts(gold: Record) -> Iterator[tuple[str, list[str], list[str]]]:
    for theme in gold["home_office_themes"]["themes"]:
        for kind in ("national_actions", "local_suggestions"):
            for text in theme[kind]:
                yield text, [], []
    for kind in ("common_themes", "whats_changed"):
        for item in gold["sefton_briefing"][kind]:
            yield item["text"], item["concepts"], item["concepts_acceptable"]


def _themed(gold: Record, rows: list[Record]) -> dict[str, list[tuple[str, set[str], set[str], set[str]]]]:
    """Texts with our themes, the reading's, and those it accepts as well."""
    out: dict[str, list[tuple[str, set[str], set[str], set[str]]]] = {
        "recommendations": [],
        "learning points": [],
        "briefing": [],
    }
    for name in ("liverpool", "sefton"):
        for g, ours in _paired(gold[name], _of(rows, name)):
            given = {t["id"] for t in (ours or {}).get("themes", [])}
            out["recommendations"].append((g["id"], given, set(g["themes"]), set(g["themes_acceptable"])))
    points = [r for r in _of(rows, "sefton") if r["kind"] == "learning_point"]
    theirs = [*gold["sefton"]["learning_points"], *(p for s in gold["sefton"]["agency_learning"] for p in s["points"])]
    for g, ours in zip(theirs, points, strict=False):
        out["learning points"].append(
            (g["id"], {t["id"] for t in ours["themes"]}, set(g["themes"]), set(g["themes_acceptable"]))
        )
    texts = {_letters(r["text"]): {t["id"] for t in r["themes"]} for r in rows if r["kind"] == "guidance"}
    for kind in ("common_themes", "whats_changed"):
        for item in gold["sefton_briefing"][kind]:
            given = texts.get(_letters(item["text"]), set())
            out["briefing"].append((item["text"][:40], given, set(item["concepts"]), set(item["concepts_acceptable"])))
    return out


def _micro(
    pairs: list[tuple[str, set[str], set[str], set[str]]], broader: dict[str, str | None]
) -> tuple[int, int, int, list[str]]:
    """True positives, missed, added; acceptable themes and broader ones of a gold theme count neither way."""
    right = missed = added = 0
    wrong = []
    for name, given, wanted, acceptable in pairs:
        ignored = acceptable | {b for t in wanted if (b := broader.get(t))}
        extra = given - wanted - ignored
        right, missed, added = right + len(given & wanted), missed + len(wanted - given), added + len(extra)
        if extra or wanted - given:
            wrong.append(f"{name}: missed {sorted(wanted - given)}, added {sorted(extra)}")
    return right, missed, added, wrong


if __name__ == "__main__":
    main()
