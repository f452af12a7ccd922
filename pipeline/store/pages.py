"""The raw pages: compressed, by content hash, in a file of their own beside the database."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from zlib_ng import zlib_ng

from pipeline.store.opening import connect, connect_to_read, explained, write_transaction

_TABLE = "CREATE TABLE IF NOT EXISTS pages (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, zlib BLOB NOT NULL)"


class PageMissing(Exception):
    """The raw page cannot be had: the pages file was not copied along with the database, or lacks it, or is damaged."""


def pages_path(database: Path) -> Path:
    """Return where the raw pages of a database stand: ``news.db`` has ``news.pages.db``."""
    return database.with_name(f"{database.stem}.pages.db")


def page_hash(body: bytes) -> str:
    """Return the name of a page: the sha256 of its bytes, in hex."""
    return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPage:
    """The bytes of a page as the pages file holds them; any process can pack, one writes."""

    name: str
    size: int
    zlib: bytes


def pack_page(body: bytes, name: str) -> PackedPage:
    """Return a page compressed; ``name`` is its :func:`page_hash`."""
    # Another writer of the same format: with Python's own, packing takes a sixth of the time of a page that is read.
    return PackedPage(name=name, size=len(body), zlib=zlib_ng.compress(body))


class Pages:
    """The pages file of one database, opened when it is first written."""

    def __init__(self, database: Path) -> None:
        self.path = pages_path(database)
        self._connection: sqlite3.Connection | None = None

    def save(self, pages: Sequence[bytes | PackedPage]) -> list[str]:
        """Keep pages and return their hashes; one that is there is left as it is.

        Committed on return, or with the others that are saved together.
        """
        names = [page.name if isinstance(page, PackedPage) else page_hash(page) for page in pages]
        connection = self._open_to_write()
        sql = "SELECT sha256 FROM pages WHERE sha256 IN (SELECT value FROM json_each(?))"
        with explained(self.path):
            kept = {name for (name,) in connection.execute(sql, (json.dumps(names),))}
        packed = [
            page if isinstance(page, PackedPage) else pack_page(page, name)
            for name, page in zip(names, pages, strict=True)
            if name not in kept
        ]
        if packed:
            inside = explained if connection.in_transaction else partial(write_transaction, connection)
            with inside(self.path):
                rows = [(page.name, page.size, page.zlib) for page in packed]
                connection.executemany("INSERT OR IGNORE INTO pages VALUES (?, ?, ?)", rows)
        return names

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit what is saved inside in one transaction."""
        with write_transaction(self._open_to_write(), self.path):
            yield

    def read(self, name: str) -> bytes:
        """Return the bytes of a page; raises PageMissing where the file or the page is not there or damaged."""
        if not self.path.exists():
            raise PageMissing(f"{self.path}: no such file; raw pages are kept there, copy it along with the database")
        try:
            with closing(connect_to_read(self.path)) as connection:
                row = connection.execute("SELECT zlib FROM pages WHERE sha256 = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise PageMissing(f"{self.path}: cannot be read ({error}); run pressfacts verify") from error
        if row is None:
            raise PageMissing(f"{self.path}: holds no page {name}")
        try:
            return zlib.decompress(row[0])
        except (zlib.error, TypeError) as error:
            raise PageMissing(f"{self.path}: page {name} cannot be unpacked; run pressfacts verify") from error

    def read_or_none(self, name: str) -> bytes | None:
        """Return the bytes of a page, or None where the file or the page is not there."""
        try:
            return self.read(name)
        except PageMissing:
            return None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open_to_write(self) -> sqlite3.Connection:
        if self._connection is None:
            with explained(self.path):
                connection = connect(self.path)
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.execute(_TABLE)
                except sqlite3.DatabaseError:
                    connection.close()
                    raise
            self._connection = connection
        return self._connection
