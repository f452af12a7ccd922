"""A crawl: what the sources have published since the last run, fetched politely and taken in."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.alarms import MOST_RUNS, raise_alarms, warn_of_floods
from pipeline.jobs.archives import take_files, take_warcs
from pipeline.jobs.events import Event, Log, no_log
from pipeline.jobs.intake import Intake, current_versions, start_visit
from pipeline.jobs.listings import Listed, Lister, Recheck
from pipeline.jobs.monitor import tell_monitor
from pipeline.jobs.patience import Backoff, Patience
from pipeline.jobs.reading import Read
from pipeline.jobs.report_json import measure_run, read_yield, write_report
from pipeline.jobs.reports import Problem, Progress, RunReport, SourceReport, Step, Work, kind_counts
from pipeline.jobs.stopping import Stopping
from pipeline.sources import Budget, Config, Source
from pipeline.store import FrontierUrl, Outcome, Store
from pipeline.workers import Workers

# By these a host shows that it was not reached at all.
_UNREACHED = frozenset({"dns", "connect", "host-down", "robots-unreachable"})


def crawl(
    store: Store,
    config: Config,
    policy: FetchPolicy,
    *,
    read: Read | None = None,
    progress: Progress | None = None,
    recheck: Recheck | None = None,
    backoff: Backoff | None = None,
    log: Log = no_log,
    workers: int = 1,
) -> RunReport:
    """Fetch, clean, extract and store what is new at the sources, and return what became of each.

    With ``workers`` so many processes clean and extract, and this one fetches and stores.

    Every article is one transaction, every URL found waits in the store until it is settled: a run that is cut off at
    any moment is gone on with by the next. On SIGTERM or Ctrl-C it finishes what is in hand and returns within ten
    seconds. Raises Locked where another run works on the database, StoreUnusable where it can no longer be written.
    """
    with store.lock(), Workers(workers) as pool:
        patience = Patience(store, backoff or Backoff(), most_wait=policy.max_wait)
        job = _Crawl(
            store,
            config,
            read=read,
            progress=progress,
            recheck=recheck or Recheck(),
            patience=patience,
            log=log,
            workers=pool,
        )
        return asyncio.run(job.run(policy))


@dataclass(slots=True)
class _Spent:
    """What a run has used of its budget."""

    budget: Budget
    started: float
    pages: int = 0
    bytes: int = 0
    by_host: Counter[str] = field(default_factory=Counter)

    def time_is_up(self) -> bool:
        """Return whether the minutes of the run are over."""
        minutes = self.budget.minutes
        return minutes is not None and time.monotonic() - self.started >= minutes * 60

    def all_gone(self, host: str) -> bool:
        """Return whether nothing more may be fetched from a host."""
        budget = self.budget
        return (
            (budget.pages is not None and self.pages >= budget.pages)
            or self.time_is_up()
            or (budget.bytes is not None and self.bytes >= budget.bytes)
            or (budget.pages_per_host is not None and self.by_host[host] >= budget.pages_per_host)
        )


@dataclass(slots=True, kw_only=True)
class _Trail:
    """How far the run is with one source; it stays readable when the source is broken off."""

    source: Source
    listed: Listed
    work: Work = field(default_factory=Work)
    waiting: int = 0
    taken: int = 0


class _Crawl:
    def __init__(
        self,
        store: Store,
        config: Config,
        *,
        read: Read | None,
        progress: Progress | None,
        recheck: Recheck,
        patience: Patience,
        log: Log,
        workers: Workers,
    ) -> None:
        self._store = store
        self._config = config
        self._progress = progress
        self._recheck = recheck
        self._patience = patience
        self._log = log
        self._started = time.monotonic()
        self._spent = _Spent(config.budget, self._started)
        self._stopping = Stopping()
        self._done = self._total = 0
        versions = current_versions()
        self._run = store.begin_run("crawl", versions)
        self._intake = Intake(store, self._run, versions=versions, read=read, patience=patience, workers=workers)

    async def run(self, policy: FetchPolicy) -> RunReport:
        self._log(Event(name="start", run=self._run))
        unheard = await tell_monitor(self._config.ping, "/start", policy)
        with self._stopping.listening():
            async with Fetcher(policy, robots_cache=self._patience) as fetcher:
                # One source after another within itself, all side by side: the fetcher keeps each host's pace.
                trails = await asyncio.gather(*(self._crawl_source(fetcher, source) for source in self._config.sources))
        report = self._report(trails, () if unheard is None else (unheard,))
        if report.offline:
            self._store.book.forgive(self._run)
        self._store.end_run(
            self._run,
            report.tally,
            seconds=report.seconds,
            page_bytes=report.bytes,
            alarms=len(report.alarms),
            report=write_report(report),
        )
        self._tell_end(report)
        return report

    async def _crawl_source(self, fetcher: Fetcher, source: Source) -> _Trail:
        lister = Lister(
            self._store, self._run, source, self._recheck, self._patience, log=self._log, is_over=self._is_over
        )
        trail = _Trail(source=source, listed=lister.listed)
        known = self._store.count_known(source.key)
        try:
            async with self._stopping.in_hand():
                await lister.read(fetcher)
                await self._take_files(trail)
                await self._take_pages(fetcher, trail)
        except TimeoutError:
            # Asked to stop, and this source took too long; what it left waits in the frontier.
            pass
        if trail.listed.unchanged and not trail.listed.urls:
            trail.listed.known = max(0, known - sum(trail.work.outcomes.values()))
        return trail

    def _is_over(self) -> bool:
        return self._stopping.asked or self._spent.time_is_up()

    async def _take_pages(self, fetcher: Fetcher, trail: _Trail) -> None:
        waiting = self._waiting(trail.source)
        trail.waiting = len(waiting)
        self._total += len(waiting)
        for page in waiting:
            host = page.url.split("/", 3)[2]
            if self._stopping.asked or self._spent.all_gone(host) or self._patience.leaves(page.url):
                self._total -= 1
                continue
            self._spent.by_host[host] += 1
            await self._take(fetcher, trail, page)

    def _waiting(self, source: Source) -> list[FrontierUrl]:
        now = datetime.now(UTC)
        recheck = self._recheck
        due = self._store.due(source.key, young_since=now - recheck.young, before=now - recheck.after, now=now)
        found = self._store.frontier(source.key, now)
        # What is new comes first: there is always something to see again, and a small budget would go no further.
        new = {item.url for item in found}
        return [*found, *(item for item in due if item.url not in new)]

    async def _take(self, fetcher: Fetcher, trail: _Trail, item: FrontierUrl) -> None:
        source, work = trail.source, trail.work
        self._spent.pages += 1
        before = work.bytes
        visit = start_visit(item.url, datetime.now(UTC), source=source.key, listed=item.listed)
        outcome = await self._intake.visit(fetcher, visit, work, outlet=source.name)
        trail.taken += 1
        self._spent.bytes += work.bytes - before
        self._tell(trail, item.url, outcome)

    async def _take_files(self, trail: _Trail) -> None:
        for taken in (take_files, take_warcs):
            async for name, outcome in taken(self._intake, trail.source, trail.work):
                self._total += 1
                self._tell(trail, name, outcome)
                if self._is_over():
                    return

    def _tell(self, trail: _Trail, name: str, outcome: Outcome) -> None:
        self._done += 1
        work = trail.work
        if self._progress is not None:
            step = Step(source=trail.source.key, url=name, outcome=outcome, done=self._done, total=self._total)
            self._progress(step)
        told = {problem.name: problem for problem in (*work.failed[-1:], *work.refused[-1:])}.get(name)
        self._log(
            Event(
                name="page",
                run=self._run,
                source=trail.source.key,
                url=name,
                outcome=str(outcome),
                reason=told.reason if told else None,
                detail=told.detail if told else None,
            )
        )

    def _report(self, trails: list[_Trail], warnings: tuple[Problem, ...]) -> RunReport:
        works = [trail.work for trail in trails]
        sources = tuple(_report_source(t.source, t.listed, t.work, t.waiting - t.taken) for t in trails)
        report = RunReport(
            run=self._run,
            sources=sources,
            facts=kind_counts(sum((work.facts for work in works), Counter())),
            without_facts=sum(work.without_facts for work in works),
            warnings=(*warnings, *(warning for work in works for warning in work.warnings)),
            rules=sum((work.rules for work in works), Counter()),
            stopped_by=None if self._stopping.by is None else self._stopping.by.name,
            offline=_is_offline(sources),
            bytes=sum(work.bytes for work in works),
            seconds=round(time.monotonic() - self._started, 3),
        )
        now = measure_run(report)
        past = [read_yield(text) for text in self._store.book.reports(MOST_RUNS)]
        floods = warn_of_floods(now, self._config.sources)
        alarms = raise_alarms(now, past, self._config.sources)
        return replace(report, alarms=alarms, warnings=(*report.warnings, *floods))

    def _tell_end(self, report: RunReport) -> None:
        if report.stopped_by:
            self._log(Event(name="stop", run=self._run, reason=report.stopped_by))
        for warning in report.warnings:
            self._log(
                Event(name="warning", run=self._run, url=warning.name, reason=warning.reason, detail=warning.detail)
            )
        for alarm in report.alarms:
            state = "standing" if alarm.standing else "new"
            self._log(
                Event(
                    name="alarm",
                    run=self._run,
                    source=alarm.source,
                    outcome=state,
                    reason=alarm.what,
                    detail=alarm.detail,
                )
            )
        tally = report.tally
        detail = f"{tally.new} new, {tally.revised} revised, {tally.unchanged} unchanged, {tally.failed} failed"
        self._log(Event(name="end", run=self._run, detail=detail, seconds=report.seconds))


def _is_offline(sources: tuple[SourceReport, ...]) -> bool:
    """Return whether more than one host was asked and none was reached: the fault is on our side of the line."""
    problems = [problem for source in sources for problem in (*source.listing_problems, *source.failed)]
    answered = any(
        source.pages or source.listings_unchanged or source.listings > len(source.listing_problems)
        for source in sources
    )
    hosts = {problem.name.split("/")[2] for problem in problems if "://" in problem.name}
    return not answered and len(hosts) > 1 and all(problem.reason in _UNREACHED for problem in problems)


def _report_source(source: Source, listed: Listed, work: Work, left: int) -> SourceReport:
    return SourceReport(
        key=source.key,
        name=source.name,
        listings=listed.asked,
        listings_unchanged=listed.unchanged,
        listings_resting=listed.resting,
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
        facts=sum(work.facts.values()),
        without_facts=work.without_facts,
        warnings=len({warning.name for warning in work.warnings}),
    )
