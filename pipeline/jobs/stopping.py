"""Stopping on SIGTERM or Ctrl-C: what is in hand is finished, or after a few seconds left for the next run."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

# A service manager kills after ten seconds or more; what is left of them belongs to the end of the run.
GRACE = 5.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopping:
    """Whether the run was asked to stop, and by which signal."""

    def __init__(self) -> None:
        self.by: signal.Signals | None = None
        self._limits: set[asyncio.Timeout] = set()

    @property
    def asked(self) -> bool:
        """Whether nothing new is to be begun."""
        return self.by is not None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take SIGTERM and Ctrl-C as the wish to stop; a thread other than the main one cannot and does not.

        Ctrl-C after that ends the run at once.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        heard = False

        def hear(number: int, _frame: object) -> None:
            # Not the loop's own handlers: it hears nothing until the page in hand is read.
            nonlocal heard
            if heard and number == signal.SIGINT:
                # What this breaks off has nothing more to say.
                loop.set_exception_handler(lambda _loop, _told: None)
                raise KeyboardInterrupt
            heard = True
            loop.call_soon_threadsafe(self.stop, signal.Signals(number))

        before = {number: signal.signal(number, hear) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self, by: signal.Signals) -> None:
        """Ask the run to stop: nothing new is begun, and what is in hand has so many seconds."""
        self.by = by
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
