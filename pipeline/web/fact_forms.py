"""A fact as a reviewer types it: which fields each kind has, and the checks that turn texts into a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.facts import Amount, Count, Duration, Fact, Institution, Number
from extractors.forms import number_words
from extractors.numbers import CURRENCIES, read_number, read_quantity
from extractors.registry import TYPES, Registry
from pipeline.store import measure

REVIEWER_RULE = "reviewer"
"""What stands where a rule's name stands, in a fact that a person made."""

BOUNDS = ("exact", "min", "max", "over", "under", "range")
ROLES = ("for", "within", "after", "before", "since", "frequency")
RATES = ("year", "month", "week", "day", "hour")
_QUANTITY = ("value", "bound", "low", "high", "approx")

FIELDS: dict[str, tuple[str, ...]] = {
    "institution": ("canonical", "type"),
    "amount": (*_QUANTITY, "currency", "per", "each"),
    "duration": (*_QUANTITY, "role", "form", "since", "until"),
    "count": (*_QUANTITY, "unit", "of", "per", "each"),
}
"""The fields of each kind, in the order of the form."""

CHOICES: dict[str, tuple[str, ...]] = {
    "bound": BOUNDS,
    "role": ROLES,
    "form": ("length", "interval"),
    "per": ("", *RATES),
    "type": tuple(sorted(TYPES)),
    "currency": tuple(sorted({currency.code for currency in CURRENCIES})),
}

_LONGEST = 200
_ISO_DURATION = re.compile(
    r"P(?=[\dT])(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?"
)
_ISO_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?|--\d{2}(?:-\d{2})?|---\d{2}")


class FieldRefused(Exception):
    """A field that cannot be read; ``field`` names it, ``why`` is a key of the catalogue's ``[form]``."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Where a fact stands: a span of the article's text in code points, and what it says."""

    start: int
    end: int
    text: str


def field_texts(fact: Fact) -> dict[str, str]:
    """Return the fields of a fact as the form shows them."""
    return {name: _field_text(getattr(fact, name)) for name in FIELDS[fact.kind]}


def read_fields(kind: str, quote: Quote, texts: Mapping[str, str], registry: Registry) -> Fact:
    """Return the fact that the fields of a form say; raises FieldRefused for the first that cannot be read.

    A value is read by the numeral reader (``20억원``, ``2,000,000,000``, ``1년 6개월``, ``P1Y6M``); what it says
    besides the number (약, 이내) has fields of its own, and counts only there.
    """
    given = {name: texts.get(name, "").strip() for name in FIELDS[kind]}
    for name, text in given.items():
        if len(text) > _LONGEST or not text.isprintable():
            raise FieldRefused(name, "long")
        if name in CHOICES and text not in CHOICES[name]:
            raise FieldRefused(name, "choice")
    place: dict[str, Any] = {"start": quote.start, "end": quote.end, "text": quote.text, "rule": REVIEWER_RULE}
    if kind == "institution":
        return _institution(place, given, registry)
    claim = _claim(kind, given)
    optional: dict[str, Any] = {
        name: given[name] or None for name in ("per", "each", "unit", "of", "since", "until") if name in given
    }
    if kind == "amount":
        return Amount(**place, **claim, **optional, currency=given["currency"])
    if kind == "count":
        return Count(**place, **claim, **optional)
    _check_interval(given)
    return Duration(**place, **claim, **optional, form=given["form"], role=given["role"])


def suggest(kind: str, quote: Quote, registry: Registry) -> dict[str, str]:
    """Return the fields with which the form for a missed fact opens: what the readers make of the quote alone."""
    if kind == "institution":
        found = registry.resolve(quote.text)
        canonical, type_ = (quote.text, "other") if found is None else (found.canonical, found.entry.type)
        return {"canonical": canonical, "type": type_}
    quantity = read_quantity(quote.text)
    blank = {"bound": "exact", "approx": "", "currency": "KRW", "role": "for", "form": "length"}
    if quantity is not None and quantity.kind == kind:
        return field_texts(quantity)
    number = None if kind == "duration" else read_number(quote.text)
    value = "" if number is None else _field_text(number.value)
    return {name: blank.get(name, "") for name in FIELDS[kind]} | {"value": value}


def find_institutions(registry: Registry, text: str, *, most: int = 12) -> list[tuple[str, str]]:
    """Return names and types of the registry's institutions that a typed text may mean, the likeliest first.

    First those that bear it as a name, then names that begin with it, then names that hold it; bodies of today first.
    """
    text = text.strip()
    if not text:
        return []
    ranked: dict[tuple[str, str], tuple[int, bool, int]] = {}
    for entry in registry:
        names = (entry.name, *entry.aliases)
        if text in names:
            rank = 0
        elif any(name.startswith(text) for name in names):
            rank = 1
        elif text in entry.name:
            rank = 2
        else:
            continue
        key = (entry.name, entry.type)
        standing = (rank, bool(entry.valid_to), len(entry.name))
        ranked[key] = min(ranked.get(key, standing), standing)
    return sorted(ranked, key=lambda key: (*ranked[key], key))[:most]


def _institution(place: dict[str, Any], given: dict[str, str], registry: Registry) -> Institution:
    canonical = given["canonical"]
    if not canonical:
        raise FieldRefused("canonical", "empty")
    held = [entry for entry in registry.candidates(canonical) if entry.name == canonical]
    entry = next((entry for entry in held if entry.type == given["type"]), None)
    resolution = "none" if entry is None else "registry"
    registry_id = None if entry is None else entry.id
    return Institution(**place, canonical=canonical, type=given["type"], resolution=resolution, registry_id=registry_id)


def _claim(kind: str, given: dict[str, str]) -> dict[str, Any]:
    bound = given["bound"]
    read: Callable[[str, str, str], Any] = _read_duration if kind == "duration" else _read_value
    claim: dict[str, Any] = {"bound": bound, "approx": given["approx"] in {"1", "true", "on"}}
    if bound == "range":
        low, high = read("low", given["low"], kind), read("high", given["high"], kind)
        if _is_longer(low, high) if kind == "duration" else low > high:
            raise FieldRefused("high", "order")
        return claim | {"value": None, "low": low, "high": high}
    if not given["value"]:
        # 수십 명, 몇 년: nothing but about how many is known.
        if bound != "exact" or not claim["approx"]:
            raise FieldRefused("value", "vague")
        return claim | {"value": None, "low": None, "high": None}
    value = read("value", given["value"], kind)
    low = value if bound in {"exact", "min", "over"} else None
    high = value if bound in {"exact", "max", "under"} else None
    return claim | {"value": value, "low": low, "high": high}


def _read_value(field: str, text: str, kind: str) -> Number:
    quantity = read_quantity(text)
    if quantity is not None and quantity.kind != kind:
        raise FieldRefused(field, "kind")
    number = read_number(text) if quantity is None else quantity
    value = None if number is None else number.value
    if value is None or isinstance(value, str):
        raise FieldRefused(field, "number")
    return value


def _read_duration(field: str, text: str, _kind: str) -> str:
    if _ISO_DURATION.fullmatch(text.upper()):
        return text.upper()
    quantity = read_quantity(text)
    if quantity is None or not isinstance(quantity.value, str):
        raise FieldRefused(field, "duration")
    return quantity.value


def _check_interval(given: dict[str, str]) -> None:
    interval = given["form"] == "interval"
    for name in ("since", "until"):
        if interval != bool(given[name]):
            raise FieldRefused(name, "dates")
        if given[name] and not _is_day(given[name]):
            raise FieldRefused(name, "day")
    since, until = given["since"], given["until"]
    # Without its year, December comes before January.
    if len(since) == len(until) and not since.startswith("-") and since > until:
        raise FieldRefused("until", "turned")


def _is_longer(low: str, high: str) -> bool:
    """Whether a length surely exceeds another; of P1M and P30D nobody can say."""
    one, other = measure(low), measure(high)
    pairs = ((one.months, other.months), (one.seconds, other.seconds))
    return one != other and all(left >= right for left, right in pairs)


def _is_day(text: str) -> bool:
    """Whether this is a year, month or day that the calendar has, as far as it is given: --02-29 may be one."""
    if not _ISO_DAY.fullmatch(text):
        return False
    year_known = text.replace("---", "2024-01-", 1) if text.startswith("---") else text.replace("--", "2024-", 1)
    try:
        date.fromisoformat(f"{year_known}-01-01"[:10])
    except ValueError:
        return False
    return True


def _field_text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    return number_words(value) if isinstance(value, int | Decimal) else str(value)
