"""Cells of tables that people open in a spreadsheet: none of them may be run as a formula (CWE-1236).

A document or a name made of one can hold such a cell. JSON and RDF have the words as they were printed.
"""

from __future__ import annotations

import re

# begins a formula in some spreadsheet, in the wide letters too; apostrophes before it count, so that one can be undone
_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'* *[\t\r\n]")


def no_formula(cell: str) -> str:
    """A cell that a spreadsheet would run begins with an apostrophe instead; all others as they are.

    Example:
        >>> no_formula("=HYPERLINK(1)"), no_formula("- act"), no_formula("Act = do")
        ("'=HYPERLINK(1)", "'- act", 'Act = do')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """What `no_formula` was given.

    Example:
        >>> as_it_was("'=HYPERLINK(1)"), as_it_was("'Aid'")
        ('=HYPERLINK(1)', "'Aid'")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
