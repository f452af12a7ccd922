"""What happens in a run, one event at a time, for a log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened: ``start``, ``listing``, ``page``, ``layout``, ``alarm``, ``stop`` or ``end``."""

    name: str
    run: str
    source: str | None = None
    url: str | None = None
    outcome: str | None = None
    reason: str | None = None
    detail: str | None = None
    seconds: float | None = None


Log = Callable[[Event], None]


def no_log(event: Event) -> None:
    """Keep no log."""
