"""Recommendations of one review, from the table of a summary page or from action plans.

    Document, Lexicons  ->  summary_recommendations  ->  Recommendation, Issue
    Document, PlanRows  ->  plan_recommendations     ->  Recommendation
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from dhrgraph.extract.addressees import sentence_addressee
from dhrgraph.text.headings import read_heading
from dhrgraph.extract.lexicons import Lexicons
from dhrgraph.extract.order import natural_key
from dhrgraph.extract.plans import NUMBER, PlanRow
from dhrgraph.records import EMPTY, Addressee, Basis, Cell, Document, Issue, Passage, Recommendation, Scope
from dhrgraph.text.passages import join, part, passage

_SCOPES = get_args(Scope)


def summary_recommendations(
    document: Document, lexicons: Lexicons
) -> tuple[tuple[Recommendation, ...], tuple[Issue, ...]]:
    """The recommendations of a summary page's table, in natural order of their numbers.

    A row of fewer than two filled cells (the note that closes the table) is none. Cells beyond the addressee's
    column hold further addressees.
    """
    found: list[tuple[str | None, Passage, Passage]] = []
    issues: list[Issue] = []
    for table in document.tables:
        heading = next((read for row in table.rows if (read := read_heading(row, None, lexicons.headings))), None)
        if heading is None or heading[0].table != "summary":
            continue
        columns = heading[0]
        number, text, addressee = (columns.column(f) for f in ("number", "recommendation", "addressee"))
        for row in table.rows:
            if read_heading(row, None, lexicons.headings) or text is None or addressee is None:
                continue
            printed = row[number].text if number is not None and number < len(row) else ""
            if sum(bool(cell.text) for cell in row) < 2 or (printed and not NUMBER.fullmatch(printed)):
                continue
            to = join(document.text, [passage(document.text, cell.span) for cell in row[addressee:]])
            found.append((printed or None, passage(document.text, row[text].span), to))
            issues += _lost_cells(printed, row, text, to)
    found.sort(key=lambda item: (natural_key(item[0]), item[1].spans))
    made = tuple(
        _recommendation(document, lexicons, None, number, False, order, text, EMPTY, to, "column")
        for order, (number, text, to) in enumerate(found, 1)
    )
    return made, tuple(issues)


def plan_recommendations(
    document: Document, rows: Sequence[PlanRow], lexicons: Lexicons
) -> tuple[Recommendation, ...]:
    """One recommendation a plan row, `order` counting through all plans of the document.

    In an agency's plan the addressee is the plan's heading. In the review's own list it is read out of the
    sentence; when the sentence names none there is none, which is a finding too.
    """
    made = []
    for order, row in enumerate(rows, 1):
        text = row.words(document.text, "recommendation")
        caption = row.caption
        if caption and not caption.of_review:
            to, basis = Passage(caption.name, caption.where.spans), "heading"
        else:
            to, basis = sentence_addressee(document.text, text, lexicons), "sentence"
        scope = row.words(document.text, "scope")
        listed = caption.name if caption else None
        made.append(_recommendation(document, lexicons, listed, row.number, row.inferred, order, text, scope, to, basis))
    return tuple(made)


def _recommendation(
    document: Document,
    lexicons: Lexicons,
    listed: str | None,
    number: str | None,
    inferred: bool,
    order: int,
    text: Passage,
    scope: Passage,
    to: Passage,
    basis: Basis,
) -> Recommendation:
    again = next((m for cue in lexicons.recurrence if (m := cue.pattern.search(text.text))), None)
    said = part(document.text, text, *again.span()) if again else EMPTY
    named = next((cue.name for cue in lexicons.scopes if cue.pattern.search(scope.text)), None)
    return Recommendation(
        list=listed,
        number=number,
        number_inferred=inferred,
        order=order,
        text=text,
        scope=next((s for s in _SCOPES if s == named), None),
        scope_raw=scope,
        addressees=(Addressee(to, to.text, basis),) if to else (),
        asserts_recurrence=said,
    )


def _lost_cells(number: str, row: Sequence[Cell], text: int, to: Passage) -> list[Issue]:
    lost = [name for name, words in (("text", row[text].text), ("addressee", to.text)) if not words]
    return [Issue("extract", "warning", f"recommendation {number or 'without number'} has no {name}", row[0].span) for name in lost]
