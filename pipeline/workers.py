"""Processes that work for one run: each takes a task at a time, and one that dies costs that task alone."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess
    from signal import Signals

_T = TypeVar("_T")
_R = TypeVar("_R")
# Enough to be busy while the parent stores a batch; more would only be handed on when the process dies.
_IN_HAND = 4
_LOADED = "pipeline.jobs.loaded"
_MADE_ANEW = 0.3
_SAFE_PATH = "PYTHONSAFEPATH"
# How a process ended can be read once, and whoever starts another reads it of all that have ended.
_starting = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """The process that worked on a task ended before it answered."""

    cause: str


@dataclass(slots=True, kw_only=True)
class _Task:
    work: Callable[[Any], Any]
    item: Any
    future: Future[Any]


class Workers:
    """So many processes, or with one the caller's own; a context manager, whose end ends them.

    A pool of ``concurrent.futures`` will not do: there one death breaks every task that waits. Here a thread stands
    for each process, the first task that a dead process left unanswered becomes :class:`Died`, and a new process goes
    on with the others. The processes end with this one, however it ends, and leave Ctrl-C and SIGTERM to it.
    They are forked from a process that has loaded the rules once for all of them, as :func:`get_ready` says.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._processes: list[_Process] = []
        self._broken_off = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(number if number > 1 else 0)]
        for thread in self._threads:
            thread.start()

    @property
    def ahead(self) -> int:
        """How many tasks may wait unanswered: enough for every process to have work, and few enough for memory."""
        return 0 if self.number == 1 else self.number * _IN_HAND * 2

    def submit(self, work: Callable[[_T], _R], item: _T) -> Future[_R | Died]:
        """Return the answer to come; with one worker it is there on return.

        ``work`` must be a function that the processes can import, and its answer plain values; what it raises is a
        defect, and the future raises it as RuntimeError.
        """
        future: Future[Any] = Future()
        task = _Task(work=work, item=item, future=future)
        if self._threads:
            self._tasks.put(task)
        else:
            _answer(task)
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes: when all is done, or at once where the run is broken off."""
        self._broken_off = kind is not None
        for _ in self._threads:
            self._tasks.put(None)
        if self._broken_off:
            for process in list(self._processes):
                process.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Keep one process at work, and put another in its place when it dies."""
        process = self._start()
        given: deque[_Task] = deque()
        ending = False
        while given or not ending:
            while not ending and len(given) < _IN_HAND:
                try:
                    task = self._tasks.get(block=not given)
                except queue.Empty:
                    break
                if task is None or self._broken_off:
                    ending = True
                elif task.future.set_running_or_notify_cancel() and process.give(task):
                    given.append(task)
            if not given:
                continue
            alive = process.settle(given.popleft())
            if not alive and self._broken_off:
                break
            if not alive:
                process.end()
                self._processes.remove(process)
                process = self._start()
                given = deque(task for task in given if process.give(task))
        process.end()

    def _start(self) -> _Process:
        process = _Process()
        self._processes.append(process)
        if self._broken_off:
            process.kill()
        return process


class _Process:
    """One worker process and the pipe to it."""

    def __init__(self) -> None:
        import signal

        context = _context()
        self._pipe, theirs = context.Pipe()
        self._not_started: str | None = None
        # Once more: the one that it is forked from may have died this moment, and is made anew.
        for wait in (0.0, _MADE_ANEW):
            time.sleep(wait)
            self._process: BaseProcess = context.Process(target=_work, args=(theirs, dict(os.environ)), daemon=True)
            try:
                with _start_apart(), deaf_to(signal.SIGINT, signal.SIGTERM):
                    self._process.start()
            # Of many kinds: no memory, no file numbers, the other process dead before or after the request.
            except Exception as error:
                self._not_started = f"no process could be started: {type(error).__name__}: {error}"
            else:
                self._not_started = None
                break
        theirs.close()

    def give(self, task: _Task) -> bool:
        """Hand over a task; False where it cannot be sent. To a dead process it is lost, as shows in ``settle``."""
        try:
            self._pipe.send((task.work, task.item))
        except OSError:
            return True
        except Exception as error:
            task.future.set_exception(error)
            return False
        return True

    def settle(self, task: _Task) -> bool:
        """Wait for the answer to the oldest task; False where the process is dead, and the task with it."""
        try:
            answer, problem = self._pipe.recv()
        except (EOFError, OSError):
            task.future.set_result(Died(cause=self._cause()))
            return False
        if problem is None:
            task.future.set_result(answer)
        else:
            task.future.set_exception(RuntimeError(problem))
        return True

    def kill(self) -> None:
        """End the process in the middle of whatever it does."""
        if self._not_started:
            return
        with contextlib.suppress(ValueError):  # ended already
            self._process.kill()

    def end(self) -> None:
        """End the process."""
        self._pipe.close()
        if not self._not_started:
            self._await_end()
            self._process.close()

    def _await_end(self) -> None:
        from multiprocessing.connection import wait

        wait([self._process.sentinel])
        with _starting:
            self._process.join()

    def _cause(self) -> str:
        import signal

        if self._not_started:
            return self._not_started
        self._await_end()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"its process ended with code {code}"
        killed = " (out of memory, perhaps)" if -code == signal.SIGKILL else ""
        return f"its process was ended by {signal.Signals(-code).name}{killed}"


def get_ready() -> None:
    """Begin to load what workers need, in a process from which they are forked later; returns at once.

    The sooner the better: a command does so before its own imports, which the other core then overlaps.
    """
    _context()


def start_method() -> str:
    """Return how multiprocessing starts such processes, for who starts them without :class:`Workers`."""
    return _context().get_start_method()


@cache
def _context() -> ForkServerContext | SpawnContext:
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
        with contextlib.suppress(OSError), _start_apart(), deaf_to(signal.SIGINT, signal.SIGTERM):
            ensure_running()
            return context
    return multiprocessing.get_context("spawn")


@contextmanager
def _start_apart() -> Iterator[None]:
    """Start processes one at a time, that import nothing from the current folder."""
    with _starting:
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


def _answer(task: _Task) -> None:
    try:
        task.future.set_result(task.work(task.item))
    except Exception as error:
        task.future.set_exception(error)


def _work(pipe: Connection, environment: Mapping[str, str]) -> None:
    """Do what comes through the pipe until it closes; to be the main function of a process."""
    import signal

    # The one it was forked from may be older than a setting.
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    tasks: queue.SimpleQueue[tuple[Callable[[Any], Any], Any]] = queue.SimpleQueue()

    def listen() -> None:
        # Always at the pipe: the parent is never held up by a large task, and its end is noticed in the middle of one.
        while True:
            try:
                tasks.put(pipe.recv())
            except (EOFError, OSError):
                os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        work, item = tasks.get()
        try:
            answer: tuple[Any, str | None] = (work(item), None)
        except Exception as error:
            answer = (None, f"{type(error).__name__}: {error}")
        try:
            pipe.send(answer)
        except OSError:
            os._exit(0)
