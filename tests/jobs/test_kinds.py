"""Every kind of source, from the configuration as a person writes it to the rows that a crawl leaves."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Read, RunReport, crawl
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Source, read_config
from pipeline.store import Store
from tests.fetch.fault_server import page, reply
from tests.jobs.looking import rows
from tests.jobs.test_discovering import serve

ARTICLE = (fixtures_path() / "hanbit.test/regional-bio-campus/page.html").read_bytes()
ADDRESS = "http://hanbit.test/society/education/20250312001"

Crawl = Callable[[str], RunReport]


@pytest.fixture
def run(tmp_path: Path, store: Store, policy: FetchPolicy, read: Read) -> Crawl:
    """Crawl one source that is written as in a file."""

    def crawl_source(entry: str) -> RunReport:
        config = tmp_path / "sources.toml"
        config.write_text(f'[[sources]]\nkey = "one"\nname = "한빛일보"\n{entry}\n', encoding="utf-8")
        return crawl(store, read_config(config), policy, read=read)

    return crawl_source


def urls(path: Path) -> list[str]:
    return [str(url) for (url,) in rows(path, "SELECT url FROM articles ORDER BY url")]


KINDS = {
    "RSS": ('feeds = ["http://hanbit.test/rss.xml"]', 4),
    "Atom": ('feeds = ["http://ongil.test/atom.xml"]', 3),
    "news sitemap": ('sitemaps = ["http://hanbit.test/news-sitemap.xml"]', 4),
    "sitemap index": ('sitemaps = ["http://haesol.test/sitemap-index.xml"]', 3),
    "list page": ("list_pages = [{ url = 'http://hanbit.test/list.html', pattern = '/20\\d+$' }]", 4),
    "URL list": (f'urls = ["{ADDRESS}"]', 1),
}


@pytest.mark.parametrize(("entry", "articles"), KINDS.values(), ids=KINDS.keys())
def test_what_a_source_of_the_web_names_is_stored_and_not_asked_for_again(
    run: Crawl, path: Path, site: PressSite, entry: str, articles: int
) -> None:
    first = run(entry).sources[0]
    assert (first.new, first.listing_problems, first.failed, len(urls(path))) == (articles, (), (), articles)
    asked = len(site.requests)
    second = run(entry).sources[0]
    assert (second.new, second.revised, len(urls(path))) == (0, 0, articles)
    assert {visit.path for visit in site.requests[asked:] if visit.status == 200} <= {"/robots.txt", "/list.html"} | {
        visit.path for visit in site.requests if "sitemap-index" in visit.path
    }


def test_a_sitemap_in_gzip_and_a_sitemap_that_is_a_list_of_urls(store: Store, path: Path, read: Read) -> None:
    listing = b"<urlset><url><loc>http://www.hanbit.test/1</loc></url></urlset>"
    scripts = {
        "/news.xml.gz": [reply("200 OK", gzip.compress(listing), Content_Type="application/x-gzip")],
        "/news.txt": [reply("200 OK", b"http://www.hanbit.test/2\n", Content_Type="text/plain")],
        "/1": [page(ARTICLE.decode())],
        "/2": [page(ARTICLE.decode().replace("대학", "학교"))],
    }
    with serve(scripts) as (policy, _):
        config = replace(read_config(fixtures_path() / "sources.toml"), sources=())
        source = Source(
            key="a", name="a", sitemaps=("http://www.hanbit.test/news.xml.gz", "http://www.hanbit.test/news.txt")
        )
        report = crawl(store, replace(config, sources=(source,)), policy, read=read)
    assert report.sources[0].listing_problems == ()
    assert report.sources[0].found == 2
    assert {str(url) for (url,) in rows(path, "SELECT url FROM fetches")} >= {
        "http://www.hanbit.test/1",
        "http://www.hanbit.test/2",
    }


@pytest.mark.parametrize("entry", ['files = ["saved"]', 'files = ["saved/*.html"]', 'files = ["saved/a.html"]'])
def test_files_are_found_beside_the_configuration(
    run: Crawl, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "a.html").write_bytes(ARTICLE)
    monkeypatch.chdir("/")
    assert run(entry).sources[0].new == 1
    again = run(entry).sources[0]
    assert (again.new, again.unchanged, again.failed) == (0, 1, ())
    assert len(urls(path)) == 1


def write_warc(path: Path, *pages: tuple[str, bytes]) -> None:
    """A WARC file as a crawler leaves it, a gzip member a record."""
    with path.open("wb") as file:
        for url, body in pages:
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-13T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))


@pytest.mark.parametrize(
    "entry", ['warcs = ["archive"]', 'warcs = ["archive/*.warc.gz"]', 'warcs = ["archive/n.warc.gz"]']
)
def test_warc_files_are_found_beside_the_configuration(
    run: Crawl, path: Path, tmp_path: Path, site: PressSite, entry: str
) -> None:
    (tmp_path / "archive").mkdir()
    write_warc(tmp_path / "archive/n.warc.gz", (ADDRESS, ARTICLE), ("http://hanbit.test/2", b"<p>login</p>"))
    first = run(entry).sources[0]
    assert (first.new, [count.pages for count in first.refused], first.failed) == (1, [1], ())
    assert urls(path) == [ADDRESS]
    assert rows(path, "SELECT at, source FROM fetches WHERE url = ?", ADDRESS) == [
        ("2025-03-13T00:00:00.000+00:00", "one")
    ]
    again = run(entry).sources[0]
    assert (again.new, again.revised, again.failed, len(urls(path))) == (0, 0, (), 1)
    assert site.requests == []


def test_a_warc_file_that_is_damaged_or_missing_is_told_and_the_rest_read(
    run: Crawl, path: Path, tmp_path: Path
) -> None:
    good = tmp_path / "good.warc.gz"
    write_warc(good, (ADDRESS, ARTICLE))
    (tmp_path / "bad.warc.gz").write_bytes(good.read_bytes()[:-50])
    report = run('warcs = ["bad.warc.gz", "none.warc.gz", "good.warc.gz"]').sources[0]
    assert urls(path) == [ADDRESS]
    bad, none = map(str, report.failed)
    assert bad.startswith(str(tmp_path / "bad.warc.gz"))
    assert "the gzip file ends early" in bad
    assert none.startswith(str(tmp_path / "none.warc.gz"))


def test_one_bad_warc_in_a_folder_does_not_hide_the_others(run: Crawl, path: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/a.warc").write_text("no archive")
    write_warc(tmp_path / "archive/b.warc.gz", (ADDRESS, ARTICLE))
    (problem,) = run('warcs = ["archive"]').sources[0].failed
    assert "not a WARC file" in str(problem)
    assert urls(path) == [ADDRESS]


def test_a_folder_that_is_missing_is_told(run: Crawl, tmp_path: Path) -> None:
    report = run('files = ["saved"]')
    assert [str(problem) for problem in report.sources[0].failed] == [f"{tmp_path / 'saved'}: no such file"]
