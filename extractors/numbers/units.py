"""What can stand behind a number: money, lengths of time, counters, and the units that make it no fact at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit as written; ``kind`` says which reader looks at it and ``what`` what it stands for."""

    text: str
    kind: str
    what: str
    check: str = ""
    factor: Decimal | int = 1


class Counter(NamedTuple):
    """A counter of the inventory: what it counts, how it is checked, and the words it is mistaken for."""

    text: str
    counts: str
    check: str
    mistaken: tuple[str, ...]


class Currency(NamedTuple):
    """A currency's word, symbol or code, its ISO 4217 code, and the share of a whole unit it is."""

    text: str
    code: str
    factor: Decimal | int
    form: str
    about: str


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of a tab-separated data file beside this module, without its comment lines."""
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line.split("\t")


def _factor(text: str) -> Decimal | int:
    return Decimal(text) if "." in text else int(text)


COUNTERS: tuple[Counter, ...] = tuple(
    Counter(text, counts, check, () if mistaken == "-" else tuple(mistaken.split()))
    for text, counts, check, mistaken in rows("counters.tsv")
)
CURRENCIES: tuple[Currency, ...] = tuple(
    Currency(text, code, _factor(factor), form, about) for text, code, factor, form, about in rows("currencies.tsv")
)

_TIME = (
    *(Unit(text, "year", "Y") for text in ("년", "해")),
    Unit("개년", "plan_year", "Y"),
    Unit("분기", "quarter", "M"),
    *(Unit(text, "month", "M") for text in ("개월", "달")),
    *(Unit(text, "week", "W") for text in ("주", "주일")),
    *(Unit(text, "century", "C") for text in ("세기",)),
    Unit("월", "moon", "M"),
    Unit("일", "day", "D"),
    *(Unit(text, "open_day", "D") for text in ("거래일", "영업일")),
    Unit("시간", "hour", "TH"),
    Unit("분", "minute", "TM"),
    Unit("초", "second", "TS"),
    Unit("박", "night", "D"),
)


def _units() -> Iterator[Unit]:
    for reason, words in rows("refused.tsv"):
        yield from (Unit(word, "none", reason) for word in words.split())
    for counter in COUNTERS:
        yield from (Unit(word, "none", f"another word than {counter.text}") for word in counter.mistaken)
    for counter in COUNTERS:
        yield Unit(counter.text, "counter", counter.text, counter.check)
    for currency in CURRENCIES:
        if currency.form != "symbol" or len(currency.text) == 1:
            yield Unit(currency.text, "money", currency.code, currency.form, currency.factor)
    yield from _TIME


# 5개정도, 12대중 3대, 3만원정도: what is written on to a unit makes none of the words that begin so.
_WRITTEN_ON = ("개정도", "개미만", "개조차", "대부터", "대중 ", "대전부", "장남짓", "원정도", "원전후")


def _index() -> dict[str, tuple[re.Pattern[str], dict[str, Unit]]]:
    # Later rows win: a counter over the list of units that are none of ours.
    by_text = {unit.text: unit for unit in _units()}
    by_text |= {written: by_text[written[0]] for written in _WRITTEN_ON}
    index: dict[str, dict[str, Unit]] = {}
    for text in sorted(by_text, key=len, reverse=True):
        index.setdefault(text[0], {})[text] = by_text[text]
    return {first: (re.compile("|".join(map(re.escape, units))), units) for first, units in index.items()}


INDEX = _index()
SYMBOLS = {currency.text: currency for currency in CURRENCIES if currency.form in ("symbol", "code")}
COUNTER_INDEX = {counter.text: counter for counter in COUNTERS}


def unit_at(text: str, start: int) -> Unit | None:
    """Return the longest unit that begins at ``start``, or None."""
    entry = INDEX.get(text[start : start + 1])
    if entry is None:
        return None
    match = entry[0].match(text, start)
    return None if match is None else entry[1][match[0]]
