"""Of a sitemap index without dates: which of its sitemaps are asked for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import crawl
from pipeline.sources import Config, Source
from pipeline.store import Store
from tests.jobs.answering import answering

POSTS = [f"/wp-sitemap-posts-post-{n}.xml" for n in range(1, 14)]
TAGS = [f"/wp-sitemap-taxonomies-post_tag-{n}.xml" for n in range(1, 31)]
MONTHS = [f"/sitemap-{year}-{month:02}.xml" for year in (2025, 2026) for month in range(1, 13)]
DAYS = [f"/news/{day}.xml" for day in range(20261101, 20261131)]


def asked(store: Store, sitemaps: Iterable[str], *, dates: dict[str, str] | None = None) -> list[str]:
    """The sitemaps of an index that a crawl asks for, in its order."""
    entries = "".join(
        f"<sitemap><loc>http://a.test{path}</loc><lastmod>{(dates or {}).get(path, '')}</lastmod></sitemap>"
        for path in sitemaps
    )
    index = f"<sitemapindex>{entries}</sitemapindex>".encode()
    with answering({"/index.xml": (200, {}, index)}) as server:
        hosts = {"a.test": ("127.0.0.1", server.port)}
        source = Source(key="a", name="가나일보", sitemaps=("http://a.test/index.xml",))
        policy = FetchPolicy(user_agent="pressfacts-test/1", delay=0, allow_hosts=hosts, attempts=1)
        crawl(store, Config(user_agent="x", sources=(source,)), policy)
    return [path for path in server.asked if path not in {"/robots.txt", "/index.xml"}]


@pytest.mark.parametrize("order", [POSTS, POSTS[::-1]], ids=["ascending", "descending"])
def test_of_numbered_sitemaps_both_ends_are_read_since_either_may_be_the_newest(store: Store, order: list[str]) -> None:
    first, second, *_, last = POSTS
    read = asked(store, order)
    assert len(read) == 10
    assert read[:3] == [last, first, POSTS[-2]]
    assert second in read


@pytest.mark.parametrize("series", [MONTHS, DAYS], ids=["months", "days"])
def test_of_sitemaps_named_by_their_date_the_latest_are_read(store: Store, series: list[str]) -> None:
    assert asked(store, series) == series[:-11:-1]


def test_each_series_has_its_turn(store: Store) -> None:
    read = asked(store, [*TAGS, *POSTS, "/pages.xml"])
    assert read[:4] == [TAGS[-1], POSTS[-1], "/pages.xml", TAGS[0]]
    assert POSTS[-2] in read


def test_a_date_in_the_index_says_more_than_a_number(store: Store) -> None:
    dates = {POSTS[4]: "2026-11-02", POSTS[7]: "2026-11-03"}
    assert asked(store, POSTS, dates=dates)[:3] == [POSTS[7], POSTS[4], POSTS[-1]]
