"""Names are sealed: no byte of the cache tells one, and only the document opens them."""

from __future__ import annotations

import gzip
import hashlib
import pickle
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.pipeline.cache import Cache, SealError, seal, unseal

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
NAMES = st.frozensets(st.frozensets(WORDS, min_size=1, max_size=3), max_size=12)
LONG = st.text("bcdfghjklmnpqrstvwxyzéø", min_size=6, max_size=14)


@settings(deadline=None)
@given(st.binary(max_size=500), NAMES)
def test_who_has_the_document_has_the_names(document, names):
    assert unseal(document, seal(document, names)) == names


@settings(deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200), NAMES)
def test_nobody_else_has_them(document, other, names):
    if document == other:
        other += b"."
    with pytest.raises(SealError):
        unseal(other, seal(document, names))


@settings(deadline=None)
@given(NAMES, st.data())
def test_a_changed_byte_is_never_believed(names, data):
    sealed = bytearray(seal(b"the document", names))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        unseal(b"the document", bytes(sealed))


@given(st.integers(0, 60))
def test_what_is_cut_short_is_never_believed(length):
    with pytest.raises(SealError):
        unseal(b"the document", seal(b"the document", [("a", "b")])[:length])


@settings(deadline=None, max_examples=50)
@given(st.frozensets(st.frozensets(LONG, min_size=2, max_size=2), min_size=1, max_size=8))
def test_no_name_stands_in_any_byte_of_the_cache(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("cache") / "c"
    document = b"a document that is not kept"
    with Cache.open(folder) as cache:
        cache.put(hashlib.sha256(document).digest(), seal(document, names))
        for path in folder.iterdir():
            held = path.read_bytes()
            for word in {word for name in names for word in name}:
                for form in (word.encode(), word.encode("utf-16-le"), word.upper().encode()):
                    assert form not in held
            assert document not in held


def test_the_length_does_not_tell_how_many_there_are():
    few, more = seal(b"d", [("ada", "king")]), seal(b"d", [(f"name{n}", "king") for n in range(30)])
    assert len(few) == len(more)


def test_the_digest_that_is_published_opens_nothing():
    """The SHA-256 of a document stands in the graph: no key that follows from it or its like opens what is sealed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    document = b"the document"
    sealed = seal(document, [("ada", "king")])
    published = hashlib.sha256(document).digest()
    likely = [
        published,
        hashlib.sha256(published).digest(),
        hashlib.blake2b(document, digest_size=32).digest(),
        hashlib.blake2b(published, key=b"dhrgraph names", digest_size=32).digest(),
        hashlib.sha3_256(document).digest(),
    ]
    for key in likely:
        with pytest.raises(InvalidTag):
            AESGCM(key).decrypt(sealed[:12], sealed[12:], None)


def test_two_lists_never_share_a_nonce():
    nonces = {seal(b"d", [(f"name{n}",)])[:12] for n in range(500)}
    assert len(nonces) == 500
    assert seal(b"d", [("b", "a"), ("c",)]) == seal(b"d", [("c",), ("a", "b")])


def test_a_failing_fixture_this_test_would_find_a_name(tmp_path: Path):
    """That names in the clear would be found, the search above shows on bytes that hold one."""
    clear = pickle.dumps(frozenset({"quillfeather"}))
    assert b"quillfeather" in clear
    assert b"quillfeather" not in gzip.compress(clear) or b"quillfeather" in zlib.compress(clear, 0)
