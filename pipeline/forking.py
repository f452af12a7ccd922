"""How processes that work for a run are started: forked from one that has loaded the rules."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext
    from signal import Signals

_LOADED = "pipeline.jobs.preloaded"
_SAFE_PATH = "PYTHONSAFEPATH"
# How a process ended can be read once, and whoever starts another reads it of all that have ended.
starting = threading.Lock()


def get_ready() -> None:
    """Begin to load what workers need, in a process from which they are forked later; returns at once.

    The sooner the better: a command does so before its own imports, which the other core then overlaps.
    """
    start_context()


def start_method() -> str:
    """Return how multiprocessing starts such processes, for who starts them without :class:`Workers`."""
    return start_context().get_start_method()


@cache
def start_context() -> ForkServerContext | SpawnContext:
    """Return how processes are started: forked from one without threads, since from ours they would take locks along.

    What that one has loaded is loaded once for all of them. Where it cannot be had (Windows, no place for its socket)
    each loads its own.
    """
    import multiprocessing
    import signal

    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing.forkserver import ensure_running

        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_LOADED])
        with contextlib.suppress(OSError), start_apart(), deaf_to(signal.SIGINT, signal.SIGTERM):
            ensure_running()
            return context
    return multiprocessing.get_context("spawn")


@contextmanager
def start_apart() -> Iterator[None]:
    """Start processes one at a time, that import nothing from the current folder."""
    with starting:
        before = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = before


@contextmanager
def deaf_to(*signals: Signals) -> Iterator[None]:
    """Have the threads and processes that are started inside not hear these: what they do is their parent's to end."""
    import signal
    from multiprocessing import resource_tracker

    # The first start of a process starts the tracker too, and that unblocks Ctrl-C and SIGTERM.
    resource_tracker.ensure_running()
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
