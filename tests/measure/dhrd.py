"""What a real table of cases holds, as dhrgraph reads it: `python tests/measure/dhrd.py INCIDENTS.csv`.

The figures to compare with are those of the data set's own pages: rows, partnerships, regions, prevalence. Only sums
over the whole table are printed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from dhrgraph.config import load_config
from dhrgraph.read.documents import Job, list_jobs, read_source
from dhrgraph.reconcile.deaths.names import reconcile_deaths
from dhrgraph.records import DeathRegister


def main(path: Path) -> None:
    """Read the table and print its counts."""
    config = load_config()
    (job,) = list_jobs([path])
    assert isinstance(job, Job), job
    begun = time.perf_counter()
    read = read_source(job, config.kinds, config.cases)
    assert isinstance(read, DeathRegister), "not a table of cases"
    table = reconcile_deaths(read, config.authorities)
    print(f"{len(table.deaths)} deaths read in {time.perf_counter() - begun:.2f} s from {table.source.id}")
    printed = {death.csp.raw for death in read.deaths}
    unknown = sum(death.partnership is None for death in table.deaths)
    print(f"{len(printed)} partnership names, {unknown} deaths without a known one")
    print("regions:", dict(Counter(str(death.region) for death in table.deaths).most_common()))
    years = [death.year for death in table.deaths if death.year]
    months = sum(len(death.date or "") > len("YYYY") for death in table.deaths)
    print(f"years {min(years)} to {max(years)}, most in {Counter(years).most_common(1)[0]}; {months} with a month")
    tagged = Counter(factor for death in table.deaths for factor in death.factors)
    for factor, count in tagged.most_common():
        print(f"  {factor:28} {count:4}  {100 * count / len(table.deaths):5.1f} %")
    silent = sum(death.cause is None for death in table.deaths), sum(death.place is None for death in table.deaths)
    print(f"without a cause {silent[0]}, without a place {silent[1]}")
    print("issues:", dict(Counter(f"{issue.stage} {issue.severity}" for issue in table.issues)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
