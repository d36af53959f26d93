"""What changed between two builds, in plain words, most important first.

findings and judgements of two builds  ->  changes  ->  Change, ...
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dhrgraph.classify.themes import LEAST, MOST
from dhrgraph.publish.judgements import decided_rows
from dhrgraph.publish.pairs import KINDS, Pair, by_document, paired, paired_documents, words_of
from dhrgraph.publish.questions import Key, key_of
from dhrgraph.text.wording import wording_key

Row = Mapping[str, Any]
COLUMNS = ("change", "what", "where", "words", "old", "new", "why")
ORDER = (
    "document", "review", "recommendation", "action", "learning point", "contribution", "guidance", "wording",
    "addressee", "lead agency", "agency", "theme", "status", "target date", "revised target date", "completion date",
    "date of death", "date of publication", "partnership", "scope", "number", "outcome", "recorded death", "figure",
    "citation", "judgement", "count", "statements",
)  # fmt: skip
_SHOWN = 80  # characters of a finding's words, enough to know it by
_PLAIN = {  # fields of a finding whose printed value is compared as it stands
    "review": {"death": "date of death", "published": "date of publication"},
    "recommendation": {"number": "number", "scope": "scope"},
    "learning_point": {"number": "number", "agency": "agency"},
    "action": {"status": "status", "outcome": "outcome"},
    "contribution": {"agency": "agency"},
    "guidance": {},
    "figure": {"value": "figure"},
    "citation": {"iri": "citation"},
}
_DATES = {"target": "target date", "revised_target": "revised target date", "completion": "completion date"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is added, gone or changed. `what` is one of ORDER; `why` says what decided, if anything does."""

    change: str
    what: str
    where: str
    words: str
    old: str
    new: str
    why: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of COLUMNS."""
        return (self.change, self.what, self.where, self.words, self.old, self.new, self.why)


@dataclass(frozen=True, slots=True)
class Build:
    """What of a build is compared: its findings, and what people decided in it (rows of tables/judgements.csv)."""

    findings: Sequence[Row]
    judgements: Sequence[Mapping[str, str]] = ()

    @property
    def decisions(self) -> dict[Key, Mapping[str, str]]:
        """The rows of judgements by what they decide."""
        rows = decided_rows(self.judgements, "tables/judgements.csv")
        return {key_of(row): self.judgements[row.row - 2] for row in rows}

    def refused(self, row: Row, theme: str) -> str:
        """Who decided that a finding has not a theme; empty when no one did."""
        key = f"w{wording_key(words_of(row))}"
        for judged in self.judgements:
            if (judged["kind"], judged["wording"], judged["what"]) == ("theme", key, theme):
                return f"judgement: {judged['decision']}, by {judged['by']}, {judged['on']}"
        return ""


def changes(old: Build, new: Build) -> tuple[Change, ...]:
    """Every change, in the order of ORDER, then of documents and findings; none where two builds say the same."""
    before, after = by_document(old.findings), by_document(new.findings)
    found: list[Change] = []
    for old_file, new_file in paired_documents(before, after):
        found += _document(old_file, new_file)
        rows, others = before.get(old_file, []), after.get(new_file, [])
        found += _reviews(rows, others, new_file or old_file)
        for pair in paired(rows, others):
            found += _finding(pair, old, new, new_file or old_file)
        found += _deaths(rows, others)
    found += _judgements(old, new)
    found += _counts(old.findings, new.findings)
    return tuple(sorted(found, key=lambda change: ORDER.index(change.what)))


def _document(old: str, new: str) -> Iterator[Change]:
    if not old:
        yield Change("added", "document", new, "", "", new, "")
    elif not new:
        yield Change("gone", "document", old, "", old, "", "")
    elif old != new:
        yield Change("changed", "document", new, "", old, new, "renamed")


def _reviews(rows: Sequence[Row], others: Sequence[Row], file: str) -> Iterator[Change]:
    old, new = (next((row for row in side if row["kind"] == "review"), None) for side in (rows, others))
    if old is None or new is None:
        if there := old or new:
            title = f"{there['title']} ({there['id']})"
            change = "gone" if old else "added"
            yield Change(change, "review", file, "", title if old else "", title if new else "", "")
        return
    if old["id"] != new["id"]:
        why = "a new version of the document" if old["csp"] == new["csp"] else ""
        yield Change("changed", "review", file, "", old["id"], new["id"], why)
    if old["csp"]["name"] != new["csp"]["name"] or old["commissioned_by"] != new["commissioned_by"]:
        said, says = (str(row["commissioned_by"] or row["csp"]["name"]) for row in (old, new))
        yield Change("changed", "partnership", file, "", said, says, "")
    yield from _plain(old, new, file)


def _finding(pair: Pair, old: Build, new: Build, file: str) -> Iterator[Change]:
    before, after = pair
    if before is None or after is None:
        if there := before or after:
            kind = str(there["kind"]).replace("_", " ")
            yield Change("added" if after else "gone", kind, _where(there, file), short(words_of(there)), "", "", "")
        return
    where, words = _where(after, file), short(words_of(after))
    if wording_key(words_of(before)) != wording_key(words_of(after)):
        yield Change("changed", "wording", where, words, short(words_of(before)), words, "")
    yield from _bodies(before, after, "addressees", "addressee", file)
    yield from _bodies(before, after, "leads", "lead agency", file)
    yield from _themes(before, after, old, new, file)
    yield from _plain(before, after, file)
    for field, name in _DATES.items():
        one, two = (_date(row.get(field)) for row in (before, after))
        if one != two:
            yield Change("changed", name, where, words, one, two, "")


def _plain(before: Row, after: Row, file: str) -> Iterator[Change]:
    for field, name in _PLAIN.get(after["kind"], {}).items():
        one, two = ("" if row.get(field) is None else str(row[field]) for row in (before, after))
        if one != two:
            yield Change("changed", name, _where(after, file), short(words_of(after)), one, two, "")


def _bodies(before: Row, after: Row, field: str, name: str, file: str) -> Iterator[Change]:
    """Each mention whose body is another now, with the evidence that decides now."""
    olds, news = ({body["mention"]: body for body in row.get(field, ())} for row in (before, after))
    for mention in dict.fromkeys([*olds, *news]):
        one, two = olds.get(mention), news.get(mention)
        said, says = _body(one), _body(two)
        if said != says:
            change = "changed" if one and two else "added" if two else "gone"
            decided = two or one or {}
            why = f"{decided.get('method') or 'none'}: {decided.get('match_evidence') or 'no evidence'}"
            if one and one.get("judged") and not (two or {}).get("judged"):
                why += f"; withdrawn: judged by {one['judged']['by']}, {one['judged']['on']}"
            words = f"{mention}: {short(words_of(after))}"
            yield Change(change, name, _where(after, file), words, said, says, why)


def _body(body: Row | None) -> str:
    if body is None:
        return ""
    if body["agency"]:
        return f"{body['agency']} (provisional)" if body.get("provisional") else str(body["agency"])
    candidates = " or ".join(candidate["agency"] for candidate in body.get("candidates", ()))
    return f"ambiguous: {candidates}" if candidates else "no body"


def _themes(before: Row, after: Row, old: Build, new: Build, file: str) -> Iterator[Change]:
    olds, news = ({theme["id"]: theme for theme in row.get("themes", ())} for row in (before, after))
    where, words = _where(after, file), short(words_of(after))
    for theme in [theme for theme in olds if theme not in news]:
        doubt = next((t for t in after.get("themes_in_doubt", ()) if t["id"] == theme), None)
        why = new.refused(after, theme) or (_short_of(doubt) if doubt else "")
        if judged := olds[theme].get("judged"):
            why = why or f"withdrawn: judged by {judged['by']}, {judged['on']}"
        yield Change("gone", "theme", where, words, theme, "", why or "the rules give it no more")
    for theme in [theme for theme in news if theme not in olds]:
        refused = old.refused(before, theme)
        why = f"withdrawn: {refused}" if refused else _given(news[theme])
        yield Change("added", "theme", where, words, "", theme, why)


def _short_of(doubt: Row) -> str:
    """Why a theme that something speaks for does not count."""
    beside = f"; only the {MOST} surest count" if doubt["confidence"] >= LEAST else ""
    return f"in doubt at {doubt['confidence']:.2f}{beside}"


def _given(theme: Row) -> str:
    if judged := theme.get("judged"):
        return f"judgement: yes, by {judged['by']}, {judged['on']}"
    return f"{theme.get('method', 'cue')}: {theme['confidence']:.2f} for “{short(theme['evidence']['text'])}”"


def _deaths(rows: Sequence[Row], others: Sequence[Row]) -> Iterator[Change]:
    """Recorded deaths of a table of cases, by their id there; of a table that came or went the counts say enough."""
    olds, news = ({row["id"]: row for row in side if row["kind"] == "death"} for side in (rows, others))
    if not (olds and news):
        return
    for death in sorted(olds.keys() | news.keys()):
        one, two = olds.get(death), news.get(death)
        if one != two:
            change = "changed" if one and two else "added" if two else "gone"
            fields = [key for key in (two or {}) if one and two and one.get(key) != two[key]]
            yield Change(change, "recorded death", death, "", "", ", ".join(fields), "")


def _judgements(old: Build, new: Build) -> Iterator[Change]:
    """Each decision that was taken, taken back or changed, whether or not anything else shows it."""
    before, after = old.decisions, new.decisions
    said = {key: (_decision(before.get(key)), _decision(after.get(key))) for key in [*after, *before]}
    changed = {key: two for key, two in said.items() if two[0] != two[1]}
    texts = _texts([*old.findings, *new.findings]) if changed else {}
    for key, (one, two) in changed.items():
        row = after.get(key) or before[key]
        change = "changed" if any(one) and any(two) else "added" if any(two) else "gone"
        why = f"by {row['by']}, {row['on']}{'; about nothing here' if row.get('effect') == 'no' else ''}"
        yield Change(change, "judgement", str(row["kind"]), _decided_on(row, texts), one[0], two[0], why)


def _texts(findings: Iterable[Row]) -> dict[str, str]:
    """Words of findings by the key that a judgement has for them."""
    return {f"w{wording_key(words)}": words for words in map(words_of, findings) if words}


def _decision(row: Row | None) -> tuple[str, str, str]:
    return (row["decision"], row["by"], row["on"]) if row else ("", "", "")


def _decided_on(row: Row, texts: Mapping[str, str]) -> str:
    if row["kind"] == "theme":
        text = texts.get(row["wording"])
        return f"{row['what']}: {short(text)}" if text else str(row["what"])
    beside = row.get("area") if row["kind"] == "agency" else row.get("other")
    return f"{row['what']} ({beside})" if beside else str(row["what"])


def _counts(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    one, two = (Counter(str(row["kind"]) for row in rows) for rows in (old, new))
    for kind in [*KINDS, "review", "death", "issue"]:
        if one[kind] != two[kind]:
            name = kind.replace("_", " ")
            yield Change("changed", "count", f"{name}s", "", str(one[kind]), str(two[kind]), "")


def _date(printed: Row | None) -> str:
    return str(printed["value"] or printed["raw"]) if printed else ""


def _where(row: Row, file: str) -> str:
    """The document, and the number or order there."""
    number = row.get("number") or row.get("order") or row.get("recommendation")
    return f"{file} {number}" if number else file


def short(words: str) -> str:
    """The first words of a text, enough to know it by."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
