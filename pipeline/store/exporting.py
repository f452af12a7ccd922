"""Rows to take away: whole tables and views, streamed from one state of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.store.schema import TABLES, Table

EXPORTABLE = tuple(name for name in TABLES if name != "search")
"""The tables and views that can be exported: all but the search index, which holds no rows to read."""

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """A table or view and its rows, which are read as they are asked for."""

    table: Table
    keys: tuple[str, ...]
    """The columns of a table's primary key; none of a view's."""
    rows: Iterator[Sequence[Cell]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of a row's cells."""
        return tuple(self.table.columns)


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold a read transaction: what a crawl commits meanwhile is not seen."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def read_table(connection: sqlite3.Connection, name: str) -> TableRows:
    """Return the rows of a table or view, tables in the order of their keys; raises KeyError for one not in TABLES."""
    table = TABLES[name]
    told = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (name,))
    keys = tuple(key for (key,) in told)
    order = f" ORDER BY {', '.join(keys)}" if keys else ""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    rows = connection.execute(f'SELECT {columns} FROM "{name}"{order}')  # noqa: S608
    return TableRows(table=table, keys=keys, rows=(tuple(map(_plain, row)) for row in rows))


def _plain(cell: Cell | bytes) -> Cell:
    return cell.hex() if isinstance(cell, bytes) else cell
