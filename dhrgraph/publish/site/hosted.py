"""What a page depends on besides the graph: where it is shown, and what is known of questions there.

The site must not import `dhrgraph.query`, its neighbour, so the canned questions come in from outside:

    Hosted(questions=catalogue(folder("queries")), fill=filled, live=True)

with `catalogue` and `filled` of `dhrgraph.query.catalogue` and `dhrgraph.query.run`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dhrgraph.graph.store import Answer, Store
from dhrgraph.publish.site.published import Published


class Parameter(Protocol):
    """One thing a question can be given; `dhrgraph.query.catalogue.Parameter` fits."""

    @property
    def name(self) -> str:
        """The variable's name."""

    @property
    def type(self) -> str:
        """iri, string, integer, date or boolean."""

    @property
    def kind(self) -> str | None:
        """Which things an iri may be: agency, theme, partnership, type, recommendation, statement."""

    @property
    def summary(self) -> str:
        """What it means."""

    @property
    def required(self) -> bool:
        """There is nothing sensible to start from."""

    @property
    def default(self) -> Any:
        """What is asked when nothing is given; None does not narrow."""

    @property
    def example(self) -> Any:
        """A value that could be given."""


class Question(Protocol):
    """One canned question; `dhrgraph.query.catalogue.CannedQuery` fits."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def title(self) -> str:
        """The question in plain English."""

    @property
    def summary(self) -> str:
        """What a row is."""

    @property
    def description(self) -> str:
        """How to read the answer."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is about; `start` for those that the first page begins with."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Name and meaning of each column."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """What can be given."""

    @property
    def sparql(self) -> str:
        """The file as it is."""


Fill = Callable[[Store, Any, Mapping[str, Any]], str]
Ask = Callable[[Store, str], Answer]


def _unfilled(_store: Store, question: Any, _given: Mapping[str, Any]) -> str:
    return str(question.sparql)


def _as_it_stands(store: Store, sparql: str) -> Answer:
    return store.select(sparql)


@dataclass(frozen=True, slots=True)
class Hosted:
    """Where pages are shown.

    Attributes:
        questions: The canned questions, by name.
        fill: Puts values into a question's SPARQL; raises QueryError or UnknownNameError (`query.run.filled`).
        ask: Asks it; raises QueryError (`query.run.ask`, which orders large answers many times faster than the engine).
        live: A server stands behind: forms work, addresses have no suffix, formats are negotiated.
        public: The address the pages stand under, ending in "/", where it is known: for canonical links and the
        sitemap.
        exit_url: Where "Leave this page quickly" leads; "" for no such link.
        contact: How to report a problem: an e-mail address or an https address; "" when nobody said.
        description: schema.org JSON-LD of the dataset, put into the home page as it is; "" for none.
        rests_on: On how much of the Home Office library every answer rests, in one line; "" when nobody counted.
        published: The files of the build that stand under /dataset/, by name.
        formats: The suffixes of the forms of RDF that pages lead to: of a site of files, those that are written.
    """

    questions: Sequence[Question] = ()
    fill: Fill = _unfilled
    ask: Ask = _as_it_stands
    live: bool = False
    public: str = ""
    exit_url: str = ""
    contact: str = ""
    description: str = ""
    rests_on: str = ""
    published: Mapping[str, Published] = field(default_factory=dict)
    formats: Sequence[str] = (".ttl", ".jsonld", ".nt", ".rdf")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request is answered with. `headers` are besides Content-Type and Content-Length, names in the usual
    case."""

    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
