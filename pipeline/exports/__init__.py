"""Tables to take away, in formats that other programs read, and what tells those programs what the tables hold.

A table has the same columns and types in each: ``pipeline.store.ColumnType`` says which.
"""

from __future__ import annotations

from pipeline.exports.croissant import croissant
from pipeline.exports.data_package import data_package
from pipeline.exports.parquet import NoParquet, arrow_schema, write_parquet
from pipeline.exports.written import FORMATS, Format, Written

__all__ = [
    "FORMATS",
    "Format",
    "NoParquet",
    "Written",
    "arrow_schema",
    "croissant",
    "data_package",
    "write_parquet",
]
