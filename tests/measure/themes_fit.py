"""Count again how often themes of each strength are right: the rows of ontology/theme_calibration.csv.

    python tests/measure/themes_fit.py GOLD_FOLDER > theme_calibration.csv

Only what stands for unseen texts counts: each careful reading with the rows alone that other texts support
(themes_unseen.py), and the invented texts that were labelled before the rules were run on them and never fitted to.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from themes_texts import fit, invented, rules, strengths
from themes_unseen import READINGS, kept_by, left_out, texts_of

from dhrgraph.classify.calibration import COLUMNS
from dhrgraph.classify.rules import indexed

NOTE = "two real reviews, each with the rows that other texts support, and {} invented texts not fitted to"


def main() -> None:
    by_source = texts_of(Path(sys.argv[1]))
    fresh = invented("calibration")
    marked = strengths(fresh, rules())
    for name in READINGS:
        supported = indexed(kept_by(left_out(by_source, name), rules()))
        marked += strengths(by_source[name], supported)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for band in fit(marked).bands:
        writer.writerow([f"{band.strength:.2f}", band.given, band.right, NOTE.format(len(fresh))])


if __name__ == "__main__":
    main()
