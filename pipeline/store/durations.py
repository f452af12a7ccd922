"""ISO 8601 durations as numbers that SQL can compare: exact months and seconds, and nominal days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# The mean Gregorian year and its twelfth, for comparing P1Y with P365D; months and seconds beside them stay exact.
DAYS_A_YEAR = Decimal("365.2425")
DAYS_A_MONTH = DAYS_A_YEAR / 12

_N = r"(\d+(?:\.\d+)?)"
_ISO = re.compile(rf"P(?:{_N}Y)?(?:{_N}M)?(?:{_N}W)?(?:{_N}D)?(?:T(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?")
_MONTHS = (12, 1, 0, 0, 0, 0, 0)
_SECONDS = (0, 0, 604_800, 86_400, 3_600, 60, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duration is ``months`` plus ``seconds``, exactly; ``days`` is what that is on average."""

    months: int | float
    seconds: int | float
    days: float


def measure(duration: str) -> Length:
    """Return the length of an ISO 8601 duration; raises ValueError where it is none.

    >>> measure("P1Y6M")
    Length(months=18, seconds=0, days=547.86375)
    """
    match = _ISO.fullmatch(duration)
    if match is None or not any(match.groups()):
        raise ValueError(f"not an ISO 8601 duration: {duration!r}")
    numbers = [Decimal(number or 0) for number in match.groups()]
    months = sum((n * unit for n, unit in zip(numbers, _MONTHS, strict=True)), Decimal(0))
    seconds = sum((n * unit for n, unit in zip(numbers, _SECONDS, strict=True)), Decimal(0))
    days = months * DAYS_A_MONTH + seconds / 86_400
    return Length(months=plain_number(months), seconds=plain_number(seconds), days=float(days))


def plain_number(number: int | Decimal) -> int | float:
    """Return the number as SQLite holds it: an int where it is whole and fits 64 bits, else a float."""
    if number == int(number) and -(2**63) <= number < 2**63:
        return int(number)
    return float(number)
