"""How a report was counted, and what it cannot say."""

from __future__ import annotations

from dhrgraph.report.gather import Known
from dhrgraph.report.records import Link, Sentence
from dhrgraph.report.sections.resting import PARTNERSHIP
from dhrgraph.report.sections.words import say

_FIRST = (
    "Counted are distinct partnerships first, then distinct reviews, then recommendations: two areas that say "
    "the same on their own account tell more "
    "than one long report that says it many times. A recommendation with several addressees or themes counts "
    "for each of them, once."
)
_GROUPS = (
    "Agencies are counted as named in the documents and, where it is said so, under the body that stands in "
    "their place today, by the register’s dated "
    "changes (such as probation companies to the Probation Service, 26 June 2021). Groups such as “All "
    "agencies” are not agencies and are counted apart."
)
_THEMES = (
    "Themes are 40 concepts on two levels. Each is assigned by rules to the words that call for it, and every "
    "assignment can be looked up; themes of a "
    "recommendation on which the rules err are mended by people’s decisions."
)
_SHARES = (
    "Shares of partnerships have 95% intervals by Wilson’s method (Wilson 1927; Brown, Cai and DasGupta 2001). "
    "They say how far the share could lie from the one shown "
    "if the partnerships here were drawn at random from all, which they were not."
)
_CHANCE = (
    "Chance: {drawn} arrangements of the same recommendations, in which every recommendation keeps how many "
    "themes or addressees it has, every theme or addressee how many "
    "recommendations, and every recommendation its review (global curveball trades: Strona and others 2014; "
    "Carstens and others 2018; fixed seed). What is named as standing "
    "out does so after correction for the whole table (step-down max-T: Westfall and Young 1993)."
)
_NO_CHANCE = "Chance was not asked about: the report was made with --randomisations 0."
_VOICE = (
    "“The same weight”: every partnership has one vote, shared evenly among its reviews, and each review’s "
    "evenly among its recommendations; so a review that "
    "makes 26 recommendations says no more than one that makes 5 (Hurlbert 1971)."
)
_DATES = (
    "Dates are taken as printed: “April 2022” may be any day of that month, and a lag or an overdue action is "
    "named only where it holds for every day that the words "
    "can mean. No clock is read: actions are judged by the day asked for, or else by the latest time at which "
    "a document says how things stand."
)
_ALIKE = (
    "The same recommendation: two recommendations of different reviews are likened by the words that both use, with no "
    "regard to how common these are elsewhere. “Near copy” and “same ask” begin at two thresholds, set on a sample "
    "of invented pairs that one author labelled (decision 26); nobody has judged the pairs found here, and the words "
    "that tell stand beside each."
)
_LIMITS = (
    "Not every death leads to a review, not every review is published, and not every published one is in this "
    "graph. What is not here is not known, and is never evidence that something "
    "did not happen.",
    "A recommendation shows what a review asked for. It does not show that an agency failed: a body that works "
    "with many people, or that is willing to learn, will be asked more often. "
    "Counts do not measure performance and should not be used to rank agencies or areas.",
    "Action plans say how things stood when they were published. Work done since is not in them.",
    "Documents are read by rules. Names of people are removed before anything is stored. What could not be "
    "read, matched or dated keeps its printed words and is listed for a person to look at "
    "(dhrgraph review).",
)


def method(known: Known) -> tuple[Sentence, ...]:
    """How it was counted, with the sources of the methods."""
    drawn = known.randomisations
    return (
        say(PARTNERSHIP),
        say(_FIRST),
        say(_GROUPS),
        say(_THEMES),
        say(_SHARES),
        say(_CHANCE.format(drawn=f"{drawn:,}") if drawn else _NO_CHANCE),
        say(_VOICE),
        say(_ALIKE),
        say(_DATES),
        say(
            "Every method, with its reasons, is described in the ",
            Link("documentation of dhrgraph", "https://w3id.org/dhrgraph/ontology"),
            ".",
        ),
    )


def limits(known: Known) -> tuple[Sentence, ...]:
    """What it cannot say; first of all, for want of partnerships."""
    few: tuple[Sentence, ...] = ()
    if 0 < known.of.partnerships < 10:
        n = known.of.partnerships
        few = (
            say(
                f"{'One partnership is' if n == 1 else f'{n} partnerships are'} too few to say how common "
                "anything is in England and Wales. What recurs among them is worth a question elsewhere, "
                "not an answer."
            ),
        )
    return (*few, *map(say, _LIMITS))
