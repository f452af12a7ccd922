"""What a benchmark tells: single figures, and for what was timed in rounds their median and spread."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.timing import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One figure over the rounds."""

    median: float
    least: float
    most: float


Figure = float | Spread
Figures = Mapping[str, Figure]


def spread(figures: Iterable[float]) -> Spread:
    """Return the median and the ends of the figures of some rounds."""
    taken = list(figures)
    return Spread(median=statistics.median(taken), least=min(taken), most=max(taken))


def milliseconds_each(timings: Mapping[str, Timing], number: int) -> dict[str, Figure]:
    """Return timings of so many things as milliseconds for one."""
    return converted(timings, lambda seconds: seconds / number * 1e3)


def converted(timings: Mapping[str, Timing], convert: Callable[[float], float]) -> dict[str, Figure]:
    """Return timings in another unit, which may turn what is least into what is most."""
    return {
        name: spread((convert(timing.median), convert(timing.least), convert(timing.most)))
        for name, timing in timings.items()
    }


def middle(figure: Figure) -> float:
    """Return the figure, or its median."""
    return figure.median if isinstance(figure, Spread) else figure


def as_json(figures: Figures) -> dict[str, Any]:
    """Return figures as plain JSON values."""
    return {
        name: {"median": figure.median, "least": figure.least, "most": figure.most}
        if isinstance(figure, Spread)
        else figure
        for name, figure in figures.items()
    }


def from_json(values: Mapping[str, Any]) -> dict[str, Figure]:
    """Return the figures of a part of results.json; what else stands there is left out."""
    return {
        name: Spread(**value) if isinstance(value, dict) else float(value)
        for name, value in values.items()
        if isinstance(value, dict | float | int)
    }
