"""The command that makes a view again, as it stands on the page."""

from __future__ import annotations

from shlex import quote

from dhrgraph.graph_page.material.gather import MOST, Asked

OPTIONS = {"partnership": "--csp", "review": "--review", "agency": "--agency", "theme": "--theme"}


def command(name: str, asked: Asked) -> str:
    """The command with all that was asked for and is not usual.

    Example:
        >>> command("agency-theme", Asked(typed={"theme": "information sharing"}, min_partnerships=2))
        "dhrgraph graph --network agency-theme --theme 'information sharing' --min-csps 2"
    """
    words = ["dhrgraph graph --network", quote(name)]
    words += [f"{OPTIONS[kind]} {quote(typed)}" for kind, typed in asked.typed.items()]
    words += ["--collective"] if asked.collective else []
    words += [f"--as-of {quote(asked.as_of)}"] if asked.as_of else []
    words += [f"--min-csps {asked.min_partnerships}"] if asked.min_partnerships > 1 else []
    words += [f"--most {asked.most or 'all'}"] if asked.most != MOST else []
    words += ["--force"] if asked.force else []
    return " ".join(words)
