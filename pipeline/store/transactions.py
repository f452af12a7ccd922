"""The transactions of an open store: one for each write, or shared by the writes of a batch."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.store.opening import explained, write_transaction
from pipeline.store.pages import Pages


class Transactions:
    """Begins and ends them; within a batch a write can still be taken back by itself."""

    def __init__(self, connection: sqlite3.Connection, path: Path, pages: Pages) -> None:
        self._connection = connection
        self._path = path
        self._pages = pages
        self._seconds: float | None = None
        self._ends = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold what is written inside together: all of it is stored or none of it."""
        if self._seconds is not None and not self._connection.in_transaction:
            self._begin(self._seconds)
        with write_transaction(self._connection, self._path):
            yield
        if self._seconds is not None and time.monotonic() > self._ends:
            self._commit()

    @contextmanager
    def batch(self, seconds: float) -> Iterator[None]:
        """Let the writes inside share transactions, each ended by the first write after so many seconds."""
        self._seconds = seconds
        self._pages.hold()
        try:
            yield
        finally:
            self._seconds = None
            self._pages.release()
            self._commit()

    def _begin(self, seconds: float) -> None:
        with explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
        self._ends = time.monotonic() + seconds

    def _commit(self) -> None:
        # The pages first: an article never names one that is not there.
        self._pages.commit()
        if self._connection.in_transaction:
            with explained(self._path):
                self._connection.execute("COMMIT")
