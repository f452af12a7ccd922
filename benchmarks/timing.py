"""Two or more sides timed in turn, so that the machine's drift touches all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest


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
            seconds[name].append(_time(sides[name](turn), clock))
    return _summed_up(seconds)


def time_pieces_in_turn(
    sides: Mapping[str, Callable[[int], Sequence[Callable[[], object]]]],
    rounds: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Time sides that do their work in pieces, the first piece of each before the second of any.

    For long work: what slows the machine for some seconds slows all sides. Seconds are those of a round, as above.
    """
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds):
        pieces = {name: side(turn) for name, side in sides.items()}
        taken = dict.fromkeys(sides, 0.0)
        for number, together in enumerate(zip_longest(*pieces.values())):
            first = (turn + number) % len(sides)
            timed = [*zip(sides, together, strict=True)]
            for name, piece in timed[first:] + timed[:first]:
                taken[name] += 0.0 if piece is None else _time(piece, clock)
        for name in sides:
            seconds[name].append(taken[name])
    return _summed_up(seconds)


def _time(work: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    work()
    return clock() - start


def _summed_up(seconds: Mapping[str, Sequence[float]]) -> dict[str, Timing]:
    return {
        name: Timing(median=statistics.median(taken), least=min(taken), most=max(taken))
        for name, taken in seconds.items()
    }
