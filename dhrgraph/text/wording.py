"""A key for what a text says, whatever its layout: by it a person's judgement finds the text again.

A new version of a document moves every offset, and may change case, hyphens and line breaks; the words stay.
"""

from __future__ import annotations

import hashlib
import re

_DIGITS = 12  # 48 bits: among 100,000 texts two share a key with a chance of 1 in 50,000
_WORD = re.compile(r"[^\W_]+")


def wording_key(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of its words: letters and figures only, case folded, one space between.

    Example:
        >>> wording_key("Share the risk-assessment.") == wording_key("share  the Risk assessment")
        True
        >>> wording_key("Share the risk assessment"), wording_key("")
        ('501fe928f131', 'e3b0c44298fc')
    """
    words = " ".join(_WORD.findall(text.casefold()))
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
