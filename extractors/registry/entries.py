"""A row of the registry: what it holds, how it is read, and what a reader is told when it is malformed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HEADER = ("id", "name", "type", "aliases", "parent", "region", "valid_from", "valid_to", "successor", "source")
TYPES = frozenset(
    {
        "government", "local_government", "legislature", "court", "police", "military", "party", "university", "school",
        "research", "public_corporation", "company", "bank", "association", "foundation", "hospital", "media",
        "international", "sports", "other",
    }
)  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class RegistryError(ValueError):
    """A registry file cannot be used; the message names the file, the row and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One institution under one name, from ``valid_from`` until before ``valid_to`` (a day, month or year)."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    region: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    source: str = ""

    def holds(self, on: date) -> bool:
        """Return whether the name held on that day."""
        if self.valid_from and on < first_day(self.valid_from):
            return False
        return not self.valid_to or on < first_day(self.valid_to)


def first_day(text: str) -> date:
    """Return the first day that ``2013``, ``2013-03`` or ``2013-03-23`` names; raises ValueError for no such day."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def overlap(one: Entry, other: Entry) -> bool:
    """Return whether there is a day on which both names held."""
    late = max(_opening(one), _opening(other))
    return late < min(_closing(one), _closing(other))


def _opening(entry: Entry) -> date:
    return first_day(entry.valid_from) if entry.valid_from else date.min


def _closing(entry: Entry) -> date:
    return first_day(entry.valid_to) if entry.valid_to else date.max


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of one of our own files, unchecked: the schema test has checked them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for id_, name, type_, aliases, parent, region, valid_from, valid_to, successor, source in rows:
            names = tuple(aliases.split("|")) if aliases else ()
            yield Entry(id_, name, type_, names, parent, region, valid_from, valid_to, successor, source)


def check_entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a file that somebody wrote by hand; raises RegistryError at the first unsound row."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read ({error.strerror}); name a CSV file") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path}: is not UTF-8; save it as UTF-8") from error
    rows = csv.reader(text.splitlines())
    if tuple(next(rows, ())) != HEADER:
        raise RegistryError(f"{path}: line 1: the header must be {','.join(HEADER)}")
    entries: dict[str, Entry] = {}
    for row in rows:
        if not row:
            continue
        where = f"{path}: line {rows.line_num}"
        entry = _check_row(where, row)
        if entry.id in entries:
            raise RegistryError(f"{where}: the id {entry.id} stands twice; give each row its own")
        entries[entry.id] = entry
    return tuple(entries.values())


def _check_row(where: str, row: list[str]) -> Entry:
    if len(row) != len(HEADER):
        raise RegistryError(f"{where}: {len(row)} fields, {len(HEADER)} are needed; quote a name that holds a comma")
    id_, name, type_, aliases, *rest = (field.strip() for field in row)
    if not _ID.fullmatch(id_):
        raise RegistryError(f"{where}: the id {id_!r} must be lower-case ascii letters, digits and single hyphens")
    if len(name) < 2:
        raise RegistryError(f"{where}: the name {name!r} is too short; give at least two characters")
    if type_ not in TYPES:
        raise RegistryError(f"{where}: unknown type {type_!r}; choose one of {', '.join(sorted(TYPES))}")
    names = tuple(alias.strip() for alias in aliases.split("|")) if aliases else ()
    if any(len(alias) < 2 for alias in names):
        raise RegistryError(f"{where}: an alias is empty or a single character; join aliases with one |")
    entry = Entry(id_, name, type_, names, *rest)
    for day in filter(None, (entry.valid_from, entry.valid_to)):
        if not is_date(day):
            raise RegistryError(f"{where}: {day!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    if entry.valid_from and entry.valid_to and _opening(entry) >= _closing(entry):
        raise RegistryError(f"{where}: valid_to {entry.valid_to} must be later than valid_from {entry.valid_from}")
    return entry


def is_date(text: str) -> bool:
    """Return whether the text is a date as the registry writes it."""
    if not _DATE.fullmatch(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True
