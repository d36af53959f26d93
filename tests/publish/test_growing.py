"""Files that are written and hashed in the background are whole, or it is said."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrgraph.publish import staged
from dhrgraph.publish.background import Background
from dhrgraph.publish.staged import Growing


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["a", "folder/b"]), st.binary(max_size=40) | st.text(max_size=9))))
def test_pieces_stand_in_their_order(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, bytes | str]]
) -> None:
    folder, expected = tmp_path_factory.mktemp("growing"), dict[str, bytes]()
    with pytest.MonkeyPatch.context() as patch, Growing(folder) as growing:
        patch.setattr(staged, "_BUFFER", 16)
        for name, piece in pieces:
            growing.add(name, piece)
            expected[name] = expected.get(name, b"") + (piece if isinstance(piece, bytes) else piece.encode())
        written = growing.close()
    assert {name: (folder / name).read_bytes() for name in written} == expected
    assert written == {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in expected.items()}
    assert list(written) == list(expected), "in the order in which they were begun"


def interrupted(growing: Growing) -> None:
    growing.add("a", b"x" * (3 << 20))
    raise KeyboardInterrupt


def test_who_leaves_early_has_closed_them(tmp_path: Path) -> None:
    growing = Growing(tmp_path)
    with pytest.raises(KeyboardInterrupt), growing:
        interrupted(growing)
    size = (tmp_path / "a").stat().st_size
    assert size in (0, 3 << 20), "what was begun is done, what was not is dropped"


def test_what_fails_in_the_background_is_raised_here() -> None:
    def full(_data: bytes) -> None:
        raise OSError(28, "No space left on device")

    def try_to(background: Background) -> None:
        background.do(full, b"2")
        background.done()

    with Background() as background:
        background.do(bytes, b"1")
        with pytest.raises(OSError, match="No space"):
            try_to(background)


def test_work_is_done_in_the_order_given() -> None:
    done: list[bytes] = []
    with Background() as background:
        for number in range(200):
            background.do(done.append, b"%d" % number)
        background.done()
    assert done == [b"%d" % number for number in range(200)]
