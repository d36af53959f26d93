"""Letters of a PDF as words can use them.

PDFs keep glyphs: joined letters, bullets in private-use places, hyphens that the line end made. What a reader sees as
plain letters comes out as plain letters; what nobody sees is dropped.
"""

from __future__ import annotations

import re
import unicodedata

LINE_HYPHEN = "\x02"  # what pdfium writes for a hyphen at the end of a line
# Symbol and Wingdings stand at U+F000 and more, by their place in the font (Unicode's registry of corporate use)
_SYMBOLS = {0xFC: "✓", 0xFE: "✓", 0x50: "✓", 0x52: "✓", 0xFB: "✗", 0xFD: "✗", 0xE0: "→", 0xE8: "→", 0xAE: "→"}
_SYMBOL_FONT = re.compile(rb"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
_TYPEWRITER = re.compile(rb"courier", re.IGNORECASE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb13-\ufb17]")
_HALVES = re.compile("[\ud800-\udfff]")


def mend(words: str) -> str:
    r"""The words with joined letters parted, private-use bullets as "-", and unseen characters dropped.

    A soft hyphen inside a word is unseen; at the end of the words it says that the word goes on, and is kept as "\xad".

    Example:
        >>> mend("of\ufb01cer"), mend("\uf0b7"), mend("in\xadfor\xad"), mend("a\x00b\u200b")
        ('officer', '-', 'infor\xad', 'ab')
    """
    if words.isascii() and words.isprintable():
        return words
    if _HALVES.search(words):
        words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    going_on = words.endswith("\xad")
    words = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), words)
    words = _UNSEEN.sub("", _PRIVATE.sub(_private, words.replace("\xad", "")))
    return words + "\xad" if going_on and words else words


def _private(found: re.Match[str]) -> str:
    return _SYMBOLS.get(ord(found[0]) & 0xFF, "-")


def symbol(letter: str, font: bytes) -> str | None:
    """What a letter that stands alone means if its font shows a sign in its place: a tick, an arrow, else a bullet.

    Word processors use the letter "o" of a typewriter font as a bullet.

    Example:
        >>> symbol("\xa7", b"ABCDEF+Wingdings-Regular"), symbol("o", b"CourierNewPSMT"), symbol("o", b"Arial")
        ('-', '-', None)
    """
    if letter == "o" and _TYPEWRITER.search(font):
        return "-"
    if _SYMBOL_FONT.search(font) and letter not in "✓✔✗✘√":
        return _SYMBOLS.get(ord(letter) & 0xFF, "-") if ord(letter) < 0x100 or _PRIVATE.match(letter) else None
    return None
