"""What an earlier export wrote: the files that the next one may replace."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.exports.arrow import load_arrow
from pipeline.exports.written import MADE_BY
from pipeline.store import Table, hash_file


def foreign_files(folder: Path, tables: Sequence[Table], form: str, *, describing: Sequence[str]) -> list[Path]:
    """Return what stands in a folder where an export of these tables would write and no export of ours wrote.

    ``describing`` names the descriptions that it would write beside them. Ours are a table's file that has today's
    columns or that the description beside it holds to be as it stands (of an older version), the descriptions
    themselves, and what is empty.
    """
    described = _described(folder / "croissant.json")
    wanted = {folder / f"{table.name}.{form}": tuple(table.columns) for table in tables}
    foreign = [
        file
        for file, columns in wanted.items()
        if _holds_something(file) and _columns(file, form) != columns and described.get(file.name) != _hash(file)
    ]
    told = (folder / name for name in describing)
    return foreign + [file for file in told if _holds_something(file) and not _is_description(_read(file))]


def _holds_something(file: Path) -> bool:
    return file.is_symlink() or file.is_dir() or (file.exists() and file.stat().st_size > 0)


def _columns(file: Path, form: str) -> tuple[str, ...] | None:
    """Return the names of a file's columns, or None where it has none."""
    try:
        if form == "parquet":
            return tuple(_schema(file).names)
        with file.open(encoding="utf-8-sig", newline="") as stream:
            if form == "csv":
                return tuple(next(csv.reader(stream), ()))
            row = json.loads(next(islice(stream, 1)))
            return tuple(row) if isinstance(row, dict) else None
    except (OSError, ValueError, csv.Error):
        return None


def _schema(file: Path) -> Any:
    load_arrow()
    import pyarrow.parquet

    return pyarrow.parquet.read_schema(file)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _is_description(told: Any) -> bool:
    return isinstance(told, dict) and MADE_BY in str(told.get("description"))


def _described(file: Path) -> dict[str, str]:
    """Return the hashes by name of the files that an earlier export's description names."""
    told = _read(file)
    if not _is_description(told):
        return {}
    files = [one for one in told.get("distribution", ()) if isinstance(one, dict)]
    return {str(one.get("name")): str(one.get("sha256")) for one in files}


def _hash(file: Path) -> str | None:
    return hash_file(file) if file.is_file() else None
