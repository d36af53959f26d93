"""Documents about persons who do not exist: names made of syllables, put where reviews put names.

    names, where they are introduced, where they are said again  ->  document  ->  text of a report

No name here is anyone's: each is two or three syllables that no forename or surname is known to be made of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

_FIRST = ("Zor", "Vel", "Qui", "Tam", "Bry", "Kex", "Mos", "Fal", "Dru", "Yas", "Plo", "Gri")
_MIDDLE = ("wi", "do", "ka", "lu", "shi", "ve", "no", "bra")
_LAST = ("mip", "lett", "zard", "quin", "dov", "skell", "thorp", "vash", "nud", "groy")
_PARTICLES = ("", "", "", "de la ", "van ", "O'", "Mc", "al-")


def syllables(first: Iterable[str] = _FIRST) -> st.SearchStrategy[str]:
    """One invented word of a name."""
    return st.builds(
        lambda a, b, c: a + b + c, st.sampled_from(tuple(first)), st.sampled_from(_MIDDLE), st.sampled_from(_LAST)
    )


@dataclass(frozen=True)
class Name:
    """An invented person's forename and surname, the latter perhaps double or with a particle."""

    forename: str
    surname: str

    @property
    def whole(self) -> str:
        """Forename and surname."""
        return f"{self.forename} {self.surname}"

    @property
    def words(self) -> tuple[str, ...]:
        """What must not come out: each word of the name of three letters or more."""
        plain = self.surname.replace("O'", "").replace("Mc", "").replace("al-", "")
        parts = [part for word in (self.forename, plain) for part in word.replace("-", " ").split()]
        return tuple(part for part in parts if len(part) > 3)


def names() -> st.SearchStrategy[Name]:
    """An invented forename and surname."""
    doubled = st.builds(lambda a, b: f"{a}-{b}", syllables(), syllables())
    surname = st.builds(
        lambda particle, word: particle + word, st.sampled_from(_PARTICLES), st.one_of(syllables(), doubled)
    )
    return st.builds(Name, st.one_of(syllables(), doubled), surname)


REPORT = """EXAMPLETON COMMUNITY SAFETY PARTNERSHIP

DOMESTIC HOMICIDE REVIEW

{title}

EXECUTIVE SUMMARY May 2023

1. THE REVIEW PROCESS

1.1 This summary outlines the process undertaken by the partnership. Exampleton Council and Exampleshire Police took part.
{process}

2. THE REVIEW PANEL MEMBERS

{panel}

9. LEARNING

Learning 1 [Panel recommendation 1]

Narrative

Agencies each held part of the history and none of them held the whole. {narrative}

Lesson

Risk can be judged only when what is known is shared. {lesson}

10. RECOMMENDATIONS

Appendix A

Action Plans

DHR Panel Recommendations
No\tRecommendation\tScope local or regional\tAction to take\tLead Officer\tKey milestones\tTarget Date\tCompletion Date and Outcome
1\tThat Exampleton Council review how it shares information. {recommendation}\tLocal\tWrite a protocol. {action}\t{lead}\tProtocol agreed\tApril 2022\tComplete July 2022. {outcome}
2\tThat Exampleshire Police train its staff in risk assessment.\tLocal\tTrain all staff\tExampleshire Police\tTraining held\tMay 2022\tComplete May 2022
"""


def report(**said: str) -> str:
    """A report of one invented review. Parts: title, process, panel, narrative, lesson, recommendation, action, lead, outcome."""
    blank = dict.fromkeys(
        ("title", "process", "panel", "narrative", "lesson", "recommendation", "action", "outcome"), ""
    )
    return REPORT.format_map({**blank, "lead": "Exampleton Council", **said})
