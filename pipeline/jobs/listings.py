"""Which URLs a source names, and which of them are worth a request: what is new, what changed, what is due again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, zip_longest

from pipeline.feeds import Found, NotAFeed, Sitemap, read_feed, read_list_page, read_sitemap
from pipeline.fetch import Fetcher, FetchError, Unchanged
from pipeline.jobs.events import Event, Log, no_log
from pipeline.jobs.intake import robots_verdict, start_visit, tell_problem, turned_away
from pipeline.jobs.patience import Patience
from pipeline.jobs.reading import describe
from pipeline.jobs.reports import Problem
from pipeline.model import FetchedPage
from pipeline.sources import Source
from pipeline.store import FrontierUrl, LastFetch, Outcome, Store, StoreUnusable, Visit, page_hash
from pipeline.urls import NotAUrl, canonical_url

# Of a sitemap index only the newest are read: the rest is the archive of years.
SITEMAPS_AN_INDEX = 10

_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_DAY = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?")

_THE_SAME = frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED})

Parse = Callable[[FetchedPage], Sitemap]
"""Reads a listing of any form; only a sitemap index names further ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """When a settled URL is asked for again: an article that is ``young`` and was not seen ``after`` that long."""

    after: timedelta = timedelta(days=1)
    young: timedelta = timedelta(days=7)

    def wants(self, last: LastFetch | None, listed: datetime | None, now: datetime) -> bool:
        """Return whether a listed URL is worth a request: new, listed under a newer date, or refused a while ago."""
        if last is None:
            return True
        rested = now - last.at >= self.after
        if _is_newer(listed, last):
            return rested or last.outcome not in _THE_SAME
        return last.article is None and rested


@dataclass(slots=True)
class Listed:
    """What the listings of one source said."""

    asked: int = 0
    unchanged: int = 0
    resting: int = 0
    urls: set[str] = field(default_factory=set)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


class Lister:
    """Reads the listings of one source into its frontier; without a run, only to say what it would put there."""

    def __init__(
        self,
        store: Store,
        run: str | None,
        source: Source,
        recheck: Recheck,
        patience: Patience,
        *,
        log: Log = no_log,
        is_over: Callable[[], bool] = bool,
    ) -> None:
        self._store = store
        self._run = run
        self._source = source
        self._recheck = recheck
        self._patience = patience
        self._log = log
        self._is_over = is_over
        self.listed = Listed()
        self.wanted: dict[str, FrontierUrl] = {}
        """What would be put into the frontier."""

    async def read(self, fetcher: Fetcher) -> Listed:
        """Ask for every feed, sitemap and list page of the source; what cannot be read is a problem, not an error."""
        for url in self._source.feeds:
            await self._read_one(fetcher, url, _read_feed)
        for url in self._source.sitemaps:
            await self._read_sitemap(fetcher, url)
        for listing in self._source.list_pages:
            await self._read_one(fetcher, listing.url, partial(_read_links, pattern=listing.pattern))
        if self._source.urls:
            wanted, _ = self._wanted(Found(url=url, title=None, published=None) for url in self._source.urls)
            self._record(None, wanted)
        return self.listed

    async def _read_sitemap(self, fetcher: Fetcher, url: str) -> None:
        children = await self._read_one(fetcher, url, _read_sitemap)
        for child in _newest_first(children)[:SITEMAPS_AN_INDEX]:
            await self._read_one(fetcher, child.url, _read_sitemap)

    async def _read_one(self, fetcher: Fetcher, url: str, parse: Parse) -> tuple[Found, ...]:
        if self._is_over():
            return ()
        if self._patience.waits(url) or self._patience.leaves(url):
            self.listed.resting += 1
            self._tell(url, "resting")
            return ()
        self.listed.asked += 1
        visit = start_visit(url, datetime.now(UTC), source=self._source.key, listing=True)
        try:
            return await self._ask(fetcher, visit, parse)
        except StoreUnusable:
            raise
        # A defect of ours, or of what we build on, costs the listing: the run and its other sources go on.
        except Exception as error:
            detail = f"pressfacts broke on this listing ({describe(error)}); please report it"
            self._fail(visit, "broken", detail, broken=True)
            return ()

    async def _ask(self, fetcher: Fetcher, visit: Visit, parse: Parse) -> tuple[Found, ...]:
        url = visit.url
        conditions = self._store.conditions(url)
        try:
            answer = await fetcher.fetch(url, etag=conditions.etag, last_modified=conditions.last_modified)
        except FetchError as problem:
            self._turned_away(replace(visit, status=problem.status, robots=robots_verdict(problem)), problem)
            return ()
        visit = replace(visit, at=answer.fetched_at, etag=answer.etag, last_modified=answer.last_modified)
        if isinstance(answer, Unchanged):
            self.listed.unchanged += 1
            self._settle(replace(visit, status=304, robots="allowed"), Outcome.NOT_MODIFIED)
            return ()
        visit = replace(visit, final_url=answer.final_url, status=answer.status, robots="allowed")
        visit = replace(visit, page=page_hash(answer.body), bytes=len(answer.body), content_type=answer.content_type)
        try:
            # A listing can be long: the other sources go on meanwhile.
            sitemap = await asyncio.to_thread(parse, answer)
        except NotAFeed as error:
            self._fail(visit, "not-a-feed", str(error).removeprefix(f"{url}: "))
            return ()
        wanted, put_off = self._wanted(sitemap.pages)
        if sitemap.sitemaps or put_off:
            # A 304 says nothing of the sitemaps that an index names, nor of what waits: it is read whole next time.
            visit = replace(visit, etag=None, last_modified=None)
        self._record(visit, wanted)
        return sitemap.sitemaps

    def _turned_away(self, visit: Visit, problem: FetchError) -> None:
        outcome = turned_away(problem)
        told = tell_problem(visit.url, problem, self._patience)
        self.listed.problems.append(told)
        if self._run is not None:
            setback = self._patience.setback(visit.url, problem) if outcome is Outcome.FAILED else None
            self._store.record_visit(self._run, visit, outcome, reason=told.reason, setback=setback)
        self._tell(visit.url, str(outcome), told)

    def _fail(self, visit: Visit, reason: str, detail: str, *, broken: bool = False) -> None:
        known = self._patience.is_old(visit.url, reason)
        told = Problem(name=visit.url, reason=reason, detail=detail, broken=broken, known=known)
        self.listed.problems.append(told)
        if self._run is not None:
            setback = self._patience.setback(visit.url)
            self._store.record_visit(self._run, visit, Outcome.FAILED, reason=reason, setback=setback)
        self._tell(visit.url, "failed", told)

    def _settle(self, visit: Visit, outcome: Outcome) -> None:
        if self._run is not None:
            self._store.record_visit(self._run, visit, outcome)
        self._tell(visit.url, str(outcome))

    def _record(self, visit: Visit | None, wanted: list[FrontierUrl]) -> None:
        if self._run is None:
            self.wanted |= {item.url: item for item in wanted}
        else:
            self._store.record_listing(self._run, visit, self._source.key, wanted)
        if visit is not None:
            self._tell(visit.url, str(Outcome.LISTING))

    def _tell(self, url: str, outcome: str, problem: Problem | None = None) -> None:
        self._log(
            Event(
                name="listing",
                run=self._run or "",
                source=self._source.key,
                url=url,
                outcome=outcome,
                reason=problem.reason if problem else None,
                detail=problem.detail if problem else None,
            )
        )

    def _wanted(self, found: Iterable[Found]) -> tuple[list[FrontierUrl], bool]:
        """Return what is worth a request, and whether something may be so by its date alone once time has passed."""
        now = datetime.now(UTC)
        wanted = []
        put_off = False
        for item in found:
            try:
                url = canonical_url(item.url)
            except NotAUrl:
                continue
            is_new = url not in self.listed.urls
            self.listed.urls.add(url)
            listed = _date(item)
            last = self._store.last_fetch(url)
            if self._recheck.wants(last, listed, now):
                wanted.append(FrontierUrl(url=url, listed=listed))
            else:
                self.listed.known += is_new
                # A moment ago it was the same under another date: some sitemaps date every entry by the request.
                put_off = put_off or (last is not None and _is_newer(listed, last))
        return wanted, put_off


def _is_newer(listed: datetime | None, last: LastFetch) -> bool:
    return listed is not None and listed > (last.listed or last.at)


def _read_feed(page: FetchedPage) -> Sitemap:
    return Sitemap(pages=read_feed(page.body, page.final_url), sitemaps=())


def _read_sitemap(page: FetchedPage) -> Sitemap:
    return read_sitemap(page.body, page.final_url)


def _read_links(page: FetchedPage, pattern: str) -> Sitemap:
    return Sitemap(pages=read_list_page(page.body, page.final_url, pattern), sitemaps=())


def _date(found: Found) -> datetime | None:
    return found.modified or found.published


def _newest_first(children: Iterable[Found]) -> list[Found]:
    """Return the sitemaps of an index in the order in which they are worth a request.

    Those with a date go first. Of the others each series (``post-1.xml``, ``post-2.xml`` …) has its turn, so that one
    of tags or years gone by does not take the place of that of the news.
    """
    dated: list[tuple[datetime, Found]] = []
    series: dict[str, list[Found]] = {}
    for child in children:
        date = _date(child)
        if date is None:
            series.setdefault(_NUMBER.sub("#", child.url), []).append(child)
        else:
            dated.append((date, child))
    dated.sort(key=lambda each: each[0], reverse=True)
    turns = zip_longest(*map(_from_both_ends, series.values()))
    return [*(child for _, child in dated), *(child for turn in turns for child in turn if child is not None)]


def _from_both_ends(series: Iterable[Found]) -> Iterable[Found]:
    """Return sitemaps that differ in their numbers: by year and month the latest first, else from both ends inwards.

    Some publishers count up from the oldest, some down to the newest; nothing in an undated index tells which.
    """
    down = sorted(series, key=lambda child: [int(number) for number in _NUMBER.findall(child.url)], reverse=True)
    if all(any(map(_DAY.fullmatch, _NUMBER.findall(child.url))) for child in down):
        return down
    return dict.fromkeys(chain.from_iterable(zip(down, reversed(down), strict=True)))
