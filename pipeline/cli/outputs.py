"""What ``--out`` may name: a new file, or what the same command wrote before; never the database, never another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.cli.failures import BAD_INPUT, Failure


def check_place(out: Path, database: Path, *, is_ours: Callable[[Path], bool] | None = None) -> None:
    """Raise Failure (exit code 2) for a file that may not be written; ``is_ours`` tells what may be replaced."""
    check_folder(out)
    own = _own_files(database)
    # It is written under another name until it is whole.
    for place in (out, out.with_name(out.name + ".part")):
        if place.resolve() in own:
            raise Failure(f"{place}: belongs to the database {database}; name a new file", BAD_INPUT)
    # A link that leads nowhere is somebody's too.
    if (out.exists() or out.is_symlink()) and not (is_ours is not None and out.is_file() and is_ours(out)):
        raise Failure(f"{out}: is there already; name a new file", BAD_INPUT)


def check_folder(out: Path) -> None:
    """Raise Failure (exit code 2) where the folder that ``out`` is to stand in is missing: its name may be mistyped."""
    if out.parent.exists() and not out.parent.is_dir():
        raise Failure(f"{out}: {out.parent} is no folder; name another place", BAD_INPUT)
    if not out.parent.is_dir():
        raise Failure(f"{out}: the folder {out.parent} does not exist; make it first", BAD_INPUT)


def _own_files(database: Path) -> frozenset[Path]:
    """Return where a database and what belongs to it stands or would stand: SQLite would read what it found there."""
    from pipeline.store import accounts_path, lock_path, pages_path

    files = (database, pages_path(database), accounts_path(database))
    beside = (file.with_name(file.name + end) for file in files for end in ("", "-wal", "-shm", "-journal"))
    return frozenset(file.resolve() for file in (*beside, lock_path(database)))
