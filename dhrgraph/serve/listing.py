"""The job of listing the canned questions: for people's programs, and as OpenAPI 3.1 for tools that make clients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dhrgraph.namespaces import VERSION
from dhrgraph.publish.site.hosted import Parameter, Question, Reply
from dhrgraph.serve.questions import SHAPES, SIZE, SUFFIXES
from dhrgraph.serve.shop import Shop

_SCHEMAS: Mapping[str, dict[str, str]] = {  # JSON Schema of each type a parameter may have
    "iri": {"type": "string"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
}


def answer(shop: Shop, *, openapi: bool) -> Reply:
    """The questions with their parameters and columns."""
    questions = shop.hosted.questions
    described = _openapi(shop, questions) if openapi else {"queries": [_listed(shop, each) for each in questions]}
    return Reply(200, "application/json", (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode())


def _listed(shop: Shop, question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "summary": question.summary,
        "url": f"{shop.settings.base}api/queries/{question.name}.json",
        "columns": dict(question.columns),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "kind": parameter.kind,
                "summary": parameter.summary,
                "required": parameter.required,
                "default": _plain(parameter.default),
                "example": _plain(parameter.example),
            }
            for parameter in question.parameters
        ],
    }


def _openapi(shop: Shop, questions: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Questions to the graph of domestic homicide reviews", "version": VERSION},
        "servers": [{"url": shop.settings.base}],
        "paths": {f"/api/queries/{question.name}.{{suffix}}": {"get": _operation(question)} for question in questions},
    }


def _operation(question: Question) -> dict[str, Any]:
    return {
        "operationId": question.name,
        "summary": question.title,
        "description": question.description,
        "parameters": [
            _asked("suffix", {"type": "string", "enum": [*SUFFIXES]}, "The format", place="path", required=True),
            *(_given(parameter) for parameter in question.parameters),
            _asked("_size", {"type": "integer", "minimum": 1, "default": SIZE}, "How many rows"),
            _asked("_next", {"type": "integer", "minimum": 0, "default": 0}, "After how many rows"),
            _asked("_shape", {"type": "string", "enum": [*SHAPES]}, "What a row of JSON is"),
        ],
        "responses": {
            "200": {"description": question.summary, "content": {"application/json": {}, "text/csv": {}}},
            "400": {"description": "A value that cannot be asked for; says why, and the nearest names"},
        },
    }


def _given(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {**_SCHEMAS[parameter.type]}
    if parameter.default is not None:
        schema["default"] = _plain(parameter.default)
    asked = _asked(parameter.name, schema, parameter.summary, required=parameter.required)
    return {**asked, "example": _plain(parameter.example)}


def _asked(
    name: str, schema: Mapping[str, Any], summary: str, *, place: str = "query", required: bool = False
) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": summary, "schema": dict(schema)}


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, bool)) or value is None else str(value)
