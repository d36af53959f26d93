"""The words of a cell put together: line by line, with words that a line end parted made whole.

words of a cell  ->  piece_of  ->  Piece
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dhrgraph.read.body import Piece, Spot
from dhrgraph.read.pdf_tables.marks import lines_of
from dhrgraph.read.pdf_tables.records import Word, around
from dhrgraph.records import Cell, Span

_SOFT = "\u00ad"
_MARKS = ".,;:()"
_BREAKABLE = 7  # letters: a shorter word finds room in any column
_LETTERS = ("a", "x")  # that are words: "Yes to a", "2 x"
_HYPHENS = ("-", "\u2010", "\u2011")


def piece_of(
    words: Sequence[Word], page: int, known: Collection[str] = (), terms: Collection[str] = ()
) -> tuple[Piece, ...]:
    """A cell's words as one piece, or none for an empty cell.

    For mending: `known`, the words of the page, which may be broken ones; `terms`, words that surely are whole.
    """
    if not words:
        return ()
    left, top, right, bottom = around(words)
    spot = Spot(page, (round(left), round(top), round(right), round(bottom)))
    return (Piece(text_of(words, known, terms), spot),)


def cell_of(words: Sequence[Word], terms: Collection[str] = ()) -> Cell:
    """A cell as `text.headings` reads it; it has no place in a text yet."""
    return Cell(text_of(words, terms, terms), Span(0, 0))


def text_of(words: Sequence[Word], known: Collection[str] = (), terms: Collection[str] = ()) -> str:
    """The words in reading order, lines parted by a space. Sideways words are read as they run."""
    level = [word for word in words if not word.sideways]
    lines = [" ".join(word.text for word in line) for line in lines_of(level)]
    if len(level) < len(words):
        lines += [" ".join(word.text for word in line) for line in _sideways([w for w in words if w.sideways])]
    said = ""
    for line in lines:
        said = _mend(said, line, known, terms) if said else line
    return said.replace(_SOFT, "-" if _SOFT in said.rstrip(_SOFT) else "")


def words_of(words: Sequence[Word]) -> set[str]:
    """The words as `known` holds them."""
    return {word.text.strip(_MARKS).casefold() for word in words}


def _mend(above: str, below: str, known: Collection[str], terms: Collection[str] = ()) -> str:
    r"""Two lines as one: a soft hyphen goes, a hard one stays unless the page has the word without it.

    Example:
        >>> _mend("the multi-", "agency plan", ()), _mend("recommen-", "dation", {"recommendation"})
        ('the multi-agency plan', 'recommendation')
        >>> _mend("safe\u00ad", "guarding", ()), _mend("age 16 -", "18", ())
        ('safeguarding', 'age 16 - 18')
        >>> _mend("Recommenda", "tion made", {"recommendation"}), _mend("Lead", "agency", {"lead", "agency"})
        ('Recommendation made', 'Lead agency')
        >>> _mend("Implemente", "d in May", ())
        'Implemented in May'
        >>> _mend("Sco", "pe", (), {"scope"}), _mend("Up", "on", (), {"up", "on", "upon"})
        ('Scope', 'Up on')
    """
    if above.endswith(_SOFT):
        return above[:-1] + below
    if above.endswith(_HYPHENS) and above[-2:-1].isalpha() and below[:1].islower():
        first, second = above.split()[-1][:-1], below.split()[0]
        whole = (first + second).strip(_MARKS).casefold()
        return (above[:-1] if whole in known else above) + below
    if _is_address_cut(above.split()[-1], below.split()[0]):
        return above + below
    if above.split()[-1].isalpha() and below[:1].islower():  # a column narrower than a word breaks it
        first, rest = above.split()[-1], below.split()[0].strip(_MARKS)
        whole = (first + rest).casefold()
        if whole in terms and not (first.casefold() in terms and rest in terms):
            return above + below
        if len(whole) >= _BREAKABLE and (whole in known or (rest not in _LETTERS and len(rest) == 1)):
            return above + below
    return f"{above} {below}"


def _is_address_cut(first: str, rest: str) -> bool:
    """Whether an e-mail address goes on in the next line: cut in two it would not be known for a contact.

    Example:
        >>> _is_address_cut("a.bee@exa", "mple.org)"), _is_address_cut("a.bee@example.org", "Chair.")
        (True, False)
    """
    ended = first.endswith((",", ";", ":", ")"))
    return "@" in first and not ended and "@" not in rest and "." in rest.strip(_MARKS)


def _sideways(words: Sequence[Word]) -> list[list[Word]]:
    """Sideways words by the upright lines they stand in: base lines keep their sign, so lines go on to the next."""
    lines: list[list[Word]] = []
    upwards = sum(word.base > 0 for word in words) * 2 >= len(words)
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - lines[-1][0].base <= 0.4 * max(word.size, 1.0):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: -word.bottom if upwards else word.top)
    return lines
