"""Opening a database file: the checks that turn a wrong file into one clear line, and the settings of a connection."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pipeline.store.migrating import bring_up_to_date, is_behind, unknown_steps

# "PFct" as SQLite's application_id: tells our files from every other SQLite file.
APPLICATION_ID = 0x50466374
# "PFsp": a snapshot's.
SNAPSHOT_ID = 0x50467370
BUSY_SECONDS = 10
CACHE_KIB = 32_768
"""An article's rows touch a hundred pages all over the indexes; SQLite's own 2 MB hold those of twenty articles."""
IMPORT_CACHE_KIB = 524_288
"""A thousand articles in one transaction touch many pages twice; while these are held they are written once."""
IMPORT_TOGETHER = 20_000
"""Articles in a transaction of an import: what is left of places all over, by key and by URL, meets there."""
LARGE_BATCH = 200
"""Articles in a transaction for which that much memory is taken."""

_CLOSED = "cannot be opened; check the permissions of the file and its folder"

Transactions = Callable[[], AbstractContextManager[None]]
"""Opens a transaction of its own."""


class StoreUnusable(Exception):
    """The database cannot be used as asked; the message names the file, says why and what to do."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class StoreDamaged(StoreUnusable):
    """The file is a database that has been damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is damaged; pressfacts verify says what, go back to a backup")


class StoreFull(StoreUnusable):
    """The disk took no more in the middle of a run: what was finished is kept, the next run goes on."""


def open_database(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """Return a connection to the database at its newest schema; raises StoreUnusable for every file that cannot be."""
    try:
        _check_place(path, create=create and not readonly)
    except PermissionError as error:
        raise StoreUnusable(path, _CLOSED) from error
    with explained(path):
        connection = connect_to_read(path) if readonly else connect(path)
    try:
        with explained(path):
            _check_owner(connection, path)
            if not create:
                _check_filled(connection, path)
            if readonly:
                _check_current(connection, path)
            else:
                _migrate(connection, path)
    except StoreUnusable:
        connection.close()
        raise
    return connection


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that writes: autocommit between explicit transactions, foreign keys on, a busy timeout."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file that it cannot use into StoreUnusable; a broken constraint stays what it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" in str(error):
            raise StoreDamaged(path) from error
        # A limit on the file's size shows as an I/O error.
        full = any(words in str(error) for words in ("disk is full", "disk I/O error"))
        raise (StoreFull if full else StoreUnusable)(path, _words(str(error))) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        # A file that never was one and one that has been damaged since want different advice.
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StoreUnusable(path, "is not a SQLite database; name another file") from error
        raise StoreDamaged(path) from error
    except OSError as error:
        # Of a file that is needed beside the database for a while.
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        raise StoreFull(path, _words("the disk is full")) from error


@contextmanager
def write_transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold one transaction: all of it is stored or none of it; raises StoreUnusable where SQLite cannot write.

    Within another one it is a part of that, and stands or falls with it; an error undoes the part alone.
    """
    with explained(path):
        inner = connection.in_transaction
        connection.execute("SAVEPOINT part" if inner else "BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("RELEASE part" if inner else "COMMIT")
        except BaseException:
            # A full disk has rolled back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part" if inner else "ROLLBACK")
            raise


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreUnusable(path, "is a folder; name a database file")
    if path.exists():
        return
    if not create:
        raise StoreUnusable(path, "no such database; make one with pressfacts crawl or pressfacts add")
    if not path.parent.is_dir():
        raise StoreUnusable(path, f"the folder {path.parent} does not exist; make it first")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that reads, also in a folder that cannot be written; raises sqlite3.DatabaseError."""
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        # In a folder that cannot be written SQLite cannot lay its -shm file; with no -wal nobody is writing either.
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    return connection


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id == SNAPSHOT_ID:
        raise StoreUnusable(
            path, "is a snapshot, without texts and pages; ask it in SQL, or name the database that it was made from"
        )
    if tables and application_id != APPLICATION_ID:
        raise StoreUnusable(path, "is a SQLite file, but not one that pressfacts made; name another file")


def _check_filled(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' LIMIT 1").fetchone() is None:
        raise StoreUnusable(path, "is empty; fill it with pressfacts crawl or pressfacts add")


def _check_current(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_newer(connection, path)
    if is_behind(connection):
        _check_filled(connection, path)
        raise StoreUnusable(
            path, "was made by an older pressfacts; run pressfacts add on it once to bring it up to date"
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_newer(connection, path)
    if not is_behind(connection):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with write_transaction(connection, path):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        bring_up_to_date(connection)


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    newer = unknown_steps(connection)
    if newer:
        raise StoreUnusable(path, f"was made by a newer pressfacts (it has {newer[-1]}); update pressfacts to use it")


def _words(message: str) -> str:
    if "readonly" in message:
        return "cannot be written (read-only file or folder); change its permissions or name another file"
    if "unable to open" in message:
        return _CLOSED
    if "locked" in message:
        return f"is in use by another program (waited {BUSY_SECONDS} s); try again when it has finished"
    if "full" in message or "disk I/O" in message:
        return f"the disk takes no more ({message}); free some space and run again, what was finished is kept"
    return f"SQLite says: {message}"
