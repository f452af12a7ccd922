"""Tables to take away, in formats that other programs read, and what tells those programs what the tables hold.

A table has the same columns and types in each, and a column the same in every table: ``pipeline.store.ColumnType``
says which kind it is of, and each format in one table how it writes a kind.
"""

from __future__ import annotations

from pipeline.exports.arrow import NoParquet, arrow_schema, record_batch, stored_rows
from pipeline.exports.croissant import croissant
from pipeline.exports.data_package import data_package
from pipeline.exports.earlier import foreign_files
from pipeline.exports.parquet import write_parquet
from pipeline.exports.written import FORMATS, Format, Written

__all__ = [
    "FORMATS",
    "Format",
    "NoParquet",
    "Written",
    "arrow_schema",
    "croissant",
    "data_package",
    "foreign_files",
    "record_batch",
    "stored_rows",
    "write_parquet",
]
