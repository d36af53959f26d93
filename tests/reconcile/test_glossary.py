"""Initials and short names that a document explains itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ATON, BETON, body, made_up

from dhrgraph.reconcile.mentions.claims import Explained, Glossary
from dhrgraph.reconcile.mentions.glossary import read_glossary
from dhrgraph.reconcile.mentions.match import reconcile

REGISTER = made_up(
    extra=[
        *body("ag:quillan", "Quillan Lantern Trust", "voluntary-sector", areas=["B1"]),
        *body("ag:long", "Crown Lawyers Service", "cps", alt=["CLS"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "mention", "slug"),
    [
        ("The Quillan Lantern Trust (QLT) helped.", "QLT", "quillan"),
        ("The Quillan Lantern Trust (“QLT”) helped.", "QLT manager", "quillan"),
        ("the Quillan Lantern\nTrust (QLT)", "QLT", "quillan"),
        ("QLT (Quillan Lantern Trust) helped.", "QLT", "quillan"),
        ("Glossary\nQLT\tQuillan Lantern Trust\nXYZ\tNothing", "QLT", "quillan"),
        ("Quillan Lantern Trust, hereafter QLT, helped.", "QLT", "quillan"),
        ("Quillan Lantern Trust (hereafter the Trust)", "the Trust", "quillan"),
        ("Quillan Lantern Trust (the Trust)", "Trust", "quillan"),
        ("Quillan Lantern Trust (referred to as QT)", "QT", "quillan"),
        # the document's own meaning outranks a general one
        ("Quillan Lantern Trust (ABHT) helped.", "ABHT", "hospitals"),  # but these are not its initials
        ("Aton Hillside Team (AHT). Quillan Lantern Trust (QLT).", "AHT", None),
        ("Clever Lambs Seminar (CLS) was asked.", "CLS", None),
        # a body without a record, by the form of its name
        ("Aton Hillside Trust (AHT). Quillan Lantern Trust (QLT).", "AHT", "x-aton-hillside-trust"),
        ("Clever Lambs Society (CLS) was asked.", "CLS", "x-clever-lambs-society"),
        ("Oakdale DA Service (ODAS) helped.", "ODAS", None),  # not its initials
        ("Oakdale Domestic Abuse Service (ODAS) helped.", "ODAS", "x-oakdale-domestic-abuse-service"),
        ("Oakdale Domestic Abuse Service (ODAS) helped.", "ODAS manager", None),
        ("Mrs Oakdale's School (MOS) helped.", "MOS", None),
        # the last of a list of names
        ("Abshire Police, Quillan Lantern Trust (QLT), Beton Way (BW)", "QLT", "quillan"),
        ("Abshire Police and Aton and Beton Hospitals NHS Trust (AABHT)", "AABHT", "hospitals"),
        ("Panel: • Abshire Police • Quillan Lantern Trust (QLT) • Safer Aton (SA)", "SA", "aton-csp"),
        ("Aton Council; Abshire Police (AP)", "AP", "abshire-police"),
        ("Oakdale Lane; Deepwater Service (ODS)", "ODS", None),
        ("Crown Prosecution Lawyers Service (CLS).", "CLS", "long"),  # not all its initials
        # nothing is explained
        ("Quillan Lantern Trust. It (QLT) helped.", "QLT", None),
        ("QLT", "QLT", None),
        ("Quillan Lantern Trust (QLT) and Quick Leap Team (QLT)", "QLT", "quillan"),
        ("Quillan Lantern Trust (the Trust). Aton and Beton Hospitals NHS Trust (the Trust).", "the Trust", None),
        ("Quillan Lantern Trust (QLT)", "Ceton QLT", None),  # a place beside it: another
    ],
)
def test_what_a_document_explains(text: str, mention: str, slug: str | None) -> None:
    match = reconcile(mention, ATON, REGISTER, read_glossary(text, ATON, REGISTER))
    assert match.id == slug, match.evidence


def test_the_match_quotes_what_explains_it() -> None:
    match = reconcile("QLT", ATON, REGISTER, read_glossary("Quillan Lantern  Trust (QLT)", ATON, REGISTER))
    assert match.method == "acronym"
    assert match.evidence.endswith("explained in this document: 'Quillan Lantern Trust (QLT)'")


def test_what_is_no_body_of_the_register_is_never_quoted() -> None:
    text = "Clever Lambs Seminar (CLS) was asked."
    match = reconcile("CLS", ATON, REGISTER, read_glossary(text, ATON, REGISTER))
    assert "Lambs" not in match.evidence
    assert match.outcome == "unmatched"


def test_what_a_list_explains_never_makes_a_known_short_name_doubtful() -> None:
    """Were the list taken for one name, the initials that only one body has would be claimed by two."""
    text = "Abshire Police, Aton and Beton Hospitals NHS Trust (ABHT) and Beton MARAC (BM)"
    match = reconcile("ABHT", ATON, REGISTER, read_glossary(text, ATON, REGISTER))
    assert (match.id, match.outcome) == ("hospitals", "matched")
    several = Glossary({"abht": (Explained("ABHT", "Abshire Police, Quillan Lantern Trust", "quoted"),)})
    assert reconcile("ABHT", ATON, REGISTER, several).id == "hospitals"


def test_the_initials_of_a_body_under_a_name_much_like_its_own_stay_its() -> None:
    glossary = read_glossary("the Aton Multi Agency Risk Assessment Conference (MARAC)", ATON, REGISTER)
    assert reconcile("MARAC", ATON, REGISTER, glossary).id == "aton-marac"
    assert reconcile("MARAC", BETON, REGISTER, glossary).id == "beton-marac"


@given(st.text(st.sampled_from("AaBb (),.\n\t“”:-|"), max_size=300))
def test_any_text_has_a_glossary_of_its_own_words(text: str) -> None:
    for entries in read_glossary(text, ATON, REGISTER).entries.values():
        assert all(" ".join(found.quote.split()) in " ".join(text.split()) for found in entries)


def test_cost_grows_with_the_text_only() -> None:
    assert len(read_glossary("Quillan Lantern Trust (QLT) " * 2000, ATON, REGISTER).entries) == 1
    assert read_glossary("(A" * 20000 + "QLT" + "\t" * 20000 + "Q " * 20000, ATON, REGISTER).entries == {}
