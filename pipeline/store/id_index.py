"""The index of facts by id, left out of an import and made in order at its end.

Ids are hashes, so each fact of an article has its place somewhere else: once the index is larger than memory, an import
reads and writes a page for every fact. SQLite sorts what it indexes where an index is created, but that of a primary
key can neither be dropped nor created. Its tree is that of a unique index, though: for as long as an import lasts the
schema calls it one and the table has no key. ``PRAGMA integrity_check`` finds nothing wrong with either form.
"""

from __future__ import annotations

import sqlite3

from pipeline.store.opening import Transactions

_KEY = "sqlite_autoindex_facts_1"
_INDEX = "facts_id"
_CREATE = f"CREATE UNIQUE INDEX {_INDEX} ON facts (id)"
_WITH_KEY = "(\n    id TEXT PRIMARY KEY,"
_WITHOUT = "(\n    id TEXT,"
_RENAME_TABLE = """UPDATE sqlite_master SET sql = replace(sql, :old, :new)
WHERE type = 'table' AND name = 'facts' AND instr(sql, :old)"""
_RENAME_INDEX = "UPDATE sqlite_master SET name = ?, sql = ? WHERE type = 'index' AND name = ?"
_LATER_TWINS = "FROM facts WHERE rowid NOT IN (SELECT min(rowid) FROM facts GROUP BY id)"


def drop_id_index(connection: sqlite3.Connection, transaction: Transactions) -> None:
    """Take the key of facts away; where SQLite defends its schema even against its owner, it stays."""
    if _is_there(connection, _KEY):
        _rename(connection, transaction, (_WITH_KEY, _WITHOUT), (_INDEX, _CREATE, _KEY))
    if _is_there(connection, _INDEX):
        with transaction():
            connection.execute(f"DROP INDEX {_INDEX}")


def restore_id_index(connection: sqlite3.Connection, transaction: Transactions, robbed: list[str]) -> None:
    """Make facts' id its key again; cut off, it is gone on with.

    Adds to ``robbed`` the articles that lose facts because another one that came before has facts of the same ids.
    """
    if not has_id_index(connection):
        try:
            with transaction():
                connection.execute(_CREATE)
        except sqlite3.IntegrityError:
            with transaction():
                robbed += [key for (key,) in connection.execute(f"SELECT DISTINCT article {_LATER_TWINS}")]
                connection.execute(f"DELETE {_LATER_TWINS}")
                connection.execute(_CREATE)
    if _is_there(connection, _INDEX):
        _rename(connection, transaction, (_WITHOUT, _WITH_KEY), (_KEY, None, _INDEX))


def has_id_index(connection: sqlite3.Connection) -> bool:
    """Return whether there is an index by id, the key's or one that is still to be called so."""
    return _is_there(connection, _KEY) or _is_there(connection, _INDEX)


def _is_there(connection: sqlite3.Connection, index: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone() is not None


def _rename(
    connection: sqlite3.Connection,
    transaction: Transactions,
    words: tuple[str, str],
    names: tuple[str, str | None, str],
) -> None:
    """Change what the schema says of the table and of the index; every connection reads it anew."""
    try:
        with transaction():
            connection.execute("PRAGMA writable_schema = ON")
            if connection.execute("PRAGMA writable_schema").fetchone()[0]:
                renamed = connection.execute(_RENAME_TABLE, {"old": words[0], "new": words[1]}).rowcount
                if renamed:
                    connection.execute(_RENAME_INDEX, names)
                    (version,) = connection.execute("PRAGMA schema_version").fetchone()
                    connection.execute(f"PRAGMA schema_version = {version + 1}")
    finally:
        connection.execute("PRAGMA writable_schema = RESET")
