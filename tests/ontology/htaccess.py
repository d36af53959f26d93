"""Rewrite rules of Apache's mod_rewrite, as far as ontology/w3id/.htaccess uses them: where does a path lead?

Follows the module's documentation: conditions belong to the next rule and are looked at only when its pattern matches;
`$1` is a group of the rule's pattern, `%1` one of the last condition that matched; `[E=NAME:value]` sets a variable,
`-` changes nothing else; `[L]` ends. What it does not know, it refuses.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

FLAGS = re.compile(r"R=303|R=404|L|NE|NC|E=\w+:.*")


@dataclass(frozen=True)
class Rule:
    pattern: str
    target: str
    flags: tuple[str, ...]
    conditions: tuple[tuple[str, str, bool], ...] = field(default=())  # what is looked at, pattern, whatever the case


def read(file: Path) -> tuple[Rule, ...]:
    rules, conditions = [], []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "Options ", "RewriteEngine ")):
            continue
        directive, first, second, *more = shlex.split(line.replace("\\", "\\\\"))
        flags = tuple(more[0].strip("[]").split(",")) if more else ()
        assert all(FLAGS.fullmatch(flag) for flag in flags), line
        if directive == "RewriteCond":
            conditions.append((first, second, "NC" in flags))
        else:
            assert directive == "RewriteRule", line
            rules.append(Rule(first, second, flags, tuple(conditions)))
            conditions = []
    assert not conditions, "a condition without a rule"
    return tuple(rules)


def leads_to(rules: tuple[Rule, ...], path: str, accept: str) -> str | None:
    """The Location of the 303 for https://w3id.org/dhrgraph/`path`, or None: no rule takes it (404)."""
    known = {"HTTP_ACCEPT": accept}
    for rule in rules:
        found = re.search(rule.pattern, path)
        if not found:
            continue
        groups: tuple[str | None, ...] = ()
        holds = True
        for looked_at, pattern, any_case in rule.conditions:
            wanted = pattern.removeprefix("!")
            matched = re.search(wanted, filled(looked_at, known), re.IGNORECASE if any_case else 0)
            groups = (matched[0], *matched.groups()) if matched else groups
            holds = holds and bool(matched) != pattern.startswith("!")
        if not holds:
            continue
        for flag in rule.flags:
            if flag.startswith("E="):
                name, _, value = flag[2:].partition(":")
                known[f"ENV:{name}"] = referred(value, found, groups)
        if "R=404" in rule.flags:
            return None
        if rule.target != "-":
            assert {"R=303", "L"} <= set(rule.flags), rule
            return filled(referred(rule.target, found, groups), known)
    return None


def referred(text: str, found: re.Match[str], groups: tuple[str | None, ...]) -> str:
    text = re.sub(r"\$(\d)", lambda n: found[int(n[1])] or "", text)
    return re.sub(r"%(\d)", lambda n: groups[int(n[1])] or "", text)


def filled(text: str, known: dict[str, str]) -> str:
    return re.sub(r"%\{([\w:]+)\}", lambda name: known.get(name[1], ""), text)
