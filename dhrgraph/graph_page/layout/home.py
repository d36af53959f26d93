"""Where a node would stand if nothing pulled it: a point that depends on its IRI, and on nothing else.

    IRI  ->  home  ->  (x, y)

All layouts by lines start near here, so that what is added later finds the rest where it was.
"""

from __future__ import annotations

import hashlib
from math import cos, pi, sin, sqrt


def home(iri: str) -> tuple[float, float]:
    """A point of the unit disc, all of its area as likely.

    Example:
        >>> [round(share, 3) for share in home("a")]
        [-0.048, -0.888]
    """
    digest = hashlib.sha256(iri.encode(errors="surrogatepass")).digest()  # Python's own hash differs from run to run
    out, towards = (int.from_bytes(part, "big") / 2**48 for part in (digest[:6], digest[6:12]))
    return sqrt(out) * cos(2 * pi * towards), sqrt(out) * sin(2 * pi * towards)
