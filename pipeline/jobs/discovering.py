"""What ways in a site offers: named by its page or robots.txt, or at the usual places; each tried and counted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from pipeline.autodiscovery import USUAL_PLACES, guess_key, read_alternates, read_feed_links, read_site_name
from pipeline.feeds import Found, NotAFeed, read_feed, read_sitemap
from pipeline.fetch import Fetcher, FetchError, FetchPolicy, Unchanged
from pipeline.model import FetchedPage
from pipeline.urls import NotAUrl, canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """An address that was tried."""

    url: str
    named_by: str
    """page, robots.txt, usual place, you, or the URL of the page that links to it."""
    kind: str | None = None
    """feed, news sitemap, sitemap, sitemap index; None where it is none."""
    found: int = 0
    newest: datetime | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site offers."""

    key: str
    name: str
    ways: tuple[WayIn, ...]
    """In the order of trying."""

    @property
    def offered(self) -> tuple[WayIn, ...]:
        """Those that name articles or sitemaps."""
        return tuple(way for way in self.ways if way.found)

    def entry(self) -> str:
        """A ``[[sources]]`` entry for the configuration; an archive is only named where nothing newer is offered."""
        feeds = [way.url for way in self.offered if way.kind == "feed"]
        news = [way.url for way in self.offered if way.kind == "news sitemap"]
        archives = [way for way in self.offered if way.kind in {"sitemap", "sitemap index"}]
        lines = ["[[sources]]", f"key = {_quote(self.key)}", f"name = {_quote(self.name)}"]
        lines += _list("feeds", feeds)
        lines += _list("sitemaps", news or ([] if feeds else [way.url for way in archives]))
        if feeds or news:
            lines += [f"# {way.kind}, {way.found} entries: {way.url}" for way in archives]
        return "\n".join([*lines, "verified = false"])


def discover(url: str, policy: FetchPolicy) -> Site:
    """The ways in that the site of a URL offers; raises FetchError where the URL itself cannot be asked for."""

    async def run() -> Site:
        async with Fetcher(policy) as fetcher:
            return await _Discovery(fetcher, url).run()

    return asyncio.run(run())


@dataclass(slots=True)
class _Discovery:
    fetcher: Fetcher
    start: str
    ways: list[WayIn] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    contents: set[frozenset[str]] = field(default_factory=set)

    async def run(self) -> Site:
        page = await self._fetch(self.start)
        front = await self._front_page(page)
        for named in (page, front):
            for url in read_alternates(named.body, named.final_url):
                await self._try(url, "page")
        for url in await self._robots_sitemaps(page.final_url):
            await self._try(url, "robots.txt")
        for place in USUAL_PLACES:
            await self._try(urljoin(page.final_url, place), "usual place")
        # The page itself may be a feed, or the one on which an outlet lists its feeds.
        await self._try(self.start, "you", page)
        key = guess_key(page.final_url)
        name = read_site_name(front.body) or read_site_name(page.body) or key
        return Site(key=key, name=name, ways=tuple(self.ways))

    async def _front_page(self, page: FetchedPage) -> FetchedPage:
        url = urljoin(page.final_url, "/")
        if url in {page.url, page.final_url}:
            return page
        try:
            return await self._fetch(url)
        except FetchError:
            return page

    async def _robots_sitemaps(self, url: str) -> tuple[str, ...]:
        try:
            return await self.fetcher.sitemaps(url)
        except FetchError:
            return ()  # the page was just read, so robots.txt was too; one that cannot be asked again names nothing

    async def _fetch(self, url: str) -> FetchedPage:
        answer = await self.fetcher.fetch(url)
        assert not isinstance(answer, Unchanged), "nothing was asked conditionally"
        return answer

    async def _try(self, url: str, named_by: str, page: FetchedPage | None = None) -> None:
        try:
            spelt = canonical_url(url)
        except NotAUrl as problem:
            self.ways.append(WayIn(url=url, named_by=named_by, problem=str(problem)))
            return
        if spelt in self.seen:
            return
        self.seen.add(spelt)
        try:
            page = page or await self._fetch(url)
        except FetchError as problem:
            self.ways.append(WayIn(url=url, named_by=named_by, problem=problem.detail.removeprefix(f"{url}: ")))
            return
        way, names = await asyncio.to_thread(_read_way, page, url, named_by)
        if names and names in self.contents:
            way = WayIn(url=url, named_by=named_by, problem="names what another address names")
        elif names:
            self.contents.add(names)
        self.ways.append(way)
        if way.kind is None and way.problem == _NO_LISTING and named_by in {"usual place", "you"}:
            for link in read_feed_links(page.body, page.final_url):
                await self._try(link, url)


_NO_LISTING = "neither a feed nor a sitemap"


def _read_way(page: FetchedPage, url: str, named_by: str) -> tuple[WayIn, frozenset[str]]:
    """The way in that a page is, and the URLs that it names."""
    try:
        found = read_feed(page.body, page.final_url)
        return _way(url, named_by, "feed", found), frozenset(item.url for item in found)
    except NotAFeed:
        pass
    try:
        sitemap = read_sitemap(page.body, page.final_url)
    except NotAFeed:
        return WayIn(url=url, named_by=named_by, problem=_NO_LISTING), frozenset()
    if sitemap.sitemaps:
        names = frozenset(item.url for item in sitemap.sitemaps)
        return _way(url, named_by, "sitemap index", sitemap.sitemaps), names
    is_news = any(item.published for item in sitemap.pages)
    kind = "news sitemap" if is_news else "sitemap"
    return _way(url, named_by, kind, sitemap.pages), frozenset(item.url for item in sitemap.pages)


def _way(url: str, named_by: str, kind: str, found: Iterable[Found]) -> WayIn:
    items = tuple(found)
    newest = max(_dates(items), default=None)
    problem = None if items else "names nothing"
    return WayIn(url=url, named_by=named_by, kind=kind, found=len(items), newest=newest, problem=problem)


def _dates(found: Iterable[Found]) -> Iterator[datetime]:
    for item in found:
        date = item.published or item.modified
        if date is not None:
            yield date


def _list(key: str, urls: list[str]) -> list[str]:
    if len(urls) < 2:
        return [f"{key} = [{_quote(url)}]" for url in urls]
    return [f"{key} = [", *(f"    {_quote(url)}," for url in urls), "]"]


def _quote(text: str) -> str:
    # JSON's strings are TOML's, but for DEL, which no name or URL holds by now.
    return json.dumps(text, ensure_ascii=False)
