"""Labels that number a statement: "Recommendation 3 – Exampleton Police", "Learning Point 2 [Recommendation 1]".

words  ->  recommendation_label / learning_label  ->  Label: where in the words each part stands
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrgraph.extract.bodies import is_body
from dhrgraph.extract.captions import list_heading
from dhrgraph.extract.lexicons import Lexicons, speaks

_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])")

Place = tuple[int, int]  # [start, end) in the words


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `number` is as printed, None for a label without one; the rest are places in the words.

    `owner` is the body whose list it belongs to, `aside` a remark in brackets, `rest` what follows the label.
    """

    number: str | None
    rest: Place
    owner: Place | None = None
    aside: Place | None = None


def recommendation_label(words: str, lexicons: Lexicons) -> Label | None:
    """The label that words begin with; None for words that only speak of a recommendation.

    What follows the number must be parted from it by a mark or begin with a capital: "Recommendation 2 above" is no
    label. What stands before must name a list or a body: "In relation to recommendation 2" is none either.
    """
    for cue in lexicons.recommending:
        if cue.name != "label" or not (found := cue.pattern.fullmatch(words)):
            continue
        owner = found["owner"].strip(" –-:")
        body = bool(owner) and is_body(owner, lexicons)
        if not _is_parted(found, "mark", "aside") or (owner and not body and not _names_list(owner, lexicons)):
            continue
        return Label(
            found["number"] or None,
            found.span("rest"),
            found.span("owner") if body else None,
            found.span("aside") if found["aside"] else None,
        )
    return None


def marked_behind(words: str, lexicons: Lexicons) -> Label | None:
    """The label that stands behind a paragraph, "… (Recommendation 3)"; `rest` begins with what it recommends."""
    found = next((m for c in lexicons.recommending if c.name == "behind" and (m := c.pattern.search(words))), None)
    if found is None:
        return None
    starts = [0, *(end.end() for end in _SENTENCE.finditer(words, 0, found.start()))]
    ends = [*starts[1:], found.start()]
    says = (a for a, b in zip(starts, ends, strict=True) if speaks(lexicons.recommending, words[a:b], "says"))
    start = next(says, None)
    return None if start is None else Label(found["number"], (start, found.start()))


def learning_label(words: str, lexicons: Lexicons) -> Label | None:
    """The label of a learning point; `aside` holds the recommendations it leads to."""
    for cue in lexicons.learning:
        if cue.name == "point" and (found := cue.pattern.fullmatch(words)) and _is_parted(found, "mark", "reference"):
            aside = found.span("reference") if found["reference"] else None
            return Label(found["number"], found.span("rest"), None, aside)
    return None


def _is_parted(found: re.Match[str], *groups: str) -> bool:
    """Whether what follows the number is parted from it: by one of these groups, or as a sentence of its own."""
    rest: str = found["rest"]
    return not rest or rest[0].isupper() or rest[0] in "‘'“\"" or any(found[group] for group in groups)


def _names_list(owner: str, lexicons: Lexicons) -> bool:
    return list_heading(f"{owner} recommendations", lexicons) is not None
