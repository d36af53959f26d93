"""Plain text with tabs between cells, and Markdown with pipes: what people paste out of a report."""

from __future__ import annotations

from collections.abc import Iterator

from house_blocks import Block, Bullets, Contents, Cover, Grid, Heading, House, Para, Turn, lines


def text_of(house: House, *, markdown: bool = False) -> str:
    """The document as text, a blank line between blocks.

    Example:
        >>> from house_styles import house
        >>> "Recommendation" in text_of(house("c", 1))
        True
    """
    return "\n\n".join("\n".join(_printed(block, markdown)) for block in house.blocks) + "\n"


def _printed(block: Block, markdown: bool) -> Iterator[str]:
    strong = "**" if markdown else ""
    match block:
        case Cover(words):
            yield "\n\n".join(words)
        case Contents(entries):
            yield "CONTENTS\n"
            for page, entry in enumerate(entries, 3):
                yield f"{entry} {'.' * (70 - len(entry))} {page}"
        case Heading(level, words):
            yield f"{'#' * level} {words}" if markdown else words.upper() if level == 1 else words
        case Para(words, number, label):
            yield " ".join(filter(None, (number, f"{strong}{label}{strong}" if label else "", _lines(words, markdown))))
        case Bullets(items):
            yield from (f"{'-' if markdown else '•'} {item}" for item in items)
        case Grid():
            yield from _grid(block, markdown)
        case Turn():
            yield "---" if markdown else ""


def _lines(words: str, markdown: bool) -> str:
    mark = "-" if markdown else "•"
    return "\n".join(f"{mark} {line}" if bullet else line for bullet, line in lines(words))


def _grid(grid: Grid, markdown: bool) -> Iterator[str]:
    if grid.caption:
        yield f"**{grid.caption}**\n" if markdown else f"{grid.caption}\n"
    rows = [grid.columns, *grid.rows]  # a caption inside becomes a line of its own here
    cells = [[" ".join((cell or "").split("\n")) for cell in row] for row in rows]
    if not markdown:
        yield from ("\t".join(row) for row in cells)
        return
    piped = [f"| {' | '.join(row)} |" for row in cells]
    yield from (piped[0], f"|{' --- |' * len(grid.columns)}", *piped[1:])
