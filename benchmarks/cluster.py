"""``pressfacts batch --local 2`` beside two bare processes that do the same shards without a scheduler.

Each side starts anew, loads the rules in every process, and writes the same Parquet.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.command import PRESSFACTS, all_of
from benchmarks.figures import Figure, converted
from benchmarks.generate import pages
from benchmarks.timing import time_in_turn

PAGES = 12_000
"""Half a minute: what starting a scheduler takes is not what a cluster is for."""
SHARDS = 24
CLUSTER = "a dask cluster of two workers"
BARE = "two bare processes, half of the shards each"

_BARE = "import sys; from pathlib import Path; from pipeline.jobs.batch import run_batch; "
_BARE += "run_batch(sys.argv[2:], Path(sys.argv[1]))"


def run(rounds: int = 5, number: int = PAGES) -> dict[str, Figure]:
    """Return pages a second of each side."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shards = _write_shards(place, number)

        def cluster(turn: int) -> Callable[[], None]:
            return all_of([*PRESSFACTS, "batch", "--local", "2", "--out", str(place / f"cluster-{turn}"), *shards])

        def bare(turn: int) -> Callable[[], None]:
            outs = [str(place / f"bare-{turn}-{n}") for n in range(2)]
            return all_of(*([sys.executable, "-c", _BARE, out, *shards[n::2]] for n, out in enumerate(outs)))

        timings = time_in_turn({CLUSTER: cluster, BARE: bare}, rounds)
    return converted(timings, lambda seconds: number / seconds)


def _write_shards(place: Path, number: int) -> list[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = pages(number, seed=5)
    paths = []
    for n in range(SHARDS):
        rows = [
            {"url": article.url, "html": body, "fetched_at": article.published}
            for article, body in itertools.islice(made, number // SHARDS)
        ]
        path = place / f"{n:03}.parquet"
        pq.write_table(pa.Table.from_pylist(rows), path)
        paths.append(str(path))
    return paths
