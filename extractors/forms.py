"""The reading form of a fact: one short line that a person can check, such as ``≤ ~2,000,000,000 KRW / year``."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from extractors.facts import Amount, Count, Duration, Fact, Institution, Number

_SIGNS = {"min": "≥ ", "max": "≤ ", "over": "> ", "under": "< "}
_UNITS = {
    "Y": ("year", "years"),
    "M": ("month", "months"),
    "W": ("week", "weeks"),
    "D": ("day", "days"),
    "H": ("hour", "hours"),
    "TM": ("minute", "minutes"),
    "S": ("second", "seconds"),
}
_PART = re.compile(r"([\d.]+)([YMWDHS])")


def reading_form(fact: Fact) -> str:
    """Return the fact in one line: bound, approximation, value and unit, rate, and what is counted.

    >>> reading_form(Duration(start=0, end=2, text="8년", value="P8Y", low=None, high="P8Y", bound="max", rule="x"))
    '≤ 8 years'
    """
    if isinstance(fact, Institution):
        return f"{fact.canonical} ({fact.type})"
    if isinstance(fact, Duration):
        body = _claim(fact, duration_words)
        if fact.form == "interval":
            return f"{body} ({fact.since} – {fact.until})"
        return body if fact.role == "for" else f"{body} [{fact.role}]"
    if isinstance(fact, Amount):
        return f"{_claim(fact, number_words)} {fact.currency}{_rate(fact)}"
    unit = f" {fact.unit}" if fact.unit else ""
    return f"{_claim(fact, number_words)}{unit}{' ' + fact.of if fact.of else ''}{_rate(fact)}"


def number_words(value: Number | str) -> str:
    """Return a number with thousands separated, without trailing zeros."""
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    return f"{int(value):,}"


def duration_words(value: Number | str) -> str:
    """Return an ISO 8601 duration in English words (``P1Y6M`` is ``1 year 6 months``)."""
    date, _, time = str(value).removeprefix("P").partition("T")
    parts = [(n, _UNITS[u]) for n, u in _PART.findall(date)]
    parts += [(n, _UNITS["TM" if u == "M" else u]) for n, u in _PART.findall(time)]
    return " ".join(f"{number_words(Decimal(n))} {names[Decimal(n) != 1]}" for n, names in parts)


def _claim(fact: Amount | Duration | Count, write: Callable[[Number | str], str]) -> str:
    about = "~" if fact.approx else ""
    if fact.value is not None:
        return f"{_SIGNS.get(fact.bound, '')}{about}{write(fact.value)}"
    if fact.low is not None and fact.high is not None:
        return f"{about}{write(fact.low)} – {write(fact.high)}"
    return f"{about}({fact.text})"


def _rate(fact: Amount | Count) -> str:
    return "".join(f" / {unit}" for unit in (fact.per, fact.each) if unit)
