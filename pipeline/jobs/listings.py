"""Which URLs a source names, and which of them are worth a request: what is new, what changed, what is due again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from pipeline.feeds import Found, NotAFeed, Sitemap, read_feed, read_list_page, read_sitemap
from pipeline.fetch import Fetcher, FetchError, Unchanged
from pipeline.jobs.intake import robots_verdict, start_visit, turned_away
from pipeline.jobs.reports import Problem
from pipeline.model import FetchedPage
from pipeline.sources import Source
from pipeline.store import FrontierUrl, LastFetch, Outcome, Store, page_hash
from pipeline.urls import NotAUrl, canonical_url

# Of a sitemap index only the newest are read: the rest is the archive of years.
SITEMAPS_AN_INDEX = 10

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
        if listed is not None and listed > (last.listed or last.at):
            return True
        return last.article is None and now - last.at >= self.after


@dataclass(slots=True)
class Listed:
    """What the listings of one source said."""

    asked: int = 0
    unchanged: int = 0
    urls: set[str] = field(default_factory=set)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


class Lister:
    """Reads the listings of one source into its frontier."""

    def __init__(self, store: Store, run: str, source: Source, recheck: Recheck) -> None:
        self._store = store
        self._run = run
        self._source = source
        self._recheck = recheck
        self.listed = Listed()

    async def read(self, fetcher: Fetcher) -> Listed:
        """Ask for every feed, sitemap and list page of the source; what cannot be read is a problem, not an error."""
        for url in self._source.feeds:
            await self._read_one(fetcher, url, _read_feed)
        for url in self._source.sitemaps:
            await self._read_sitemap(fetcher, url)
        for listing in self._source.list_pages:
            await self._read_one(fetcher, listing.url, partial(_read_links, pattern=listing.pattern))
        if self._source.urls:
            wanted = self._wanted(Found(url=url, title=None, published=None) for url in self._source.urls)
            self._store.record_listing(self._run, None, self._source.key, wanted)
        return self.listed

    async def _read_sitemap(self, fetcher: Fetcher, url: str) -> None:
        children = await self._read_one(fetcher, url, _read_sitemap)
        oldest = datetime.min.replace(tzinfo=UTC)
        for child in sorted(children, key=lambda child: _date(child) or oldest, reverse=True)[:SITEMAPS_AN_INDEX]:
            await self._read_one(fetcher, child.url, _read_sitemap)

    async def _read_one(self, fetcher: Fetcher, url: str, parse: Parse) -> tuple[Found, ...]:
        self.listed.asked += 1
        visit = start_visit(url, datetime.now(UTC), source=self._source.key)
        conditions = self._store.conditions(url)
        try:
            answer = await fetcher.fetch(url, etag=conditions.etag, last_modified=conditions.last_modified)
        except FetchError as problem:
            visit = replace(visit, status=problem.status, robots=robots_verdict(problem))
            self._store.record_visit(self._run, visit, turned_away(problem), reason=str(problem.reason))
            self._complain(url, str(problem.reason), problem.detail)
            return ()
        visit = replace(visit, at=answer.fetched_at, etag=answer.etag, last_modified=answer.last_modified)
        if isinstance(answer, Unchanged):
            self.listed.unchanged += 1
            self._store.record_visit(self._run, replace(visit, status=304, robots="allowed"), Outcome.NOT_MODIFIED)
            return ()
        visit = replace(visit, final_url=answer.final_url, status=answer.status, robots="allowed")
        visit = replace(visit, page=page_hash(answer.body), bytes=len(answer.body), content_type=answer.content_type)
        try:
            sitemap = parse(answer)
        except NotAFeed as problem:
            self._store.record_visit(self._run, visit, Outcome.FAILED, reason="not-a-feed")
            self._complain(url, "not-a-feed", str(problem))
            return ()
        if sitemap.sitemaps:
            # An index that answers 304 says nothing of the sitemaps it names: it is read whole every time.
            visit = replace(visit, etag=None, last_modified=None)
        self._store.record_listing(self._run, visit, self._source.key, self._wanted(sitemap.pages))
        return sitemap.sitemaps

    def _wanted(self, found: Iterable[Found]) -> list[FrontierUrl]:
        now = datetime.now(UTC)
        wanted = []
        for item in found:
            try:
                url = canonical_url(item.url)
            except NotAUrl:
                continue
            is_new = url not in self.listed.urls
            self.listed.urls.add(url)
            listed = _date(item)
            if self._recheck.wants(self._store.last_fetch(url), listed, now):
                wanted.append(FrontierUrl(url=url, listed=listed))
            else:
                self.listed.known += is_new
        return wanted

    def _complain(self, url: str, reason: str, detail: str) -> None:
        self.listed.problems.append(Problem(name=url, reason=reason, detail=detail.removeprefix(f"{url}: ")))


def _read_feed(page: FetchedPage) -> Sitemap:
    return Sitemap(pages=read_feed(page.body, page.final_url), sitemaps=())


def _read_sitemap(page: FetchedPage) -> Sitemap:
    return read_sitemap(page.body, page.final_url)


def _read_links(page: FetchedPage, pattern: str) -> Sitemap:
    return Sitemap(pages=read_list_page(page.body, page.final_url, pattern), sitemaps=())


def _date(found: Found) -> datetime | None:
    return found.modified or found.published
