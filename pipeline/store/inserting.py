"""Rows by the names of their columns, written with one statement however many they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from pipeline.store.columns import Value


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
    """Insert rows that all name the same columns in the same order."""
    if not rows:
        return
    columns, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
    connection.executemany(sql, [tuple(row.values()) for row in rows])
