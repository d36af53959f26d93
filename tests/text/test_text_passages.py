"""Words with their places: whatever is cut or joined, its words can be read again from the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.records import Passage, Span
from dhrgraph.text.lines import even_ends, split_lines
from dhrgraph.text.passages import clean, join, part, passage, plain, words

LETTERS = "ab *_[]()<>\\|\n\t.-1"
texts = st.text(alphabet=LETTERS, max_size=60)


def holds(text: str, made: Passage) -> bool:
    """Whether a passage's words are those at its places, and its places are places."""
    within = all(0 <= span.start < span.end <= len(text) for span in made.spans)
    return within and words(text, made.spans) == made.text


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_words_stand_at_their_places(text: str, start: int, end: int) -> None:
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    for made in (passage(text, span), clean(text, span), plain(text, span)):
        assert holds(text, made)
        assert made.text == " ".join(made.text.split())


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_words_of_one_place_are_those_of_several(text: str, start: int, end: int) -> None:
    """The quick way for one place says what the way for several says of the same and an empty one behind it."""
    span = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    assert words(text, [span]) == words(text, [span, Span(span.end, span.end)])


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_the_words_between(text: str, start: int, end: int) -> None:
    whole = join(text, [clean(text, Span(0, len(text) // 2)), clean(text, Span(len(text) // 2, len(text)))])
    cut = part(text, whole, start, end)
    assert holds(text, cut)
    assert cut.text.replace(" ", "") == whole.text[start:end].replace(" ", "")


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_one_piece_is_the_words_between(text: str, start: int, end: int) -> None:
    whole = passage(text, Span(0, len(text)))
    cut = part(text, whole, start, end)
    assert holds(text, cut)
    assert cut.text == " ".join(whole.text[start:end].split())


def test_mark_up_goes_and_words_stay() -> None:
    said = {
        "**Bold** and __bold__": "Bold and bold",
        "an *emphasised* word, 2 * 3 * 4": "an emphasised word, 2 * 3 * 4",
        "[the pack](https://example.org/a_b_(c))": "the pack",
        "[](https://example.org/a)": "https://example.org/a",
        "<https://example.org/x>": "https://example.org/x",
        "see <https://example.org/_a_/__b__>.": "see https://example.org/_a_/__b__.",
        "<urn:x>": "<urn:x>",
        "<script>a > b</script>": "<script>a > b</script>",
        "one<br>two<br/>three": "one two three",
        "<u>under</u> a \\| pipe": "under a | pipe",
        "a note<sup>12</sup>.": "a note.",
        "snake_case_name": "snake_case_name",
        "[not a link]": "[not a link]",
    }
    assert {text: clean(text, Span(0, len(text))).text for text in said} == said


def test_pieces_of_two_cells_are_two_words() -> None:
    text = "|one|two|"
    assert words(text, [Span(1, 4), Span(5, 8)]) == "one two"


@given(st.text(alphabet="ab\r\n\v\x85\u2028 ", max_size=30))
def test_lines_cover_the_text_whatever_ends_them(text: str) -> None:
    lines = split_lines(text)
    assert len(even_ends(text)) == len(text)
    assert [line.text for line in lines] == [text[line.span.start : line.span.end] for line in lines]
    assert not any(end in line.text for line in lines for end in "\r\n\v\x85\u2028")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
