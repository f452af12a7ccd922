"""Two or more sides timed in turn, so that the machine's drift touches all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds of one side over the rounds."""

    median: float
    least: float
    most: float


def time_in_turn(
    sides: Mapping[str, Callable[[int], Callable[[], object]]],
    rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Time each side once a round, all sides in each round, the first side changing from round to round.

    A side is a function of the round that prepares (untimed) and returns what is timed. Sides that only compute, in
    this process, are best timed by ``time.process_time``: on a busy machine waiting for a core is no work of theirs.
    """
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            work = sides[name](turn)
            gc.collect()
            start = clock()
            work()
            seconds[name].append(clock() - start)
    return {
        name: Timing(median=statistics.median(taken), least=min(taken), most=max(taken))
        for name, taken in seconds.items()
    }
