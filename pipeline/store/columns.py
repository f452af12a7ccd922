"""How values become columns and come back: times, texts, and a fact as a row."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extractors.facts import Amount, Count, Duration, Fact, Institution, Number, Qualifier, Quantity
from pipeline.model import KST
from pipeline.store.durations import measure, plain_number

Value = str | int | float | None

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUMBER_PARTS = ("", "_text", "_months", "_seconds", "_days")
_NUMBERS = tuple(name + part for name in ("value", "low", "high") for part in _NUMBER_PARTS)

_NO_NUMBER: tuple[Value, ...] = (None,) * len(_NUMBER_PARTS)
_TEXTS = ("bound", "currency", "per", "each", "unit", "of", "form", "role", "since", "until")
"""Fields of a quantity that are stored as they are, each where its kind has it; a row's columns go in this order."""
_NO_QUANTITY: tuple[Value, ...] = (None,) * (len(_NUMBERS) + len(_TEXTS))
_DATES = {"since": "from_date", "until": "to_date"}

FACT_COLUMNS = (
    *("id", "article", "revision", "kind", "start", "end", "quote", "sentence", "sentence_start"),
    *_NUMBERS,
    *(_DATES.get(name, name) for name in _TEXTS),
    *("canonical", "type", "resolution", "approx", "institution", "qualifiers", "rule", "extractor_version"),
)
"""The columns of ``facts`` and ``past_facts``, in the order in which this module writes rows of them."""


def system_time(time: datetime) -> str:
    """Return the time of something that we did, in UTC."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")


def press_time(time: datetime | None) -> str | None:
    """Return a time that the press gave, in Korean time; one without a zone is Korean already."""
    if time is None:
        return None
    try:
        seoul = time.replace(tzinfo=KST) if time.tzinfo is None else time.astimezone(KST)
    except OverflowError:
        # On the first or last day of the calendar, which no article is of: before or after all of them either way.
        seoul = time.replace(tzinfo=KST)
    return seoul.isoformat(timespec="seconds")


def read_time(text: str | None) -> datetime | None:
    """Return a stored time."""
    return datetime.fromisoformat(text) if text else None


def storable(text: str) -> str:
    """Return the text with each NUL and lone surrogate, which SQLite cannot hold as text, as U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_or_none(text: str | None) -> str | None:
    """Return the storable text, or None for None."""
    return None if text is None else storable(text)


def json_list(texts: Iterable[str]) -> str:
    """Return texts as a JSON list that a person can read."""
    return json.dumps([storable(text) for text in texts], ensure_ascii=False)


def fact_rows(
    facts: Iterable[Fact],
    sentences: Sequence[tuple[int, int]],
    *,
    text: str,
    article: str,
    revision: int,
    extractor_version: str,
) -> dict[str, tuple[Value, ...]]:
    """Return a row for each fact of an article's text, by id, in FACT_COLUMNS order."""
    starts = [start for start, _ in sentences]
    held = storable(text)
    ordinals = _Ordinals(text)
    rows: dict[str, tuple[Value, ...]] = {}
    for fact in facts:
        sentence_start, sentence_end = _sentence_of(fact, sentences, starts)
        name = _fresh_id(fact, ordinals.of(fact.text, fact.start), article, rows)
        rows[name] = (
            *(name, article, revision, fact.kind, fact.start, fact.end, storable(fact.text)),
            *(held[sentence_start:sentence_end], sentence_start),
            *(_mention_cells(fact) if isinstance(fact, Institution) else _quantity_cells(fact)),
            *(fact.rule, extractor_version),
        )
    return rows


def institution_id(fact: Institution) -> str:
    """Return the registry's id of the institution, or one minted from its name."""
    if fact.registry_id is not None:
        return fact.registry_id
    return "name-" + hashlib.sha256(fact.canonical.encode("utf-8", "replace")).hexdigest()[:16]


def read_fact(row: sqlite3.Row) -> Fact:
    """Return the fact that a row of ``facts`` holds."""
    place: dict[str, Any] = {name: row[name] for name in ("start", "end", "rule")}
    place["text"] = row["quote"]
    kind = row["kind"]
    if kind == "institution":
        registry_id = row["institution"] if row["resolution"] == "registry" else None
        names = {name: row[name] for name in ("canonical", "type", "resolution")}
        return Institution(**place, **names, registry_id=registry_id)
    place |= {"bound": row["bound"], "approx": bool(row["approx"])}
    place["qualifiers"] = tuple(Qualifier(*qualifier) for qualifier in json.loads(row["qualifiers"]))
    if kind == "duration":
        lengths = {name: row[f"{name}_text"] for name in ("value", "low", "high")}
        dates = {"since": row["from_date"], "until": row["to_date"]}
        return Duration(**place, **lengths, **dates, form=row["form"], role=row["role"])
    numbers: dict[str, Any] = {name: _read_number(row[f"{name}_text"]) for name in ("value", "low", "high")}
    rate: dict[str, Any] = {"per": row["per"], "each": row["each"]}
    if kind == "amount":
        return Amount(**place, **numbers, **rate, currency=row["currency"])
    return Count(**place, **numbers, **rate, unit=row["unit"], of=row["of"])


def _sentence_of(fact: Fact, sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> tuple[int, int]:
    first = bisect_right(starts, fact.start) - 1
    last = bisect_right(starts, fact.end - 1) - 1
    if first < 0 or sentences[last][1] < fact.end:
        return fact.start, fact.end
    return sentences[first][0], sentences[last][1]


class _Ordinals:
    """Which occurrence of its quote in the text a fact is: a new rule does not shift the others' ids.

    Counted on from the fact before with the same quote, so that a long text is gone through once and not once a fact.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted: dict[str, tuple[int, int]] = {}

    def of(self, quote: str, start: int) -> int:
        """Return how often the quote stands before ``start``: what ``text.count(quote, 0, start)`` returns."""
        end, number = self._counted.get(quote, (0, 0))
        if end > start:
            return self._text.count(quote, 0, start)
        while (found := self._text.find(quote, end, start)) >= 0:
            end, number = found + len(quote), number + 1
        self._counted[quote] = end, number
        return number


def _fresh_id(fact: Fact, ordinal: int, article: str, taken: dict[str, tuple[Value, ...]]) -> str:
    name = _hash_id(article, fact.kind, fact.text, str(ordinal))
    again = 0
    while name in taken:
        again += 1
        name = _hash_id(article, fact.kind, fact.text, f"{ordinal}.{again}")
    return name


def _hash_id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _mention_cells(fact: Institution) -> tuple[Value, ...]:
    names = (storable(fact.canonical), fact.type, fact.resolution)
    return (*_NO_QUANTITY, *names, None, institution_id(fact), "[]")


def _quantity_cells(fact: Quantity) -> tuple[Value, ...]:
    texts = (storable_or_none(getattr(fact, name, None)) for name in _TEXTS)
    numbers = (*_number_cells(fact.value), *_number_cells(fact.low), *_number_cells(fact.high))
    return (*numbers, *texts, None, None, None, int(fact.approx), None, _qualifiers(fact))


def _qualifiers(fact: Quantity) -> str:
    if not fact.qualifiers:
        return "[]"
    return json.dumps([[start, end, storable(text)] for start, end, text in fact.qualifiers], ensure_ascii=False)


def _number_cells(number: Number | str | None) -> tuple[Value, ...]:
    if number is None:
        return _NO_NUMBER
    if isinstance(number, str):
        return _length_cells(number)
    exact = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return (plain_number(number), exact, None, None, None)


@lru_cache(maxsize=4096)
def _length_cells(duration: str) -> tuple[Value, ...]:
    length = measure(duration)
    return (None, duration, length.months, length.seconds, length.days)


def _read_number(text: str | None) -> Number | None:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)
