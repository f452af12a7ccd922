"""Adding by hand: named files, folders, globs and URLs, HTML, saved text and WARC alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.ahead import in_order
from pipeline.jobs.archives import Known, begin_warc, is_known
from pipeline.jobs.inputs import FileInput, UrlInput, WarcInput, expand_inputs
from pipeline.jobs.intake import Begun, Intake, current_versions, start_visit
from pipeline.jobs.patience import Backoff, Patience
from pipeline.jobs.reading import Read
from pipeline.jobs.reports import AddReport, Problem, Progress, Step, Work, kind_counts
from pipeline.store import Outcome, Store, Tally
from pipeline.urls import NotAUrl, canonical_url
from pipeline.workers import Workers

# What a stop loses of work that is done already; the disk is waited for once for all of them.
_TOGETHER = 50
_WAIT = 0.5

_Item = Begun | Known | UrlInput | Problem
_Finish = Callable[[], Awaitable[_Item]]


def add(
    store: Store,
    inputs: Sequence[str],
    policy: FetchPolicy,
    *,
    read: Read | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> AddReport:
    """Clean, extract and store the named files and URLs, and return what became of them.

    With ``workers`` so many processes clean and extract; the order in which articles are stored stays that of the
    inputs, those of files some in a transaction.
    An input that gives no article is a Problem in the report, and the rest goes on; one that is there already is
    unchanged. Pages of a WARC file are taken as those of a source's ``warcs`` are. Raises Locked where another run
    works on the database, StoreUnusable where it cannot be written.
    """
    with store.lock(), Workers(workers) as pool:
        patience = Patience(store, Backoff(), most_wait=policy.max_wait)
        return asyncio.run(_Adding(store, read, progress, patience, pool).run(inputs, policy))


class _Adding:
    def __init__(
        self, store: Store, read: Read | None, progress: Progress | None, patience: Patience, workers: Workers
    ) -> None:
        self._store = store
        self._progress = progress
        self._started = time.monotonic()
        self._work = Work()
        self._gathered: list[Begun] = []
        self._since = self._started
        self._done = 0
        self._total = 0
        versions = current_versions()
        self._run = store.begin_run("add", versions)
        self._intake = Intake(store, self._run, versions=versions, read=read, patience=patience, workers=workers)

    async def run(self, inputs: Sequence[str], policy: FetchPolicy) -> AddReport:
        items = list(expand_inputs(inputs, warcs=True))
        # How many pages an archive has is known at its end.
        self._total = sum(not isinstance(item, WarcInput) for item in items)
        async with Fetcher(policy, robots_cache=self._intake.patience) as fetcher:
            async for item in in_order(self._begin(items), self._intake.workers.ahead):
                if isinstance(item, Begun) and not await self._is_known(item):
                    await self._gather(item)
                    continue
                await self._store_gathered()
                if isinstance(item, Begun | Known):
                    self._work.outcomes[Outcome.UNCHANGED] += 1
                    self._tell(item.name, Outcome.UNCHANGED)
                elif isinstance(item, Problem):
                    self._work.refused.append(item)
                    self._tell(item.name, Outcome.FAILED)
                else:
                    self._tell(item.url, await self._take_url(fetcher, item))
            await self._store_gathered()
        return self._end(self._total)

    def _begin(self, items: Sequence[UrlInput | FileInput | WarcInput | Problem]) -> Iterator[_Finish]:
        for item in items:
            if isinstance(item, WarcInput):
                for record in begin_warc(self._intake, item.path):
                    self._total += 1
                    yield partial(_begun, record)
            else:
                yield partial(_begun, self._intake.begin_file(item.path) if isinstance(item, FileInput) else item)

    async def _is_known(self, begun: Begun) -> bool:
        """Whether an archive's page says nothing new; another of its URL may wait to be stored, and has to be first."""
        if begun.archived and any(begun.visit.url == other.visit.url for other in self._gathered):
            await self._store_gathered()
        return is_known(self._intake, begun)

    async def _gather(self, begun: Begun) -> None:
        """Wait for a page, to be stored with others; these are not kept waiting long."""
        left = self._since + _WAIT - time.monotonic()
        if self._gathered and not await self._intake.read(begun, max(0.0, left)):
            await self._store_gathered()
        await self._intake.read(begun)
        if not self._gathered:
            self._since = time.monotonic()
        self._gathered.append(begun)
        if len(self._gathered) == _TOGETHER:
            await self._store_gathered()

    async def _store_gathered(self) -> None:
        gathered, self._gathered = self._gathered, []
        outcomes = await self._intake.finish_all(gathered, self._work)
        for begun, outcome in zip(gathered, outcomes, strict=True):
            self._tell(begun.name, outcome)

    async def _take_url(self, fetcher: Fetcher, item: UrlInput) -> Outcome:
        try:
            url = canonical_url(item.url)
        except NotAUrl as problem:
            self._work.failed.append(Problem(name=item.url, reason="url", detail=str(problem)))
            return Outcome.FAILED
        return await self._intake.visit(fetcher, start_visit(url, datetime.now(UTC)), self._work)

    def _tell(self, name: str, outcome: Outcome) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(Step(source=None, url=name, outcome=outcome, done=self._done, total=self._total))

    def _end(self, found: int) -> AddReport:
        work = self._work
        tally = Tally(
            found=found,
            new=work.outcomes[Outcome.NEW],
            unchanged=work.unchanged,
            revised=work.outcomes[Outcome.REVISED],
            refused=len(work.refused),
            failed=len(work.failed),
        )
        seconds = round(time.monotonic() - self._started, 3)
        self._store.end_run(self._run, tally, seconds=seconds, page_bytes=work.bytes)
        return AddReport(
            run=self._run,
            new=tally.new,
            unchanged=tally.unchanged,
            revised=tally.revised,
            problems=(*work.refused, *work.failed),
            facts=kind_counts(work.facts),
            without_facts=work.without_facts,
            warnings=tuple(work.warnings),
            bytes=work.bytes,
            seconds=seconds,
        )


async def _begun(item: _Item) -> _Item:
    return item
