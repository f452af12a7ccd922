"""Tables as Arrow holds them: the one place that says which Arrow type a kind of column has, and both ways over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.model import KST
from pipeline.store import Cell, ColumnType, RowsUnreadable, Table

if TYPE_CHECKING:
    import pyarrow as pa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# As the database writes them: press times in Korean time and whole seconds, our own in UTC and milliseconds.
_WRITTEN = {"Asia/Seoul": (KST, "seconds"), "UTC": (UTC, "milliseconds")}
_EXPECTED = {
    ColumnType.INTEGER: "a whole number",
    ColumnType.NUMBER: "a number",
    ColumnType.BOOLEAN: "0 or 1",
    ColumnType.PRESS_TIME: "a time with its zone (2026-03-02T09:00:00+09:00)",
    ColumnType.SYSTEM_TIME: "a time with its zone (2026-03-02T00:00:00.000+00:00)",
    ColumnType.BYTES: "bytes",
}
_SHOWN = 60


class NoParquet(Exception):
    """pyarrow is not installed; the message says how to get it."""


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table or view: its columns, their types, and what they hold as metadata.

    JSON and hexadecimal digits stay text; times are instants of a millisecond, those of the press in Asia/Seoul.
    Raises NoParquet.
    """
    pa = load_arrow()
    types = {
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.BOOLEAN: pa.bool_(),
        ColumnType.PRESS_TIME: pa.timestamp("ms", tz="Asia/Seoul"),
        ColumnType.SYSTEM_TIME: pa.timestamp("ms", tz="UTC"),
        ColumnType.BYTES: pa.binary(),
    }
    fields = [
        pa.field(name, types.get(kind, pa.string()), metadata={"description": table.columns[name]})
        for name, kind in table.types.items()
    ]
    return pa.schema(fields, metadata={"description": table.about})


def record_batch(table: Table, rows: Sequence[Sequence[Cell]], *, before: int = 0) -> pa.RecordBatch:
    """Return rows of a table, as SQLite holds them, as a batch of its schema.

    ``before`` rows of the table came in earlier batches. Raises RowsUnreadable for a cell that is not of its column's
    type, NoParquet.
    """
    pa = load_arrow()
    schema = arrow_schema(table)
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    made = [
        _column(table, field, cells, lambda at: _place(table, rows[at], before + at + 1))
        for cells, field in zip(columns, schema, strict=True)
    ]
    return pa.record_batch(made, schema=schema)


def stored_rows(batch: pa.RecordBatch) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a batch as SQLite holds them; an integer that became a float stays one."""
    return zip(*(_cells(column) for column in batch.columns), strict=True)


def load_arrow() -> ModuleType:
    """Return pyarrow; raises NoParquet."""
    try:
        return import_module("pyarrow")
    except ModuleNotFoundError:
        raise NoParquet("Parquet needs pyarrow; install it with: pip install 'pressfacts[parquet]'") from None


def _column(table: Table, field: pa.Field, cells: Sequence[Cell], place: Callable[[int], str]) -> pa.Array:
    errors = (load_arrow().ArrowException, TypeError, ValueError, OverflowError)
    with suppress(*errors):
        return _array(cells, field.type)
    for at, cell in enumerate(cells):
        try:
            _array([cell], field.type)
        except errors as error:
            expected = _EXPECTED.get(table.types[field.name], "text")
            raise RowsUnreadable(
                f"{place(at)}, column {field.name}: {_shown(cell)} is not {expected}, and Parquet would not hold it; "
                "put it right in the database, or export the table as CSV or JSON lines, which hold it as it is"
            ) from error
    raise AssertionError(f"{table.name}.{field.name}: each cell is of its type, all together are not")


def _array(cells: Sequence[Cell], kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_timestamp(kind):
        # A text without zone would be refused here, not taken for another zone's.
        return pa.array(cells, pa.string()).cast(pa.timestamp("ms", tz="UTC")).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array(cells, pa.int64()).cast(kind)
    if pa.types.is_floating(kind):
        return pa.array([None if cell is None else float(cell) for cell in cells], kind)
    return pa.array(cells, kind)


def _cells(column: pa.Array) -> list[Cell]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        # Not by Arrow's own datetimes: they need a database of zones, which small machines lack.
        zone, precision = _WRITTEN[column.type.tz]
        instants = column.cast(pa.int64()).to_pylist()
        return [None if ms is None else _time(ms, zone).isoformat(timespec=precision) for ms in instants]
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int64())
    cells: list[Cell] = column.to_pylist()
    return cells


def _time(milliseconds: int, zone: timezone) -> datetime:
    # From the zone's own epoch, so that the first and last days of the calendar do not leave it on the way.
    return _EPOCH.astimezone(zone) + timedelta(milliseconds=milliseconds)


def _place(table: Table, row: Sequence[Cell], number: int) -> str:
    first, name = row[0], next(iter(table.columns))
    return f"{table.name}, row {number} ({name} {_shown(first)})"


def _shown(cell: Cell) -> str:
    told = repr(cell)
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"
