"""The steps of the schema on a connection.

sqlite-utils is loaded with the first of them: a process that only makes rows has no use for it, and what it looks for
in turn (numpy, pandas) starts threads, beside which no worker may be forked.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing."""
    from pipeline.store.sum_migrations import migrations

    migrations.apply(_database(connection))


def is_behind(connection: sqlite3.Connection) -> bool:
    """Return whether steps are missing."""
    from pipeline.store.sum_migrations import migrations

    return bool(migrations.pending(_database(connection)))


def unknown_steps(connection: sqlite3.Connection) -> list[str]:
    """Return the names of steps that a newer version has applied."""
    from sqlite_utils import Database

    from pipeline.store.sum_migrations import migrations

    with Database(memory=True) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    applied = migrations.applied(_database(connection))
    return [migration.name for migration in applied if migration.name not in known]


def _database(connection: sqlite3.Connection) -> Database:
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False)
