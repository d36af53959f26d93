"""How the rules do on a document that they have not seen: rules frozen on the other texts, scored on this one.

    python tests/measure/themes_unseen.py GOLD_FOLDER

The rules have been fitted to both careful readings. So for each reading in turn every row that nothing else supports is
left out: a cue that finds its theme rightly in no other labelled text, and a blocker that takes back no wrong cue there
(texts: the other reading and the invented ones). Then, strictest, the weights of what is left and the calibration are
counted again on the other texts alone. What this cannot undo: that a row supported elsewhere was first thought of, or
its words chosen, with the left-out document in mind. Invented texts that nobody had fitted rules to stand below.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from themes_scored import Scored, confusion, f1_line, marks, reliability
from themes_texts import Text, calibration, careful, fit, invented, rules, scored, strengths

from dhrgraph.classify.calibration import Calibration
from dhrgraph.classify.hits import hits, standing
from dhrgraph.classify.rules import Rule, Rules, indexed

READINGS = ("liverpool", "sefton")
INVENTED = ("heldout", "development", "calibration")
FOLDS = 5
BELIEVED = 2  # a weight counted on few texts leans to the mean of all weights, as if so many more texts had it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    by_source = texts_of(parser.parse_args().gold)
    ways: dict[str, list[Scored]] = defaultdict(list)
    for name in READINGS:
        train = left_out(by_source, name)
        supported = indexed(kept_by(train, rules()))
        again = counted_again(train, supported)
        print(f"{name}: {len(supported.rules)} of {len(rules().rules)} rows are supported by other texts")
        for kind in ("recommendation", "learning-point"):
            texts = [text for text in by_source[name] if text.kind == kind]
            for way, by, sure in (
                ("all rows", rules(), calibration()),
                ("supported rows", supported, calibration()),
                ("supported rows, counted again", again, crossed(train)),
            ):
                result = [scored(text, by, sure) for text in texts]
                ways[f"{kind}s, {way}"] += result
                if texts:
                    print(f1_line(f"  {kind}s, {way}", result))
    print("\nboth readings:")
    print(*(f1_line(f"  {way}", result) for way, result in ways.items()), sep="\n")
    for way in ("recommendations, supported rows", "recommendations, supported rows, counted again"):
        print(f"\n{way}:", *confusion(ways[way]), "", *reliability(marks(ways[way])), sep="\n")
    fresh = [scored(text, rules(), calibration()) for text in by_source["calibration"]]
    print("", f1_line("invented, labelled first, not fitted to", fresh), *reliability(marks(fresh)), sep="\n")


def texts_of(gold: Path) -> dict[str, list[Text]]:
    """All labelled texts, by source."""
    return {name: careful(gold, name) for name in READINGS} | {name: invented(name) for name in INVENTED}


def left_out(by_source: dict[str, list[Text]], name: str) -> list[Text]:
    """The texts of every source but one."""
    return [text for source, texts in by_source.items() if source != name for text in texts]


def kept_by(train: Sequence[Text], every: Rules) -> list[Rule]:
    """The rows that `train` supports, and those about the form of a sentence, which are about no theme."""
    kept = {rule.row for rule in every.rules if rule.kind in ("request", "aside")}
    for text in train:
        for found in hits(text.text, every, text.kind):
            kept |= {hit.rule.row for hit in standing(found) if hit.rule.theme in text.wanted}
            cues = [hit for hit in found if hit.rule.kind == "cue" and hit.rule.theme not in text.wanted]
            kept |= {
                hit.rule.row
                for hit in found
                if hit.rule.kind == "blocker"
                and any(hit.rule.theme in ("", cue.rule.theme) and hit.overlaps(cue) for cue in cues)
            }
    return [rule for rule in every.rules if rule.row in kept]


def counted_again(train: Sequence[Text], by: Rules) -> Rules:
    """The same rows, each cue with the share of its finds in `train` that are right for its weight."""
    right: dict[int, int] = defaultdict(int)
    given: dict[int, int] = defaultdict(int)
    for text in train:
        cues = {hit.rule for found in hits(text.text, by, text.kind) for hit in standing(found)}
        for rule in cues:
            if rule.theme not in text.acceptable:
                given[rule.row] += 1
                right[rule.row] += rule.theme in text.wanted
    mean = sum(right.values()) / sum(given.values())
    return indexed(
        replace(rule, weight=round((right[rule.row] + BELIEVED * mean) / (given[rule.row] + BELIEVED), 2))
        if rule.kind == "cue"
        else rule
        for rule in by.rules
    )


def crossed(train: Sequence[Text], every: Rules | None = None) -> Calibration:
    """How far strengths can be trusted, counted on `train` alone: each fifth with rules frozen on the other four."""
    marked: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        others = [text for n, text in enumerate(train) if n % FOLDS != fold]
        by = counted_again(others, indexed(kept_by(others, every or rules())))
        marked += strengths([text for n, text in enumerate(train) if n % FOLDS == fold], by)
    return fit(marked)


if __name__ == "__main__":
    main()
