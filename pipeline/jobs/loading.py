"""From the Parquet of a batch into a database, through the store's own verbs: the rows that a crawl would write."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipeline.jobs.batch import ShardDone, read_marks
from pipeline.jobs.intake import current_versions
from pipeline.jobs.parts import BadShard, PartTask, Seen, parts_of, read_part, seen_in
from pipeline.jobs.reports import Problem, Progress, Step
from pipeline.store import ArticleUnstorable, Incoming, Outcome, Store, Tally
from pipeline.workers import Died, Workers

_BATCH = 500
_LARGE = 10_000
"""Articles from which on readers are kept out for the sake of speed, where the database holds fewer."""

_Answer = tuple[Incoming, ...] | BadShard


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading a batch brought in."""

    run: str
    shards: int
    new: int
    revised: int
    unchanged: int
    """Articles that the database had, those of an earlier load included."""
    facts: int
    problems: tuple[Problem, ...]
    seconds: float


def load(store: Store, folder: Path, *, progress: Progress | None = None, workers: int = 1) -> LoadReport:
    """Store what a batch has read, shard by shard in the order of their names; cut off, it can be started again.

    With ``workers`` so many processes read the files and prepare what search needs; one writes. A page that is older
    than the last look at its URL is known, as in a crawl of archives: those of an earlier load are passed without
    being read. Where it brings more than there is, 10,000 articles at least, it is an import (``Store.importing``).
    A file that is damaged is a Problem in the report, and the rest goes on. Raises Locked, BadOutput for a
    folder that is no batch's.
    """
    with store.lock(), Workers(workers) as pool:
        return _Loading(store, pool, progress).run(folder, read_marks(folder))


class _Loading:
    def __init__(self, store: Store, workers: Workers, progress: Progress | None) -> None:
        self._store = store
        self._workers = workers
        # A part is some ten MB: one for each process and one that waits.
        self._ahead = workers.number if workers.number > 1 else 0
        self._progress = progress
        self._outcomes = dict.fromkeys((Outcome.NEW, Outcome.REVISED, Outcome.UNCHANGED), 0)
        self._facts = 0
        self._problems: list[Problem] = []
        self._batch: dict[str, Incoming] = {}
        self._done = self._total = 0

    def run(self, folder: Path, marks: tuple[ShardDone, ...]) -> LoadReport:
        started = time.monotonic()
        run = self._store.begin_run("load", current_versions())
        self._total = sum(mark.articles for mark in marks)
        large = self._total >= _LARGE and self._total > self._store.count_articles()
        none: list[str] = []
        with self._store.importing() if large else nullcontext(none) as robbed:
            for answer in self._read_ahead(folder, marks):
                self._take(run, answer)
            self._save(run)
        detail = (
            "facts of it have the ids of another article's and were left out; have pressfacts batch make its shard anew"
        )
        self._problems += [Problem(name=key, reason="broken", detail=detail, broken=True) for key in robbed]
        new, revised, unchanged = self._outcomes.values()
        seconds = round(time.monotonic() - started, 3)
        tally = Tally(found=self._total, new=new, revised=revised, unchanged=unchanged, failed=len(self._problems))
        self._store.end_run(run, tally, seconds=seconds)
        return LoadReport(
            run=run,
            shards=len(marks),
            new=new,
            revised=revised,
            unchanged=unchanged,
            facts=self._facts,
            problems=tuple(self._problems),
            seconds=seconds,
        )

    def _read_ahead(self, folder: Path, marks: tuple[ShardDone, ...]) -> Iterator[_Answer]:
        """Yield the parts in their order, while the workers read those that follow."""
        waiting: deque[tuple[PartTask, Future[tuple[Incoming, ...] | BadShard | Died]]] = deque()
        for task in self._tasks(folder, marks):
            waiting.append((task, self._workers.submit(read_part, task)))
            if len(waiting) > self._ahead:
                yield _settle(*waiting.popleft())
        while waiting:
            yield _settle(*waiting.popleft())

    def _tasks(self, folder: Path, marks: tuple[ShardDone, ...]) -> Iterator[PartTask]:
        for mark in marks:
            try:
                for part in parts_of(folder, mark.shard):
                    seen = seen_in(part)
                    wanted = frozenset(one.record for one in seen if not self._store.is_settled_since(one.url, one.at))
                    self._know(len(seen) - len(wanted), seen)
                    if wanted:
                        yield PartTask(part=part, records=wanted)
            except BadShard as problem:
                self._tell(problem)

    def _take(self, run: str, answer: _Answer) -> None:
        if isinstance(answer, BadShard):
            self._tell(answer)
            return
        for incoming in answer:
            visit = incoming.visit
            # One URL twice: the second is asked about when the first is stored.
            if len(self._batch) == _BATCH or visit.url in self._batch:
                self._save(run)
            if self._store.is_settled_since(visit.url, visit.at):
                self._outcomes[Outcome.UNCHANGED] += 1
            else:
                self._batch[visit.url] = incoming
            self._step(visit.url, Outcome.NEW, 1)

    def _know(self, number: int, seen: tuple[Seen, ...]) -> None:
        self._outcomes[Outcome.UNCHANGED] += number
        if number:
            self._step(seen[-1].url, Outcome.UNCHANGED, number)

    def _step(self, url: str, outcome: Outcome, number: int) -> None:
        self._done += number
        if self._progress is not None:
            self._progress(Step(source=None, url=url, outcome=outcome, done=self._done, total=self._total))

    def _tell(self, problem: BadShard) -> None:
        name, _, detail = str(problem).partition(": ")
        told = Problem(name=name, reason="unreadable", detail=detail)
        if told not in self._problems:
            self._problems.append(told)

    def _save(self, run: str) -> None:
        batch, self._batch = self._batch, {}
        for url, saved in zip(batch, self._store.save_many(run, list(batch.values())), strict=True):
            if isinstance(saved, ArticleUnstorable):
                self._problems.append(Problem(name=url, reason="broken", detail=str(saved), broken=True))
                continue
            self._outcomes[saved.outcome] += 1
            self._facts += saved.added


def _settle(task: PartTask, answer: Future[tuple[Incoming, ...] | BadShard | Died]) -> _Answer:
    read = answer.result()
    if isinstance(read, Died):
        part = task.part
        place = f"{part.folder / 'articles' / part.shard}.parquet"
        return BadShard(f"{place}: {len(task.records)} articles were not read, {read.cause}; start the load again")
    return read
