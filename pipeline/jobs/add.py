"""Adding by hand: named files, folders, globs and URLs, HTML and saved text alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.inputs import FileInput, UrlInput, expand_inputs
from pipeline.jobs.intake import Intake, Read, current_versions, load_reader, start_visit
from pipeline.jobs.patience import Backoff, Patience
from pipeline.jobs.reports import AddReport, Problem, Progress, Step, Work, kind_counts
from pipeline.store import Outcome, Store, Tally
from pipeline.urls import NotAUrl, canonical_url


def add(
    store: Store,
    inputs: Sequence[str],
    policy: FetchPolicy,
    *,
    read: Read | None = None,
    progress: Progress | None = None,
) -> AddReport:
    """Clean, extract and store the named files and URLs, and return what became of them.

    An input that gives no article is a Problem in the report, and the rest goes on; one that is there already is
    unchanged. Raises Locked where another run works on the database, StoreUnusable where it cannot be written.
    """
    with store.lock():
        patience = Patience(store, Backoff(), most_wait=policy.max_wait)
        return asyncio.run(_Adding(store, read or load_reader(), progress, patience).run(inputs, policy))


class _Adding:
    def __init__(self, store: Store, read: Read, progress: Progress | None, patience: Patience) -> None:
        self._store = store
        self._progress = progress
        self._started = time.monotonic()
        self._work = Work()
        versions = current_versions()
        self._run = store.begin_run("add", versions)
        self._intake = Intake(store, self._run, versions, read, patience)

    async def run(self, inputs: Sequence[str], policy: FetchPolicy) -> AddReport:
        items = list(expand_inputs(inputs))
        async with Fetcher(policy, robots_cache=self._intake.patience) as fetcher:
            for done, item in enumerate(items, 1):
                if isinstance(item, Problem):
                    self._work.refused.append(item)
                    continue
                if isinstance(item, FileInput):
                    name, outcome = str(item.path), self._intake.take_file(item.path, self._work)
                else:
                    name, outcome = item.url, await self._take_url(fetcher, item)
                if self._progress is not None:
                    self._progress(Step(source=None, url=name, outcome=outcome, done=done, total=len(items)))
        return self._end(len(items))

    async def _take_url(self, fetcher: Fetcher, item: UrlInput) -> Outcome:
        try:
            url = canonical_url(item.url)
        except NotAUrl as problem:
            self._work.failed.append(Problem(name=item.url, reason="url", detail=str(problem)))
            return Outcome.FAILED
        return await self._intake.visit(fetcher, start_visit(url, datetime.now(UTC)), self._work)

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
