"""From a report to one HTML file that needs nothing else and loads nothing.

    Report  ->  html  ->  text of an HTML file

No script stands in it, its policy allows none, and everything is escaped. A number leads to the statements behind it,
which stand at the end of the page and lead back.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dhrgraph.report.charts import NARROW, WIDE, draw
from dhrgraph.report.records import Interval, Number, Report, Sentence, Table
from dhrgraph.report.trail import Trail
from dhrgraph.report.words import HEADINGS, SAID, clean, plain, web

MOST = 20  # statements behind a number that are shown; the rest is counted, with the command that gives all
FOLDED_PAST = 12  # rows of a figure's table; longer ones open when asked for, and on paper


def html(report: Report, *, most: int = MOST) -> str:
    """The report as text for a UTF-8 file with "\\n" line ends. The same report gives the same text.

    `most` is how many statements are shown behind a number.
    """
    return rendered(
        "report.html.j2",
        ("report.css",),
        {
            "report": report,
            "trail": Trail(report, most),
            "folded_past": FOLDED_PAST,
            "contents": _contents(report),
            "look": "",
        },
    )


def rendered(template: str, styles: tuple[str, ...], words: Mapping[str, object]) -> str:
    """A page from one of our templates, with its style inside and a policy that allows that style and nothing else."""
    css = "".join((files("dhrgraph") / "report" / "templates" / name).read_text(encoding="utf-8") for name in styles)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return environment().get_template(template).render(policy=policy, style=Markup(css), **words)  # noqa: S704 - ours


@cache
def environment() -> Environment:
    """Our templates: everything escaped, a missing word an error."""
    made = Environment(
        loader=PackageLoader("dhrgraph", "report/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    made.globals |= {"plain": plain, "clean": clean, "web": web, "right_of": right_of, "name_of": _name_of}
    made.globals |= {"draw": draw, "wide": WIDE, "narrow": NARROW, "xy": _xy, "headings": HEADINGS, "said": SAID}
    return made


def right_of(table: Table) -> frozenset[int]:
    """The columns that stand to the right: those with numbers and nothing else."""
    columns = zip(*table.rows, strict=True)
    return frozenset(
        place
        for place, cells in enumerate(columns)
        if place and all(isinstance(cell, Number | Interval | None) or _counts(cell) for cell in cells)
    )


def _counts(cell: object) -> bool:
    return (
        isinstance(cell, Sentence)
        and len(cell.parts) > 0
        and all(isinstance(part, Number | Interval) for part in cell.parts)
    )


def _xy(value: float) -> str:
    """A place in a drawing, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def _name_of(value: object) -> str:
    return type(value).__name__


def _contents(report: Report) -> tuple[tuple[str, str], ...]:
    return (
        *((f"part-{section.id}", section.heading) for section in report.sections),
        *((each, HEADINGS[each]) for each in ("coverage", "method", "limits", "made")),
        *((("rows", HEADINGS["rows"]),) if report.rows else ()),
    )
