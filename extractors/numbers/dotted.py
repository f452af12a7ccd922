"""Pairs of dates in figures with dots (``2023. 3. 2.~2023. 6. 15.``), as notices and captions write them."""

from __future__ import annotations

import re

from extractors.facts import Duration
from extractors.numbers.dates import Day, interval, length_of

_WEEKDAY = r"(?: ?\([월화수목금토일]\))?"
_MONTH_DAY = r"(?P<m{n}>1[0-2]|0?[1-9])\. ?(?P<d{n}>[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_PAIR = re.compile(
    r"(?P<y1>(?:1[5-9]|20)[0-9]{2})\. ?"
    + _MONTH_DAY.format(n=1)
    + rf"\.?{_WEEKDAY}(?: ?[~∼〜～\-–—―] ?|부터 ?)"
    + r"(?:(?P<y2>(?:1[5-9]|20)[0-9]{2})\. ?)?"
    + rf"(?:{_MONTH_DAY.format(n=2)}|(?P<only>[12][0-9]|3[01]|0?[1-9])(?![0-9]|\.[0-9]))"
)


def read_dotted(text: str, start: int) -> Duration | None:
    """Return the interval of two dates in dotted figures that begins at ``start``, or None where there is none."""
    pair = _PAIR.match(text, start)
    if pair is None or (pair["only"] and pair["y2"]):
        return None
    first = Day(int(pair["y1"]), int(pair["m1"]), int(pair["d1"]))
    month, day = int(pair["m2"] or pair["m1"]), int(pair["d2"] or pair["only"])
    turn = pair["y2"] is None and (month, day) < (first.month or 0, first.day or 0)
    second = Day(int(pair["y2"]) if pair["y2"] else int(pair["y1"]) + turn, month, day)
    length = length_of(first, second)
    if length is None or (turn and pair["only"]):
        return None
    return interval(text, start, pair.end(), (first, second), length)
