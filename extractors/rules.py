"""A rule and the examples that prove it: ``yes`` and ``no`` are its tests and its row in ``docs/rules.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of reading a fact.

    ``yes`` maps a text to the reading form (see :mod:`extractors.forms`) of the fact this rule makes of it;
    ``no`` are texts in which this rule must make none. Both are non-empty, and a test walks them all.
    """

    name: str
    kind: str
    about: str
    yes: Mapping[str, str]
    no: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.yes or not self.no:
            raise ValueError(f"rule {self.name}: give at least one yes and one no example")
