"""A crawl that only says what it would fetch: the listings are asked, nothing is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.archives import bad_file, has_read
from pipeline.jobs.inputs import FileInput, expand_inputs
from pipeline.jobs.listings import Lister, Recheck
from pipeline.jobs.patience import Backoff, Patience
from pipeline.jobs.reports import Problem
from pipeline.sources import Config, Source
from pipeline.store import Store
from pipeline.warc import NotAWarc, find_warcs


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSource:
    """What a crawl would ask a source for now."""

    key: str
    name: str
    listings: int
    resting: int
    """Listings that keep failing and whose turn it is not."""
    wanted: tuple[str, ...]
    """URLs and files that would be read, those of hosts that are left alone not among them; of a WARC file its path."""
    problems: tuple[Problem, ...]


def plan(
    store: Store, config: Config, policy: FetchPolicy, *, recheck: Recheck | None = None
) -> tuple[PlannedSource, ...]:
    """Return what a crawl would fetch from each source now; the database is only read, the budget not counted."""
    patience = Patience(store, Backoff(), most_wait=policy.max_wait, dry=True)
    return asyncio.run(_plan(store, config, policy, patience, recheck or Recheck()))


async def _plan(
    store: Store, config: Config, policy: FetchPolicy, patience: Patience, recheck: Recheck
) -> tuple[PlannedSource, ...]:
    async with Fetcher(policy, robots_cache=patience) as fetcher:
        planned = (_plan_source(fetcher, store, source, patience, recheck) for source in config.sources)
        return tuple(await asyncio.gather(*planned))


async def _plan_source(
    fetcher: Fetcher, store: Store, source: Source, patience: Patience, recheck: Recheck
) -> PlannedSource:
    lister = Lister(store, None, source, recheck, patience)
    listed = await lister.read(fetcher)
    now = datetime.now(UTC)
    due = store.due(source.key, young_since=now - recheck.young, before=now - recheck.after, now=now)
    urls = dict.fromkeys(item.url for item in (*store.frontier(source.key, now), *lister.wanted.values(), *due))
    files, problems = _files(store, source)
    return PlannedSource(
        key=source.key,
        name=source.name,
        listings=listed.asked,
        resting=listed.resting,
        wanted=(*files, *(url for url in urls if not patience.leaves(url) and not patience.waits(url))),
        problems=(*problems, *listed.problems),
    )


def _files(store: Store, source: Source) -> tuple[list[str], list[Problem]]:
    """Return the files of a source that would be read, and what is told of those that cannot be."""
    files: list[str] = []
    problems: list[Problem] = []
    for item in expand_inputs(source.files):
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, FileInput) and not has_read(store, item):
            files.append(str(item.path))
    for name in source.warcs:
        try:
            files += map(str, find_warcs(name))
        except NotAWarc as problem:
            problems.append(bad_file(name, problem))
    return files, problems
