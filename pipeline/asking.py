"""What people narrow a question with: quantities as they write them, and institutions under any of their names."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.facts import Number, Quantity
    from pipeline.store import Named


"""Days that people name are Korean."""


class LimitUnreadable(ValueError):
    """A least or a most that says no quantity, or one of another kind; the message says which and what to write.

    ``told`` and ``asked`` are the two kinds, currencies or units that do not go together, None where it is no quantity.
    """

    def __init__(self, option: str, text: str, *, told: str | None = None, asked: str | None = None) -> None:
        why = "not a quantity; write it as 3000, 10억원 or 2년"
        if told is not None:
            why = f"is {told}, but {asked} is asked for; leave one of them out"
        super().__init__(f"{option} {text}: {why}")
        self.option = option
        self.text = text
        self.told = told
        self.asked = asked


class LimitsCrossed(ValueError):
    """A least that is above the most."""

    def __init__(self, least: str, most: str, names: tuple[str, str]) -> None:
        super().__init__(f"{names[0]} {least} is more than {names[1]} {most}; exchange them")
        self.least = least
        self.most = most


def read_limits(
    least: str | None,
    most: str | None,
    *,
    kind: str | None,
    currency: str | None = None,
    unit: str | None = None,
    names: tuple[str, str] = ("min", "max"),
) -> dict[str, Any]:
    """Return the fields of a FactQuery for a least and a most, narrowed to the kind and unit that they name.

    10억원 asks for amounts in won: another currency is not compared with it, nor is a number of people. Raises
    LimitUnreadable, or LimitsCrossed, whose message calls the two by ``names``.
    """
    asked: dict[str, Any] = {"kind": kind, "currency": currency, "unit": unit}
    for field, option, text in (("minimum", names[0], least), ("maximum", names[1], most)):
        asked[field] = None
        if text is None:
            continue
        quantity = _read_quantity(text, option)
        asked[field] = quantity if isinstance(quantity, int | Decimal) else quantity.value
        for name in ("kind", "currency", "unit"):
            told = getattr(quantity, name, None)
            if told is not None and asked[name] not in (None, told):
                raise LimitUnreadable(option, text, told=told, asked=asked[name])
            asked[name] = told or asked[name]
    if least is not None and most is not None and _exceeds(asked["minimum"], asked["maximum"]):
        raise LimitsCrossed(least, most, names)
    return asked


def name_institution(name: str | None) -> Named | None:
    """Return the institution of this name, under its aliases and former names where the registry has it."""
    if name is None:
        return None
    from extractors.registry import load_own_registry
    from extractors.registry.kin import find_kin
    from pipeline.store import Named

    kin = find_kin(load_own_registry(), name)
    return Named(ids=tuple(entry.id for entry in kin), names=(name,))


def _exceeds(least: Number | str | None, most: Number | str | None) -> bool:
    from pipeline.store import measure

    if isinstance(least, str) and isinstance(most, str):
        return measure(least).days > measure(most).days
    return isinstance(least, int | Decimal) and isinstance(most, int | Decimal) and least > most


def _read_quantity(text: str, option: str) -> Quantity | Number:
    from extractors.numbers import read_number, read_quantity

    quantity = read_quantity(text)
    if quantity is not None and quantity.value is not None:
        return quantity
    number = read_number(text)
    if number is None or number.value is None:
        raise LimitUnreadable(option, text)
    return number.value
