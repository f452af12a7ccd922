"""The steps of the schema on a connection.

Which steps a file has is read without sqlite-utils, which is loaded only where there are steps to apply: it looks for
numpy and pandas in turn, which takes as long as a small command and starts threads, beside which no worker may be
forked.
"""

from __future__ import annotations

import sqlite3

STEPS = (
    "m001_articles",
    "m002_facts",
    "m003_views",
    "m004_crawls",
    "m005_clusters",
    "m006_search",
    "m007_joined_views",
    "m008_reviews",
    "m009_queue",
    "m010_reached",
    "m011_sums",
)
"""The steps of this version, in order; a test holds them against those that are registered."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing."""
    from sqlite_utils import Database

    from pipeline.store.sum_migrations import migrations

    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def is_behind(connection: sqlite3.Connection) -> bool:
    """Return whether steps are missing."""
    return not set(STEPS).issubset(_applied(connection))


def unknown_steps(connection: sqlite3.Connection) -> list[str]:
    """Return the names of steps that a newer version has applied."""
    return [name for name in _applied(connection) if name not in STEPS]


def _applied(connection: sqlite3.Connection) -> list[str]:
    table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
    if connection.execute(table).fetchone() is None:
        return []
    names = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'pressfacts' ORDER BY rowid"
    return [name for (name,) in connection.execute(names)]
