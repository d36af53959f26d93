"""Who is meant by what stands in a column or heading: each body in it, with its match.

Addressees as printed, Here  ->  addressed, asked, led  ->  Addressees with Matches
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dhrgraph.reconcile.mentions.claims import Glossary
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.mentions.split import split_mentions
from dhrgraph.reconcile.register.register import Register
from dhrgraph.records import EMPTY, Action, Addressee, Match, Passage

_ROLE_IN_PLACE_OF_A_NAME = re.compile(r"\s*\[[^\]]*\](?:['’]s(?!\w))?\s*,?\s*")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")


@dataclass(frozen=True, slots=True)
class Here:
    """What a mention is read by in one document: the register, the councils it is about, the initials it explains."""

    register: Register
    areas: frozenset[str]
    glossary: Glossary

    def match(self, mention: str) -> Match:
        """What one mention means."""
        return reconcile(mention, self.areas, self.register, self.glossary)


def addressed(printed: tuple[Addressee, ...], here: Here) -> tuple[Addressee, ...]:
    """Each body in what is printed, with its match."""
    return tuple(
        replace(addressee, mention=mention, match=here.match(mention))
        for addressee in printed
        for mention in split_mentions(_without_roles(addressee.mention), here.register, here.areas, here.glossary)
    )


def asked(addressee: Addressee, here: Here) -> Addressee:
    """The one body that is printed, with its match."""
    return replace(addressee, match=here.match(_without_roles(addressee.mention)))


def led(action: Action, here: Here, owners: tuple[Addressee, ...]) -> Action:
    """The action with its leads. A post that names no body is the post of the body whose plan it is."""
    leads = addressed(action.leads, here)
    raw = action.leads[0].raw if action.leads else EMPTY
    if any(lead.match and lead.match.agency for lead in leads):
        named = tuple(lead for lead in leads if lead.match and (lead.match.agency or lead.match.candidates))
        posts = any(lead.match and lead.match.method == "pattern" for lead in leads) or len(named) < len(leads)
        return replace(
            action,
            leads=leads if len(named) == len(leads) else named,
            lead_role=_role(raw) if posts else EMPTY,
        )
    own = [a.match for a in owners if a.basis == "heading" and a.match and a.match.agency]
    inferred = tuple(
        Addressee(raw, _role(raw).text, "inferred", replace(m, evidence=f"the plan is this body's; {m.evidence}"))
        for m in own
    )
    return replace(action, leads=inferred or leads, lead_role=_role(raw))


def _role(raw: Passage) -> Passage:
    return replace(raw, text=_without_roles(raw.text))


def _without_roles(words: str) -> str:
    """The words without what redaction put in place of a name, nor the marks that stood around it.

    Example:
        >>> _without_roles("[lead officer], Safeguarding Matron"), _without_roles("Head of Housing ([lead officer]) /")
        ('Safeguarding Matron', 'Head of Housing')
        >>> _without_roles("Head Teacher of [family member]’s school")
        'Head Teacher of school'
    """
    bare = _EMPTY_BRACKETS.sub(" ", _ROLE_IN_PLACE_OF_A_NAME.sub(" ", words))
    return bare.strip(" \t\n,;:/&–-")
