"""What themes were given to labelled texts, and how well: shared by the scripts that measure themes.

A theme a careful reader accepts, and one that is broader than a right one, counts neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

BANDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
NOTHING = "(nothing)"


@dataclass(frozen=True)
class Scored:
    """One text: the themes given with their confidence, those left in doubt, and what the reader says."""

    name: str
    given: Mapping[str, float]
    wanted: frozenset[str]
    acceptable: frozenset[str]
    in_doubt: Mapping[str, float] = field(default_factory=dict)

    @property
    def right(self) -> set[str]:
        """Given and wanted."""
        return set(self.given) & self.wanted

    @property
    def wrong(self) -> set[str]:
        """Given and neither wanted nor acceptable."""
        return set(self.given) - self.wanted - self.acceptable

    @property
    def missed(self) -> set[str]:
        """Wanted and not given."""
        return set(self.wanted - set(self.given))


def accepted(wanted: Iterable[str], acceptable: Iterable[str], broader: Mapping[str, str | None]) -> frozenset[str]:
    """What counts neither way: the acceptable themes, and those broader than a right one."""
    wanted = set(wanted)
    return frozenset({*acceptable, *(above for theme in wanted if (above := broader.get(theme)))} - wanted)


def f1(texts: Iterable[Scored]) -> tuple[int, int, int, float, float, float]:
    """Right, wrong, missed; micro-averaged precision, recall and F1."""
    texts = list(texts)
    right, wrong, missed = (sum(len(getattr(t, what)) for t in texts) for what in ("right", "wrong", "missed"))
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return right, wrong, missed, precision, recall, 2 * right / max(2 * right + wrong + missed, 1)


def f1_line(name: str, texts: Sequence[Scored]) -> str:
    """One line of a table."""
    right, wrong, missed, precision, recall, both = f1(texts)
    return (
        f"{name:44} {len(texts):4} texts {right:5} right {wrong:4} wrong {missed:4} missed"
        f"   precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}"
    )


def per_theme(texts: Sequence[Scored]) -> list[str]:
    """One line a theme that is wanted or wrongly given anywhere, the most wanted first."""
    counts = {what: Counter(x for t in texts for x in getattr(t, what)) for what in ("right", "wrong", "missed")}
    wanted = counts["right"] + counts["missed"]
    themes = sorted({*wanted, *counts["wrong"]}, key=lambda theme: (-wanted[theme], theme))
    lines = [f"{'theme':32} {'wanted':>6} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>10} {'recall':>7}"]
    for theme in themes:
        right, wrong, missed = (counts[what][theme] for what in ("right", "wrong", "missed"))
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "-"
        recall = f"{right / (right + missed):.2f}" if right + missed else "-"
        lines.append(f"{theme:32} {wanted[theme]:6} {right:6} {wrong:6} {missed:6} {precision:>10} {recall:>7}")
    return lines


def confusion(texts: Iterable[Scored]) -> list[str]:
    """Which theme was given where which was right: each wrong one beside each missed one of the same text."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        pairs.update((given, right) for given in text.wrong or {NOTHING} for right in text.missed or {NOTHING})
    del pairs[NOTHING, NOTHING]
    return [f"{'given':32} {'right would have been':32} {'texts':>5}"] + [
        f"{given:32} {right:32} {times:5}"
        for (given, right), times in sorted(pairs.items(), key=lambda p: (-p[1], p[0]))
    ]


def marks(texts: Iterable[Scored]) -> list[tuple[float, bool]]:
    """Each theme given or in doubt: its confidence, and whether it is right; what counts neither way is left out."""
    return [
        (confidence, theme in text.wanted)
        for text in texts
        for theme, confidence in {**text.in_doubt, **text.given}.items()
        if theme not in text.acceptable
    ]


def wilson(right: int, given: int, z: float = 1.96) -> tuple[float, float]:
    """Between what shares the true one lies, 19 times in 20.

    Example:
        >>> [round(end, 2) for end in wilson(8, 10)]
        [0.49, 0.94]
    """
    share, spread = right / given, z * z / given
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / given + spread / (4 * given)) / (1 + spread)
    return middle - half, middle + half


def reliability(marked: Sequence[tuple[float, bool]]) -> list[str]:
    """How often themes of each confidence are right, and the expected calibration error over all of them."""
    lines = [f"{'confidence':12} {'given':>6} {'right':>6} {'said':>6} {'share':>6}   19 times in 20"]
    error = 0.0
    for low, high in zip((0.0, *BANDS), (*BANDS, 1.01), strict=True):
        band = [(confidence, right) for confidence, right in marked if low <= confidence < high]
        if not band:
            continue
        right, said = sum(r for _, r in band), sum(c for c, _ in band) / len(band)
        share = right / len(band)
        error += abs(share - said) * len(band) / len(marked)
        least, most = wilson(right, len(band))
        lines.append(
            f"{low:.1f} to {min(high, 1):.1f}   {len(band):6} {right:6} {said:6.2f} {share:6.2f}   {least:.2f} to {most:.2f}"
        )
    return [*lines, f"expected calibration error {error:.3f} over {len(marked)} themes"]
