"""Forms of names: what a body of some type is also called, so that no register need spell it out.

    rows of name_forms.csv  ->  read_forms  ->  Forms.of(body)  ->  its further names, folded

"{place} Council" stands for the council of every place; "Council" alone for the council of the area a document is
about. A form may ask how the label itself is built: "{name} NHS FT" of those called "{name} NHS Foundation Trust".
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeAlias

from dhrgraph.reconcile.register.records import AREAS, CLASSES, KIND, LABEL, PLACE, TYPE
from dhrgraph.reconcile.register.tables import Cells, Table, numbered, values
from dhrgraph.reconcile.register.words import fold

COLUMNS = ("form", "types", "kinds", "label", "limit", "note")
LIMITS = frozenset({"", "context", "whole", "context;whole", "hidden"})
_SLOTS = ("{place}", "{name}", "{parent}", "{initials}")
_SMALL = frozenset({"and", "of", "the", "for", "in", "on", "upon"})
_FEWEST = 3  # letters of initials that still tell a body

NameMethod: TypeAlias = Literal["label", "variant", "misprint", "area-context"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a name came about: `source` says where it stands, `before` and `after` are what a form puts round it.

    `in_context`: good only in a document about the body's areas. `whole`: good only as the whole mention. `form`: made,
    not written out. `hidden`: matched, but never shown as a name of the body, which it may never have used.
    """

    source: str
    method: NameMethod
    in_context: bool = False
    whole: bool = False
    before: str = ""
    after: str = ""
    form: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One row. `slot` is what goes in: "{place}", "{name}" (of the label, between how that begins and ends), "{parent}"
    (the label of what it is part of), "{initials}" (of its label) or nothing; the keys are the words of `manner` before
    and after it, folded, each with the space between."""

    slot: str
    key_before: str
    key_after: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Pattern:
    """The forms of bodies whose label begins with `opening` and ends with `ending`, by what goes into them."""

    opening: str
    ending: str
    slots: tuple[tuple[str, tuple[Form, ...]], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Forms:
    """All forms by the type and kind of the bodies they are for: as the file has them, and by how labels are built."""

    by_type: Mapping[tuple[str, str], tuple[Form, ...]]
    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]

    def of(self, row: Cells, parent: str) -> list[tuple[str, str, Manner]]:
        """What the forms make of one row: the folded names, what filled the slot, and how each came about.

        Args:
            row: Of a register, its cells in the order of authority.COLUMNS.
            parent: The label of what the body is part of; maybe empty.
        """
        label, here = row[LABEL], bool(row[AREAS])
        made = []
        for pattern in self.patterns.get((row[TYPE], row[KIND]), ()):
            if label.startswith(pattern.opening) and label.endswith(pattern.ending):
                for slot, forms in pattern.slots:
                    for value in _filled(slot, row, parent, pattern):
                        keys = _keys(value)
                        made += [
                            (form.key_before + keys[bool(form.key_before)] + form.key_after, value, form.manner)
                            for form in forms
                            if here or not form.manner.in_context
                        ]
        return made


def _keys(value: str) -> tuple[str, str]:
    """The folded words at the beginning of a name, which drops its article, and after other words: "HMP The Mount"."""
    key = fold(value).replace("'", "")
    return key, f"the {key}" if value.startswith("The ") else key


def _filled(slot: str, row: Cells, parent: str, pattern: Pattern) -> tuple[str, ...]:
    """What goes into a slot for one row: several places, or nothing."""
    if slot == "{place}":
        return values(row[PLACE])
    label = row[LABEL]
    if slot == "{name}":
        return (label[len(pattern.opening) : len(label) - len(pattern.ending)],)
    if slot == "{initials}":
        letters = "".join(word[0] for word in fold(label).split() if word not in _SMALL)
        return (letters.upper(),) if len(letters) >= _FEWEST else ()
    if slot == "{parent}":
        return (parent,) if parent else ()
    return ("",)


def read_forms(table: Table, types: Container[str] | None = None) -> Forms:
    """Build the forms from name_forms.csv.

    Args:
        table: Its rows.
        types: The types there are; None: any.

    Raises:
        VocabularyError: an unknown type, kind, limit or slot, two slots in one form, or a context form that could
            stand for bodies anywhere.

    Example:
        >>> row = ["{name} NHS FT", "acute-hospital", "body", "{name} NHS Foundation Trust", "", ""]
        >>> forms = read_forms(Table("name_forms.csv", COLUMNS, [row]))
        >>> [(form.slot, form.key_after) for form in forms.by_type["acute-hospital", "body"]]
        [('{name}', ' nhs ft')]
    """
    flat: dict[tuple[str, str], list[Form]] = {}
    found: dict[tuple[str, str], dict[tuple[str, str], dict[str, list[Form]]]] = {}
    for number, row in numbered(table, COLUMNS):
        fault = _fault(row, types)
        if fault:
            raise table.error(number, *fault)
        form = _form(row)
        opening, _, ending = row[3].partition("{name}")
        for key in product(values(row[1]), values(row[2])):
            patterns = found.setdefault(key, {}).setdefault((opening, ending), {})
            patterns.setdefault(form.slot, []).append(form)
            flat.setdefault(key, []).append(form)
    return Forms(
        {key: tuple(forms) for key, forms in flat.items()},
        {key: tuple(_pattern(*item) for item in patterns.items()) for key, patterns in found.items()},
    )


def _pattern(label: tuple[str, str], slots: Mapping[str, list[Form]]) -> Pattern:
    return Pattern(*label, tuple((slot, tuple(forms)) for slot, forms in slots.items()))


def _form(row: Cells) -> Form:
    written, limit = row[0], row[4]
    slot = next((slot for slot in _SLOTS if slot in written), "")
    before, _, after = written.partition(slot) if slot else (written, "", "")
    in_context = "context" in limit
    manner = Manner(
        f"form '{written}'",
        "area-context" if in_context else "variant",
        in_context,
        "whole" in limit,
        before,
        after,
        form=True,
        hidden=limit == "hidden",
    )
    key_before, key_after = (fold(part).replace("'", "") for part in (before, after))
    spaced = key_before + " " if key_before and slot else key_before
    return Form(slot, spaced, " " + key_after if key_after else "", manner)


def _fault(row: Cells, types: Container[str] | None) -> tuple[str, str, str] | None:
    """The column that is wrong, what is wrong with it, and how to mend it."""
    written, named, kinds, label, limit, _ = row
    strange = [name for name in values(named) if types is not None and name not in types]
    slots = [slot for slot in _SLOTS if slot in written]
    if not written or "{" in written.replace(slots[0] if slots else "{}", "", 1):
        return "form", f"'{written}' is no form", f"write words and at most one of {', '.join(_SLOTS)}"
    if strange or not named:
        return "types", f"no type '{'; '.join(strange)}'", "use types of codes.ttl, joined by ';'"
    if not kinds or any(kind not in CLASSES for kind in values(kinds)):
        return "kinds", f"no kind '{kinds}'", f"use {', '.join(CLASSES)}, joined by ';'"
    if (label and label.count("{name}") != 1) or ("{name}" in slots and not label):
        return "label", f"'{label}' does not say where {{name}} is", "write how the label is built, with one {name}"
    if limit not in LIMITS or (not slots and "context" not in limit):
        return (
            "limit",
            f"'{limit}' will not do",
            "use context, whole, context;whole or, for a form with a slot, hidden or nothing",
        )
    return None
