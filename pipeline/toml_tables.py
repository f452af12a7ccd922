"""A TOML file read strictly: every key known, every type right, every complaint one line that says where."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class ConfigError(Exception):
    """The configuration cannot be used; one line with the file, the line where it is known, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """The file as text, to find the lines again that the parser forgets."""

    path: Path
    text: str

    def line_of(self, key: str, header: str | None, nth: int) -> int | None:
        """The line of a key below the nth header of that name (None: before any header), or of the header itself."""
        lines = self.text.splitlines()
        start = 0
        if header is not None:
            opening = re.compile(rf"\s*\[{{1,2}}\s*{re.escape(header)}\s*\]{{1,2}}")
            starts = [number for number, line in enumerate(lines) if opening.match(line)]
            if nth >= len(starts):
                return self.line_of(header, None, 0)
            start = starts[nth] + 1
        assignment = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        for number, line in enumerate(lines[start:], start + 1):
            if assignment.match(line):
                return number
            if re.match(r"\s*\[", line):
                break
        if header is not None:
            return start
        headers = re.compile(rf"""\s*\[{{1,2}}\s*["']?{re.escape(key)}["']?\s*\]""")
        return next((number for number, line in enumerate(lines, 1) if headers.match(line)), None)


@dataclass(slots=True, kw_only=True)
class Table:
    """One table of the file; keys are taken by their type, and those that nobody took are unknown."""

    file: TomlFile
    values: Mapping[str, Any]
    header: str | None = None
    nth: int = 0
    inline: str | None = None
    """The key of the list that holds this table, whose line stands for those of its keys."""
    _known: list[str] = field(default_factory=list)

    def error(self, key: str, message: str, header: str | None = None, nth: int = 0) -> ConfigError:
        """The complaint about a key, ready to be raised."""
        line = self.file.line_of(self.inline or key, header or self.header, nth if header else self.nth)
        where = f"{self.file.path}:{line}" if line else f"{self.file.path}"
        return ConfigError(f"{where}: {key}: {message}")

    def close(self) -> None:
        """Raises ConfigError for the first key that was not taken, with the nearest that is known."""
        for key in self.values:
            if key not in self._known:
                near = difflib.get_close_matches(key, self._known, 1, 0.5)
                hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(self._known)}"
                raise self.error(key, f"unknown key; {hint}")

    def text(self, key: str) -> str | None:
        """A string, or None where it is absent."""
        value = self._take(key, (str,), "text in quotes")
        return None if value is None else str(value)

    def header_text(self, key: str) -> str | None:
        """A string that an HTTP header can hold, or None where it is absent."""
        value = self.text(key)
        if value is not None and not (value.isascii() and value.isprintable()):
            raise self.error(key, "plain ASCII in one line is wanted, since it is sent as a header")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent."""
        return bool(self._take(key, (bool,), "true or false"))

    def number(self, key: str, *, default: float, least: float) -> float:
        """A finite number that is large enough."""
        value = self._take(key, (int, float), "a number")
        return default if value is None else self._at_least(key, float(value), least)

    def optional_number(self, key: str) -> float | None:
        """A number above zero, or None where it is absent."""
        return None if self._take(key, (int, float), "a number") is None else self.number(key, default=0, least=0.001)

    def count(self, key: str, *, default: int, least: int) -> int:
        """A whole number that is large enough."""
        value = self._take(key, (int,), "a whole number")
        return default if value is None else int(self._at_least(key, value, least))

    def optional_count(self, key: str) -> int | None:
        """A whole number above zero, or None where it is absent."""
        return None if self._take(key, (int,), "a whole number") is None else self.count(key, default=0, least=1)

    def counts(self, key: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
        """Whole numbers above zero."""
        values = self._items(key, (int,), "a list of whole numbers")
        return default if values is None else tuple(int(self._at_least(key, value, 1)) for value in values)

    def texts(self, key: str) -> tuple[str, ...]:
        """Strings; none where the key is absent."""
        return tuple(self._items(key, (str,), "a list of texts in quotes") or ())

    def texts_by_name(self, key: str) -> dict[str, str]:
        """A table of strings; empty where it is absent."""
        values = self._take(key, (dict,), "a table") or {}
        for name, value in values.items():
            if not isinstance(value, str):
                raise self.error(key, f"{name}: text in quotes is wanted, not {_name(value)}")
        return dict(values)

    def table(self, key: str) -> Table:
        """A table within this one; empty where it is absent."""
        values = self._take(key, (dict,), "a table") or {}
        if self.header is None:
            return Table(file=self.file, values=values, header=key)
        return Table(file=self.file, values=values, header=self.header, nth=self.nth, inline=key)

    def tables(self, key: str) -> list[Table]:
        """A list of tables within this one."""
        values = self._items(key, (dict,), "a list of tables") or []
        if self.header is None:
            return [Table(file=self.file, values=value, header=key, nth=n) for n, value in enumerate(values)]
        return [Table(file=self.file, values=value, header=self.header, nth=self.nth, inline=key) for value in values]

    def _take(self, key: str, kinds: tuple[type, ...], wanted: str) -> Any:
        self._known.append(key)
        value = self.values.get(key)
        if value is not None and not _is_one_of(value, kinds):
            raise self.error(key, f"{wanted} is wanted, not {_name(value)}")
        return value

    def _items(self, key: str, kinds: tuple[type, ...], wanted: str) -> list[Any] | None:
        values: list[Any] | None = self._take(key, (list,), wanted)
        for value in values or ():
            if not _is_one_of(value, kinds):
                raise self.error(key, f"{wanted} is wanted, and one of them is {_name(value)}")
        return values

    def _at_least(self, key: str, value: float, least: float) -> float:
        if not math.isfinite(value) or value < least:
            raise self.error(key, f"{least:g} or more is wanted, not {value:g}")
        return value


def _is_one_of(value: object, kinds: tuple[type, ...]) -> bool:
    # To Python, true is a number.
    return isinstance(value, kinds) and (not isinstance(value, bool) or bool in kinds)


def _name(value: object) -> str:
    names = {bool: "true or false", str: "text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
