"""A council's page: navigation, a cookie notice and related pages around the document; also the page one prints to PDF."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from house_blocks import Block, Bullets, Contents, Cover, Grid, Heading, House, Para, Turn, lines

AROUND = """<div id="cookie-banner" role="dialog"><h2>Cookies on this site</h2><p>We use cookies. You should accept them to
get the most from our services.</p><button>Accept all</button><a href="/cookies">Cookie settings</a></div>
<header><a class="skip" href="#main">Skip to main content</a><form role="search"><input name="q"><button>Search</button></form>
<nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/bins">Bins and recycling</a></li>
<li><a href="/council-tax">Council tax</a></li><li><a href="/report">Report it</a></li></ul></nav>
<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/community">Community safety</a></li>
<li>Domestic homicide reviews</li></ol></nav></header>"""
AFTER = """<aside><h2>Related pages</h2><ul><li><a href="/da">Domestic abuse support</a></li>
<li><a href="/csp">Community safety partnership</a></li></ul></aside>
<footer><p>Was this page helpful?</p><button>Yes</button><button>No</button><p>© The council. All rights reserved.</p>
<ul><li><a href="/privacy">Privacy</a></li><li><a href="/access">Accessibility</a></li></ul></footer>"""
PRINT = """@page { size: A4; margin: 22mm 18mm } @page wide { size: A4 landscape; margin: 16mm 12mm }
body { font: 11pt/1.35 Georgia, serif } .wide { page: wide; break-before: page } .turn { break-before: page }
table { border-collapse: collapse; width: 100%; font-size: 9pt } th, td { border: 1px solid #555; padding: 3px;
vertical-align: top; text-align: left } .cover { break-after: page; text-align: center } thead { display: table-header-group }
.leader { display: flex } .leader i { flex: 1; border-bottom: 1px dotted #000 }"""


def html_of(house: House, *, for_print: bool = False) -> str:
    """The document as one page.

    Example:
        >>> from house_styles import house
        >>> html_of(house("c", 1)).startswith("<!DOCTYPE html>")
        True
    """
    inside = "\n".join(part for block in house.blocks for part in _printed(block))
    if any(isinstance(block, Turn) for block in house.blocks):
        inside = f"<section>{inside}</section>"
    style = (
        f"<style>{PRINT}</style>"
        if for_print
        else '<link rel="stylesheet" href="/site.css"><script>var a = 1;</script>'
    )
    main = inside if for_print else f'{AROUND}<main id="main"><article>{inside}</article></main>{AFTER}'
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(house.title)}</title>{style}</head>'
        f"<body>{main}</body></html>\n"
    )


def _printed(block: Block) -> Iterator[str]:
    match block:
        case Cover(words):
            yield f'<div class="cover"><h1>{escape(words[0])}</h1>'
            yield from (f"<p>{escape(word)}</p>" for word in words[1:])
            yield "</div>"
        case Contents(entries):
            yield "<h2>Contents</h2>"
            yield from (f'<div class="leader">{escape(e)}<i></i>{n}</div>' for n, e in enumerate(entries, 3))
        case Heading(level, words):
            yield f"<h{level + 1}>{escape(words)}</h{level + 1}>"
        case Para(words, number, label, _, auto):
            yield from _para(words, number, label, auto)
        case Bullets(items):
            yield f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Grid():
            yield from _grid(block)
        case Turn(landscape):
            yield f'</section><section class="{"wide" if landscape else "turn"}">'


def _para(words: str, number: str, label: str, auto: bool) -> Iterator[str]:
    """A numbered item is a list of one when the number is automatic, as editors of web pages make them."""
    if auto:
        yield f'<ol start="{number.rstrip(".")}"><li>{_rich(words)}</li></ol>'
        return
    strong = f"<strong>{escape(label)}</strong> " if label else ""
    first, *rest = _rich(words).split("<ul>", 1)
    yield f"<p>{number + ' ' if number else ''}{strong}{first}</p>" + "".join(f"<ul>{more}" for more in rest)


def _rich(words: str) -> str:
    """Lines as <br>, bullets as a list."""
    plain = [escape(line) for bullet, line in lines(words) if not bullet]
    points = [f"<li>{escape(line)}</li>" for bullet, line in lines(words) if bullet]
    return "<br>".join(plain) + (f"<ul>{''.join(points)}</ul>" if points else "")


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption and not grid.inside:
        yield f"<h3>{escape(grid.caption)}</h3>"
    total = sum(grid.widths)
    head = "".join(
        f'<th scope="col" style="width:{100 * w // total}%">{escape(c)}</th>'
        for c, w in zip(grid.columns, grid.widths, strict=True)
    )
    above = f'<tr><th colspan="{len(grid.columns)}">{escape(grid.caption)}</th></tr>' if grid.inside else ""
    yield f"<table><thead>{above}<tr>{head}</tr></thead><tbody>"
    for place, row in enumerate(grid.rows):
        cells = []
        for column, cell in enumerate(row):
            if cell is not None:
                below = next((n for n, r in enumerate(grid.rows[place + 1 :]) if r[column] is not None), None)
                size = 1 + (below if below is not None else len(grid.rows) - place - 1)
                span = f' rowspan="{size}"' if size > 1 else ""
                cells.append(f"<td{span}>{_rich(cell)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
