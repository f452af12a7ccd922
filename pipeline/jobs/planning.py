"""A crawl that only says what it would fetch: the listings are asked, nothing is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.fetch import Fetcher, FetchPolicy
from pipeline.jobs.inputs import FileInput, expand_inputs
from pipeline.jobs.listings import Lister, Recheck
from pipeline.jobs.patience import Backoff, Patience
from pipeline.jobs.reports import Problem
from pipeline.sources import Config, Source
from pipeline.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSource:
    """What a crawl would ask a source for now."""

    key: str
    name: str
    listings: int
    resting: int
    """Listings that keep failing and whose turn it is not."""
    wanted: tuple[str, ...]
    """URLs and files that would be read, those of hosts that are left alone not among them."""
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
    urls = dict.fromkeys(item.url for item in (*due, *store.frontier(source.key, now), *lister.wanted.values()))
    files = [str(item.path) for item in expand_inputs(source.files) if isinstance(item, FileInput)]
    return PlannedSource(
        key=source.key,
        name=source.name,
        listings=listed.asked,
        resting=listed.resting,
        wanted=(*files, *(url for url in urls if not patience.leaves(url) and not patience.waits(url))),
        problems=tuple(listed.problems),
    )
