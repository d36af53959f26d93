"""A build that somebody reads for long is not cleared away; when nobody does any more, the next publication does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import publish

from dhrgraph.publish.output import opened
from dhrgraph.publish.output.readers import is_read, reading


def test_a_build_is_kept_while_it_is_read(tmp_path: Path) -> None:
    publish(1, tmp_path)
    build = opened(tmp_path)
    with reading(build), reading(build):
        assert is_read(build)
        for number in (2, 3, 4):
            publish(number, tmp_path)
        assert (build / "dhrgraph.trig").exists()
    assert not is_read(build)
    publish(5, tmp_path)
    assert not build.exists()


def test_a_reader_that_is_killed_keeps_nothing(tmp_path: Path) -> None:
    publish(1, tmp_path)
    build = opened(tmp_path)
    code = (
        "import sys, time; from pathlib import Path; from dhrgraph.publish.output.readers import reading\n"
        "with reading(Path(sys.argv[1])):\n    print('reading', flush=True); time.sleep(60)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code, str(build)], stdout=subprocess.PIPE, text=True)
    assert reader.stdout
    assert reader.stdout.readline() == "reading\n"
    assert is_read(build)
    os.kill(reader.pid, signal.SIGKILL)
    reader.communicate()
    assert not is_read(build)


def test_a_folder_that_is_gone_cannot_be_read(tmp_path: Path) -> None:
    assert not is_read(tmp_path / "gone")
    with pytest.raises(OSError, match="gone"), reading(tmp_path / "gone"):
        pass
