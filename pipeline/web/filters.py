"""What the queue and the search are narrowed by, as their addresses say it; and what is said where it is amiss."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from extractors.facts import KINDS
from pipeline import asking
from pipeline.model import KST
from pipeline.store import SearchUnreadable
from pipeline.web.calls import Call

_LABELS = {"min": "queue.minimum", "max": "queue.maximum", "page": "search.pages"}


class AskedAmiss(Exception):
    """A filter that cannot be read: which one, what stands there, and why it will not do (a key of ``[amiss]``)."""

    def __init__(self, why: str, name: str, text: str, **values: str) -> None:
        super().__init__(f"{name} {text}: {why}")
        self._why = why
        self._name = name
        self._text = text
        self._values = values

    def words(self, call: Call) -> str:
        """Return a line in the reader's language."""
        values = {key: call.say(f"kind.{word}") if word in KINDS else word for key, word in self._values.items()}
        if self._name == "q":
            return call.say(f"amiss.{self._why}", text=self._text, **values)
        field = f"{call.say(_LABELS.get(self._name, f'queue.{self._name}'))} ({self._name})"
        return call.say(f"amiss.{self._why}", field=field, text=self._text, **values)


def read_choice(name: str, text: str, choices: Collection[str], *, otherwise: str | None) -> str | None:
    """Return what was chosen; raises AskedAmiss where there is no such choice."""
    if text and text not in choices:
        raise AskedAmiss("choice", name, text, choices=", ".join(choices))
    return text or otherwise


def read_day(name: str, text: str) -> datetime | None:
    """Return a day's beginning in Korea; raises AskedAmiss."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=KST) if text else None
    except ValueError:
        raise AskedAmiss("day", name, text) from None


def read_limits(least: str, most: str, *, kind: str | None) -> dict[str, Any]:
    """Return the fields of a FactQuery for ``min`` and ``max``; raises AskedAmiss."""
    try:
        return asking.read_limits(least or None, most or None, kind=kind)
    except asking.LimitsCrossed as amiss:
        raise AskedAmiss("crossed", "min", amiss.least, most=amiss.most) from None
    except asking.LimitUnreadable as amiss:
        if amiss.told is None or amiss.asked is None:
            raise AskedAmiss("quantity", amiss.option, amiss.text) from None
        raise AskedAmiss("clash", amiss.option, amiss.text, told=amiss.told, asked=amiss.asked) from None


def unreadable(words: SearchUnreadable) -> AskedAmiss:
    """Return what is said of words that cannot be searched for."""
    return AskedAmiss(words.why, "q", words.text)
