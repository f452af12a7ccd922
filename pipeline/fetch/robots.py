"""What robots.txt (RFC 9309) of an origin allows, and the record by which it can be kept for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from protego import Protego

from pipeline.fetch.problems import FetchRefused, Reason

MAX_ROBOTS = 512_000
"""Bytes that are read of a robots.txt; RFC 9309 asks for 500 KiB at least."""
_A_YEAR = 31_536_000
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRecord:
    """A robots.txt as it was found."""

    origin: str
    """``https://www.example.kr``, with the port where it is not the scheme's own."""
    status: int
    """200, or the 4xx by which the origin says that it has none."""
    body: bytes
    fetched_at: datetime


class RobotsCache(Protocol):
    """Where a caller keeps records between runs."""

    def load(self, origin: str) -> RobotsRecord | None:
        """The record of an origin, however old."""

    def save(self, record: RobotsRecord) -> None:
        """Keep a record in place of the origin's last one."""


class RobotsRules:
    """The rules of one origin for one robot."""

    def __init__(self, record: RobotsRecord, token: str) -> None:
        body = record.body if record.status == 200 else b""
        if len(body) >= MAX_ROBOTS:
            body = body.rpartition(b"\n")[0]  # half a line may forbid more than the whole
        text = body.decode("utf-8-sig", errors="replace")
        self._rules = Protego.parse(text)
        self._token = token
        self.origin = record.origin

    def check(self, url: str) -> None:
        """Raises FetchRefused where the rules disallow the URL."""
        if not self._rules.can_fetch(url, self._token):
            raise FetchRefused(Reason.ROBOTS, f"disallowed by {self.origin}/robots.txt", url=url)

    @property
    def delay(self) -> float:
        """Seconds between requests that the rules ask for; 0 where they ask for none."""
        asked = self._rules.crawl_delay(self._token) or 0.0
        rate = self._rules.request_rate(self._token)
        return max(asked, min(rate.seconds, _A_YEAR) / rate.requests if rate else 0.0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that robots.txt names by whole http(s) URLs, as it must."""
        return tuple(url for url in self._rules.sitemaps if url.startswith(("http://", "https://")))


def is_fresh(record: RobotsRecord, now: datetime) -> bool:
    """Whether a kept record may still be used."""
    return timedelta(0) <= now - record.fetched_at < KEPT_FOR
