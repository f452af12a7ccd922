"""A file that a table was written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.store import Table, hash_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of files."""

    name: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format(name="csv", media_type="text/csv"),
        Format(name="jsonl", media_type="application/jsonlines"),
        Format(name="parquet", media_type="application/vnd.apache.parquet"),
    )
}
"""By name, which is the ending of its files."""


MADE_BY = "Written by pressfacts "
"""By which the next export knows the descriptions of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A table or view, and the file that holds its rows now."""

    table: Table
    keys: tuple[str, ...]
    form: Format
    path: Path
    rows: int

    @property
    def bytes(self) -> int:
        """The size of the file."""
        return self.path.stat().st_size

    def hash(self) -> str:
        """Return the sha256 of the file, in hex."""
        return hash_file(self.path)
