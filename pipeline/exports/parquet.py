"""Tables as Parquet, a batch of rows at a time (extra ``parquet``: pyarrow)."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from pipeline.exports.arrow import arrow_schema, load_arrow, record_batch
from pipeline.store import TableRows

_BATCH = 20_000


def write_parquet(path: Path, table: TableRows) -> int:
    """Write a table to a file and return the number of its rows; raises NoParquet, RowsUnreadable, OSError."""
    load_arrow()
    from pyarrow.parquet import ParquetWriter

    number = 0
    with ParquetWriter(path, arrow_schema(table.table), compression="zstd") as writer:
        while rows := list(islice(table.rows, _BATCH)):
            writer.write_batch(record_batch(table.table, rows, before=number))
            number += len(rows)
    return number
