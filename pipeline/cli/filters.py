"""What the options of several commands say: days, quantities."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from pipeline.cli.failures import Failure, ending

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
    """Return the fields of a FactQuery for ``--min`` and ``--max``, narrowed to the kind and unit that they name."""
    from pipeline import asking

    with ending(2, asking.LimitUnreadable):
        return asking.read_limits(least, most, kind=kind, currency=currency, unit=unit, names=("--min", "--max"))
