"""What a crawl knows of earlier ones: robots.txt, hosts to be left alone, failures in a row, reports of runs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipeline.store.columns import read_time, system_time
from pipeline.store.locking import is_locked
from pipeline.store.opening import explained, write_transaction
from pipeline.store.records import LastTry, Outcome, RunRow, SourceHealth

_LAST = "SELECT at, outcome, reason, failures, next_attempt FROM fetches WHERE url = ? ORDER BY at DESC, n DESC LIMIT 1"


_COUNTS = ("found", "new", "unchanged", "revised", "refused", "failed", "left_over")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRobots:
    """A robots.txt as an origin sent it."""

    origin: str
    status: int
    body: bytes
    fetched_at: datetime


class CrawlBook:
    """The part of a database that a crawl reads before it asks, and writes for the next one."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def robots(self, origin: str) -> StoredRobots | None:
        """Return the last robots.txt of an origin, however old, or None."""
        with explained(self._path):
            row = self._connection.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
        if row is None:
            return None
        at = datetime.fromisoformat(row["fetched_at"])
        return StoredRobots(origin=row["origin"], status=row["status"], body=row["body"], fetched_at=at)

    def keep_robots(self, robots: StoredRobots) -> None:
        """Keep a robots.txt in place of the origin's last one."""
        row = (robots.origin, robots.status, robots.body, system_time(robots.fetched_at))
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", row)

    def held_hosts(self, now: datetime) -> dict[str, datetime]:
        """Return the hosts that asked to be left alone until a time that has not come."""
        sql = "SELECT host, until FROM held_hosts WHERE until > ?"
        with explained(self._path):
            rows = self._connection.execute(sql, (system_time(now),)).fetchall()
        return {host: datetime.fromisoformat(until) for host, until in rows}

    def hold_host(self, host: str, until: datetime, now: datetime) -> None:
        """Leave a host alone until then, in later runs too; waits that are over are forgotten."""
        with self._transaction():
            self._connection.execute("DELETE FROM held_hosts WHERE until <= ?", (system_time(now),))
            self._connection.execute("INSERT OR REPLACE INTO held_hosts VALUES (?, ?)", (host, system_time(until)))

    def last_try(self, url: str) -> LastTry | None:
        """Return how the last request for a URL ended, or None for one that was never asked for."""
        with explained(self._path):
            row = self._connection.execute(_LAST, (url,)).fetchone()
        if row is None:
            return None
        return LastTry(
            at=datetime.fromisoformat(row["at"]),
            outcome=Outcome(row["outcome"]),
            reason=row["reason"],
            failures=row["failures"],
            next_attempt=read_time(row["next_attempt"]),
        )

    def has_read(self, name: str, page: str) -> bool:
        """Return whether a file of this name and with these bytes has been taken in, whatever it held."""
        sql = "SELECT 1 FROM fetches WHERE url = ? AND page = ? AND outcome != 'failed' LIMIT 1"
        with explained(self._path):
            return self._connection.execute(sql, (name, page)).fetchone() is not None

    def forgive(self, run: str) -> None:
        """Let the next run ask again for everything that failed in this one: the fault was not theirs."""
        with self._transaction():
            self._connection.execute("UPDATE fetches SET next_attempt = NULL WHERE run = ?", (run,))
            self._connection.execute(
                "UPDATE frontier SET next_attempt = NULL WHERE url IN (SELECT url FROM fetches WHERE run = ?)", (run,)
            )

    def reports(self, limit: int) -> tuple[str, ...]:
        """Return the reports of the last crawls that ended, as JSON, the newest first."""
        sql = "SELECT report FROM runs WHERE report IS NOT NULL AND command = 'crawl' ORDER BY started DESC LIMIT ?"
        with explained(self._path):
            return tuple(row[0] for row in self._connection.execute(sql, (limit,)))

    def runs(self, limit: int) -> Iterator[RunRow]:
        """Yield the last runs, the newest first."""
        held = is_locked(self._path)
        with explained(self._path):
            for row in self._connection.execute("SELECT * FROM runs ORDER BY started DESC, id DESC LIMIT ?", (limit,)):
                tally: dict[str, int | None] = {name: row[name] for name in _COUNTS}
                state: Literal["ended", "going on", "cut off"] = "ended"
                if row["ended"] is None:
                    # One run at a time holds the database: the newest, and those before it are dead.
                    state, held = ("going on" if held else "cut off"), False
                    tally = self._tally_so_far(row["id"])
                yield RunRow(
                    id=row["id"],
                    command=row["command"],
                    state=state,
                    started=datetime.fromisoformat(row["started"]),
                    ended=read_time(row["ended"]),
                    tally=tally,
                    **{name: row[name] for name in ("alarms", "bytes", "seconds")},
                )

    def _tally_so_far(self, run: str) -> dict[str, int | None]:
        """Return the counts of a run that has not ended by the fetches it wrote; all else it only kept in mind."""
        sql = "SELECT outcome, count(*) FROM fetches WHERE run = ? GROUP BY outcome"
        counts = Counter({Outcome(name): number for name, number in self._connection.execute(sql, (run,))})
        if not counts:
            # Nothing yet, or nothing ever: reading stored articles again fetches none.
            return dict.fromkeys(_COUNTS)
        return {
            "found": None,
            "new": counts[Outcome.NEW],
            "unchanged": counts[Outcome.UNCHANGED] + counts[Outcome.NOT_MODIFIED],
            "revised": counts[Outcome.REVISED],
            "refused": counts[Outcome.REFUSED] + counts[Outcome.NOT_ARTICLE],
            "failed": counts[Outcome.FAILED],
            "left_over": None,
        }

    def health(self) -> tuple[SourceHealth, ...]:
        """Return how each source answered when it was last asked, the sick ones first."""
        order = "SELECT * FROM source_health ORDER BY health = 'ok', failures DESC, source"
        with explained(self._path):
            return tuple(
                SourceHealth(
                    last_success=read_time(row["last_success"]),
                    next_attempt=read_time(row["next_attempt"]),
                    **{
                        name: row[name]
                        for name in ("source", "health", "listings", "failing", "failures", "reasons", "waiting")
                    },
                    articles=row["articles"],
                )
                for row in self._connection.execute(order)
            )

    def _transaction(self) -> AbstractContextManager[None]:
        return write_transaction(self._connection, self._path)
