"""A folder that is written again and again: what the last write made and this one does not is taken away.

The names of the files stand in a list beside them, each before its file is written, so that a write that was broken off
leaves none behind that nobody knows of. Files that are not in the list are other people's and stay.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from dhrgraph.publish.output import write_file

LIST = "site-files.txt"
_NAME = re.compile(r"(?!/)[A-Za-z0-9._/-]+")


class Written:
    """The files of a site in `folder` while they are written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()
        self._listed = _read(folder / LIST)
        folder.mkdir(parents=True, exist_ok=True)

    def place(self, name: str) -> Path:
        """Where to write the file of this name, which is in the list from now on."""
        if name not in self._listed:
            with (self._folder / LIST).open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{name}\n")
            self._listed.add(name)
        self._made.add(name)
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def put(self, name: str, body: str | bytes) -> None:
        """Write one file."""
        write_file(body, self.place(name))

    def finish(self) -> int:
        """Take away what only earlier writes made, and write the list anew. Returns the number of files, the list
        among them."""
        for name in sorted(self._listed - self._made):
            self._take_away(name)
        write_file("".join(f"{name}\n" for name in sorted(self._made)), self._folder / LIST)
        return len(self._made) + 1

    def _take_away(self, name: str) -> None:
        """Only a file within the folder: the list may have been changed by others, a folder be a link to elsewhere."""
        path = self._folder / name
        inside = self._folder.resolve() in (path.parent.resolve(), *path.parent.resolve().parents)
        if inside and ".." not in PurePosixPath(name).parts and path.is_file():
            path.unlink()


def _read(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return {line for line in lines if _NAME.fullmatch(line)}
