"""The two lists beside the rows: names that need a rule to tell bodies apart, and names that are ordinary words."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

RULES = ("date", "region", "default", "never")


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Who is meant by a name that several bodies bear: ``candidates`` are ids by preference.

    ``date``: the one whose name held on the day, else the nearest. ``region``: the one of the article's region, else
    none. ``default``: the first that fits day and region. ``never``: only the article itself can tell.
    """

    alias: str
    candidates: tuple[str, ...]
    rule: str
    why: str


def read_ambiguities(path: Path) -> dict[str, Ambiguity]:
    """Return the rules by the name that they are about."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["alias"]: Ambiguity(row["alias"], tuple(row["candidates"].split("|")), row["rule"], row["why"])
            for row in csv.DictReader(file)
        }


def read_risky(path: Path) -> dict[str, str]:
    """Return the names that are ordinary words, places or persons too, with the reason for each."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["why"] for row in csv.DictReader(file)}
