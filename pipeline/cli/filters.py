"""What the options of several commands say: days, quantities, institutions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.cli.failures import Failure

if TYPE_CHECKING:
    from extractors.facts import Number, Quantity
    from pipeline.store import Named

KST = timezone(timedelta(hours=9))


def read_day(text: str | None, option: str) -> datetime | None:
    """Return the moment that an option names, in Korean time where it names no zone; a day is its midnight."""
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"{option} {text}: not a day; write it as 2025-03-01", 2) from None
    return time if time.tzinfo else time.replace(tzinfo=KST)


def read_limits(
    least: str | None, most: str | None, *, kind: str | None, currency: str | None = None, unit: str | None = None
) -> dict[str, Any]:
    """Return the fields of a FactQuery for ``--min`` and ``--max``, narrowed to the kind and unit that they name.

    10억원 asks for amounts in won: another currency is not compared with it, nor is a number of people.
    """
    asked: dict[str, Any] = {"kind": kind, "currency": currency, "unit": unit}
    for field, option, text in (("minimum", "--min", least), ("maximum", "--max", most)):
        asked[field] = None
        if text is None:
            continue
        quantity = _read_quantity(text, option)
        asked[field] = quantity if isinstance(quantity, int | Decimal) else quantity.value
        for name in ("kind", "currency", "unit"):
            told = getattr(quantity, name, None)
            if told is not None and asked[name] not in (None, told):
                raise Failure(f"{option} {text}: is {told}, but {asked[name]} is asked for; leave one of them out", 2)
            asked[name] = told or asked[name]
    return asked


def _read_quantity(text: str, option: str) -> Quantity | Number:
    from extractors.numbers import read_number, read_quantity

    quantity = read_quantity(text)
    if quantity is not None and quantity.value is not None:
        return quantity
    number = read_number(text)
    if number is None or number.value is None:
        raise Failure(f"{option} {text}: not a quantity; write it as 3000, 10억원 or 2년", 2)
    return number.value


def name_institution(name: str | None) -> Named | None:
    """Return the institution that an option names, under its aliases and former names where the registry has it."""
    if name is None:
        return None
    from extractors.registry import load_own_registry
    from extractors.registry.kin import find_kin
    from pipeline.store import Named

    kin = find_kin(load_own_registry(), name)
    return Named(ids=tuple(entry.id for entry in kin), names=(name,))
