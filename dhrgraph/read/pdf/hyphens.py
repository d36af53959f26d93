"""Words that a line's end has cut in two, put together.

Whether the hyphen is the word's own ("multi-agency") or the line end's ("infor-mation") the rest of the document
tells: which of the two it holds elsewhere, else whether both halves are words that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dhrgraph.read.pdf.letters import LINE_HYPHEN

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CUT = re.compile(f"([^\\W_]+)([-\u2010\xad{LINE_HYPHEN}])$")
_FIRST = re.compile(r"(\S*?([^\W_]+)\S*)\s*")
_SUSPENDED = ("and", "or", "to")  # "short- and long-term": nothing is cut


class Hyphens:
    """The words of a document, for how to close the cuts in it.

    Example:
        >>> hyphens = Hyphens(["a multi-agency plan", "inform others"])
        >>> list(hyphens.closed(["for infor\\x02", "mation and", "a multi-", "agency"]))
        ['for information', 'and', 'a multi-agency', '']
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole: set[str] = set()
        for text in texts:
            found = _WORD.findall(text.casefold())
            if found and _CUT.search(text):
                found.pop()
            self._whole.update(found)

    def closed(self, rows: Iterable[str]) -> Iterator[str]:
        """The rows of one paragraph, each cut word whole in the row it begins in. A row may be left empty."""
        before: str | None = None
        for row in rows:
            if before is not None:
                cut, first = _CUT.search(before), _FIRST.match(row)
                if cut and first and first[1] not in _SUSPENDED and row[:1].isalnum():
                    before = before[: cut.start(2)] + self._between(cut[1], cut[2], first[2]) + first[1]
                    row = row[first.end() :]
                yield before.replace(LINE_HYPHEN, "-").replace("\xad", "-")
            before = row
        if before is not None:
            yield before.replace(LINE_HYPHEN, "-").replace("\xad", "-")

    def _between(self, left: str, hyphen: str, right: str) -> str:
        """The hyphen, if it is the word's own."""
        left, right = left.casefold(), right.casefold() if right.islower() else right
        if hyphen == "\xad" or (left + right in self._whole and f"{left}-{right}" not in self._whole):
            return ""
        own = f"{left}-{right}" in self._whole or (left in self._whole and right in self._whole)
        return "-" if own or not (left.isalpha() and right.islower()) else ""
