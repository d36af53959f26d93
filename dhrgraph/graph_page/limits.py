"""How large a picture may be: drawn as it is, drawn with a caution, or refused with what to do about it."""

from __future__ import annotations

from dataclasses import replace

from dhrgraph.errors import DhrGraphError
from dhrgraph.graph_page.records import View

SLOW = 2_000  # nodes of a picture that opens without a wait
MOST_READ = 5_000  # nodes beyond which a picture says nothing


class TooLargeError(DhrGraphError):
    """More than a picture can show. Nothing was written."""

    def __init__(self, view: str, nodes: int) -> None:
        super().__init__(
            f"the view '{view}' would have {nodes:,} nodes: nobody can read a picture of more than {MOST_READ:,}.\n"
            "  To mend: --most 300 keeps the widest, --min-csps 2 what more than one partnership says, and --csp, "
            "--agency or --theme what concerns one.\n  To draw it all the same: --force."
        )


def refuse_too_large(name: str, nodes: int, *, force: bool) -> None:
    """Nothing, unless the view `name` would have too many nodes; asked early, it saves the work of making them.

    Raises:
        TooLargeError: it is too large to be read, and not forced.
    """
    if nodes > MOST_READ and not force:
        raise TooLargeError(name, nodes)


def of_fit_size(view: View, *, force: bool = False) -> View:
    """The view, with a caution where it is large.

    Raises:
        TooLargeError: it is too large to be read, and not forced.
    """
    size = len(view.nodes)
    refuse_too_large(view.name, size, force=force)
    if size <= SLOW:
        return view
    slow = f"This picture has {size:,} names: it may take some seconds to open. The tables have the same."
    return replace(view, notice=" ".join(filter(None, (view.notice, slow))))
