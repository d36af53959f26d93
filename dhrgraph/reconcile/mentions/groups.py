"""Groups of bodies that are addressed together: "All health agencies represented on the panel".

    Question  ->  by_group  ->  Claims

Rows of kind "group" in addressee_phrases.csv name a group of the register in the plural; "every" are words such as
"all" and "local" that may stand before it, "member" those that begin what is said of its members behind it. Where they
are does not matter: a group is no body.
"""

from __future__ import annotations

from dhrgraph.reconcile.mentions.claims import Claim, Question

_MOST_WORDS = 20


def by_group(question: Question) -> tuple[Claim, ...]:
    """The mention is a group, with no body named among its words."""
    register, words = question.register, question.words
    aside = register.phrases.aside
    if not words or len(words) > _MOST_WORDS:
        return ()
    at = 0
    while at < len(words):
        found = aside["group"].longest_at(words, at)
        if found:
            end, (slug, *_) = found
            fits = slug in register.records and _said_of_members(words[end:], question)
            return (Claim(slug, "pattern", f"the group '{' '.join(words[at:end])}'"),) if fits else ()
        every = aside["every"].longest_at(words, at)
        if not every:
            return ()
        at = every[0]
    return ()


def _said_of_members(words: tuple[str, ...], question: Question) -> bool:
    """Whether nothing follows, or words about the members that name no body good anywhere."""
    if not words:
        return True
    register = question.register
    if not register.phrases.aside["member"].longest_at(words, 0):
        return False
    return not any(
        not name.in_context and not name.whole and not register.records[name.slug].collective
        for at in range(len(words))
        for name in (register.names.longest_at(words, at) or (0, ()))[1]
    )
