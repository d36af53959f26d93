"""Where things stand in an output folder, and which builds it holds. Reads names, changes nothing."""

from __future__ import annotations

from pathlib import Path

from dhrgraph.publish.opened import CURRENT, opened

__all__ = [
    "BUILDS",
    "CURRENT",
    "FILES",
    "FOLLOWED",
    "LOCK",
    "STORE",
    "build_of",
    "builds",
    "current",
    "kept_before",
    "next_build",
    "opened",
    "published_names",
]

BUILDS = ".builds"
LOCK = ".lock"
FILES = "files"  # in a build's folder: what is published, and nothing else
FOLLOWED = "followed"  # beside it: the number of the build that it followed
STORE = "store"  # one link for the whole folder: its files are the engine's own, other ones in each build


def builds(output: Path) -> list[Path]:
    """The whole builds that a folder holds, the oldest first; what each publishes is in its folder `files`."""
    try:
        found = [path for path in (output / BUILDS).iterdir() if path.name.isdigit()]
    except OSError:
        return []
    return sorted(found, key=lambda path: int(path.name))


def current(output: Path) -> Path | None:
    """The build that is published, as one of `builds`; None where there is no link to one."""
    files = opened(output)
    return build_of(files) if files != output else None


def build_of(files: Path) -> Path | None:
    """The build whose files are in this folder; None for a folder that is an output itself."""
    build = files.parent
    return build if files.name == FILES and build.name.isdigit() and build.parent.name == BUILDS else None


def kept_before(output: Path) -> Path | None:
    """The build that was published before this one, or after it if that one was stepped back from; None if none is.

    Each build says itself which one it followed, so that both change in the one step that publishes it.
    """
    now, held = current(output), {int(path.name): path for path in builds(output)}
    if now is None:
        return None
    try:
        followed = held.get(int((now / FOLLOWED).read_text(encoding="ascii")))
    except (OSError, ValueError):
        followed = None
    return followed or next((held[number] for number in sorted(held, reverse=True) if number > int(now.name)), None)


def next_build(output: Path) -> Path:
    """The folder of a build that is not there yet; its number is higher than any."""
    last = [int(path.name) for path in builds(output)][-1:] or [0]
    return output / BUILDS / str(last[0] + 1)


def published_names(files: Path) -> list[str]:
    """What the files of a build are called, sorted ("tables/a.csv"), its store as one. Folders are one deep."""
    found = [path for path in (*files.glob("*"), *files.glob("*/*")) if STORE not in path.relative_to(files).parts]
    names = [path.relative_to(files).as_posix() for path in found if path.is_file()]
    return sorted([*names, *([STORE] if (files / STORE).is_dir() else [])])
