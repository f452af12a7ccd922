"""Rows to take away: whole tables and views, streamed from one state of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.store.schema import TABLES, Table

EXPORTABLE = tuple(name for name in TABLES if name != "search")
"""The tables and views that can be exported: all but the search index, which holds no rows to read."""

Cell = str | int | float | bytes | None


class RowsUnreadable(Exception):
    """A row cannot be read, or not as its column's type; the message names table, row and column and what to do."""


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
    return TableRows(table=table, keys=keys, rows=_rows(connection, name, f'SELECT {columns} FROM "{name}"{order}'))  # noqa: S608


def _rows(connection: sqlite3.Connection, name: str, query: str) -> Iterator[Sequence[Cell]]:
    number = 0
    try:
        for row in connection.execute(query):
            yield tuple(map(_plain, row))
            number += 1
    except sqlite3.DatabaseError as error:
        # SQLite names the column of a text that is not UTF-8.
        raise RowsUnreadable(
            f"{name}, row {number + 1}: {error}; pressfacts verify says what is damaged, go back to a backup"
        ) from error


def _plain(cell: Cell) -> Cell:
    return cell.hex() if isinstance(cell, bytes) else cell
