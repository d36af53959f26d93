"""What of a build is in doubt and needs a person's decision, place by place.

    findings, candidate links  ->  open_questions  ->  Question, ...

A decision is known by what stays when a document comes in a new version: a name's folded words and the councils of the
document's area, a text's words and the theme, two documents, a review and a recorded death.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dhrgraph.classify.themes import LEAST, MOST
from dhrgraph.publish.pairs import words_of
from dhrgraph.reconcile.register.words import fold
from dhrgraph.reconcile.reviews.told import UNSURE
from dhrgraph.records import JudgementKind, JudgementRow
from dhrgraph.text.amounts import how_many
from dhrgraph.text.wording import wording_key

_PARTNERSHIP = "community safety partnership"
LOW = 0.7  # themes that count with less confidence are shown too
Row = Mapping[str, Any]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One decision to take, at one place. `key` is what makes two places one decision; `fields` are cells of the row.

    `sure` orders rows that are as frequent: those that are nearly decided come first. `judged`: decided already.
    """

    kind: JudgementKind
    key: Key
    review: str
    partnership: str
    fields: Mapping[str, str]
    sure: float = 0.0
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the worksheet needs to know of the world: councils of partnerships' codes, names of themes, near names, and
    which words say that they name nobody ("TBC"): there is nothing to decide about those."""

    areas: Callable[[Sequence[str]], frozenset[str]]
    themes: Mapping[str, str]
    nearest: Callable[[str, frozenset[str]], str]
    nobody: Callable[[str], bool] = lambda _mention: False


def open_questions(findings: Iterable[Row], links: Iterable[Row], known: Known) -> Iterator[Question]:
    """Every place where something is in doubt or was decided, in the order of the findings.

    What is said again in another document of the review is asked once.
    """
    rows = list(findings)
    places = {row["document"]: row["csp"] for row in rows if row["kind"] == "review"}
    for row in rows:
        if row["kind"] == "review":
            yield from _joined(row) if row.get("restates") else _partnership(row, known)
        elif row["kind"] == "issue":
            yield from _unsure(row)
        elif not row.get("restates"):
            place = places.get(row["document"]) or {"name": "", "codes": []}
            yield from _bodies(row, place, known)
            yield from _themes(row, place, known)
    yield from (_link(link) for link in links)


def _partnership(row: Row, known: Known) -> Iterator[Question]:
    """A review whose partnership is of no known area: no area limits the decision, for that is what it settles."""
    csp = row["csp"]
    if csp["codes"] or not csp["raw"]:
        return
    made = row.get("commissioned_by")
    why = f"provisional: no partnership is known by it, {made} was made" if made else "ambiguous: several go by it"
    fields = {
        "what": csp["raw"],
        "area": "",
        "area_name": csp["name"],
        "why": f"name of the review's partnership; {why}",
        "candidates": known.nearest(f"{csp['name']} {_PARTNERSHIP}", frozenset()),
        **_where(row, row.get("title") or ""),
    }
    yield Question("agency", _body_key(csp["raw"], ""), row["review"] or "", csp["name"], fields)


def _bodies(row: Row, place: Row, known: Known) -> Iterator[Question]:
    areas = known.areas(place["codes"])
    area = ";".join(sorted(areas))
    one = row.get("agency_match")
    for body in (*row.get("addressees", ()), *row.get("leads", ()), *([one] if one else [])):
        known_body = body["agency"] and not body.get("provisional") and not body.get("judged")
        if known_body or known.nobody(body["mention"]):
            continue
        candidates = " | ".join(f"{c['id']} = {c['agency']}" for c in body.get("candidates", ()))
        suggested = f"confirm = {body['agency']} ({body['type']})" if body.get("provisional") else ""
        fields = {
            "what": body["mention"],
            "area": area,
            "area_name": place["name"],
            "why": f"{_outcome(body)}: {body['match_evidence'] or 'no record'}",
            "candidates": candidates or suggested,
            **_where(row, words_of(row)),
        }
        key = _body_key(body["mention"], area)
        yield Question("agency", key, row["review"] or "", place["name"], fields, judged=bool(body.get("judged")))


def _outcome(body: Row) -> str:
    return "provisional" if body.get("provisional") else str(body.get("outcome", "unmatched"))


def _themes(row: Row, place: Row, known: Known) -> Iterator[Question]:
    words = words_of(row)
    weak = [theme for theme in row.get("themes", ()) if theme["confidence"] < LOW or theme.get("judged")]
    for theme, counts in [*((t, True) for t in weak), *((t, False) for t in row.get("themes_in_doubt", ()))]:
        said = f"“{theme['evidence']['text']}”" if theme["evidence"]["text"] else "no words of its own"
        name = known.themes.get(theme["id"], theme["id"])
        beside = f"; only the {MOST} surest count" if not counts and theme["confidence"] >= LEAST else ""
        others = " | ".join(other["id"] for other in row["themes"] if other["id"] != theme["id"])
        fields = {
            "what": theme["id"],
            "wording": f"w{wording_key(words)}",
            "area_name": place["name"],
            "why": f"{name}: {'counts' if counts else 'in doubt'} at {theme['confidence']:.2f} for {said}{beside}",
            "candidates": f"has {others}" if others else "",
            **_where(row, words),
        }
        key = ("theme", wording_key(words), theme["id"])
        yield Question(
            "theme", key, row["review"] or "", place["name"], fields, theme["confidence"], bool(theme.get("judged"))
        )


def _joined(row: Row) -> Iterator[Question]:
    """A document that was joined to a review by facts alone."""
    joined = row["restates"]
    if joined["method"] == "facts":
        yield _of_documents(row, joined["document"], f"joined to that document's review: {joined['evidence']}")


def _unsure(row: Row) -> Iterator[Question]:
    """A document that fits several reviews: a person names the other document."""
    if row["message"] == UNSURE.message:
        yield _of_documents(row, "", f"{row['message'].partition(';')[0]}: name a document of its review under other")


def _of_documents(row: Row, other: str, why: str) -> Question:
    fields = {"what": row["document"], "other": other, "why": why, **_where(row, "")}
    one, two = sorted((row["document"], other))
    return Question("same-review", ("same-review", one, two), row["review"] or "", "", fields)


def _link(link: Row) -> Question:
    """A death that a review may be about."""
    review, death = str(link["review"]), str(link["death"])
    several = "" if link["candidates"] == "1" else f"; one of {how_many(int(link['candidates']), 'candidate')}"
    dates = f"{link['date_in_review']} in the review, {link['date_in_table']} in the table"
    fields = {
        "what": review,
        "other": death,
        "area_name": link["partnership"],
        "why": f"{link['why']}: {dates}{several}",
    }
    decided = bool(link.get("decision"))
    return Question("death", ("death", review, death), review, link["partnership"], fields, judged=decided)


def _where(row: Row, words: str) -> dict[str, str]:
    span = "-".join(map(str, row["span"] or ()))
    return {"quote": words, "document": row["document"], "span": span}


def _body_key(mention: str, area: str) -> Key:
    return ("agency", fold(mention).replace("'", ""), area)


def key_of(row: JudgementRow) -> Key:
    """What a judgement decides, as a question's key."""
    match row.kind:
        case "agency":
            return _body_key(row.what, row.area)
        case "theme":
            return ("theme", row.wording, row.what)
        case "same-review":
            one, two = sorted((row.what, row.other))
            return ("same-review", one, two)
        case "death":
            return ("death", row.what, row.other)
