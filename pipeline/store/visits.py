"""Fetches and the frontier: what a crawl asked for, what came of it, and what is still to be asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from pipeline.store.columns import Value, press_time, storable, storable_or_none, system_time
from pipeline.store.inserting import insert
from pipeline.store.records import FrontierUrl, Outcome, Setback, Visit

_SEEN_AGAIN = frozenset({Outcome.REVISED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})


def insert_visit(
    connection: sqlite3.Connection,
    run: str,
    visit: Visit,
    outcome: Outcome,
    *,
    reason: str | None = None,
    article: str | None = None,
    setback: Setback | None = None,
) -> int:
    """Write a row of ``fetches``, settle its URL in the frontier unless it failed, and return its number in the run."""
    n = next_number(connection, run)
    row = visit_row(run, n, visit, outcome, reason=reason, article=article, setback=setback)
    insert(connection, "fetches", [row])
    if outcome is Outcome.FAILED:
        setting = (row["failures"], row["next_attempt"], row["reason"], row["url"])
        connection.execute("UPDATE frontier SET attempts = ?, next_attempt = ?, reason = ? WHERE url = ?", setting)
    else:
        settle(connection, [row])
    if outcome in _SEEN_AGAIN and article is not None:
        connection.execute("UPDATE articles SET gone = NULL WHERE key = ? AND gone IS NOT NULL", (article,))
    return n


def next_number(connection: sqlite3.Connection, run: str) -> int:
    """Return the number of a run's next fetch."""
    (n,) = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM fetches WHERE run = ?", (run,)).fetchone()
    return int(n)


def settle(connection: sqlite3.Connection, visits: Iterable[Mapping[str, Value]]) -> None:
    """Take the URLs of rows of ``fetches`` out of the frontier."""
    connection.executemany("DELETE FROM frontier WHERE url = ?", [(row["url"],) for row in visits])


def visit_row(
    run: str,
    n: int,
    visit: Visit,
    outcome: Outcome,
    *,
    reason: str | None = None,
    article: str | None = None,
    setback: Setback | None = None,
) -> dict[str, Value]:
    """Return the row of ``fetches`` of the n-th fetch of a run."""
    failures, next_attempt = (setback.failures, system_time(setback.next_attempt)) if setback else (0, None)
    return {
        "run": run,
        "n": n,
        "source": visit.source,
        "url": storable(visit.url),
        "final_url": storable_or_none(visit.final_url),
        "at": system_time(visit.at),
        "status": visit.status,
        "outcome": str(outcome),
        "reason": storable_or_none(reason),
        "article": article,
        "page": visit.page,
        "content_type": storable_or_none(visit.content_type),
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "listed": press_time(visit.listed),
        "robots": visit.robots,
        "bytes": visit.bytes,
        "seconds": visit.seconds,
        "listing": int(visit.listing),
        "failures": failures,
        "next_attempt": next_attempt,
    }


def insert_frontier(connection: sqlite3.Connection, run: str, source: str, wanted: Iterable[FrontierUrl]) -> None:
    """Put URLs that are to be fetched into the frontier; one that waits there stays, under its newest date."""
    for item in wanted:
        connection.execute(
            "INSERT INTO frontier (url, source, listed, run) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (url) DO UPDATE SET listed = excluded.listed WHERE excluded.listed > coalesce(listed, '')",
            (storable(item.url), source, press_time(item.listed), run),
        )
