"""What a stranger's SQL may do to a connection: read the served tables, and nothing else."""

from __future__ import annotations

import sqlite3

_LONGEST = 20_000_000
"""Bytes of one value: a text of an article fits many times, ``zeroblob(1e9)`` does not."""

_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_PRAGMA,
    sqlite3.SQLITE_TRANSACTION,
}
# Each reaches a file, the memory of the process or the world outside the database.
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "lsdir", "zipfile"}

# The pragmas by which Datasette reads the schema, and the full-text index its own state.
_PRAGMAS = {
    "compile_options",
    "data_version",
    "database_list",
    "foreign_key_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "schema_version",
    "table_info",
    "table_list",
    "table_xinfo",
}


def forbid_all_but_reading(connection: sqlite3.Connection) -> None:
    """Refuse attached files, writes, extensions and values beyond measure on a connection, whatever its SQL says."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        # How SQLite declares the columns of a virtual table to itself; the file is opened to be read only.
        return sqlite3.SQLITE_OK
    if action not in _ALLOWED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
