"""Counting reports for the page: in a thread of its own, so that neither a reader nor the server waits for it."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.store import Report, Store

_State = tuple[tuple[int, int], ...]

_REST = 10
"""A report rests so many times as long as it took to count: a crawl that writes all day does not keep it counting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """A report, of which state of the file, and when it was counted (the machine's time) in how many seconds."""

    report: Report
    state: _State
    at: datetime
    seconds: float

    @property
    def rests(self) -> bool:
        """Whether it is too young to be counted anew, whatever has changed."""
        return (datetime.now().astimezone() - self.at).total_seconds() < _REST * self.seconds


class ReportMaking:
    """The last report of each database, and the one that is being counted; to be used in one event loop."""

    def __init__(self) -> None:
        self._made: dict[Path, MadeReport] = {}
        self._counting: dict[Path, asyncio.Future[MadeReport]] = {}

    def ask(self, path: Path) -> tuple[MadeReport | None, bool]:
        """Return the last report, None where there is none yet, and whether a newer one is on its way.

        Begins to count where there is none, or the file has changed since. Raises what the last counting raised, once.
        """
        counting = self._counting.get(path)
        if counting is not None and counting.done():
            del self._counting[path]
            self._made[path] = counting.result()
            counting = None
        made = self._made.get(path)
        if counting is None and (made is None or (made.state != _state(path) and not made.rests)):
            counting = self._counting[path] = _count(path)
        return made, counting is not None


def _count(path: Path) -> asyncio.Future[MadeReport]:
    loop = asyncio.get_running_loop()
    counting: asyncio.Future[MadeReport] = loop.create_future()

    def work() -> None:
        # Where the server has ended meanwhile there is nobody to tell.
        with suppress(RuntimeError):
            try:
                made = _make(path)
            except BaseException as error:
                # Whatever it is: who asks next is told.
                loop.call_soon_threadsafe(counting.set_exception, error)
            else:
                loop.call_soon_threadsafe(counting.set_result, made)

    # No worker of a pool: the end of the server would wait for it.
    threading.Thread(target=work, name="counting a report", daemon=True).start()
    return counting


def _make(path: Path) -> MadeReport:
    start, state = time.perf_counter(), _state(path)
    with Store.open(path, create=False, readonly=True) as store:
        report = store.report()
    return MadeReport(report=report, state=state, at=datetime.now().astimezone(), seconds=time.perf_counter() - start)


def _state(path: Path) -> _State:
    files = [file.stat() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
    # A reader alone lays an empty -wal.
    return tuple((file.st_mtime_ns, file.st_size) for file in files if file.st_size)
