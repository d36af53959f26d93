"""Characters that nobody sees and that part a word in two for a program.

Files made by word processors and web pages hold marks for breaking lines, joining letters and turning the direction of
writing. None is printed; left in, "Coun\N{ZERO WIDTH SPACE}cil" is no longer the word Council.
"""

from __future__ import annotations

_UNSEEN = (
    (0x00, 0x08),  # controls; tab and line ends stay
    (0x0E, 0x1B),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x34F, 0x34F),  # combining grapheme joiner
    (0x61C, 0x61C),  # direction of writing
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # zero width space, joiners, direction
    (0x202A, 0x202E),  # direction
    (0x2060, 0x206F),  # word joiner, invisible operators, direction
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear notes
    (0xE0000, 0xE007F),  # tags
)
_GONE = dict.fromkeys(code for first, last in _UNSEEN for code in range(first, last + 1))


def readable(words: str) -> str:
    r"""The words without characters that are not printed. White space and line ends stay as they are.

    Example:
        >>> readable("Exam\u200bple\u00adton \u202eCouncil\u202c\0\n")
        'Exampleton Council\n'
    """
    return words if words.isascii() and words.isprintable() else words.translate(_GONE)
