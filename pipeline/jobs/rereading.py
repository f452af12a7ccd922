"""Reading again what is stored: pages with today's cleaner, or texts with today's extractors; no network, no fetch."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from itertools import islice

from extractors import extract
from pipeline.clean import clean
from pipeline.jobs.intake import current_versions
from pipeline.jobs.reading import Broke, Clean, Read, Refused, StoredTask, reread_articles
from pipeline.jobs.reports import Problem, Progress, Step
from pipeline.store import ArticleUnstorable, Outcome, PageMissing, Prepared, Store, StoredPage, Tally
from pipeline.workers import Died, Workers
from pipeline.working import Tell, untold

# A tenth of a second: as long as a reviewer who saves waits for the run, and often enough for one that is cut off.
_BATCH = 50

_Answer = Prepared | Refused | Broke | Died | PageMissing
_Reread = Callable[[Sequence[StoredTask], Tell], Sequence[Prepared | Refused | Broke]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadReport:
    """What reading everything again changed."""

    run: str
    before: int
    """Articles that a run which was cut off had read already."""
    articles: int
    revised: int
    added: int
    """Facts that are new."""
    changed: int
    removed: int
    problems: tuple[Problem, ...]
    """Articles that were left as they are: the page is missing, or is no article to today's cleaner."""
    seconds: float


def reclean(
    store: Store,
    *,
    cleaner: Clean | None = None,
    read: Read | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    restart: bool = False,
) -> RereadReport:
    """Clean every stored page anew and extract its facts; where the text differs the earlier one stays a revision.

    Articles go in the order of their keys, some in a transaction. Cut off at any moment, it is gone on with by the
    next run of the same versions, unless told to ``restart``. Raises Locked where another run works on the database.
    """

    def task_of(stored: StoredPage) -> StoredTask:
        return StoredTask(
            key=stored.article,
            body=store.page(stored.page),
            url=stored.final_url,
            content_type=stored.content_type,
            publisher=stored.publisher,
        )

    with store.lock(), Workers(workers) as pool:
        return _Rereading(store, "reclean", pool, progress).run(task_of, _reader(read, cleaner), restart=restart)


def reextract(
    store: Store,
    *,
    read: Read | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    restart: bool = False,
) -> RereadReport:
    """Extract the facts of every stored text anew, as ``reclean`` does it; only differences are written."""

    def task_of(stored: StoredPage) -> StoredTask:
        return StoredTask(key=stored.article, article=store.stored_revision(stored.article))

    with store.lock(), Workers(workers) as pool:
        return _Rereading(store, "reextract", pool, progress).run(task_of, _reader(read, None), restart=restart)


class _Rereading:
    def __init__(self, store: Store, command: str, workers: Workers, progress: Progress | None) -> None:
        self._store = store
        self._command = command
        self._workers = workers
        self._progress = progress
        self._outcomes: Counter[Outcome] = Counter()
        self._facts: Counter[str] = Counter()
        self._problems: list[Problem] = []

    def run(
        self,
        task_of: Callable[[StoredPage], StoredTask],
        reread: _Reread,
        *,
        restart: bool,
    ) -> RereadReport:
        started = time.monotonic()
        versions = current_versions()
        after = "" if restart else self._store.reached(self._command, versions)
        run = self._store.begin_run(self._command, versions)
        before, total = self._store.count_articles(after), self._store.count_articles()
        batch: list[tuple[str, _Answer]] = []
        for answer in self._read_all(after, task_of, reread):
            batch.append(answer)
            if len(batch) == _BATCH:
                self._write(run, batch, before, total)
                batch = []
        if batch:
            self._write(run, batch, before, total)
        revised, unchanged = self._outcomes[Outcome.REVISED], self._outcomes[Outcome.UNCHANGED]
        tally = Tally(found=total - before, revised=revised, unchanged=unchanged, failed=len(self._problems))
        seconds = round(time.monotonic() - started, 3)
        self._store.end_run(run, tally, seconds=seconds)
        return RereadReport(
            run=run,
            before=before,
            articles=self._outcomes.total(),
            revised=revised,
            added=self._facts["added"],
            changed=self._facts["changed"],
            removed=self._facts["removed"],
            problems=tuple(self._problems),
            seconds=seconds,
        )

    def _read_all(
        self,
        after: str,
        task_of: Callable[[StoredPage], StoredTask],
        reread: _Reread,
    ) -> Iterator[tuple[str, _Answer]]:
        """Yield what was made of each article after a key, in order, while the workers read those that follow."""
        tasks = self._tasks(after, task_of)
        if self._workers.number == 1:
            while some := list(islice(tasks, _BATCH)):
                answers = iter(reread([task for _, task in some if isinstance(task, StoredTask)], untold))
                for key, task in some:
                    yield key, next(answers) if isinstance(task, StoredTask) else task
            return
        waiting: deque[tuple[str, Future[Prepared | Refused | Broke | Died] | PageMissing]] = deque()
        for key, task in tasks:
            answer = task if isinstance(task, PageMissing) else self._workers.submit_with_others(reread, task)
            waiting.append((key, answer))
            if len(waiting) > self._workers.ahead:
                yield _settle(*waiting.popleft())
        while waiting:
            yield _settle(*waiting.popleft())

    def _tasks(
        self, after: str, task_of: Callable[[StoredPage], StoredTask]
    ) -> Iterator[tuple[str, StoredTask | PageMissing]]:
        for stored in self._store.stored_pages(after):
            try:
                yield stored.article, task_of(stored)
            except PageMissing as missing:
                yield stored.article, missing

    def _write(self, run: str, batch: list[tuple[str, _Answer]], before: int, total: int) -> None:
        prepared = [answer for _, answer in batch if isinstance(answer, Prepared)]
        saved = iter(self._store.rewrite_many(run, prepared, reached=batch[-1][0]))
        for key, answer in batch:
            end = next(saved) if isinstance(answer, Prepared) else answer
            if isinstance(end, Prepared | Refused | Broke | Died | PageMissing | ArticleUnstorable):
                self._problems.append(_problem(key, end))
                outcome = Outcome.FAILED
            else:
                outcome = end.outcome
                self._facts.update(added=end.added, changed=end.changed, removed=end.removed)
            self._outcomes[outcome] += 1
            if self._progress is not None:
                done = before + self._outcomes.total()
                self._progress(Step(source=None, url=key, outcome=outcome, done=done, total=total))


def _reader(read: Read | None, cleaner: Clean | None) -> _Reread:
    # A function of the caller's own need not be one that another process can import.
    if read is None and cleaner is None:
        return reread_articles
    return partial(reread_articles, read=read or extract, cleaner=cleaner or clean)


def _settle(key: str, answer: Future[Prepared | Refused | Broke | Died] | PageMissing) -> tuple[str, _Answer]:
    return key, answer if isinstance(answer, PageMissing) else answer.result()


def _problem(key: str, end: Prepared | Refused | Broke | Died | PageMissing | ArticleUnstorable) -> Problem:
    if isinstance(end, Refused):
        return Problem(name=key, reason=end.reason, detail=end.detail)
    if isinstance(end, PageMissing):
        return Problem(name=key, reason="page-missing", detail=str(end))
    if isinstance(end, Died):
        return Problem(name=key, reason="broken", detail=f"was not read: {end.cause}; start again", broken=True)
    cause = end.cause if isinstance(end, Broke) else str(end)
    return Problem(name=key, reason="broken", detail=f"pressfacts broke on it ({cause}); please report it", broken=True)
