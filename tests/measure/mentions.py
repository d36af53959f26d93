"""Names of bodies as careless hands write them: how many find their body, and every fault.

    python tests/measure/mentions.py [--made] [--faults]

The mentions written by hand; with --made those made by machine as well. One line a kind; with --faults each mention that
was missed or taken for a wrong body. Prints only; nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "reconcile"))

from noisy_mentions import by_kind, made_mentions, table, total, written_mentions

from dhrgraph.config import load_config
from dhrgraph.reconcile.mentions.match import reconcile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", action="store_true", help="the mentions made by machine as well")
    parser.add_argument("--faults", action="store_true", help="every mention missed or wrong")
    options = parser.parse_args()
    register = load_config().authorities.register
    items = [*written_mentions(register), *(made_mentions(register) if options.made else ())]
    scores = by_kind(((item, reconcile(item.mention, item.areas, register)) for item in items), register)
    print(table(scores))
    if options.faults:
        print(*sorted(total(scores.values()).faults, reverse=True), sep="\n")


if __name__ == "__main__":
    main()
