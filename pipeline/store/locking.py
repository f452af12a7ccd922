"""One run at a time on a database: a lock that names its holder, and that a holder's death ends by itself."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store.opening import StoreUnusable

_LOOK_SECONDS = 0.05


class Locked(Exception):
    """Another run works on the database; the message says which, and since when."""


def lock_path(database: Path) -> Path:
    """Return where the lock of a database stands while a run holds it; a link to it has no lock of its own."""
    place = database.resolve()
    return place.with_name(f"{place.name}.lock")


@contextmanager
def lock_database(database: Path) -> Iterator[None]:
    """Hold the lock of a database; raises Locked where another run holds it, and takes over that of a dead one."""
    path = lock_path(database)
    handle = _take(path, database)
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {datetime.now(UTC).isoformat(timespec='seconds')}\n".encode(), 0)
        yield
    finally:
        # Before the lock is let go: whoever opened this file meanwhile sees that it is no longer the one at its path.
        path.unlink(missing_ok=True)
        os.close(handle)


def is_locked(database: Path) -> bool:
    """Return whether a run works on the database now."""
    try:
        handle = os.open(lock_path(database), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def _take(path: Path, database: Path) -> int:
    tries = 2
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            why = f"the lock {path.name} cannot be made ({error.strerror}); check the permissions of the folder"
            raise StoreUnusable(database, why) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if tries := tries - 1:
                # It may be somebody who only looks whether a run holds it.
                os.close(handle)
                time.sleep(_LOOK_SECONDS)
                continue
            holder = os.pread(handle, 100, 0).decode("ascii", "replace").split()
            os.close(handle)
            who = f"process {holder[0]}, since {holder[1]}" if len(holder) == 2 else "it has just begun"
            raise Locked(f"{database}: another run works on it ({who}); wait for it to end") from None
        if _is_at(handle, path):
            return handle
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)
