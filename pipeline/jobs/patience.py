"""Patience from one run to the next: when what failed is asked for again, and which hosts are left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from pipeline.fetch import FetchError, Reason, RobotsRecord
from pipeline.store import Setback, Store, StoredRobots


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """How long what fails is left alone: not at all after the first two failures, then ever longer."""

    first: timedelta = timedelta(hours=1)
    """After the third failure in a row; each further one doubles it."""
    most: timedelta = timedelta(days=7)

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures in a row."""
        if failures < 3:
            return timedelta(0)
        doubled: int = 2 ** min(failures - 3, 20)
        return min(self.first * doubled, self.most)


class Patience:
    """What a run keeps to of the setbacks of earlier runs, and notes of its own for later ones."""

    def __init__(self, store: Store, backoff: Backoff, *, most_wait: float, dry: bool = False) -> None:
        self._book = store.book
        self._backoff = backoff
        self._most_wait = timedelta(seconds=most_wait)
        self._dry = dry
        self._held = self._book.held_hosts(datetime.now(UTC))
        self._down: set[str] = set()

    def setback(self, url: str, problem: FetchError | None = None) -> Setback:
        """Return when a URL that failed just now is to be asked for again, and hold its host where it asks for that."""
        now = datetime.now(UTC)
        last = self._book.last_try(url)
        failures = 1 + (last.failures if last else 0)
        pause = self._backoff.wait(failures)
        if problem is not None:
            host = _host(problem.url)
            asked = timedelta(seconds=min(problem.retry_after or 0.0, self._backoff.most.total_seconds()))
            pause = max(pause, asked)
            if problem.reason is Reason.HOST_DOWN:
                self._down.add(host)
            if asked > self._most_wait and self._held.get(host, now) < now + asked:
                self._held[host] = now + asked
                self._book.hold_host(host, now + asked, now)
        return Setback(failures=failures, next_attempt=now + pause)

    def leaves(self, url: str) -> bool:
        """Return whether the URL's host is left alone now: it asked for that, or has given no answer in this run."""
        host = _host(url)
        return host in self._down or self._held.get(host, datetime.now(UTC)) > datetime.now(UTC)

    def waits(self, url: str) -> bool:
        """Return whether a URL failed and its next attempt is still to come."""
        last = self._book.last_try(url)
        return last is not None and last.next_attempt is not None and last.next_attempt > datetime.now(UTC)

    def is_old(self, url: str, reason: str) -> bool:
        """Return whether a failure is what the last run met already."""
        last = self._book.last_try(url)
        return last is not None and last.failures > 0 and last.reason == reason

    # The fetcher's RobotsCache

    def load(self, origin: str) -> RobotsRecord | None:
        """Return the robots.txt that an earlier run kept."""
        known = self._book.robots(origin)
        if known is None:
            return None
        return RobotsRecord(origin=known.origin, status=known.status, body=known.body, fetched_at=known.fetched_at)

    def save(self, record: RobotsRecord) -> None:
        """Keep a robots.txt for the runs of the next day."""
        if not self._dry:
            self._book.keep_robots(
                StoredRobots(origin=record.origin, status=record.status, body=record.body, fetched_at=record.fetched_at)
            )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
