"""A table or view, described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.store.column_types import ColumnType, column_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view with a sentence on it and on each of its columns, in their order."""

    name: str
    about: str
    columns: Mapping[str, str]
    is_view: bool = False

    @property
    def types(self) -> dict[str, ColumnType]:
        """What kind of value each column holds, in their order."""
        return {name: column_type(self.name, name) for name in self.columns}
