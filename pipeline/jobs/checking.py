"""A look at each source without storing anything: do its addresses answer, with what, and can an article be read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from pipeline.clean import clean
from pipeline.feeds import Found, NotAFeed, Sitemap, read_feed, read_list_page, read_sitemap
from pipeline.fetch import Fetcher, FetchError, FetchPolicy, Unchanged
from pipeline.jobs.inputs import FileInput, expand_inputs, open_file
from pipeline.jobs.intake import robots_verdict
from pipeline.jobs.reading import Read, context_of
from pipeline.jobs.reports import Problem
from pipeline.model import Article, FetchedPage, NotAnArticle
from pipeline.sources import Config, ListPage, Source
from pipeline.urls import NotAUrl, canonical_url
from pipeline.warc import BadRecord, NotAWarc, find_warcs, read_warc

SAMPLES = 3
"""Pages that are tried until one is an article: a feed's newest item may be a video or a picture."""
FIRST_RECORDS = 100
"""Records of a WARC file that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayCheck:
    """What one address of a source answered."""

    kind: str
    """feed, sitemap, list page, urls, files, warc."""
    url: str
    status: int | None
    """Of HTTP; None where no answer came, or none was asked for."""
    robots: str | None
    """allowed, disallowed, unreachable, delay; None where it was not asked."""
    found: int
    newest: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCheck:
    """What the cleaner and the extractors make of one page of a source."""

    url: str
    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    characters: int = 0
    facts: int = 0
    layout: str | None = None
    warnings: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """What is known of a source after a look at it."""

    key: str
    name: str
    verified: bool
    """As the configuration says it."""
    ways: tuple[WayCheck, ...]
    sample: SampleCheck | None

    @property
    def works(self) -> bool:
        """Whether each address named something and an article with title and time was read: it can be verified."""
        sample = self.sample
        read = sample is not None and sample.problem is None and bool(sample.title and sample.published)
        return read and all(way.found and way.problem is None for way in self.ways)


def check_sources(config: Config, policy: FetchPolicy, read: Read) -> tuple[SourceCheck, ...]:
    """What each source of the configuration answers now, side by side and as politely as a crawl; stores nothing."""

    async def check_all() -> tuple[SourceCheck, ...]:
        async with Fetcher(policy) as fetcher:
            return tuple(await asyncio.gather(*(_Check(fetcher, source, read).run() for source in config.sources)))

    return asyncio.run(check_all())


class _Check:
    def __init__(self, fetcher: Fetcher, source: Source, read: Read) -> None:
        self._fetcher = fetcher
        self._source = source
        self._read = read
        self._found: dict[str, Found] = {}
        self._pages: list[FetchedPage | Problem] = []

    async def run(self) -> SourceCheck:
        source = self._source
        ways = [await self._look("feed", url) for url in source.feeds]
        ways += [await self._look("sitemap", url) for url in source.sitemaps]
        ways += [await self._look("list page", page.url, page) for page in source.list_pages]
        if source.urls:
            ways.append(self._name_urls(source.urls))
        if source.files:
            ways.append(self._name_files(source.files))
        ways += [self._open_warcs(name) for name in source.warcs]
        sample = None
        async for page in self._samples():
            sample = self._clean(page)
            if sample.problem is None:
                break
        return SourceCheck(key=source.key, name=source.name, verified=source.verified, ways=tuple(ways), sample=sample)

    async def _look(self, kind: str, url: str, page: ListPage | None = None) -> WayCheck:
        try:
            answer = await self._fetcher.fetch(url)
        except FetchError as problem:
            return _way(kind, url, status=problem.status, robots=robots_verdict(problem), problem=_line(url, problem))
        assert not isinstance(answer, Unchanged), "nothing was asked conditionally"
        try:
            listing = await asyncio.to_thread(_parse, answer, kind, page)
            found = listing.pages or await self._look_below(listing.sitemaps)
        except NotAFeed as problem:
            return _way(kind, url, status=answer.status, robots="allowed", problem=_line(url, problem))
        self._found |= {item.url: item for item in found if item.url not in self._found}
        silence = None if found else "names no article"
        return _way(kind, url, status=answer.status, robots="allowed", found=found, problem=silence)

    async def _look_below(self, sitemaps: Sequence[Found]) -> tuple[Found, ...]:
        """The pages of an index's newest sitemap; raises NotAFeed."""
        if not sitemaps:
            return ()
        newest = max(sitemaps, key=_when)
        try:
            answer = await self._fetcher.fetch(newest.url)
        except FetchError as problem:
            raise NotAFeed(f"the index names {newest.url}: {problem.detail.removeprefix(f'{newest.url}: ')}") from None
        assert not isinstance(answer, Unchanged), "nothing was asked conditionally"
        return (await asyncio.to_thread(_parse, answer, "sitemap", None)).pages

    def _name_urls(self, urls: Iterable[str]) -> WayCheck:
        found = tuple(Found(url=url) for url in urls)
        self._found |= {item.url: item for item in found}
        return _way("urls", found[0].url, found=found)

    def _name_files(self, names: Sequence[str]) -> WayCheck:
        items = list(expand_inputs(names))
        files = [item.path for item in items if isinstance(item, FileInput)]
        missing = [str(item) for item in items if isinstance(item, Problem)]
        self._pages += map(open_file, files[:SAMPLES])
        way = _way("files", names[0], problem=missing[0] if missing else None)
        return replace(way, found=len(files))

    def _open_warcs(self, name: str) -> WayCheck:
        try:
            paths = find_warcs(name)
            records = list(islice(read_warc(paths[0]), FIRST_RECORDS))
        except NotAWarc as unread:
            return _way("warc", name, problem=_line(name, unread))
        pages = [record for record in records if isinstance(record, FetchedPage)]
        bad = [record.detail for record in records if isinstance(record, BadRecord)]
        self._pages += pages[:SAMPLES]
        silence = None if pages else "its first records hold no page"
        return replace(_way("warc", name, problem=bad[0] if bad else silence), found=len(pages))

    async def _samples(self) -> AsyncIterator[FetchedPage | Problem]:
        for page in self._pages:
            yield page
        for item in sorted(self._found.values(), key=_when, reverse=True)[:SAMPLES]:
            try:
                answer = await self._fetcher.fetch(canonical_url(item.url))
            except (FetchError, NotAUrl) as problem:
                yield Problem(name=item.url, reason="fetch", detail=_line(item.url, problem))
            else:
                assert not isinstance(answer, Unchanged), "nothing was asked conditionally"
                yield answer

    def _clean(self, page: FetchedPage | Problem) -> SampleCheck:
        if isinstance(page, Problem):
            return SampleCheck(url=page.name, problem=page.detail)
        url = page.final_url if "://" in page.final_url else None
        try:
            article = clean(page.body, url=url, content_type=page.content_type, name=page.url)
        except NotAnArticle as refusal:
            return SampleCheck(url=page.url, problem=_line(page.url, refusal))
        return self._describe(page.url, article)

    def _describe(self, url: str, article: Article) -> SampleCheck:
        context = context_of(article)
        return SampleCheck(
            url=url,
            title=article.title,
            publisher=article.publisher or self._source.name,
            published=article.published,
            characters=len(article.text),
            facts=len(self._read(article.text, context).facts),
            layout=article.layout,
            warnings=article.warnings,
        )


def _parse(page: FetchedPage, kind: str, listing: ListPage | None) -> Sitemap:
    if listing is not None:
        return Sitemap(pages=read_list_page(page.body, page.final_url, listing.pattern))
    if kind == "sitemap":
        return read_sitemap(page.body, page.final_url)
    return Sitemap(pages=read_feed(page.body, page.final_url))


def _way(
    kind: str,
    url: str,
    *,
    status: int | None = None,
    robots: str | None = None,
    found: Sequence[Found] = (),
    problem: str | None = None,
) -> WayCheck:
    dates = [date for item in found if (date := item.published or item.modified) is not None]
    newest = max(dates, default=None)
    return WayCheck(kind=kind, url=url, status=status, robots=robots, found=len(found), newest=newest, problem=problem)


def _when(found: Found) -> float:
    date = found.published or found.modified
    return date.timestamp() if date else 0.0


def _line(name: str, problem: Exception) -> str:
    return str(problem).removeprefix(f"{name}: ")
