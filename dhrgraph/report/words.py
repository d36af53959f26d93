"""How numbers, cells and sentences read in plain text: the same words in the HTML, the Markdown and the charts."""

from __future__ import annotations

import re

from dhrgraph.report.records import Cell, Form, Interval, Link, Number, Said, Sentence

DASH = "–"

# the parts that every report has, by their anchors
HEADINGS = {
    "findings": "What stands out",
    "coverage": "What these answers rest on",
    "method": "How it was counted",
    "limits": "What it cannot say",
    "made": "How this was made, and how to cite it",
    "rows": "The statements behind the numbers",
}
# what every form says
SAID = {
    "note": "Behind every number here is someone who died through domestic abuse. Nobody is named.",
    "nothing": "The documents give nothing that can be counted for this subject.",
    "quoted": "Words in quotation marks are those of the documents. Names of persons were taken out of them.",
    "counts": (
        "Counts show how often published reviews address a recommendation to an organisation. They do not measure "
        "performance. Reviews differ in age, length and style, and not every review is published."
    ),
    "counts_briefly": (
        "Counts show how often published reviews address a recommendation to an organisation. They do not measure "
        "performance, and not every review is published. The whole report has the statements behind each number."
    ),
}
# control characters, which XML forbids, and those that turn the direction of what follows; none can be seen
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without characters that cannot be seen but change what is around them.

    Example:
        >>> clean("left\\u202eright")
        'leftright'
    """
    return _UNSEEN.sub("", text)


def figure(value: float, form: Form) -> str:
    """A number for people. A share that is neither none nor all never reads 0% or 100%.

    Example:
        >>> figure(12345, "count"), figure(0.4216, "share"), figure(0.001, "share"), figure(-1.5, "decimal")
        ('12,345', '42%', '0.1%', '−1.50')
    """
    if form == "count":
        return f"{int(value):,}"
    if form == "share":
        return _per_cent(value)
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _per_cent(share: float) -> str:
    """In whole per cent; next to none and to all with a digit more.

    Example:
        >>> _per_cent(0.0046), _per_cent(0.9999), _per_cent(0.00001)
        ('0.5%', 'over 99.9%', 'under 0.1%')
    """
    if share in (0, 1) or 0.01 <= share <= 0.99:
        return f"{round(share * 100)}%"
    near = round(share * 100, 1)
    if near in (0, 100):
        return "over 99.9%" if near else "under 0.1%"
    return f"{near}%".replace(".0%", "%")


def interval(low: float, high: float, form: Form) -> str:
    """From low to high. An end between none and all never reads 0% above or 100% below.

    Example:
        >>> interval(0.3, 0.954, "share"), interval(1, 4, "count"), interval(-0.5, 2, "decimal")
        ('30–95%', '1–4', '−0.50 to 2.00')
    """
    if form == "share":
        least = min(round(low * 100), 99 if low < 1 else 100)
        return f"{least}–{max(round(high * 100), 1 if high > 0 else 0)}%"
    between = " to " if form == "decimal" else "–"
    return f"{figure(low, form)}{between}{figure(high, form)}"


def plain(cell: Cell) -> str:
    """The words of a cell or sentence, without links.

    Example:
        >>> plain(Sentence(("Seen in ", Number(3), " of ", Number(4), ".")))
        'Seen in 3 of 4.'
        >>> plain(None)
        '–'
    """
    match cell:
        case None:
            return DASH
        case str():
            return clean(cell)
        case Number(value, _, form):
            return figure(value, form)
        case Interval(low, high, form):
            return interval(low, high, form)
        case Link(words, _):
            return clean(words)
        case Said(words):
            return f"“{clean(words)}”"
        case Sentence(parts):
            return "".join(map(plain, parts))


def web(url: str) -> str:
    """The address if it can be followed, else "".

    Example:
        >>> web("https://example.org/a"), web("javascript:alert(1)")
        ('https://example.org/a', '')
    """
    return url if re.fullmatch(r"https?://[^\s\"'<>\\]+", url) else ""
