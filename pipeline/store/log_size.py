"""Keeping the write-ahead log of a database short while others read it.

SQLite begins the log anew when nobody reads from it, and there is always somebody where readings overlap: then a long
run writes on and on at its end. Whoever begins to read after a checkpoint needs the log no more, so it is enough to
wait once for those who began before.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.store.opening import BUSY_SECONDS, explained

LOG_BYTES = 16_000_000
_WAIT = 1_000
"""Milliseconds for which readers are waited for, and all who want to write wait along."""


class LogKeeper:
    """Empties the log of one database when it has grown."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._limit = LOG_BYTES

    def shorten(self) -> None:
        """Empty the log where it is longer than it should be; within a transaction that is left to a later call.

        A reader who stays makes it impossible: then the next try is at twice the length.
        """
        if self._connection.in_transaction or not self._log.exists() or self._log.stat().st_size < self._limit:
            return
        with explained(self._path):
            self._connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
            try:
                (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        self._limit = self._limit * 2 if busy else LOG_BYTES
