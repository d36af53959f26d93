"""What the sections of a report draw on: each measure read or reckoned once, when the first section asks for it.

Store, Subject, Settings  ->  Known  ->  sections
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, partial

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE, curie
from dhrgraph.network.columns import Facet
from dhrgraph.network.coverage.covered import covered
from dhrgraph.network.coverage.shares import Coverage, Held, read_held
from dhrgraph.network.implementation.dates import AsAt
from dhrgraph.network.implementation.overdue import judged_as_at
from dhrgraph.network.implementation.read import read_learning, read_plans
from dhrgraph.network.implementation.rows import Learnt, Plans
from dhrgraph.network.occurrences import Occurrence, Occurrences, Recorded, Thing, read_recorded
from dhrgraph.network.recurrence.facets import Facts, read_facets
from dhrgraph.network.recurrence.table import recurrence
from dhrgraph.network.succession import TODAY, Succession
from dhrgraph.network.tally import Counts, read_coverage
from dhrgraph.report.gather_alike import Alike, read_alike, read_said_before
from dhrgraph.report.gather_answers import Answers
from dhrgraph.report.gather_evidence import Trail
from dhrgraph.report.gather_reach import Reach, reaches
from dhrgraph.report.gather_records import Asked, Review, Settings, asked_of
from dhrgraph.report.subject import Subject, labels

LARGE = 5_000  # recommendations, beyond which chance is asked SOME times and not MANY
MANY, SOME = 1000, 200


class Known:
    """The graph as a report sees it. Reading is put off until it is needed, and done once."""

    def __init__(self, store: Askable, subject: Subject, settings: Settings) -> None:
        self.store, self.subject, self.settings = store, subject, settings
        self._tables: dict[tuple[str, str | None, bool, bool], tuple[Reach, ...]] = {}

    @cached_property
    def rows(self) -> Occurrences:
        """Every occurrence, bodies as named."""
        return self._recorded.at()

    @cached_property
    def today(self) -> Occurrences:
        """Every occurrence, bodies as of today."""
        return self._recorded.at(TODAY)

    @cached_property
    def _recorded(self) -> Recorded:
        return read_recorded(self.store)

    @cached_property
    def of(self) -> Counts:
        """What every count is a part of: partnerships, reviews and recommendations in all, silent reviews included."""
        return read_coverage(self.store)

    @property
    def randomisations(self) -> int:
        """How often chance is asked. Of a large graph less often: what stands out after correction for a whole table
        needs 40 draws at least, and 200 take seconds where a thousand take minutes.
        """
        if self.settings.randomisations is not None:
            return self.settings.randomisations
        return MANY if self.of.recommendations <= LARGE else SOME

    @cached_property
    def coverage(self) -> Coverage:
        """What share of the Home Office library that is."""
        return covered(self.store)

    @cached_property
    def succession(self) -> Succession:
        """Which bodies took the place of which."""
        return self._recorded.succession

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """English names by IRI."""
        return labels(self.store)

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """The names of the areas that a partnership covers, where they do not stand in its own name."""
        found: dict[str, set[str]] = defaultdict(set)
        question = '?a dhr:coversPartnershipArea/rdfs:label ?b FILTER(LANG(?b) = "en")'
        for partnership, area in self.ask(f"SELECT DISTINCT ?a ?b {{ {question} }}"):
            found[str(partnership)].add(str(area))
        return {
            one: " and ".join(sorted(areas))
            for one, areas in found.items()
            if len(areas) <= 2 and not any(area.casefold() in self.labels.get(one, "").casefold() for area in areas)
        }

    def place_of(self, partnership: str, label: str) -> str:
        """A partnership's name with its area, where the name does not tell it: "Citysafe (Liverpool)"."""
        area = self.areas.get(partnership)
        return f"{label} ({area})" if area else label

    def name_of(self, thing: Thing) -> str:
        """A thing's name; a partnership's with its area."""
        return self.place_of(thing.id, thing.label) if thing.kind == "partnership" else thing.label

    def codes_of(self, partnership: str) -> frozenset[str]:
        """The codes (ONS) of the areas that a partnership covers."""
        return next((held.codes for held in self._held if held.partnership == partnership), frozenset())

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        return read_held(self.store)

    @cached_property
    def facts(self) -> Mapping[str, Facts]:
        """Year, region and factors of each review."""
        return read_facets(self.store)

    @cached_property
    def national(self) -> frozenset[str]:
        """The bodies whose field is the whole country."""
        rows = self.ask("SELECT DISTINCT ?body { ?body dhr:level cv:level-national }")
        return frozenset(str(body) for (body,) in rows)

    @cached_property
    def national_scope(self) -> frozenset[str]:
        """The recommendations that their reviews call national."""
        rows = self.ask("SELECT DISTINCT ?it { ?it dhr:scope cv:scope-national ; a dhr:Recommendation }")
        return frozenset(str(it) for (it,) in rows)

    def themes_beyond(self, own: Collection[str]) -> frozenset[str]:
        """The themes of all recommendations but these, and the broader ones above them."""
        return frozenset(theme for one, asked in self.asked.items() if one not in own for theme in asked.broader)

    def statements_on(self, kind: str) -> frozenset[str]:
        """The statements of a class of ours on the theme that the report is about, or on a narrower one."""
        if self.subject.about != "theme" or self.subject.it is None:
            return frozenset()
        rows = self.ask(f"SELECT DISTINCT ?it {{ ?it a dhr:{kind} ; dhr:hasThemeOrNarrower <{self.subject.it.id}> }}")
        return frozenset(str(it) for (it,) in rows)

    def words_of(self, statement: str) -> str:
        """The words of one statement."""
        return _text(next((row[0] for row in self.ask(f"SELECT ?words {{ <{statement}> dhr:text ?words }}")), None))

    def source_of(self, statement: str) -> str:
        """The title of the document that a statement stands in."""
        rows = self.ask(f"SELECT ?title {{ <{statement}> dcterms:source/dcterms:title ?title }} ORDER BY ?title")
        return _text(next((row[0] for row in rows), None))

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """Every recommendation by its IRI."""
        behind: dict[str, list[Occurrence]] = defaultdict(list)
        for row in self.rows:
            behind[row.recommendation].append(row)
        return {one: asked_of(one, rows) for one, rows in behind.items()}

    @cached_property
    def reviews(self) -> Mapping[str, Review]:
        """Every review by its IRI, silent ones too."""
        learning, actions = (self._per_review(name) for name in ("LearningPoint", "ActionPlanItem"))
        rows = self.ask(
            "SELECT ?r ?l ?p ?published ?death { ?r a dhr:Review OPTIONAL { ?r rdfs:label ?l }"
            " OPTIONAL { ?r dhr:commissionedBy ?p } OPTIONAL { ?r dhr:published ?published }"
            " OPTIONAL { ?r dhr:death ?death } }"
        )
        found: dict[str, Review] = {}
        for row in sorted(rows, key=lambda row: tuple(map(_text, row))):
            one, label, partnership, published, death = map(_text, row)
            counts = learning.get(one, 0), actions.get(one, 0)
            found.setdefault(one, Review(one, label or one, partnership, published, death, *counts))
        return found

    @cached_property
    def plans(self) -> Plans:
        """Every action and every recommendation, bodies as named."""
        return read_plans(self.store, recorded=self._recorded)

    @cached_property
    def answers(self) -> Answers:
        """What the plans say of each recommendation."""
        return Answers(self.plans)

    @cached_property
    def as_asked(self) -> AsAt:
        """The day that was asked for, if any was.

        Raises:
            QueryError: what was asked for is no date.
        """
        return judged_as_at((), self.settings.as_at or None)

    @cached_property
    def learning(self) -> tuple[Learnt, ...]:
        """Every learning point."""
        return read_learning(self.store)

    def recurrence(
        self, by: str, *, as_of: str | None = None, broader: bool = False, against_chance: bool = True
    ) -> tuple[Reach, ...]:
        """A recurrence table; each is reckoned once. `against_chance` is the costly part."""
        key = (by, as_of, broader, against_chance)
        if key not in self._tables:
            drawn = self.randomisations if against_chance else 0
            rows = self.today if as_of else self.rows
            tell = self.settings.progress
            frame = recurrence(
                rows,
                by,
                broader=broader,
                of=self.of,
                randomisations=drawn,
                progress=None if tell is None else partial(tell, f"chance, {by}"),
            )
            self._tables[key] = reaches(frame)
        return self._tables[key]

    @cached_property
    def alike(self) -> tuple[Alike, ...] | None:
        """Recommendations of different reviews that are alike; None when they were never compared."""
        return read_alike(self.store)

    @cached_property
    def said_before(self) -> frozenset[str]:
        """The recommendations that say themselves that they have been made before."""
        return read_said_before(self.store)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The words of every recommendation."""
        return {each.id: each.text for each in self.plans.recommendations}

    @cached_property
    def unlisted(self) -> Mapping[str, str]:
        """The recommendations that name who should act in words that no register here has, each with these words."""
        named = {each.id: each.addressed_to for each in self.plans.recommendations if each.addressed_to}
        return {one: words for one, words in named.items() if one in self.asked and not self.asked[one].addressees}

    def partnership_of(self, recommendation: str) -> str:
        """The IRI of the partnership it was made in; empty when that is not known."""
        asked = self.asked.get(recommendation)
        return asked.partnership.id if asked and asked.partnership else ""

    def time_of(self, recommendation: str) -> tuple[str, str]:
        """By when its review was published, unknown dates last, and its IRI: what sorts the earlier first."""
        asked = self.asked.get(recommendation)
        published = self.reviews[asked.review.id].published if asked and asked.review.id in self.reviews else ""
        return published or "9999", recommendation

    def came_of(self, recommendation: str) -> str:
        """How the actions that answer it stand, with the dates printed; where there is none, whether a plan is here."""
        asked = self.asked.get(recommendation)
        return self.answers.came_of(recommendation, asked.review.id if asked else "")

    def command_for(self, thing: str) -> str:
        """The question that gives all recommendations that concern a thing; empty for what none is about."""
        kind, _, local = curie(thing).partition(":")
        name = local.removeprefix("type-")
        return {
            "ag": f"dhrgraph query recommendations-to-agency agency={name}",
            "cg": f"dhrgraph query recommendations-to-agency agency={name}",
            "th": f"dhrgraph query recommendations-on-theme theme={name}",
            "cv": f"dhrgraph query recommendations-to-type type={name}",
        }.get(kind, "")

    def names_then(self, recommendations: Iterable[str], body: str) -> tuple[str, ...]:
        """Under which names these recommendations were put to `body` or to those whose place it has taken."""
        found = {
            named.label
            for one in recommendations
            for named in self.asked[one].addressees
            if body in self.succession.line(named.id)
        }
        return tuple(sorted(found))

    def remarks(self, statement: str) -> tuple[str, ...]:
        """What is worth saying beside the words of a statement: to whom, on what, how it stands."""
        if statement in self.asked:
            asked = self.asked[statement]
            to = " and ".join(body.label for body in asked.addressees)
            if statement in self.unlisted:
                to = f"“{self.unlisted[statement]}”, which no register here has"
            on = "; ".join(theme.label for theme in asked.themes)
            return tuple(filter(None, (f"put to {to}" if to else "names nobody", f"on {on}" if on else "")))
        return self.answers.remarks(statement)

    @cached_property
    def trail(self) -> Trail:
        """Where the statements behind numbers are collected."""
        actions = {row.id: row.recommendation.review.id for row in self.plans.actions}
        return Trail({one: asked.review.id for one, asked in self.asked.items()} | actions)

    def behind(self, facet: Facet, rows: Iterable[Occurrence]) -> dict[str, set[str]]:
        """For each thing of a facet its recommendations."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            thing = facet(row)
            if thing is not None:
                found[thing.id].add(row.recommendation)
        return found

    def ask(self, question: str) -> tuple[tuple[object, ...], ...]:
        """The rows of a SELECT without its prefixes."""
        return self.store.select(PROLOGUE + question).rows

    def _per_review(self, name: str) -> Mapping[str, int]:
        rows = self.ask(f"SELECT ?r (COUNT(DISTINCT ?it) AS ?n) {{ ?it a dhr:{name} ; dhr:ofReview ?r }} GROUP BY ?r")
        return {str(review): int(str(n)) for review, n in rows}


def _text(value: object) -> str:
    return "" if value is None else str(value)
