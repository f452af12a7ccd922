"""Inside a process that works for a run: what comes through its pipe is done, and answered."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# More done together would gain little, and leave less to share out at the end of a run.
TOGETHER = 8
Answer = tuple[Any, str | None]
"""What came of an item, or in a line what broke."""

Tell = Callable[[int], None]
"""Says at which of its items, counted from 0, a work over several is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An item, and what to do with it; plain enough to be sent."""

    do: Callable[..., Any]
    item: Any
    together: bool
    """Several are done by one call."""


def untold(_at: int) -> None:
    """To be told where nobody asks."""


def do_together(works: Sequence[Work], tell: Tell) -> Sequence[Any]:
    """Return an answer for each of works that are done by one call."""
    first = works[0]
    if not first.together:
        return [first.do(first.item)]
    answers: Sequence[Any] = first.do([work.item for work in works], tell)
    if len(answers) != len(works):
        raise ValueError(f"{len(works)} items have {len(answers)} answers")
    return answers


def work_until_closed(pipe: Connection, environment: Mapping[str, str]) -> None:
    """Do what comes through the pipe until it closes; to be the main function of a process."""
    import signal

    # The one it was forked from may be older than a setting.
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    works: queue.SimpleQueue[Work] = queue.SimpleQueue()

    def listen() -> None:
        # Always at the pipe: the parent is never held up by a large task, and its end is noticed in the middle of one.
        while True:
            try:
                works.put(pipe.recv())
            except (EOFError, OSError):
                os._exit(0)

    def say(said: int | list[Answer]) -> None:
        try:
            pipe.send(said)
        except OSError:
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    for together in _gathered(works):
        try:
            answers: list[Answer] = [(answer, None) for answer in do_together(together, say)]
        except Exception as error:
            answers = [(None, f"{type(error).__name__}: {error}")] * len(together)
        say(answers)


def _gathered(works: queue.SimpleQueue[Work]) -> Iterator[list[Work]]:
    """Yield what is done by one call: a work, and with it those of the same that wait already."""
    after: Work | None = None
    while True:
        gathered = [after or works.get()]
        after = None
        while gathered[0].together and len(gathered) < TOGETHER and not works.empty():
            work = works.get()
            if work.do is not gathered[0].do:
                after = work
                break
            gathered.append(work)
        yield gathered
