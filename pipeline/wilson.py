"""How sure a share of few is: used where reviews are counted and where the queue is put in order."""

from __future__ import annotations

import math

_Z = 1.959964


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    share, square = right / judged, _Z * _Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    spread = _Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged)) / (1 + square / judged)
    return max(0.0, middle - spread), min(1.0, middle + spread)
