"""Hold the findings of one printed document against the truth it was printed from.

    House, rows of findings  ->  score  ->  {measure: Tally}

Texts are compared by letters and digits only: how a bullet or a line end is written is no part of the truth. Names of
people are taken out of the truth, and what stands in square brackets out of both, before words are compared.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from corpus_tally import Scores, Tally
from house_blocks import Asked, House, Pages, Row
from truth_people import leaks

Found = dict[str, Any]
NEAR = 0.9  # how alike two texts must be to be the same recommendation


def letters(text: str | None) -> str:
    """Letters and digits, without what redaction put in.

    Example:
        >>> letters("• That [victim]’s GP (or nurse) …") == letters("That ’s GP or nurse")
        True
    """
    return "".join(c for c in _bare(text).casefold() if c.isalnum())


def _bare(text: str | None) -> str:
    """Without square brackets and what stands in them, one pair inside another at most."""
    inner = re.compile(r"\[[^\[\]]{0,200}\]")
    return inner.sub("", inner.sub("", text or ""))


def nameless(house: House, text: str) -> str:
    """A text of the truth without the words that must not leave, each in brackets as redaction leaves them."""
    review = house.review
    for name in (*(person.name for person in review.people), *review.secret):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[x]", text)
    return text


def score(house: House, rows: Iterable[Found], pages: Pages | None = None) -> Scores:
    """Every measure of one document."""
    scores, findings = Scores(), list(rows)
    of = scores.tallies
    recommendations = [r for r in findings if r["kind"] == "recommendation"]
    pairs, extra = _paired(house.asked, recommendations, of["texts exact"], of["texts near"])
    for asked, found in pairs:
        _recommendation(asked, found, of)
        _actions(house, asked, [r for r in findings if found and r["kind"] == "action"
                                and r["recommendation"] == found["order"]], of)  # fmt: skip
        if pages:
            _pages(asked, found, pages, of["pages"])
    for found in extra:
        of["printed addressees"].sets(set(), _printed(found), f"extra {found['text'][:40]!r}")
        of["canonical addressees"].sets(set(), _canonical(found), f"extra {found['text'][:40]!r}")
    known = {found["order"] for _, found in pairs if found}
    for row in findings:
        if row["kind"] == "action" and row["recommendation"] not in known:
            of["action rows"].extra += 1
            of["action rows"].wrong.append(f"extra action {row['action'][:80]!r}")
    _learning(house, findings, of["learning points"])
    _review(house, findings, of["review facts"])
    scores.leaked = _leaks(house, findings)
    return scores


def _paired(
    asked: Sequence[Asked], found: list[Found], exact: Tally, near: Tally
) -> tuple[list[tuple[Asked, Found | None]], list[Found]]:
    """Each recommendation with the one found: same letters first, then the most alike."""
    left = list(found)
    pairs: dict[int, Found | None] = {}
    for place, one in enumerate(asked):
        same = next((f for f in left if letters(f["text"]) == letters(one.truth.text)), None)
        if same is not None:
            left.remove(same)
            pairs[place] = same
    exact.right = near.right = len(pairs)
    for place, one in enumerate(asked):
        if place in pairs:
            continue
        best = _most_alike(letters(one.truth.text), left, lambda f: letters(f["text"]))
        near.right += best is not None
        near.missed += best is None
        exact.missed += 1
        pairs[place] = best
        exact.wrong.append(f"rec {one.number}: expected {one.truth.text!r} got {best and best['text']!r}")
        if best is None:
            closest = max(
                (f["text"] for f in left),
                key=lambda t, one=one: _alike(letters(one.truth.text), letters(t)),
                default=None,
            )  # type: ignore[misc]
            near.wrong.append(f"rec {one.number}: expected {one.truth.text!r} got nothing near; closest {closest!r}")
        else:
            left.remove(best)
            exact.extra += 1
    for tally in (exact, near):
        tally.extra += len(left)
        tally.wrong += [f"extra recommendation {f['text'][:160]!r}" for f in left]
    return [(one, pairs[place]) for place, one in enumerate(asked)], left


def _most_alike(text: str, left: Iterable[Found], words: Callable[[Found], str]) -> Found | None:
    best = max(left, key=lambda f: _alike(text, words(f)), default=None)
    return best if best is not None and _alike(text, words(best)) >= NEAR else None


def _alike(first: str, second: str) -> float:
    if not first or not second or min(len(first), len(second)) / max(len(first), len(second)) < 0.5:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _recommendation(asked: Asked, found: Found | None, of: dict[str, Tally]) -> None:
    where = f"rec {asked.number} {asked.truth.text[:40]!r}"
    number = (found["number"] or found["number_inferred"]) if found else None
    of["numbers"].one((asked.number, asked.number.removeprefix("R")), number.rstrip(".:") if number else None, where)
    of["printed addressees"].sets({_name(b.printed) for b in asked.truth.addressees}, _printed(found), where)
    wanted = {b.canonical for b in asked.truth.addressees if b.canonical}
    of["canonical addressees"].sets(wanted, _canonical(found), where)


def _name(printed: str) -> str:
    return re.sub(r"^the\s+", "", printed.casefold()).replace("’", "'").strip()


def _printed(found: Found | None) -> set[str]:
    return {_name(a.get("mention") or a["raw"]) for a in found["addressees"]} if found else set()


def _canonical(found: Found | None) -> set[str]:
    return {a["agency"] for a in found["addressees"] if a["agency"] and not a["provisional"]} if found else set()


def _actions(house: House, asked: Asked, found: list[Found], of: dict[str, Tally]) -> None:
    left = list(found)
    for place, row in enumerate(asked.rows, 1):
        where = f"rec {asked.number} action {place} {row.action.text[:30]!r}"
        mine = next(
            (f for f in left if letters(f["action"]) == letters(nameless(house, row.action.text))),
            left[0] if left else None,
        )
        if mine is not None:
            left.remove(mine)
        _row(house, row, mine, of["action rows"], where)
        of["target dates"].one(row.action.target.values, _value(mine, "target"), f"{where} {row.action.target.words!r}")
        cell = row.action.completion_cell.split("\n")[0]
        of["completion dates"].one(row.action.completed.values, _value(mine, "completion"), f"{where} {cell!r}")
        of["statuses"].one(row.action.state.codes, mine and mine["status"], f"{where} {cell!r}")
    of["action rows"].extra += len(left)
    of["action rows"].wrong += [f"rec {asked.number}: extra action {f['action'][:80]!r}" for f in left]


def _value(found: Found | None, key: str) -> str | None:
    return (found[key] or {}).get("value") if found else None


def _row(house: House, row: Row, found: Found | None, tally: Tally, where: str) -> None:
    """A row is right when the words of all its cells, lead apart, are those printed, and the lead's are among them."""
    away = {w for p in house.review.people for w in _words(p.name)}
    wanted = _words(row.words.replace(row.action.lead, "", 1))
    lead = set(_words(row.action.lead)) - away
    given: Counter[str] = Counter()
    by: set[str] = set()
    if found:
        cells = [found["action"], found["milestones"], found["outcome"], found["expected_outcome"]]
        cells += [(found[k] or {}).get("raw") for k in ("target", "completion")]
        given = sum((_words(cell) for cell in cells), Counter())
        by = set(_words(" ".join([*(a["raw"] for a in found["leads"]), found["lead_role"] or ""])))
    for word in away:
        wanted.pop(word, None)
        given.pop(word, None)
    right = found is not None and wanted == given and lead <= by
    tally.right += right
    tally.missed += not right
    tally.extra += found is not None and not right
    if not right:
        lost, more = sorted((wanted - given).elements()), sorted((given - wanted).elements())
        tally.wrong.append(
            f"{where}: row lost {lost} gained {more} lead lost {sorted(lead - by)}"
            if found
            else f"{where}: no action found"
        )


def _words(text: str | None) -> Counter[str]:
    return Counter(re.findall(r"\w+", _bare(text).casefold()))


def _pages(asked: Asked, found: Found | None, pages: Pages, tally: Tally) -> None:
    true = pages.of.get(f"rec {asked.truth.number}", set())
    given = {place["page"] for place in found["pages"]} if found else set()
    ok = bool(given) and given <= true
    tally.right += ok
    tally.missed += not ok
    tally.extra += not ok and bool(given)
    if not ok:
        tally.wrong.append(f"rec {asked.number}: expected pages {sorted(true)} got {sorted(given)}")


def _learning(house: House, findings: Iterable[Found], tally: Tally) -> None:
    left = [f for f in findings if f["kind"] == "learning_point"]

    def said(found: Found) -> str:
        return letters(f"{found['narrative'] or ''} {found['lesson'] or ''}")

    for text in house.learning:
        best = _most_alike(letters(nameless(house, text)), left, said)
        tally.right += best is not None
        tally.missed += best is None
        if best is None:
            tally.wrong.append(f"learning point missed: {letters(nameless(house, text))[:90]}")
        else:
            left.remove(best)
    tally.extra += len(left)
    tally.wrong += [f"extra learning point {said(f)[:160]}" for f in left]


def _review(house: House, findings: Iterable[Found], tally: Tally) -> None:
    review = next((f for f in findings if f["kind"] == "review"), None)
    truth = house.review
    death = (truth.death[1][:4],) if house.webpage else (truth.death[1],)
    tally.one((truth.partnership.name,), review and review["csp"]["name"], "partnership")
    tally.one((truth.published[1],), review and review["published"], "published")
    tally.one(death, review and review["death"], "death")


def _leaks(house: House, findings: Iterable[Found]) -> list[str]:
    out = []
    for row in findings:
        said = json.dumps({k: v for k, v in row.items() if k != "document"}, ensure_ascii=False)
        for token in leaks(house.review.secret, said):
            place = said.find(token)
            out.append(f"{row['kind']}: {token!r} in …{said[max(0, place - 60) : place + 60]}…")
    return out
