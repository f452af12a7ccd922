"""Finding the ways into a site: what its pages and robots.txt name, what stands at the usual places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.fetch import FetchError, FetchPolicy
from pipeline.jobs.discovering import Site, WayIn, discover
from pipeline.sources import read_config
from tests.fetch.fault_server import Reply, Server, page, reply, robots


@contextmanager
def serve(scripts: dict[str, Sequence[Reply]]) -> Iterator[tuple[FetchPolicy, Server]]:
    """A server in a loop of its own, since a job brings its own loop."""
    import asyncio

    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    server = Server(scripts)
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result()
    try:
        hosts = dict.fromkeys(("www.hanbit.test", "rss.hanbit.test"), ("127.0.0.1", server.port))
        yield FetchPolicy(user_agent="pressfacts/0", delay=0, attempts=1, allow_hosts=hosts), server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def feed(*numbers: int) -> Reply:
    items = "".join(
        f"<item><title>기사</title><link>http://www.hanbit.test/news/{n}</link>"
        f"<pubDate>Tue, 02 Jan 2024 09:3{n}:00 +0900</pubDate></item>"
        for n in numbers
    )
    return page(f'<rss version="2.0"><channel>{items}</channel></rss>', Content_Type="application/rss+xml")


def sitemap(*urls: str, kind: str = "urlset", news: str = "") -> Reply:
    inner = "sitemap" if kind == "sitemapindex" else "url"
    entries = "".join(f"<{inner}><loc>http://www.hanbit.test{url}</loc>{news}</{inner}>" for url in urls)
    return page(f'<{kind} xmlns:news="n">{entries}</{kind}>', Content_Type="text/xml")


NEWS = "<news:news><news:publication_date>2024-01-02T09:30:00+09:00</news:publication_date></news:news>"
FRONT = """<html><head><title>한빛일보 - 첫 화면</title><meta property="og:site_name" content="한빛 &quot;일보&quot;">
<link rel="alternate" type="application/rss+xml" href="//rss.hanbit.test/all.xml">
<link rel="Alternate" type="application/atom+xml" href="/gone.xml">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" type="text/css" href="/rss.css"></head></html>"""


def offered(site: Site) -> list[tuple[str, str | None, str, int]]:
    return [(way.url.removeprefix("http://"), way.kind, way.named_by, way.found) for way in site.offered]


def test_each_place_is_tried_once_and_counted() -> None:
    scripts = {
        "/": [page(FRONT)],
        "/robots.txt": [robots("Sitemap: http://www.hanbit.test/news.xml\nSitemap: http://www.hanbit.test/all.xml.gz")],
        "/all.xml": [feed(1, 2, 3)],
        "/rss.xml": [feed(1, 2, 3)],
        "/news.xml": [sitemap("/news/1", "/news/2", news=NEWS)],
        "/all.xml.gz": [sitemap("/2023.xml", "/2024.xml", kind="sitemapindex")],
        "/sitemap.xml": [reply("500 Oops")],
    }
    with serve(scripts) as (policy, server):
        site = discover("http://www.hanbit.test/", policy)
    assert offered(site) == [
        ("rss.hanbit.test/all.xml", "feed", "page", 3),
        ("www.hanbit.test/news.xml", "news sitemap", "robots.txt", 2),
        ("www.hanbit.test/all.xml.gz", "sitemap index", "robots.txt", 2),
    ]
    problems = {way.url.rpartition("/")[2]: way.problem for way in site.ways if way.problem}
    assert problems["gone.xml"] == "404 Not Found"
    assert problems["sitemap.xml"] == "500 Oops"
    assert problems["rss.xml"] == "names what another address names"
    assert len(server.paths) == len(set(server.paths))


def read_entry(site: Site, folder: Path) -> dict[str, Any]:
    """The entry as a person would paste it into a configuration."""
    path = folder / "sources.toml"
    path.write_text(site.entry(), encoding="utf-8")
    (source,) = read_config(path).sources
    assert not source.verified
    (table,) = tomllib.loads(site.entry())["sources"]
    return {name: value for name, value in table.items() if name != "verified"}


def test_the_entry_names_the_feeds_and_news_and_leaves_the_archive_out(tmp_path: Path) -> None:
    scripts = {
        "/": [page(FRONT)],
        "/robots.txt": [robots("Sitemap: http://www.hanbit.test/news.xml\nSitemap: http://www.hanbit.test/old.xml")],
        "/all.xml": [feed(1)],
        "/rss.xml": [feed(1, 2)],
        "/news.xml": [sitemap("/news/1", "/news/2", "/news/3", news=NEWS)],
        "/old.xml": [sitemap(*(f"/news/{n}" for n in range(30)))],
    }
    with serve(scripts) as (policy, _):
        site = discover("http://www.hanbit.test/", policy)
    assert read_entry(site, tmp_path) == {
        "key": "hanbit",
        "name": '한빛 "일보"',
        "feeds": ["http://rss.hanbit.test/all.xml", "http://www.hanbit.test/rss.xml"],
        "sitemaps": ["http://www.hanbit.test/news.xml"],
    }
    assert "# sitemap, 30 entries: http://www.hanbit.test/old.xml" in site.entry()


def test_a_site_with_an_archive_alone_gets_that(tmp_path: Path) -> None:
    with serve({"/": [page("<title>한빛일보</title>")], "/sitemap.xml": [sitemap("/news/1")]}) as (policy, _):
        site = discover("http://www.hanbit.test/", policy)
    sitemaps = ["http://www.hanbit.test/sitemap.xml"]
    assert read_entry(site, tmp_path) == {"key": "hanbit", "name": "한빛일보", "sitemaps": sitemaps}


def test_a_page_that_lists_an_outlet_s_feeds_is_followed(tmp_path: Path) -> None:
    listing = '<a href="/rss/economy.xml">경제</a> <a href="/rss/society.xml">사회</a> <a href="/login">로그인</a>'
    scripts = {"/rss": [page(listing)], "/rss/economy.xml": [feed(1)], "/rss/society.xml": [feed(2)]}
    with serve(scripts) as (policy, server):
        site = discover("http://www.hanbit.test/rss", policy)
    at = "http://www.hanbit.test/rss"
    assert offered(site) == [
        ("www.hanbit.test/rss/economy.xml", "feed", at, 1),
        ("www.hanbit.test/rss/society.xml", "feed", at, 1),
    ]
    assert "/login" not in server.paths


def test_a_site_that_offers_nothing_says_where_it_was_asked() -> None:
    with serve({"/": [page("<title>한빛일보</title>")]}) as (policy, _):
        site = discover("http://www.hanbit.test/", policy)
    assert site.offered == ()
    assert WayIn(url="http://www.hanbit.test/feed", named_by="usual place", problem="404 Not Found") in site.ways


def test_places_that_robots_txt_closes_are_not_asked_for() -> None:
    scripts = {"/": [page(FRONT)], "/robots.txt": [robots("User-agent: *\nDisallow: /rss")], "/rss.xml": [feed(1)]}
    with serve(scripts) as (policy, server):
        site = discover("http://www.hanbit.test/", policy)
    assert not any(path.startswith("/rss") for path in server.paths)
    (closed,) = (way for way in site.ways if way.url.endswith("/rss.xml"))
    assert "disallowed by http://www.hanbit.test/robots.txt" in (closed.problem or "")


def test_a_page_cannot_send_us_inward() -> None:
    links = '<link rel="alternate" type="application/rss+xml" href="http://127.0.0.1:6379/feed">'
    with serve({"/": [page(links)]}) as (policy, _):
        site = discover("http://www.hanbit.test/", policy)
    assert site.ways[0].problem == "port 6379 is not among those allowed"


def test_a_site_that_does_not_answer_is_an_error() -> None:
    with serve({}) as (policy, _), pytest.raises(FetchError, match="404 Not Found"):
        discover("http://www.hanbit.test/", policy)
