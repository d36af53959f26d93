"""The canned questions: one `.rq` file each, read into a `CannedQuery`.

    queries/NAME.rq  ->  load  ->  CannedQuery

A file is plain SPARQL 1.1. What people need to know of it stands at its top as YAML in `#+` comment lines, as
grlc has it, so grlc, editors and SPARQL engines can all use the file as it is. `queries/README.md` says which
keys there are. Files are read one by one: running a question reads no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import yaml

from dhrgraph.errors import UnknownNameError, VocabularyError
from dhrgraph.query.blocks import contents

Scalar: TypeAlias = str | int | bool | date
ParameterType: TypeAlias = Literal["iri", "string", "integer", "date", "boolean"]
Kind: TypeAlias = Literal["agency", "theme", "partnership", "type", "review", "recommendation", "statement"]

_SCALARS: Mapping[ParameterType, type] = {
    "iri": str,
    "string": str,
    "integer": int,
    "date": date,
    "boolean": bool,
}
_KEYS = frozenset({"title", "summary", "description", "tags", "competency_question", "columns", "parameters"})
_PARAMETER_KEYS = frozenset({"name", "type", "kind", "default", "example", "summary"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a user may set. `kind` says which names an `iri` parameter takes; None for the other types.

    `required`: there is no sensible value to start from. Otherwise `default` is used; the default None does
    not narrow the question at all (UNDEF). `example` is always a value that could be given.
    """

    name: str
    type: ParameterType
    kind: Kind | None
    summary: str
    required: bool
    default: Scalar | None
    example: Scalar


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A question with the SPARQL that answers it. `columns`: name and meaning, in the order of the SELECT."""

    name: str
    title: str
    summary: str
    description: str
    tags: tuple[str, ...]
    competency_questions: tuple[int, ...]
    columns: tuple[tuple[str, str], ...]
    parameters: tuple[Parameter, ...]
    sparql: str


def names(folder: Path) -> tuple[str, ...]:
    """The names of the questions in `folder`, sorted. Reads no file."""
    return tuple(sorted(path.stem for path in folder.glob("*.rq")))


def find(folder: Path, name: str) -> CannedQuery:
    """The question `name` of `folder`.

    Raises:
        UnknownNameError: there is none of that name; offers the nearest.
        VocabularyError: its header is broken.
    """
    known = names(folder)
    if name not in known:
        raise UnknownNameError("query", name, known, "List them: dhrgraph query --list")
    return load(folder / f"{name}.rq")


def catalogue(folder: Path) -> tuple[CannedQuery, ...]:
    """All questions of `folder`, by name."""
    return tuple(load(folder / f"{name}.rq") for name in names(folder))


def load(path: Path) -> CannedQuery:
    """Read one `.rq` file.

    Raises:
        VocabularyError: says file, line and what is wrong with the header.
    """
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, sparql: str) -> CannedQuery:
    """The question in `sparql`, which has a header.

    Raises:
        VocabularyError: as `load`.

    Example:
        >>> parse("all", '''#+ title: What is there?
        ... #+ summary: Everything.
        ... #+ description: Each thing once.
        ... #+ tags: [all]
        ... #+ competency_question: [15]
        ... #+ columns: {thing: a thing}
        ... SELECT DISTINCT ?thing WHERE { ?thing ?p ?o } ORDER BY ?thing''').columns
        (('thing', 'a thing'),)
    """
    header = _Header(f"{name}.rq", sparql)
    return CannedQuery(
        name=name,
        title=header.words("title"),
        summary=header.words("summary"),
        description=header.words("description"),
        tags=tuple(str(tag) for tag in header.value("tags", list)),
        competency_questions=tuple(int(number) for number in header.value("competency_question", list)),
        columns=tuple((str(key), str(means)) for key, means in header.value("columns", dict).items()),
        parameters=header.parameters(),
        sparql=sparql,
    )


class _Header:
    """The YAML of one file's `#+` lines, with the line to blame for each mistake."""

    def __init__(self, file: str, sparql: str) -> None:
        self._file, self._sparql = file, sparql
        self._lines = [line for line in sparql.splitlines() if line.startswith("#+")]
        if not sparql.startswith("#+"):
            raise self._broken("", "there is no header: no line '#+ title: …' at the top")
        try:
            values = yaml.safe_load("\n".join(line[3:] for line in self._lines))
        except yaml.YAMLError as problem:
            mark = getattr(problem, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise VocabularyError(f"{file}, line {line}: the header is not YAML: {problem}") from problem
        if not isinstance(values, dict):
            raise self._broken("", "the header is not a list of keys and values")
        self._values: dict[str, Any] = values
        self._only_known_keys(values, _KEYS)

    def _broken(self, near: str, why: str) -> VocabularyError:
        line = next((n for n, words in enumerate(self._sparql.splitlines(), 1) if near in words), 1)
        return VocabularyError(f"{self._file}, line {line}: {why}.")

    def _only_known_keys(self, given: Mapping[Any, Any], known: frozenset[str]) -> None:
        for key in given:
            if key not in known:
                raise self._broken(str(key), f"unknown key '{key}'; there are: {', '.join(sorted(known))}")

    def value(self, key: str, kind: type) -> Any:
        """The value of `key`, which must be there and of `kind`."""
        if key not in self._values:
            raise self._broken("", f"the key '{key}' is missing")
        value = self._values[key]
        if not isinstance(value, kind) or not value:
            raise self._broken(f"#+ {key}:", f"'{key}' is empty or not a {kind.__name__}")
        return value

    def words(self, key: str) -> str:
        """The text of `key`, on one line."""
        return " ".join(self.value(key, str).split())

    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters in the order of the header; none when the key is absent."""
        if "parameters" not in self._values:
            return ()
        return tuple(self._parameter(given) for given in self.value("parameters", list))

    def _parameter(self, given: Any) -> Parameter:
        name = given.get("name") if isinstance(given, dict) else None
        near = f"name: {name}" if name else "#+ parameters:"
        if not isinstance(name, str) or not name.isidentifier():
            raise self._broken(near, "a parameter has no name, or one that cannot be a variable")
        self._only_known_keys(given, _PARAMETER_KEYS)
        kind, form, default = given.get("kind"), given.get("type"), given.get("default")
        if form not in _SCALARS:
            raise self._broken(near, f"the type of '{name}' is none of {', '.join(_SCALARS)}")
        if (kind in get_args(Kind)) != (form == "iri") or (kind is not None and form != "iri"):
            raise self._broken(near, f"'{name}': a parameter of type iri, and no other, has a kind")
        if not given.get("summary"):
            raise self._broken(near, f"'{name}' has no summary")
        example = given.get("example", default)
        for value in (example, example if default is None else default):
            if type(value) is not _SCALARS[form]:
                raise self._broken(near, f"'{name}' needs a default or an example of type {form}")
        if name not in contents(self._sparql):
            raise self._broken(near, f"there is no block 'VALUES ?{name} {{ … }}' to take it")
        return Parameter(name, form, kind, str(given["summary"]), "default" not in given, default, example)


def table(queries: Iterable[CannedQuery]) -> str:
    """The Markdown table of `queries/README.md`: name, question, parameters.

    A parameter that must be given is in bold; the others show what they are without it.
    """
    rows = ["| name | question | parameters |", "| --- | --- | --- |"]
    for query in queries:
        given = "; ".join(_described(parameter) for parameter in query.parameters)
        rows.append(f"| [`{query.name}`]({query.name}.rq) | {query.title} | {given} |")
    return "\n".join(rows) + "\n"


def _described(parameter: Parameter) -> str:
    example = str(parameter.example).lower() if isinstance(parameter.example, bool) else parameter.example
    if parameter.required:
        return f"**{parameter.name}**, such as `{example}`"
    if parameter.default is None:
        return f"{parameter.name} (all), such as `{example}`"
    return f"{parameter.name} (`{example}`)"


def readme(text: str, queries: Iterable[CannedQuery]) -> str:
    """The README `text` with its table made anew: what stands from the first row of a table on is replaced.

    Example:
        >>> readme("# queries\\n\\nold words\\n\\n| name | old |\\n", ())
        '# queries\\n\\nold words\\n\\n| name | question | parameters |\\n| --- | --- | --- |\\n'
    """
    before, _, _ = text.partition("\n| name |")
    return f"{before}\n{table(queries)}"
