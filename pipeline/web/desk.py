"""Where the pages read and write the database: away from the event loop, each thread with a store of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pipeline.store import Store

Answer = TypeVar("Answer")


class Desk:
    """Reads side by side, and writes one after the other."""

    def __init__(self, path: Path, *, readers: int = 4) -> None:
        self.path = path
        self._open = threading.local()
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reading")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writing")

    async def read(self, verb: Callable[[Store], Answer]) -> Answer:
        """Return what a verb that only reads answers, within one state of the database.

        Raises what the verb raises, StoreUnusable among it.
        """
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, verb)

    async def write(self, verb: Callable[[Store], Answer]) -> Answer:
        """Return what a verb that writes answers; a crawl that writes at the same moment is waited for."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._write, verb)

    def _read(self, verb: Callable[[Store], Answer]) -> Answer:
        store = self._store(readonly=True)
        with store.one_state():
            return verb(store)

    def _write(self, verb: Callable[[Store], Answer]) -> Answer:
        return verb(self._store(readonly=False))

    def _store(self, *, readonly: bool) -> Store:
        store: Store | None = getattr(self._open, "store", None)
        if store is None:
            store = self._open.store = Store.open(self.path, create=False, readonly=readonly)
        return store
