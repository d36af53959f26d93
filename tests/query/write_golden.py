"""Write what is made from queries/*.rq anew: `python tests/query/write_golden.py`.

tests/query/golden/*.csv, the table of queries/README.md and queries/catalog.ttl.

Read what changed before you keep it: each row of a golden file was checked against sample.ttl by eye.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from dhrgraph.graph.store import Store
from dhrgraph.query.as_turtle import as_turtle
from dhrgraph.query.catalogue import catalogue, readme
from dhrgraph.query.render import csv
from dhrgraph.query.run import run
from dhrgraph.resources import folder

HERE = Path(__file__).parent


def main() -> None:
    """Ask every question as asked.yaml says, and keep the answers."""
    store = Store.memory((HERE / "sample.ttl").read_bytes(), "turtle")
    asked = yaml.safe_load((HERE / "asked.yaml").read_text(encoding="utf-8"))
    queries = catalogue(folder("queries"))
    (HERE / "golden").mkdir(exist_ok=True)
    for query in queries:
        answer = run(store, query, asked[query.name].get("given", {}))
        (HERE / "golden" / f"{query.name}.csv").write_bytes(csv(answer).encode())
    page = folder("queries") / "README.md"
    page.write_text(readme(page.read_text(encoding="utf-8"), queries), encoding="utf-8")
    (folder("queries") / "catalog.ttl").write_text(as_turtle(queries), encoding="utf-8")


if __name__ == "__main__":
    main()
