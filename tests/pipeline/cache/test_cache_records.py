"""What is kept is read back without running anything."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.pipeline.cache import pack, unpack
from dhrgraph.pipeline.cache.compressed import compress, expand
from dhrgraph.records import Review, Source, Span

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.builds(Span, st.integers(), st.integers()),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
)


@settings(deadline=None)
@given(PLAIN)
def test_a_record_comes_back_as_it_was(record):
    assert unpack(pack(record)) == record


class Harm:
    """What pickle would run on loading."""

    def __init__(self, made: tuple[object, ...]) -> None:
        self.made = made

    def __reduce__(self):
        return self.made


def harms(mark: Path) -> list[Harm]:
    return [
        Harm((os.system, (f"touch {mark}",))),
        Harm((eval, (f"open({str(mark)!r}, 'w')",))),
        Harm((Path.touch, (mark,))),
        Harm((getattr, (Span, "__init__"))),
        Harm((__import__, ("os",))),
        Harm((pack, (1,))),
    ]


@pytest.mark.parametrize("number", range(6))
def test_nothing_runs_when_it_is_read(tmp_path, number):
    mark = tmp_path / "ran"
    with pytest.raises(pickle.UnpicklingError, match="no record"):
        unpack(compress(pickle.dumps({"a": [harms(mark)[number]]})))
    assert not mark.exists()


def test_the_fixture_does_harm_where_nothing_holds_it_back(tmp_path):
    mark = tmp_path / "ran"
    pickle.loads(pickle.dumps(harms(mark)[2]))
    assert mark.exists()


def test_an_attribute_of_a_module_is_no_record():
    """Protocol 4 lets a name have dots: a record's class is reached by no way round."""
    told = b"\x80\x04\x8c\x15dhrgraph.pipeline.cache\x94\x8c\x0ccache.secrets\x94\x93\x94."
    with pytest.raises(pickle.UnpicklingError):
        unpack(compress(told))


@settings(deadline=None)
@given(st.binary(max_size=5_000), st.integers(0, 40))
def test_bytes_come_back_from_being_packed_small(data, times):
    assert expand(compress(data * times)) == data * times


def test_what_does_not_shrink_is_left_as_it_is():
    noise = os.urandom(100_000)
    assert len(compress(noise)) == len(noise) + 1
    assert len(compress(compress(b"<urn:a> <urn:b> " * 10_000))) < 2_000


def test_a_source_and_a_review_are_records():
    source = Source("x", "x.txt", "0" * 64)
    assert unpack(pack((source, Review))) == (source, Review)
