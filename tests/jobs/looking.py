"""Plain looks into a database file, as any other program would read it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

Row = tuple[object, ...]


def rows(path: Path, sql: str, *values: object) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def write(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


def dump(path: Path, *, without: tuple[str, ...]) -> dict[str, list[Row]]:
    """Return every row of every table but those named."""
    names = [str(name) for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(rows(path, f"SELECT * FROM {name}"), key=repr) for name in names if name not in without}


def harvest(path: Path) -> dict[str, list[Row]]:
    """Return what a crawl is for, leaving out when and by which run it was fetched."""
    kept = dump(path, without=("runs", "fetches", "revisions", "robots", "_sqlite_migrations"))
    columns = [str(row[1]) for row in rows(path, "PRAGMA table_info(revisions)") if row[1] not in {"run", "fetch"}]
    kept["revisions"] = rows(path, f"SELECT {', '.join(columns)} FROM revisions ORDER BY article, n")
    # How the index lies on the disk goes by the order of arrival; which articles it holds does not.
    kept = {name: found for name, found in kept.items() if not name.startswith("search")}
    kept["search_documents"] = rows(path, "SELECT article, revision FROM search_documents ORDER BY article")
    return kept
