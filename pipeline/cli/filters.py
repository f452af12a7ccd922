"""What the options of several commands say: days, quantities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from pipeline.cli.failures import Failure, ending
from pipeline.model import KST

LIMIT = click.IntRange(1, 2**31 - 1)
"""How many rows are asked for; SQLite counts no further than 64 bits."""


class _Words(click.types.StringParamType):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text; fails for bytes of the command line that are no UTF-8, which no stored text can hold."""
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail(f"{value!a} is not UTF-8; set the terminal to UTF-8", param, ctx)
        return value


WORDS = _Words()
"""A text that is looked for in the database."""


def read_day(text: str | None, option: str) -> datetime | None:
    """Return the moment that an option names, in Korean time where it names no zone; a day is its midnight."""
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"{option} {text}: not a day; write it as 2025-03-01", 2) from None
    return time if time.tzinfo else time.replace(tzinfo=KST)


def check_days(since: datetime | None, until: datetime | None) -> None:
    """Raise Failure (exit code 2) where no day lies between the two."""
    if since is not None and until is not None and since >= until:
        raise Failure(f"--since {since:%Y-%m-%d} is not before --until {until:%Y-%m-%d}; no day is asked for", 2)


def read_limits(
    least: str | None, most: str | None, *, kind: str | None, currency: str | None = None, unit: str | None = None
) -> dict[str, Any]:
    """Return the fields of a FactQuery for ``--min`` and ``--max``, narrowed to the kind and unit that they name."""
    from pipeline import asking

    with ending(2, asking.LimitUnreadable, asking.LimitsCrossed):
        return asking.read_limits(least, most, kind=kind, currency=currency, unit=unit, names=("--min", "--max"))
