"""A local charity with the name of a national one is a body of its own: known, provisional or unmatched, never that one."""

from __future__ import annotations

import pytest
from registers import register

from dhrgraph.reconcile.mentions.match import reconcile

FEDERATIONS = {
    "age-uk": "Age UK",
    "citizens-advice": "Citizens Advice",
    "mind": "Mind",
    "rape-crisis-england-and-wales": "Rape Crisis",
    "relate": "Relate",
    "samaritans": "Samaritans",
    "womens-aid-federation-of-england": "Women's Aid",
}
FORMS = ("{place} {name}", "{name} {place}", "{name} in {place}", "{name} ({place})", "the {place} branch of {name}")
PLACES = {"Leeds": "E08000035", "Croydon": "E09000008", "Sefton": "E08000014", "Someshire": ""}


@pytest.mark.parametrize("slug", FEDERATIONS)
def test_a_branch_is_not_the_national_body(slug: str) -> None:
    wrong = []
    for place, council in PLACES.items():
        for form in FORMS:
            mention = form.format(place=place, name=FEDERATIONS[slug])
            for areas in {frozenset[str](), frozenset({council} - {""})}:
                found = reconcile(mention, areas, register())
                if found.id == slug or (found.id in register().records and not found.collective):
                    wrong.append((mention, found.id))
    assert wrong == []


@pytest.mark.parametrize(
    "slug", ["citizens-advice", "rape-crisis-england-and-wales", "womens-aid-federation-of-england"]
)
def test_the_bare_name_is_the_local_body_in_a_local_document(slug: str) -> None:
    assert reconcile(FEDERATIONS[slug], frozenset(), register()).id == slug
    assert reconcile(FEDERATIONS[slug], frozenset({"E08000035"}), register()).id is None
