"""The robots.txt files that a run has read, each asked for once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import httpx

from pipeline.fetch.answers import Answer
from pipeline.fetch.problems import FetchError, FetchRefused, Reason
from pipeline.fetch.robots import RobotsCache, RobotsRecord, RobotsRules, is_fresh

_MEANS_NONE = frozenset({Reason.GONE, Reason.CLIENT_ERROR, Reason.REDIRECTS})
"""RFC 9309: 4xx and too many redirects mean that there are no rules."""
_NOT_ASKED = frozenset({Reason.ADDRESS, Reason.PORT, Reason.SCHEME, Reason.URL})


class RobotsBook:
    """Rules by origin: from this run, else from the caller's cache, else from the origin."""

    def __init__(self, token: str, ask: Callable[[str], Awaitable[Answer]], cache: RobotsCache | None) -> None:
        self._token = token
        self._ask = ask
        self._cache = cache
        self._known: dict[str, RobotsRules | FetchRefused] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def rules(self, url: httpx.URL) -> RobotsRules:
        """The rules of the URL's origin; raises FetchRefused where they cannot be read, which means: not now."""
        origin = str(url.copy_with(raw_path=b"/", fragment=None)).rstrip("/")
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._known:
                self._known[origin] = await self._find(origin)
        known = self._known[origin]
        if isinstance(known, FetchRefused):
            raise FetchRefused(
                known.reason, known.detail, url=str(url), status=known.status, retry_after=known.retry_after
            )
        return known

    async def _find(self, origin: str) -> RobotsRules | FetchRefused:
        record = self._cache.load(origin) if self._cache else None
        if record is not None and is_fresh(record, datetime.now(UTC)):
            return RobotsRules(record, self._token)
        robots_url = f"{origin}/robots.txt"
        try:
            answer = await self._ask(robots_url)
        except FetchError as problem:
            if problem.reason not in _MEANS_NONE:
                return _refuse(problem, robots_url)
            status = 404 if problem.reason is Reason.REDIRECTS else problem.status or 404
            record = RobotsRecord(origin=origin, status=status, body=b"", fetched_at=datetime.now(UTC))
        else:
            record = RobotsRecord(origin=origin, status=200, body=answer.body, fetched_at=datetime.now(UTC))
        if self._cache:
            self._cache.save(record)
        return RobotsRules(record, self._token)


def _refuse(problem: FetchError, robots_url: str) -> FetchRefused:
    # A host that may not be asked at all is told as such; robots.txt had no say in it.
    own = problem.reason in _NOT_ASKED and problem.url == robots_url
    reason = problem.reason if own else Reason.ROBOTS_UNREACHABLE
    detail = problem.detail.removeprefix(f"{robots_url}: ")
    return FetchRefused(reason, detail, url=robots_url, status=problem.status, retry_after=problem.retry_after)
