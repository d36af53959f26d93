"""Write the golden reports anew: `python tests/report/write_report_golden.py`.

Read what changed before you keep it, aloud: would a council's domestic-abuse lead understand and trust every sentence?
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from dhrgraph.config import load_config
from dhrgraph.graph.store import Store
from dhrgraph.pipeline import build
from dhrgraph.resources import folder

sys.path.insert(0, str(Path(__file__).parent))
from report_golden import GOLDEN, SUBJECTS, texts


def main() -> None:
    """Build the five documents, and keep their reports."""
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "output"
        build([folder("seeds")], output, load_config(), lambda _stage, _message: None)
        store = Store.open(output / "store")
        for name in SUBJECTS:
            for file, text in texts(store, name).items():
                (GOLDEN / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
