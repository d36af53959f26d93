"""The pages of canned questions: what is asked, what can be given, the answer, the SPARQL; and answers as tables
anywhere.

On a server a form asks anew; on a disk the page holds the answer to the question as it stands, with its examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from dhrgraph.errors import DhrGraphError
from dhrgraph.graph.store import Answer, Store, Value
from dhrgraph.namespaces import Iri, iri
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known, term
from dhrgraph.publish.site.blocks import (
    Block,
    Cell,
    Code,
    Facts,
    Inline,
    Node,
    Page,
    Ref,
    Said,
    Section,
    Table,
    Text,
    Tree,
    count,
)
from dhrgraph.publish.site.hosted import Hosted, Parameter, Question
from dhrgraph.publish.site.parts import listed

MOST = 300  # rows of an answer that a page shows; the files hold all
_LONG = 60  # characters; longer values are words of documents, the rest are names and codes


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a question's form. `choices`: value and words of each; `listed` ones suggest, else they are all
    there is."""

    name: str
    label: str
    hint: str
    value: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    listed: bool = False


def index(hosted: Hosted) -> Page:
    """The list of questions."""
    nodes = tuple(Node(Ref(f"/query/{each.name}", each.title), each.summary) for each in hosted.questions)
    return Page(
        "Questions",
        lead=(
            Text(
                (
                    "Questions that people ask of these reviews, each with its answer, what the answer "
                    "means, and the SPARQL "
                    "that gives it. Ask your own on the page for",
                    Ref("/sparql", "SPARQL"),
                )
            ),
        ),
        sections=(Section("All questions", "all", (Tree(nodes),)),),
        summary="Canned questions about domestic homicide reviews, with answers.",
    )


def fields(store: Store, question: Question, given: Mapping[str, str]) -> tuple[Field, ...]:
    """The form of a question, with what was given filled in."""
    return tuple(_field(store, parameter, given) for parameter in question.parameters)


def _field(store: Store, parameter: Parameter, given: Mapping[str, str]) -> Field:
    start = _text(parameter.default if not parameter.required else parameter.example)
    choices = _choices(store, parameter)
    listed = parameter.kind in ("agency", "recommendation", "statement")
    return Field(
        parameter.name,
        parameter.name.replace("_", " ").capitalize(),
        f"{parameter.summary}." if not parameter.summary.endswith(".") else parameter.summary,
        _named(store, given.get(parameter.name, start))
        if listed
        else _meant(given.get(parameter.name, start), choices),
        parameter.required,
        choices,
        listed,
    )


def _named(store: Store, value: str) -> str:
    """The name of the body that ends in `value`; other values as they are."""
    return next((label for it, label, _ in counts.bodies(store) if it.rpartition("/")[2] == value), value)


def _meant(value: str, choices: Sequence[tuple[str, str]]) -> str:
    """The choice that a value means: itself, its words, or the end of its IRI; the value where it is none of them.

    Example:
        >>> _meant("police", (("https://w3id.org/dhrgraph/code/type-police", "Police"),))
        'https://w3id.org/dhrgraph/code/type-police'
    """
    wanted = (
        value.strip().casefold().rpartition(":")[2]
        if value.count(":") == 1 and "/" not in value
        else value.strip().casefold()
    )
    for choice, words in choices:
        end = choice.rpartition("/")[2].casefold()
        if wanted and wanted in (choice.casefold(), words.casefold(), end, end.removeprefix("type-")):
            return choice
    return value


def _choices(store: Store, parameter: Parameter) -> tuple[tuple[str, str], ...]:
    if parameter.type == "boolean":
        return (("true", "yes"), ("false", "no"))
    match parameter.kind:
        case "agency":
            put = counts.by_agency(store)
            return tuple((label, label) for it, label, _ in counts.bodies(store) if it in put)
        case "theme":
            return _labelled(store, f"?it skos:inScheme {term(iri('th:').rstrip('/'))}")
        case "type":
            return _labelled(store, f"?it skos:inScheme {term(iri('cv:type'))}")
        case "partnership":
            return _labelled(store, "?it a dhr:CommunitySafetyPartnership")
    return ()


def _labelled(store: Store, pattern: str) -> tuple[tuple[str, str], ...]:
    rows = ask(store, f"SELECT DISTINCT ?it ?label {{ {pattern} ; skos:prefLabel ?label }} ORDER BY ?label ?it")
    return tuple((known(it), known(label)) for it, label in rows)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was given, its SPARQL, and its answer or what was wrong."""

    given: Mapping[str, str]
    sparql: str
    answer: Answer | None
    problem: str


def ask_it(store: Store, hosted: Hosted, question: Question, parameters: Mapping[str, str]) -> Asked:
    """Ask with the parameters that are not blank; those that must be given and are not get their example."""
    given = {name: value for name, value in parameters.items() if value.strip()}
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            given[parameter.name] = _text(parameter.example)
    try:
        sparql = hosted.fill(store, question, given)
        return Asked(given, sparql, hosted.ask(store, sparql), "")
    except DhrGraphError as problem:
        return Asked(given, question.sparql, None, str(problem))


def page(hosted: Hosted, question: Question, asked: Asked) -> Page:
    """The page of one question. The form is the template's, above the sections."""
    return Page(
        question.title,
        kind="Question",
        above=(Ref("/queries", "Questions"),),
        lead=(Text((question.summary,)),),
        sections=(
            *((Section("Answer", "answer", _answer(hosted, question, asked)),) if asked.answer else ()),
            Section("How to read it", "reading", (Text((question.description,)), Facts(_columns(question)))),
            Section("The same elsewhere", "elsewhere", _elsewhere(hosted, question, asked)),
        ),
        summary=question.summary,
    )


def _columns(question: Question) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
    columns = tuple(name for name, _ in question.columns)
    return tuple((_heading(name), (means,)) for name, means in question.columns if not _is_label(name, columns))


def _answer(hosted: Hosted, question: Question, asked: Asked) -> tuple[Block, ...]:
    if asked.answer is None:
        return ()
    rows = len(asked.answer.rows)
    shown = f"{count(rows, 'row')}." if rows <= MOST else f"The first {MOST} of {rows:,} rows."
    given = ", ".join(f"{name}: {value}" for name, value in sorted(asked.given.items()))
    words: list[Inline] = [shown, *((f"Asked with {given}.",) if given else ())]
    if hosted.live:
        tail = f"?{urlencode(sorted(asked.given.items()))}" if asked.given else ""
        files = [Ref(f"/api/queries/{question.name}.{form}{tail}", form.upper()) for form in ("csv", "json")]
        words += ("All rows as a file:", *listed(files))
    return (Text(tuple(words)), answer_table(asked.answer, question.title))


def _elsewhere(hosted: Hosted, question: Question, asked: Asked) -> tuple[Block, ...]:
    given = "".join(f" {name}={_shell(value)}" for name, value in sorted(asked.given.items()))
    return (
        Text(("On the command line:",)),
        Code(f"dhrgraph query {question.name}{given}", "Command"),
        Text(("As SPARQL, for any engine that holds the graph:",)),
        Code(asked.sparql, "SPARQL"),
    )


def _shell(value: str) -> str:
    """A value as a shell takes it.

    Example:
        >>> print(_shell("home-office"), _shell("Home Office"))
        home-office 'Home Office'
    """
    plain = value and all(sign.isalnum() or sign in "-_:/.@" for sign in value)
    return value if plain else "'" + value.replace("'", "'\"'\"'") + "'"


def answer_table(answer: Answer, caption: str) -> Table:
    """An answer as people read it: a thing as a link, with the label that stands beside it in the answer."""
    shown = [place for place, name in enumerate(answer.columns) if not _is_label(name, answer.columns)]
    rows = tuple(tuple(_cell(answer.columns, row, place) for place in shown) for row in answer.rows[:MOST])
    numbers = frozenset(
        n for n, place in enumerate(shown) if answer.rows and all(_is_number(row[place]) for row in answer.rows[:MOST])
    )
    columns = tuple(_heading(answer.columns[place]) for place in shown)
    return Table(caption, columns, rows, numbers - {0})


def _heading(column: str) -> str:
    """A column's name as people read it.

    Example:
        >>> _heading("review_label"), _heading("of_reviews")
        ('Review', 'Of reviews')
    """
    return column.removesuffix("_label").replace("_", " ").capitalize()


def _is_label(name: str, columns: Sequence[str]) -> bool:
    return name.endswith("_label") and name.removesuffix("_label") in columns


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _cell(columns: Sequence[str], row: Sequence[Value | None], place: int) -> Cell:
    value = row[place]
    if value is None:
        return ()
    if isinstance(value, Iri):
        beside = f"{columns[place]}_label"
        label = known(row[columns.index(beside)]) if beside in columns else ""
        return (Ref(value, label),)
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, str) and len(value) > _LONG:
        return (Said(value),)
    return (value if isinstance(value, int) else str(value),)
