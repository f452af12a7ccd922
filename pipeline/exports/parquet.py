"""Tables as Parquet, a batch of rows at a time (extra ``parquet``: pyarrow)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.store import Cell, ColumnType, Table, TableRows

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 20_000


class NoParquet(Exception):
    """pyarrow is not installed; the message says how to get it."""


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table or view: its columns, their types, and what they hold as metadata.

    JSON and hexadecimal digits stay text; times are instants of a millisecond, those of the press in Asia/Seoul.
    Raises NoParquet.
    """
    pa = _load()
    types = {
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.BOOLEAN: pa.bool_(),
        ColumnType.PRESS_TIME: pa.timestamp("ms", tz="Asia/Seoul"),
        ColumnType.SYSTEM_TIME: pa.timestamp("ms", tz="UTC"),
    }
    fields = [
        pa.field(name, types.get(kind, pa.string()), metadata={"description": table.columns[name]})
        for name, kind in table.types.items()
    ]
    return pa.schema(fields, metadata={"description": table.about})


def record_batch(schema: pa.Schema, rows: Sequence[Sequence[Cell]]) -> pa.RecordBatch:
    """Return rows, as SQLite holds them, as a batch of this schema."""
    pa = _load()
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.record_batch([_column(cells, field) for cells, field in zip(columns, schema, strict=True)], schema=schema)


def write_parquet(path: Path, table: TableRows) -> int:
    """Write a table to a file and return the number of its rows; raises NoParquet, OSError."""
    _load()
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(table.table)
    number = 0
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while rows := list(islice(table.rows, _BATCH)):
            writer.write_batch(record_batch(schema, rows))
            number += len(rows)
    return number


def _column(cells: Sequence[Cell], field: pa.Field) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_timestamp(field.type):
        # A text without zone would be refused here, not taken for another zone's.
        return pa.array(cells, pa.string()).cast(pa.timestamp("ms", tz="UTC")).cast(field.type)
    if pa.types.is_boolean(field.type):
        return pa.array(cells, pa.int64()).cast(field.type)
    if pa.types.is_floating(field.type):
        return pa.array([None if cell is None else float(cell) for cell in cells], field.type)
    return pa.array(cells, field.type)


def _load() -> ModuleType:
    try:
        return import_module("pyarrow")
    except ModuleNotFoundError:
        raise NoParquet("Parquet needs pyarrow; install it with: pip install 'pressfacts[parquet]'") from None
