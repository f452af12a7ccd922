"""A crawl: what the sources have published since the last run, fetched politely and taken in."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.inputs import FileInput, UrlInput, expand_inputs
from pipeline.jobs.intake import Intake, Read, current_versions, load_reader, start_visit
from pipeline.jobs.listings import Listed, Lister, Recheck
from pipeline.jobs.reports import Problem, Progress, RunReport, SourceReport, Step, Work, kind_counts
from pipeline.sources import Budget, Config, Source
from pipeline.store import FrontierUrl, Outcome, Store


def crawl(
    store: Store,
    config: Config,
    policy: FetchPolicy,
    *,
    read: Read | None = None,
    progress: Progress | None = None,
    recheck: Recheck | None = None,
) -> RunReport:
    """Fetch, clean, extract and store what is new at the sources, and return what became of each.

    Every article is one transaction, every URL found waits in the store until it is settled: a run that is cut off at
    any moment is gone on with by the next. Raises StoreUnusable where the database can no longer be written.
    """
    job = _Crawl(store, config, read or load_reader(), progress, recheck or Recheck())
    return asyncio.run(job.run(policy))


@dataclass(slots=True)
class _Spent:
    """What a run has used of its budget."""

    budget: Budget
    started: float
    pages: int = 0
    bytes: int = 0

    def all_gone(self, pages_here: int) -> bool:
        """Return whether nothing more may be fetched from a host that gave ``pages_here`` pages."""
        budget = self.budget
        return (
            (budget.pages is not None and self.pages >= budget.pages)
            or (budget.minutes is not None and time.monotonic() - self.started >= budget.minutes * 60)
            or (budget.bytes is not None and self.bytes >= budget.bytes)
            or (budget.pages_per_host is not None and pages_here >= budget.pages_per_host)
        )


class _Crawl:
    def __init__(self, store: Store, config: Config, read: Read, progress: Progress | None, recheck: Recheck) -> None:
        self._store = store
        self._config = config
        self._progress = progress
        self._recheck = recheck
        self._started = time.monotonic()
        self._spent = _Spent(config.budget, self._started)
        self._done = self._total = 0
        versions = current_versions()
        self._run = store.begin_run("crawl", versions)
        self._intake = Intake(store, self._run, versions, read)

    async def run(self, policy: FetchPolicy) -> RunReport:
        async with Fetcher(policy) as fetcher:
            # One source after another within itself, all sources side by side: the fetcher keeps each host's pace.
            pairs = await asyncio.gather(*(self._crawl_source(fetcher, source) for source in self._config.sources))
        works = [work for _, work in pairs]
        report = RunReport(
            run=self._run,
            sources=tuple(source for source, _ in pairs),
            facts=kind_counts(sum((work.facts for work in works), Counter())),
            without_facts=sum(work.without_facts for work in works),
            warnings=tuple(warning for work in works for warning in work.warnings),
            bytes=sum(work.bytes for work in works),
            seconds=round(time.monotonic() - self._started, 3),
        )
        self._store.end_run(self._run, report.tally)
        return report

    async def _crawl_source(self, fetcher: Fetcher, source: Source) -> tuple[SourceReport, Work]:
        work = Work()
        known = self._store.count_known(source.key)
        listed = await Lister(self._store, self._run, source, self._recheck).read(fetcher)
        waiting = self._waiting(source)
        files = [item for item in expand_inputs(source.files) if not isinstance(item, UrlInput)]
        self._total += len(waiting) + len(files)
        for item in files:
            self._take_file(source, item, work)
        hosts: Counter[str] = Counter()
        left = 0
        for page in waiting:
            host = page.url.split("/", 3)[2]
            if self._spent.all_gone(hosts[host]):
                left += 1
                continue
            hosts[host] += 1
            await self._take(fetcher, source, page, work)
        if listed.unchanged and not listed.urls:
            listed.known = max(0, known - sum(work.outcomes.values()))
        return _source_report(source, listed, work, left), work

    def _waiting(self, source: Source) -> list[FrontierUrl]:
        now = datetime.now(UTC)
        recheck = self._recheck
        due = self._store.due(source.key, young_since=now - recheck.young, before=now - recheck.after)
        return list({item.url: item for item in (*due, *self._store.frontier(source.key))}.values())

    async def _take(self, fetcher: Fetcher, source: Source, item: FrontierUrl, work: Work) -> None:
        self._spent.pages += 1
        before = work.bytes
        visit = start_visit(item.url, datetime.now(UTC), source=source.key, listed=item.listed)
        outcome = await self._intake.visit(fetcher, visit, work, outlet=source.name)
        self._spent.bytes += work.bytes - before
        self._tell(source, item.url, outcome)

    def _take_file(self, source: Source, item: FileInput | Problem, work: Work) -> None:
        if isinstance(item, Problem):
            work.failed.append(item)
            self._tell(source, item.name, Outcome.FAILED)
        else:
            outcome = self._intake.take_file(item.path, work, source=source.key, outlet=source.name)
            self._tell(source, str(item.path), outcome)

    def _tell(self, source: Source, name: str, outcome: Outcome) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(Step(source=source.key, url=name, outcome=outcome, done=self._done, total=self._total))


def _source_report(source: Source, listed: Listed, work: Work, left: int) -> SourceReport:
    return SourceReport(
        key=source.key,
        name=source.name,
        listings=listed.asked,
        listings_unchanged=listed.unchanged,
        listing_problems=tuple(listed.problems),
        found=len(listed.urls),
        known=listed.known,
        new=work.outcomes[Outcome.NEW],
        unchanged=work.unchanged,
        revised=work.outcomes[Outcome.REVISED],
        gone=work.gone,
        refused=work.refusals(),
        failed=tuple(work.failed),
        left=left,
    )
