"""A pseudonym that only one document of a review explains goes out of the others, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, Phase, assume, given, settings
from invented import Name, names, report, syllables

from dhrgraph.config import Config
from dhrgraph.pipeline import Understood, understand
from dhrgraph.publish.findings import finding_rows, to_jsonl
from dhrgraph.records import Action, Document, Issue, Reading, Recommendation
from dhrgraph.redact.persons import NOBODY, Persons
from dhrgraph.redact.together import redact_again, with_others

Read = Callable[[str], Document]

few = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SILENT = "Information sharing with the GP failed. {p} was not offered support. Hope Centre staff and Will wrote."


def two(read: Read, config: Config, pseudonym: str, officer: Name) -> tuple[Understood, Understood]:
    """A document that explains a pseudonym and names an officer, and one that only uses them."""
    explains = report(
        process=f"The victim, {pseudonym}, lived in the town.",
        panel=f"Name\tOrganisation\n{officer.whole}\tExampleton Council",
    )
    uses = report(
        narrative=SILENT.format(p=pseudonym),
        recommendation=f"{pseudonym} needed a GP. Coercive control of {pseudonym} was not seen.",
        outcome=f"{officer.surname} confirmed this.",
    )
    return understand(read(explains), config), understand(read(uses), config)


def together(of: Understood, other: Persons, config: Config) -> tuple[Reading, Persons]:
    """A document read again with another's persons."""
    known = config.lexicons.known_names
    persons = with_others(of.persons, [other], of.reading.document.text, known)
    return redact_again(of.reading, persons, config.helplines), persons


def published(reading: Reading) -> str:
    """All findings as they are written."""
    return to_jsonl(finding_rows(reading))


@few
@given(syllables(), names())
def test_what_one_document_explains_goes_out_of_the_other(
    read: Read, config: Config, pseudonym: str, officer: Name
) -> None:
    assume(pseudonym not in officer.words)
    explains, uses = two(read, config, pseudonym, officer)
    assert pseudonym in published(uses.reading)  # or this would show nothing
    after, _ = together(uses, explains.persons, config)
    assert pseudonym.casefold() not in published(after).casefold()
    assert [word for word in officer.words if word in published(after)] == []
    assert "[victim]" in published(after)
    assert "Hope Centre staff and Will wrote." in published(after)


def test_only_words_change(read: Read, config: Config) -> None:
    explains, uses = two(read, config, "Velnothorp", Name("Zorwimip", "Brykavash"))
    after, _ = together(uses, explains.persons, config)
    before = [f for f in uses.reading.findings if not isinstance(f, Issue)]
    changed = [f for f in after.findings if not isinstance(f, Issue)]
    assert [type(f) for f in before] == [type(f) for f in changed]
    for old, new in zip(before, changed, strict=True):
        if isinstance(old, Recommendation) and isinstance(new, Recommendation):
            assert (old.text.spans, old.scope) == (new.text.spans, new.scope)
            assert [t.theme for t in old.themes] == [t.theme for t in new.themes]
            assert [a.match for a in old.addressees] == [a.match for a in new.addressees]
            assert new.text.redacted is ("Velnothorp" in old.text.text or old.text.redacted)
        if isinstance(old, Action) and isinstance(new, Action):
            assert [a.match for a in old.leads] == [a.match for a in new.leads]
            assert (old.target, old.completion and old.completion.value) == (
                new.target,
                new.completion and new.completion.value,
            )


def test_again_and_again_is_once(read: Read, config: Config) -> None:
    explains, uses = two(read, config, "Velnothorp", Name("Zorwimip", "Brykavash"))
    once, persons = together(uses, explains.persons, config)
    assert redact_again(once, persons, config.helplines) == once
    assert with_others(persons, [explains.persons], uses.reading.document.text, config.lexicons.known_names) == persons


def test_a_document_with_its_own_persons_stays_as_it_is(read: Read, config: Config) -> None:
    for one in two(read, config, "Velnothorp", Name("Zorwimip", "Brykavash")):
        assert redact_again(one.reading, one.persons, config.helplines) == one.reading
        assert with_others(one.persons, [NOBODY], one.reading.document.text) is one.persons


def test_what_another_document_doubts_is_not_taken_over() -> None:
    sure = Persons({"velnothorp": "victim"}, frozenset({"velnothorp"}), frozenset(), frozenset({"velnothorp"}))
    doubtful = replace(sure, doubts={"velnothorp": "lead"})
    assert list(with_others(NOBODY, [doubtful], "").places("Velnothorp rang")) == []
    assert [p.role for p in with_others(NOBODY, [sure], "").places("Velnothorp rang")] == ["victim"]


def test_an_ordinary_word_here_is_no_officers_name_there() -> None:
    officer = Persons({"roe": "chair", "ada": "chair"}, frozenset({"roe", "ada"}), frozenset(),
                      names=frozenset({frozenset({"roe", "ada"})}))  # fmt: skip
    persons = with_others(NOBODY, [officer], "the roe of a fish")
    assert [(p.start, p.end) for p in persons.places("Roe is eaten. Ada Roe left.")] == [(14, 21)]
