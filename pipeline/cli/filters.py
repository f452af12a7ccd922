"""What the options of several commands say: days, quantities, institutions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from pipeline.cli.failures import Failure

if TYPE_CHECKING:
    from extractors.facts import Number
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


def read_limit(text: str | None, option: str) -> Number | str | None:
    """Return the number that an option names, or the ISO 8601 duration."""
    if text is None:
        return None
    from extractors.numbers import read_number, read_quantity

    quantity = read_quantity(text)
    if quantity is not None and quantity.value is not None:
        return quantity.value
    number = read_number(text)
    if number is None or number.value is None:
        raise Failure(f"{option} {text}: not a quantity; write it as 3000, 10억원 or 2년", 2)
    return number.value


def name_institution(name: str | None) -> Named | None:
    """Return the institution that an option names, under its aliases and former names where the registry has it."""
    if name is None:
        return None
    from extractors.registry import find_kin, load_registry, user_files
    from pipeline.store import Named

    kin = find_kin(load_registry(user_files()), name)
    return Named(ids=tuple(entry.id for entry in kin), names=(name,))
