"""Dates as far as a text and its article tell them, and how long it is from one to another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from extractors.facts import Context, Duration
from extractors.numbers.durations import iso

_SEOUL = timezone(timedelta(hours=9))


class Day(NamedTuple):
    """A date as far as it is known."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def grain(self) -> str:
        """The finest part that is written."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        if self.year is not None:
            parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
            return "-".join(parts)
        if self.month is not None:
            return f"--{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        return f"---{self.day:02d}"


def article_day(context: Context) -> date | None:
    """Return the day of publication in Korea, or None where it is not known."""
    moment: datetime | None = context.published
    if moment is None:
        return None
    try:
        return (moment if moment.tzinfo is None else moment.astimezone(_SEOUL)).date()
    except (OverflowError, ValueError):
        return None


def short_year(year: int) -> int:
    return 2000 + year if year < 50 else 1900 + year


def year_word(word: str | None, today: date | None) -> int | None:
    if word is None or today is None:
        return None
    back = {"지지난해": -2, "재작년": -2, "지난해": -1, "작년": -1, "내년": 1}
    return today.year + back.get(word, 0)


def month_word(word: str, today: date) -> tuple[int, int]:
    step = {"지난달": -1, "지난 달": -1, "전달": -1, "다음달": 1, "다음 달": 1, "내달": 1}.get(word, 0)
    index = today.year * 12 + today.month - 1 + step
    return index % 12 + 1, index // 12


def length_of(first: Day, second: Day) -> str | None:
    if first.grain == "year":
        years = (second.year or 0) - (first.year or 0) + 1
        return iso([("year", years)]) if 1 < years < 1000 else None
    if first.grain == "month":
        if first.month is None or second.month is None or (first.year is None) != (second.year is None):
            return None
        months = ((second.year or 0) - (first.year or 0)) * 12 + second.month - first.month + 1
        if first.year is None and months < 1:
            months += 12
        return iso([("month", months)]) if 1 <= months < 1200 else None
    return _days(first, second)


def _days(first: Day, second: Day) -> str | None:
    if first.day is None or second.day is None:
        return None
    if first.month is None or second.month is None:
        days = second.day - first.day + 1
        return iso([("day", days)]) if days > 1 and first.month is second.month else None
    if (first.year is None) != (second.year is None):
        return None
    year = first.year
    if year is None:
        turn = (first.month, first.day) > (second.month, second.day)
        # Of 29 February only a leap year tells.
        lengths = {_between(y, first, y + turn, second) for y in (2023, 2024)} - {None}
        days_certain = lengths.pop() if len(lengths) == 1 else None
    else:
        days_certain = _between(year, first, second.year or year, second)
    return iso([("day", days_certain)]) if days_certain is not None and 1 < days_certain < 40_000 else None


def _between(year1: int, first: Day, year2: int, second: Day) -> int | None:
    for year, day in ((year1, first), (year2, second)):
        if not 1 <= year <= 9999 or (day.day or 1) > monthrange(year, day.month or 1)[1]:
            return None
    a = date(year1, first.month or 1, first.day or 1)
    return (date(year2, second.month or 1, second.day or 1) - a).days + 1


def interval(text: str, start: int, stop: int, ends: tuple[Day, Day], length: str) -> Duration:
    """Return the fact of a stretch of text that names two days or months, and how long it is between them."""
    first, second = ends
    return Duration(
        start=start,
        end=stop,
        text=text[start:stop],
        value=length,
        low=length,
        high=length,
        form="interval",
        since=str(first),
        until=str(second),
        rule="duration.interval",
    )
