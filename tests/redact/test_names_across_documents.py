"""What a text shows of names is enough to find every name that a look at the whole text finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dhrgraph.redact.check import where_named
from dhrgraph.redact.known import SLUG, Shown, out_of_a_file_name, pairs_of, words_in_file_names
from dhrgraph.redact.persons import Persons

WORDS = (
    "Ada",
    "King",
    "ada",
    "king",
    "Ada's",
    "Ada-King",
    "O'King",
    "A.",
    "K",
    "B.",
    "the",
    "West",
    "Élan",
    "al-Ada",
    "KING",
)
GAPS = (" ", ", ", ",", ". ", " - ", "- ", "-", "\n", "\t", "   ", '", "', " | ", "\\n", "/", "_", "%20", " 1 ", "’")
NAMES = frozenset({frozenset({"ada", "king"}), frozenset({"elan", "west"}), frozenset({"ada", "west"})})
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=9).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


@given(TEXTS)
@example("Ada-King")
@example("A. King met Ada")
@example("King, Ada")
@example("/ada_king-2020")
def test_whoever_is_named_in_a_text_is_named_in_what_it_shows(text: str) -> None:
    shown = set(Shown.of(text).named(NAMES))
    assert bool(shown) >= bool(where_named(text, NAMES))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_texts_that_stand_in_one_file_are_looked_at_together(texts: list[str]) -> None:
    """A name is looked for when its words stand anywhere in the file, though in another document's part."""
    whole = '"\n"'.join(texts)
    parts = [Shown.of(text) for text in texts]
    together = Shown(
        frozenset().union(*(part.words for part in parts)),
        frozenset().union(*(part.runs for part in parts)),
        frozenset().union(*(part.pairs for part in parts)),
    )
    assert bool(set(together.named(NAMES))) >= bool(where_named(whole, NAMES))


@given(TEXTS | st.text("aB²é_-.%20 5", max_size=30))
def test_neighbours_are_those_of_every_slug(text: str) -> None:
    expected = {pair for slug in SLUG.finditer(text) for pair in pairs_of(slug.group())}
    assert Shown.of(text).pairs == expected


def test_words_that_name_nobody_show_nobody() -> None:
    for text in ("the king of Ada", "Ada. The King", "Ada and King", "king ada", "West King", "A King and Ada"):
        assert not where_named(text, NAMES)
        assert not set(Shown.of(text).named(NAMES))


@given(st.text("aAdDkKiInNgG -_.é1", max_size=20))
def test_file_names_are_cleaned_as_with_the_persons_themselves(name: str) -> None:
    persons = Persons({"ada": "chair", "adaking": "chair"}, frozenset({"ada", "adaking"}), frozenset())
    assert out_of_a_file_name(name, words_in_file_names(persons)) == persons.out_of_a_file_name(name)
