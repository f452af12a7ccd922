"""Processes that work for one run: one that dies costs the task that it was at, and that alone."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pipeline.forking import deaf_to, start_apart, start_context, starting
from pipeline.working import TOGETHER, Answer, Tell, Work, do_together, untold, work_until_closed

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_T = TypeVar("_T")
_R = TypeVar("_R")
# Enough to be busy while the parent stores a batch; more would only be handed on when the process dies.
_IN_HAND = 2 * TOGETHER
_MADE_ANEW = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """The process that worked on a task ended before it answered."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    work: Work
    future: Future[Any]


class Workers:
    """So many processes, or with one the caller's own; a context manager, whose end ends them.

    A pool of ``concurrent.futures`` will not do: there one death breaks every task that waits. Here a thread stands
    for each process, the task that a dead process was at becomes :class:`Died`, and a new process goes on with the
    others. The processes end with this one, however it ends, and leave Ctrl-C and SIGTERM to it.
    They are forked from a process that has loaded the rules once for all of them, as ``forking.get_ready`` says.
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
        return self._submit(Work(do=work, item=item, together=False))

    def submit_with_others(self, work: Callable[[Sequence[_T], Tell], Sequence[_R]], item: _T) -> Future[_R | Died]:
        """Return the answer to come, as ``submit`` does, of a work that takes several items at less cost than each.

        It is called with the items that wait for one process, says with the second argument at which it is whenever
        it goes over to another, and returns an answer for each.
        """
        return self._submit(Work(do=work, item=item, together=True))

    def _submit(self, work: Work) -> Future[Any]:
        task = _Task(work=work, future=Future())
        if self._threads:
            self._tasks.put(task)
        else:
            _answer(task)
        return task.future

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
            while not ending and self._may_take(len(given)):
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
            alive = process.settle(given)
            if not alive and self._broken_off:
                break
            if not alive:
                process.end()
                self._processes.remove(process)
                process = self._start()
                given = deque(task for task in given if process.give(task))
        process.end()

    def _may_take(self, in_hand: int) -> bool:
        """Whether a process with so many in hand leaves as many to each of the others."""
        return in_hand < _IN_HAND and (in_hand == 0 or self._tasks.qsize() > in_hand * (self.number - 1))

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

        context = start_context()
        self._pipe, theirs = context.Pipe()
        self._not_started: str | None = None
        # Once more: the one that it is forked from may have died this moment, and is made anew.
        for wait in (0.0, _MADE_ANEW):
            time.sleep(wait)
            self._process: BaseProcess = context.Process(
                target=work_until_closed, args=(theirs, dict(os.environ)), daemon=True
            )
            try:
                with start_apart(), deaf_to(signal.SIGINT, signal.SIGTERM):
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
            self._pipe.send(task.work)
        except OSError:
            return True
        except Exception as error:
            task.future.set_exception(error)
            return False
        return True

    def settle(self, given: deque[_Task]) -> bool:
        """Wait for answers to the oldest tasks, which are taken out; False where the process died, and one with it."""
        at = 0
        while True:
            try:
                said: int | list[Answer] = self._pipe.recv()
            except (EOFError, OSError):
                task = given[at]
                del given[at]
                task.future.set_result(Died(cause=self._cause()))
                return False
            if not isinstance(said, int):
                break
            at = said
        for answer, problem in said:
            future = given.popleft().future
            if problem is None:
                future.set_result(answer)
            else:
                future.set_exception(RuntimeError(problem))
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
        with starting:
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


def _answer(task: _Task) -> None:
    try:
        (answer,) = do_together([task.work], untold)
    except Exception as error:
        task.future.set_exception(error)
    else:
        task.future.set_result(answer)
