"""The house keeps its rooms: imports go down only, files are opened at the edges, one module names the store."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dhrgraph"
STORE = PACKAGE / "graph" / "store"  # the room that names Oxigraph
MODULES = sorted(PACKAGE.rglob("*.py"))

# lowest first; neighbours in one set do not import each other
LAYERS = (
    {"records", "resources"},
    {"errors", "namespaces"},
    {"text"},
    {"read", "extract", "redact", "reconcile", "classify"},
    {"graph"},
    {"query", "network", "publish", "remote"},
    {"config"},
    {"report", "graph_page"},
    {"pipeline"},
    {"serve"},
    {"cli", "__init__"},
    {"__main__"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
EDGES = {"read", "publish", "cli", "config", "resources"}
OUTSIDE = {"requests", "httpx", "urllib3", "aiohttp", "socket", "http", "ftplib", "smtplib"}


def part(path: Path) -> str:
    """The layer's name a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, whole names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def calls(tree: ast.AST, name: str) -> bool:
    return any(isinstance(n, ast.Call) and getattr(n.func, "id", "") == name for n in ast.walk(tree))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_keeps_to_its_room(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = part(path)
    assert ast.get_docstring(tree), "a module says what it is for"
    for module in imports(tree):
        pieces = module.split(".")
        if pieces[0] == "dhrgraph" and len(pieces) > 1 and pieces[1] != here:
            assert RANK[pieces[1]] < RANK[here], f"{here} imports {pieces[1]}: up or across"
        assert pieces[0] not in OUTSIDE or here == "remote", f"{module} reaches the network"
        if pieces[0] == "pyoxigraph":
            assert path.parent == STORE
    if here not in EDGES and path.parent != STORE:
        assert not calls(tree, "open"), "files are opened at the edges"
    assert here == "cli" or not calls(tree, "print"), "printing is the command line's"


def test_light_commands_import_nothing_heavy() -> None:
    """A version or a canned question must not pay for pandas, networkx or rdflib."""
    import subprocess
    import sys

    light = "import sys, dhrgraph.cli.main, dhrgraph.cli.query; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", light], capture_output=True, encoding="utf-8", check=True)
    assert not {"pandas", "networkx", "rdflib", "pyshacl", "pyvis", "scipy", "numpy"} & set(loaded.stdout.split())
