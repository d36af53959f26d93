"""The pure stages, one a line, and the documents of one review put together.

Document  ->  understand  ->  Understood, Groups  ->  join  ->  the same, those about one review joined
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrgraph.classify.readings import classify_reading
from dhrgraph.config import Config
from dhrgraph.extract.findings import extract_findings
from dhrgraph.reconcile.readings import reconcile_reading
from dhrgraph.reconcile.reviews.groups import Groups
from dhrgraph.reconcile.reviews.join import joined
from dhrgraph.records import Document, Reading
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.redact import out_of_file_names, redact
from dhrgraph.redact.sources import find_persons
from dhrgraph.redact.together import redact_again, with_others


@dataclass(frozen=True, slots=True)
class Understood:
    """One document, all stages done, with the persons that were taken out (for the last check; never written)."""

    reading: Reading
    persons: Persons


def understand(document: Document, config: Config) -> Understood:
    """One document through the pure stages."""
    found = extract_findings(document, config.lexicons)  # text, tables -> findings with spans
    persons = find_persons(found, config.lexicons.known_names, config.persons)
    safe = redact(found, persons, config.helplines)  # findings -> findings without persons
    matched = reconcile_reading(safe, config.authorities)  # mention -> Match, found or not
    return Understood(classify_reading(matched, config.themes), persons)  # finding -> concepts with evidence


def join(understood: Sequence[Understood], groups: Groups, config: Config) -> tuple[Understood, ...]:
    """The same documents, in the same order, those about one review joined and each without the persons of all of them:
    one document may explain a pseudonym that another only uses, and they name one another's files."""
    by_key = {item.reading.document.source.key: item for item in understood}
    kin = {key: [by_key[other].persons for other in keys if other != key] for keys in groups.reviews for key in keys}
    shared = [_without_kin(item, kin[key], config) if key in kin else item for key, item in by_key.items()]
    readings = joined([item.reading for item in shared], groups)
    return tuple(replace(item, reading=reading) for item, reading in zip(shared, readings, strict=True))


def _without_kin(item: Understood, others: Sequence[Persons], config: Config) -> Understood:
    document = item.reading.document
    persons = with_others(item.persons, others, document.text, config.lexicons.known_names)
    everyone = (persons, *others)
    source = replace(
        document.source,
        file=out_of_file_names(document.source.file, everyone),
        id=out_of_file_names(document.source.id, everyone),
    )
    reading = redact_again(item.reading, persons, config.helplines)
    if reading != item.reading:  # a judgement knows a text by the words that are published
        reading = classify_reading(reading, config.themes)
    return Understood(replace(reading, document=replace(reading.document, source=source)), persons)
