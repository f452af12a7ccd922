"""Plots drawn here as SVG, so that no page needs a library for them: intervals of shares, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABEL, BAR, ROW, RIGHT = 150, 320, 30, 110
"""Widths of the labels, of the scale and of the numbers, and the height of a row, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of ``total`` with the interval in which it lies, all from 0 to 1."""

    label: str
    share: float
    low: float
    high: float
    total: int
    css_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedShare:
    """A share where it is drawn."""

    share: Share
    y: int
    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What the template draws: rows, grid lines (place and per cent) and the size of it all."""

    rows: tuple[PlacedShare, ...]
    grid: tuple[tuple[float, int], ...]
    width: int
    height: int
    label: int = LABEL
    text: int = LABEL + BAR + 12


def plot_shares(shares: Sequence[Share]) -> Plot:
    """Return shares as points with their intervals on a scale from the lowest ten per cent needed up to 100 %.

    >>> plot = plot_shares([Share(label="금액", share=0.9, low=0.8, high=1.0, total=50)])
    >>> plot.grid[0][1], plot.rows[0].high
    (80, 470.0)
    """
    least = min((share.low for share in shares), default=0.0)
    start = min(int(least * 10) / 10, 0.8)

    def place(value: float) -> float:
        return LABEL + BAR * (max(value, start) - start) / (1 - start)

    rows = tuple(
        PlacedShare(
            share=share, y=20 + ROW * number, point=place(share.share), low=place(share.low), high=place(share.high)
        )
        for number, share in enumerate(shares)
    )
    steps = 4 if start < 0.5 else 2
    marks = [start + (1 - start) * step / steps for step in range(steps + 1)]
    grid = tuple((place(mark), round(mark * 100)) for mark in marks)
    return Plot(rows=rows, grid=grid, width=LABEL + BAR + RIGHT, height=20 + ROW * len(rows) + 10)
