"""Turns: one request at a time to a host, never sooner than its delay, and so many hosts at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pipeline.fetch.policy import FetchPolicy
from pipeline.fetch.problems import FetchFailed, Reason


@dataclass(slots=True, kw_only=True)
class Host:
    """What a run knows about one host."""

    delay: float
    ready_at: float = 0.0
    """The loop's time before which it is not asked."""
    failures: int = 0
    """Requests in a row without any answer."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hosts:
    """Hands out turns at hosts."""

    def __init__(self, policy: FetchPolicy) -> None:
        self._policy = policy
        self._hosts: dict[str, Host] = {}
        self._slots = asyncio.Semaphore(policy.concurrency)

    def __getitem__(self, name: str) -> Host:
        return self._hosts.setdefault(name, Host(delay=self._policy.delay))

    @asynccontextmanager
    async def turn(self, name: str, url: str) -> AsyncIterator[Host]:
        """The host, ours alone until the block ends; raises FetchFailed where it asked to be left alone for longer."""
        host = self[name]
        loop = asyncio.get_running_loop()
        async with host.lock:
            if host.failures >= self._policy.max_host_failures:
                raise FetchFailed(Reason.HOST_DOWN, f"{host.failures} requests in a row had no answer", url=url)
            wait = host.ready_at - loop.time()
            if wait > self._policy.max_wait:
                raise FetchFailed(Reason.BUSY, f"the server asked to wait {wait:.0f} s more", url=url, retry_after=wait)
            if wait > 0:
                await asyncio.sleep(wait)
            async with self._slots:
                host.ready_at = loop.time() + host.delay
                yield host

    def slow(self, name: str, delay: float) -> None:
        """Ask a host no more often than this, counted from the request that was the last."""
        host = self[name]
        if delay > host.delay:
            host.ready_at += delay - host.delay
            host.delay = delay

    def hold(self, name: str, seconds: float) -> None:
        """Leave a host alone for so long from now."""
        host = self[name]
        host.ready_at = max(host.ready_at, asyncio.get_running_loop().time() + seconds)
