"""Which build a reader of an output folder reads. It imports nothing, as every command passes through it."""

from __future__ import annotations

from pathlib import Path

CURRENT = ".current"  # the link that says which build is published


def opened(output: Path) -> Path:
    """The folder with the files of the build that `output` publishes now.

    A reader of several files asks once and reads them there: it sees one build whole, though another is published
    meanwhile, for as long as the next but one is not. A folder without such a link, as an earlier version wrote it or
    as it was copied to a disk without links, is itself what is read.

    Example:
        >>> opened(Path("no-such-folder")).name
        'no-such-folder'
    """
    try:
        target = (output / CURRENT).readlink()
    except OSError:
        return output
    return output / target if (output / target).is_dir() else output
