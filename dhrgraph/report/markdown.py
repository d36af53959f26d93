"""From a report to Markdown as GitHub shows it: the same words and tables, and links from numbers to their statements.

    Report  ->  markdown  ->  text of a .md file

Pictures are left out; the tables that they are drawn from say all that they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dhrgraph.report.html import MOST, right_of
from dhrgraph.report.records import Cell, Chart, Evidence, Link, Number, Report, Rows, Said, Section, Sentence, Table
from dhrgraph.report.trail import Trail
from dhrgraph.report.words import HEADINGS, SAID, clean, plain, web

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")  # what could become form within a line
_FIRST = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=#:]))")  # and at its beginning


def markdown(report: Report, *, most: int = MOST) -> str:
    """The report as Markdown, with "\\n" line ends. `most` is how many statements are shown behind a number."""
    return "\n\n".join(_blocks(report, most)) + "\n"


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is, in one line.

    Example:
        >>> escaped("1. <b> *a*|b")
        '1\\\\. \\\\<b\\\\> \\\\*a\\\\*\\\\|b'
    """
    return _begun(_within(text))


def _within(text: str) -> str:
    """What `escaped` gives, for text that does not begin a line."""
    return _SIGNS.sub(r"\\\1", " ".join(clean(text).split()))


def _begun(words: str) -> str:
    """A line of Markdown whose beginning is text and makes no list, heading or rule."""
    return _FIRST.sub(r"\1\\", words)


def line(cell: Cell, *, links: bool = True) -> str:
    """A cell or sentence in Markdown; with `links`, numbers lead to their rows.

    Example:
        >>> line(Sentence((Number(3), ". Beta (", Number(1.33, form="decimal"), " by chance)")))
        '3\\\\. Beta (1.33 by chance)'
    """
    return _begun(_piece(cell, links=links))


def _piece(cell: Cell, *, links: bool) -> str:
    """What `line` gives, for what may stand within a line."""
    match cell:
        case Sentence(parts):
            return "".join(_piece(part, links=links) for part in parts)
        case Number(_, rows, _) if rows and links:
            return f"[{plain(cell)}](#rows-{rows})"
        case Link(words, url) if web(url):
            return f"[{_within(words)}](<{url}>)"
        case str() | Said():
            # a part of a sentence keeps the spaces at its ends
            text = plain(cell)
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            return f"{before and ' '}{_within(text)}{after and ' '}" if text.strip() else " " * bool(text)
    return _within(plain(cell))


def code(words: str) -> str:
    """Words of the command line between as many backticks as none of them has.

    Example:
        >>> code("dhrgraph report"), code("a`b")
        ('`dhrgraph report`', '`` a`b ``')
    """
    text = " ".join(clean(words).split())
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " * bool(longest)
    return f"{fence}{space}{text}{space}{fence}"


def support(report: Report) -> str:
    """The note on content and where to find support, in one paragraph."""
    lines = [
        f"{escaped(each.note)} {line(Link(each.name, each.url))}{each.number and f' **{escaped(each.number)}**'}."
        for each in report.support
    ]
    return " ".join((SAID["note"], *lines))


def _blocks(report: Report, most: int) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield escaped(report.subject)
    yield escaped(report.subtitle)
    if report.as_at:
        yield f"As at {escaped(report.as_at)}"
    yield f"> {support(report)}"
    yield f"## {HEADINGS['findings']}"
    findings = [f"{n}. {line(each)}" for n, each in enumerate(report.findings, 1)]
    yield "\n".join(findings) or SAID["nothing"]
    for section in report.sections:
        yield from _section(section)
    yield f"## {HEADINGS['coverage']}"
    for each in report.coverage:
        yield from _table(each) if isinstance(each, Table) else (line(each),)
    yield f"## {HEADINGS['method']}"
    yield from map(line, report.method)
    yield f"## {HEADINGS['limits']}"
    yield from map(line, report.limits)
    yield from _made(report)
    if report.rows:
        yield f"## {HEADINGS['rows']}"
        yield SAID["quoted"]
    trail = Trail(report, most)
    for rows in report.rows:
        yield from _rows(rows, trail)


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.heading)}"
    yield from map(line, section.sentences)
    for figure in section.figures:
        if isinstance(figure, Chart):
            yield f"**{escaped(figure.title)}**"
            yield escaped(figure.description)
            yield from _table(figure.table)
        else:
            yield from _table(figure)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"*{escaped(table.caption)}: no rows.*"
    else:
        yield f"*{escaped(table.caption)}*"
        right = right_of(table)
        rule = ("---:" if place in right else "---" for place in range(len(table.columns)))
        heads = map(escaped, table.columns)
        yield "\n".join((_row(heads), _row(rule), *(_row(map(line, row)) for row in table.rows)))
    if table.note:
        yield escaped(table.note)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _made(report: Report) -> Iterator[str]:
    made = report.made
    yield f"## {HEADINGS['made']}"
    facts = (
        ("Data", escaped(made.dataset)),
        ("Digest of the data", code(made.digest) if made.digest else ""),
        ("Software", f"dhrgraph {escaped(made.version)}"),
        ("The same report again", code(made.command) if made.command else ""),
        ("To cite it", escaped(made.cite)),
    )
    yield "\n".join(f"- {name}: {words}" for name, words in facts if words)
    yield "### Sources and licences"
    yield from map(escaped, report.licence)


def _rows(rows: Rows, trail: Trail) -> Iterator[str]:
    """The statements behind a number; of those that stand above only where."""
    yield f'<a id="rows-{rows.id}"></a>'
    yield f"### {trail.number(rows.id)}. {escaped(rows.title)}"
    new = [_evidence(item.place, item.row) for item in trail.shown(rows) if not item.before]
    if new:
        yield "\n".join(new)
    above = [
        f"[{name}](#rows-{before})" for item in trail.shown(rows) if item.before for name, before in (item.before,)
    ]
    if above:
        yield f"Above: {', '.join(above)}"
    if trail.rest(rows):
        yield f"And {trail.rest(rows):,} more{f'; all of them: {code(rows.command)}' if rows.command else ''}"


def _evidence(place: int, row: Evidence) -> str:
    """One statement; its number is written out, because a list would count on by itself."""
    words = f"{line(Said(row.text))}<br>" if row.text else ""
    document = f". {line(Link(row.document, row.document_url))}" if row.document else ""
    stands = f", {escaped(row.place)}" if row.place else ""
    about = "".join(f" · {escaped(remark)}" for remark in row.about)
    return f"- {place}: {words}{line(Link(row.review, row.iri))}{document}{stands}{about}"
