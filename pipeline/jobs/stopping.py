"""Stopping on SIGTERM: what is in hand is finished, or after a few seconds left for the next run."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

# A service manager kills after ten seconds or more; what is left of them belongs to the end of the run.
GRACE = 5.0


class Stopping:
    """Whether the run was asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        self._limits: set[asyncio.Timeout] = set()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take SIGTERM as the wish to stop; a thread other than the main one cannot and does not."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop)
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGTERM)

    def stop(self) -> None:
        """Ask the run to stop: nothing new is begun, and what is in hand has so many seconds."""
        self.asked = True
        until = asyncio.get_running_loop().time() + GRACE
        for limit in self._limits:
            limit.reschedule(until)

    @asynccontextmanager
    async def in_hand(self) -> AsyncIterator[None]:
        """Bound what the block does once the run is asked to stop; raises TimeoutError where it takes longer."""
        limit = asyncio.timeout(None)
        async with limit:
            self._limits.add(limit)
            try:
                yield
            finally:
                self._limits.discard(limit)
