"""``--workers 2`` beside two bare processes that do the same work without a word between them.

The peer is the most that two cores can give: two commands with one worker each, over half of the pages each, into a
database of their own each. All three sides start a new process, load the rules and store what they read.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import PRESSFACTS, all_of
from benchmarks.figures import Figure, converted
from benchmarks.generate import pages
from benchmarks.timing import time_in_turn

PAGES = 1_200
ONE = "one worker"
TWO = "two workers, one database"
BARE = "two bare processes, half of the pages and a database each"


def run(rounds: int = 5, number: int = PAGES) -> dict[str, Figure]:
    """Return the seconds that each way takes to clean, extract and store so many pages."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        halves = [place / "left", place / "right"]
        for half in halves:
            half.mkdir()
        for n, (_, body) in enumerate(itertools.islice(pages(number, seed=5), number)):
            (halves[n % 2] / f"{n:05}.html").write_bytes(body)

        def database(turn: int, name: str) -> Path:
            return place / f"{name}-{turn}.db"

        timings = time_in_turn(
            {
                ONE: lambda turn: all_of(_add(database(turn, "one"), halves, workers=1)),
                TWO: lambda turn: all_of(_add(database(turn, "two"), halves, workers=2)),
                BARE: lambda turn: all_of(
                    *(_add(database(turn, f"bare-{half.name}"), [half], workers=1) for half in halves)
                ),
            },
            rounds,
        )
        return converted(timings, lambda seconds: seconds)


def _add(database: Path, inputs: Sequence[Path], *, workers: int) -> list[str]:
    return [*PRESSFACTS, "add", "--db", str(database), "--workers", str(workers), *map(str, inputs)]
