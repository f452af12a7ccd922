"""A look at sources of every kind, and what must be true for one to be called working."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read
from pipeline.jobs.checking import SourceCheck, check_sources
from pipeline.site import PressSite
from pipeline.sources import Config, ListPage, Source
from tests.jobs.test_kinds import ADDRESS, ARTICLE, write_warc

WORKING = {
    "feed": (Source(key="a", name="a", feeds=("http://hanbit.test/rss.xml",)), 6),
    "Atom": (Source(key="a", name="a", feeds=("http://ongil.test/atom.xml",)), 3),
    "news sitemap": (Source(key="a", name="a", sitemaps=("http://hanbit.test/news-sitemap.xml",)), 4),
    "sitemap index": (Source(key="a", name="a", sitemaps=("http://haesol.test/sitemap-index.xml",)), 2),
    "list page": (
        Source(key="a", name="a", list_pages=(ListPage(url="http://hanbit.test/list.html", pattern=r"/20\d+$"),)),
        4,
    ),
    "URLs": (Source(key="a", name="a", urls=(ADDRESS,)), 1),
    "files": (Source(key="a", name="a", files=("FOLDER/saved.html",)), 1),
    "WARC": (Source(key="a", name="a", warcs=("FOLDER",)), 1),
}

BROKEN = {
    "a feed that is gone": (Source(key="a", name="a", feeds=("http://hanbit.test/none.xml",)), "404 Not Found"),
    "a list page without such links": (
        Source(key="a", name="a", list_pages=(ListPage(url="http://hanbit.test/list.html", pattern="/none/"),)),
        "no link of the page fits the pattern '/none/'",
    ),
    "a page for a feed": (
        Source(key="a", name="a", feeds=("http://hanbit.test/list.html",)),
        "an HTML page stands where the feed should be",
    ),
    "one of two feeds": (
        Source(key="a", name="a", feeds=("http://hanbit.test/rss.xml", "http://hanbit.test/none.xml")),
        "404 Not Found",
    ),
    "a file that is missing": (Source(key="a", name="a", files=("FOLDER/none.html",)), "no such file"),
    "a WARC that is none": (Source(key="a", name="a", warcs=("FOLDER/saved.html",)), "not a WARC file"),
    "a page that is no article": (Source(key="a", name="a", urls=("http://hanbit.test/list.html",)), "list"),
}


def look(source: Source, folder: Path, policy: FetchPolicy, read: Read) -> SourceCheck:
    """The check of a source whose files lie in the folder."""
    folder.joinpath("saved.html").write_bytes(ARTICLE)
    write_warc(folder / "saved.warc.gz", (ADDRESS, ARTICLE))
    placed = replace(
        source,
        files=tuple(name.replace("FOLDER", str(folder)) for name in source.files),
        warcs=tuple(name.replace("FOLDER", str(folder)) for name in source.warcs),
    )
    (check,) = check_sources(Config(user_agent="x", sources=(placed,)), policy, read)
    return check


@pytest.mark.parametrize(("source", "found"), WORKING.values(), ids=WORKING.keys())
def test_a_source_that_works(tmp_path: Path, policy: FetchPolicy, read: Read, source: Source, found: int) -> None:
    check = look(source, tmp_path, policy, read)
    (way,) = check.ways
    assert (way.found, way.problem) == (found, None)
    assert check.sample is not None
    assert (check.sample.problem, check.works) == (None, True)
    assert check.sample.facts > 10


@pytest.mark.parametrize(("source", "why"), BROKEN.values(), ids=BROKEN.keys())
def test_a_source_that_does_not_work_says_why(
    tmp_path: Path, policy: FetchPolicy, read: Read, source: Source, why: str
) -> None:
    check = look(source, tmp_path, policy, read)
    problems = [way.problem for way in check.ways] + [check.sample.problem if check.sample else None]
    assert not check.works
    assert any(why in problem for problem in problems if problem)


def test_a_look_asks_for_one_article_only(tmp_path: Path, site: PressSite, policy: FetchPolicy, read: Read) -> None:
    look(WORKING["feed"][0], tmp_path, policy, read)
    assert [visit.path.partition("/20")[0] for visit in site.requests] == [
        "/robots.txt",
        "/rss.xml",
        "/economy/realestate",
    ]
