"""What a fact is: the records that every reader returns and every other stage consumes.

Offsets are code points of the text that was read, and ``text == source[start:end]``. Quantities are exact: ``int``
where a number is whole, else :class:`~decimal.Decimal`. Durations are ISO 8601 texts as written (``P1Y6M``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

Number = int | Decimal


class Qualifier(NamedTuple):
    """A word that changes how a number is meant (약, 이상, 최대 …), where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a text besides the text: it dates relative times and renamed institutions."""

    published: datetime | None = None
    title: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money, in whole units of ``currency`` (ISO 4217)."""

    kind: ClassVar[str] = "amount"
    start: int
    end: int
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    bound: str = "exact"
    approx: bool = False
    currency: str
    per: str | None = None
    each: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time; ``since`` and ``until`` (``from`` and ``to`` outside Python) only where form is interval."""

    kind: ClassVar[str] = "duration"
    start: int
    end: int
    text: str
    value: str | None
    low: str | None
    high: str | None
    bound: str = "exact"
    approx: bool = False
    form: str = "length"
    role: str = "for"
    since: str | None = None
    until: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something: ``unit`` is the counter as written, ``of`` the noun that is counted."""

    kind: ClassVar[str] = "count"
    start: int
    end: int
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    bound: str = "exact"
    approx: bool = False
    unit: str | None = None
    of: str | None = None
    per: str | None = None
    each: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A mention of an organisation; ``registry_id`` names its registry row where resolution is ``registry``."""

    kind: ClassVar[str] = "institution"
    start: int
    end: int
    text: str
    canonical: str
    type: str
    resolution: str
    registry_id: str | None = None
    rule: str


Quantity = Amount | Duration | Count
Fact = Amount | Duration | Count | Institution

KINDS: dict[str, type[Amount] | type[Duration] | type[Count] | type[Institution]] = {
    cls.kind: cls for cls in (Amount, Duration, Count, Institution)
}

ALL_KINDS = frozenset(KINDS)


def known_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds as a set; raises ValueError on one that there is not."""
    known = frozenset(kinds)
    if unknown := known - ALL_KINDS:
        raise ValueError(f"unknown kinds of facts: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    return known


_OUTSIDE = {"since": "from", "until": "to"}
_INSIDE = {outside: inside for inside, outside in _OUTSIDE.items()}


def as_record(fact: Fact) -> dict[str, Any]:
    """Return the fact as plain JSON values, under the public field names (``from`` and ``to`` for an interval)."""
    record: dict[str, Any] = {"kind": fact.kind}
    for field in fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, Decimal):
            value = float(value)
        elif field.name == "qualifiers":
            value = [list(qualifier) for qualifier in value]
        record[_OUTSIDE.get(field.name, field.name)] = value
    return record


def from_record(record: Mapping[str, Any]) -> Fact:
    """Return the fact of such JSON values; fields that are left out take their defaults, and ``rule`` is then empty.

    Other keys are ignored. Raises ValueError where a field is missing or of no such kind.
    """
    cells = {_INSIDE.get(name, name): value for name, value in record.items()}
    kind = cells.pop("kind", None)
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise ValueError(f"kind is {kind!r}; there are {', '.join(KINDS)}")
    known = {field.name: field.default is MISSING for field in fields(cls)}
    cells = {name: value for name, value in cells.items() if name in known} | {"rule": cells.get("rule") or ""}
    if missing := [name for name, needed in known.items() if needed and name not in cells]:
        raise ValueError(f"a fact of kind {kind} lacks {', '.join(missing)}")
    if cls is not Institution:
        cells["qualifiers"] = tuple(Qualifier(*word) for word in cells.get("qualifiers") or ())
        for name in ("value", "low", "high"):
            if isinstance(cells.get(name), float):
                cells[name] = Decimal(str(cells[name]))
    fact = cls(**cells)
    if not isinstance(fact.start, int) or not isinstance(fact.end, int) or not isinstance(fact.text, str):
        raise ValueError(f"{kind}: start and end must be whole numbers, and text a string")
    return fact


def claim_of(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says, wherever it stands and whatever rule read it; two that say the same compare equal."""
    if isinstance(fact, Institution):
        return (fact.kind, fact.text, fact.canonical, fact.type)
    kept = (field.name for field in fields(fact) if field.name not in ("start", "end", "rule", "qualifiers"))
    return (fact.kind, *(getattr(fact, name) for name in kept))
