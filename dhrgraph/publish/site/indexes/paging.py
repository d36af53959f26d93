"""Long lists in pages of their own: `/agencies`, `/agencies/2`, …, on a server and on a disk alike."""

from __future__ import annotations

from dhrgraph.publish.site.blocks import Block, Links, Ref

ON_A_PAGE = 200  # rows


def pages(rows: int) -> int:
    """How many pages a list of so many rows takes; at least one.

    Example:
        >>> pages(0), pages(200), pages(201)
        (1, 1, 2)
    """
    return max(1, -(-rows // ON_A_PAGE))


def titled(title: str, number: int) -> str:
    """The title of one page of a list."""
    return title if number == 1 else f"{title}, page {number}"


def turning(path: str, name: str, number: int, of: int) -> tuple[Block, ...]:
    """The way to the other pages; none where there is one only."""
    if of < 2:
        return ()
    links = tuple(Ref(path if n == 1 else f"{path}/{n}", str(n)) for n in range(1, of + 1))
    return (Links(f"Pages of {name}", links, links[number - 1].to),)


def as_count(value: object) -> int:
    """A number that the graph was asked for; 0 where it knows none."""
    return value if isinstance(value, int) else 0
