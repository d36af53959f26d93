"""The job of a canned question: its rows page by page, as JSON, CSV or JSON Lines, in the manner of datasette.

name, what is given  ->  answer  ->  rows `_next` to `_next` + `_size`, and where the next ones are
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Answer
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.query.catalogue import CannedQuery
from dhrgraph.query.render import as_json, csv, jsonl
from dhrgraph.query.run import run
from dhrgraph.serve.shop import Shop

SIZE = 100  # rows of a page for who does not say
SUFFIXES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}
SHAPES = ("objects", "arrays")


def answer(shop: Shop, *, name: str, suffix: str, given: Mapping[str, str]) -> Reply:
    """A page of the answer to the question `name`. Names in `given` that begin with `_` are ours, others its own."""
    questions = {each.name: each for each in shop.hosted.questions if isinstance(each, CannedQuery)}
    if name not in questions:
        return _problem(404, UnknownNameError("question", name, questions))
    if suffix not in SUFFIXES:
        return _problem(404, UnknownNameError("format", suffix, SUFFIXES))
    question = questions[name]
    try:
        size, start, shape = _paging(given, shop.settings.max_rows)
        parameters = {key: value for key, value in given.items() if not key.startswith("_")}
        found = run(shop.store, question, parameters)
    except (QueryError, UnknownNameError) as problem:
        return _problem(400, problem)
    end = start + size
    page = replace(found, rows=found.rows[start:end])
    place = f"{shop.settings.base}api/queries/{name}.{suffix}?{urlencode({**given, '_next': str(end)})}"
    after = (str(end), place) if end < len(found.rows) else None
    return _written(question, page, suffix, shape, after)


def _written(question: CannedQuery, page: Answer, suffix: str, shape: str, after: tuple[str, str] | None) -> Reply:
    headers = () if after is None else (("Link", f'<{after[1]}>; rel="next"'),)
    if suffix == "csv":
        return Reply(200, SUFFIXES[suffix], csv(page).encode(), headers)
    if suffix == "ndjson":
        return Reply(200, SUFFIXES[suffix], jsonl(page).encode(), headers)
    objects: list[dict[str, Any]] = json.loads(as_json(page))
    whole = {
        "question": question.name,
        "title": question.title,
        "columns": list(page.columns),
        "rows": objects if shape == "objects" else [list(row.values()) for row in objects],
        "truncated": after is not None,
        "next": after and after[0],
        "next_url": after and after[1],
    }
    return Reply(200, SUFFIXES[suffix], _json(whole), headers)


def _paging(given: Mapping[str, str], most: int) -> tuple[int, int, str]:
    known = ("_size", "_next", "_shape")
    for name in given:
        if name.startswith("_") and name not in known:
            raise UnknownNameError("setting", name, known)
    size, shape = given.get("_size", str(min(SIZE, most))), given.get("_shape", SHAPES[0])
    if shape not in SHAPES:
        raise UnknownNameError("shape", shape, SHAPES)
    return (
        _number("_size", str(most) if size == "max" else size, 1, most),
        _number("_next", given.get("_next", "0"), 0, 10**9),
        shape,
    )


def _number(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise QueryError(f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def _problem(status: int, problem: Exception) -> Reply:
    return Reply(status, SUFFIXES["json"], _json({"ok": False, "status": status, "error": str(problem)}))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
