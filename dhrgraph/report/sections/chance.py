"""How sure: what recurs more widely than chance explains, what rests on one review, what holds without any one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from dhrgraph.network.succession import TODAY
from dhrgraph.network.tally import theme
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

Kinded: TypeAlias = Sequence[tuple[str, Reach]]

_HEADING = "How sure this is"
_THEME, _TYPE, _AGENCY, _PAIR = "Theme", "Type of agency", "Agency", "Theme and type"
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        _THEME: ("theme", "themes"),
        _TYPE: ("type of agency", "types of agency"),
        _AGENCY: ("agency", "agencies"),
        _PAIR: ("pair of theme and type of agency", "pairs of theme and type of agency"),
    }
)
_THAN = (  # of one thing, of several
    "its number of recommendations would lead one to expect",
    "their numbers of recommendations would lead one to expect",
)
_NAMED = 4  # in a sentence
_LOCAL = ", counted as of today; most agencies are local, for which that is natural."
_SMALL = 10  # partnerships below which little can be told from chance
_HALF = 0.5
_ENOUGH = 3  # recommendations of which a share in one review says anything
_ROWS = 30
_SURE = (
    "Were nothing but chance at work, the risk of naming anything here in error would be 1 in 20 at most for each kind "
    "of thing, however many were looked at."
)


def chance(known: Known) -> Told:
    """The section: chance, single reviews, any one review left out."""
    if known.of.partnerships < 2 or not known.recurrence("theme"):
        return silent(
            "sure",
            _HEADING,
            say(
                "What recurs across partnerships more widely than chance would have it can only be asked of two "
                "partnerships or more."
            ),
        )
    rest = (*_resting(known), *_left_out(known))
    drawn = known.randomisations
    if not drawn:
        said = say("Whether anything recurs more widely than chance explains was not asked (--randomisations 0).")
        return Told(Section("sure", _HEADING, (said, *rest)))
    wider, narrower = _standing_out(known)
    how = say(
        f"This was held against {drawn:,} random arrangements of the same recommendations, in which every "
        "review keeps as many as it has, and so does "
        "every theme and every agency."
    )
    finding = _finding(known, wider, narrower)
    sure = (say(_SURE),) if wider or narrower else ()
    shown = (*wider, *(each for each in narrower if each[0] != _AGENCY))
    table = (_table(shown),) if shown else ()
    return Told(Section("sure", _HEADING, (finding, how, *sure, *rest), table), (finding,))


def _standing_out(known: Known) -> tuple[tuple[tuple[str, Reach], ...], tuple[tuple[str, Reach], ...]]:
    """What reaches more partnerships than chance gives, and what reaches fewer; each with its kind, one of _KINDS."""
    tables = (
        (_THEME, known.recurrence("theme")),
        (_TYPE, known.recurrence("agency-type")),
        (_AGENCY, known.recurrence("agency", as_of=TODAY)),
        (_PAIR, known.recurrence("theme-agency-type")),
    )
    wider = tuple((kind, one) for kind, found in tables for one in found if one.wider)
    narrower = tuple((kind, one) for kind, found in tables for one in found if one.narrower)
    return wider, narrower


def _finding(known: Known, wider: Kinded, narrower: Kinded) -> Sentence:
    """What stands out, in both directions."""
    of = known.of.partnerships
    if wider:
        more: Parts = (
            *_by_kind(wider),
            f" {noun(len(wider), 'recurs', 'recur')} more widely than {_THAN[len(wider) > 1]}: ",
            *listed([_named(kind, one) for kind, one in wider], _NAMED),
            ".",
        )
    else:
        more = (f"Nothing here recurs more widely{'' if narrower else ', or less,'} than {_THAN[False]}.",)
    small = (
        f" With {of} partnerships it hardly could: whatever is said often comes up in most of them by chance alone, so "
        "nothing can be concluded about the rest of the country."
    )
    return say(more, small if of < _SMALL and not wider else "", *_fewer(narrower))


def _fewer(narrower: Kinded) -> tuple[Parts, ...]:
    """What reaches fewer partnerships; of agencies only how many do, for most are local."""
    named = [(kind, one) for kind, one in narrower if kind != _AGENCY]
    local = len(narrower) - len(named)
    agencies = counted(Number(local), "agency", "agencies")
    come = "{} up in fewer partnerships than {}"
    said: list[Parts] = []
    if named:
        n = len(named)
        fewer = come.format(noun(n, "comes", "come"), _THAN[n > 1])
        names = listed([_named(kind, one) for kind, one in named], _NAMED)
        said.append((" ", *_by_kind(named), f" {fewer}: ", *names, "."))
    if local and named:
        said.append((f" So {noun(local, 'does', 'do')} ", *agencies, _LOCAL))
    elif local:
        said.append((" ", *agencies, f" {come.format(noun(local, 'comes', 'come'), _THAN[local > 1])}", _LOCAL))
    return tuple(said)


def _by_kind(some: Kinded) -> Parts:
    """How many of each kind: "1 theme and 2 types of agency"."""
    many = Counter(kind for kind, _ in some)
    return listed([counted(Number(many[kind]), *_KINDS[kind]) for kind in _KINDS if many[kind]])


def _named(kind: str, one: Reach) -> Parts:
    label = one.label if kind == _AGENCY else f"‘{one.label}’"
    to = f" to {one.type_label}" if one.type_label and kind == _PAIR else ""
    return (
        f"{label}{to} (",
        *counted(Number(one.partnerships), "partnership"),
        ", ",
        Number(one.expected or 0.0, form="decimal"),
        " by chance)",
    )


def _table(some: Kinded) -> Table:
    rows = tuple(
        (
            f"{one.label} to {one.type_label}" if kind == _PAIR else one.label,
            kind,
            Number(one.partnerships),
            Number(one.expected or 0.0, form="decimal"),
            Number(one.z or 0.0, form="decimal"),
            f"{one.p:.4f}",
            one.reading,
        )
        for kind, one in some[:_ROWS]
    )
    left = len(some) - len(rows)
    return Table(
        "What recurs more or less widely than chance explains",
        (
            "Name",
            "Kind",
            "Partnerships",
            "Expected by chance",
            "Standard deviations from it",
            "Corrected p",
            "In words",
        ),
        rows,
        f"{left:,} more: dhrgraph recurrence --by theme, agency, agency-type, theme-agency-type." if left else "",
    )


def _resting(known: Known) -> tuple[Sentence, ...]:
    """Which of the themes that recur rest for the most part on one review."""
    several = [one for one in known.recurrence("theme") if one.partnerships > 1 and one.recommendations >= _ENOUGH]
    mostly = [one for one in several if one.largest_share > _HALF]
    resting = sorted(mostly, key=lambda one: (-one.largest_share, one.label))
    if not several:
        return ()
    if not resting:
        return (say("None of the themes that recur has more than half of its recommendations from one review."),)
    items: list[Parts] = [
        (f"‘{one.label}’ (", Number(one.largest_share, form="share"), f", the {one.rests_on})") for one in resting[:3]
    ]
    behind = known.behind(theme, known.rows)
    number = known.trail.number(
        {r for one in resting for r in behind[one.id]},
        "Recommendations on themes that rest mostly on one review",
        value=len(resting),
    )
    return (
        say(
            "Of the ",
            counted(Number(len(several)), "theme"),
            f" that recur with {_ENOUGH} recommendations or more, ",
            number,
            f" {noun(len(resting), 'has', 'have')} more than half of them from one review",
            ", most of all " if len(resting) > len(items) else ": ",
            listed(items),
            ".",
        ),
    )


def _left_out(known: Known) -> tuple[Sentence, ...]:
    """What stays at the head whichever review is left out."""
    head = [one for one in known.recurrence("theme") if one.rank == 1]
    stay = [one for one in head if one.rank_worst == 1]
    if known.of.reviews < 2:
        return ()
    if len(stay) == len(head):
        which: Parts = ("the theme that comes",) if len(head) == 1 else ("the ", Number(len(head)), " themes that come")
        return (
            say("Whichever review is left out, ", which, f" up most widely still {noun(len(head), 'does', 'do')}."),
        )
    if not stay:
        return (say("Leave out one review, and another theme may come up most widely: which is first is not settled."),)
    return (
        say(
            "Whichever review is left out, ",
            Number(len(stay)),
            " of the ",
            counted(Number(len(head)), "theme"),
            " that come up most widely still do; the others rest on a single review.",
        ),
    )
