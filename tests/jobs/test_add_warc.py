"""Adding WARC files by path: our own and those of other programs, whole and cut off, as a source's are taken."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import AddReport, Read, add, crawl
from pipeline.site import fixtures_path
from pipeline.sources import Config, Source
from pipeline.store import Outcome, Store, Visit
from tests.jobs.looking import harvest, rows
from tests.store.examples import VERSIONS
from tests.test_warc import answer, record

PAGES = [path.with_name("page.html").read_bytes() for path in sorted(fixtures_path().glob("*/*/article.json"))]
AGENT = "pressfacts-tests"
ENGLISH = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Town opens library</title></head><body>
<article><h1>Town opens library</h1><p>The town council opened a library on Monday and spent 3 million dollars.</p>
<p>Over two hundred people came to see the building, which took two years to complete. The mayor thanked the builders
and said that every child of the town would have a card by the summer.</p></article></body></html>"""


def korean(number: int) -> str:
    """A page of an outlet that nobody has a layout for."""
    return f"""<!doctype html><html lang="ko"><head><meta property="og:site_name" content="봄일보">
<title>군, 도서관 {number}곳 새로 짓는다</title></head><body><article>
<h1>군, 도서관 {number}곳 새로 짓는다</h1>
<p>강원 정선군은 2일 마을 도서관 {number}곳을 새로 짓는 데 모두 {number}억 5천만원을 들인다고 밝혔다.</p>
<p>군은 공사에 {number}년 2개월이 걸릴 것으로 보고 있다. 완공되면 주민 1만2000여 명이 걸어서 도서관에 갈 수 있다.</p>
</article></body></html>"""


def url(name: str) -> str:
    return f"http://bom.test/news/{name}"


def chunked(body: bytes) -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


PLAIN = answer(korean(1).encode())
PAGES_OF_OTHERS = {
    "plain": PLAIN,
    "chunked": answer(chunked(korean(2).encode()), Transfer_Encoding="chunked"),
    "gzip": answer(gzip.compress(korean(3).encode()), Content_Encoding="gzip"),
    "brotli": answer(brotli.compress(korean(4).encode()), Content_Encoding="br"),
    "brotli-in-chunks": answer(
        chunked(brotli.compress(korean(5).encode())), Content_Encoding="br", Transfer_Encoding="chunked"
    ),
    "brotli-undone": answer(korean(6).encode(), Content_Encoding="br"),
    "euc-kr": answer(korean(7).encode("euc-kr"), Content_Type="text/html; charset=euc-kr"),
    "euc-kr-untold": answer(
        korean(8).replace("<head>", '<head><meta charset="euc-kr">').encode("euc-kr"), Content_Type="text/html"
    ),
}
NO_PAGES = [
    record("", b"software: other\r\n", kind="warcinfo"),
    record(url("plain"), b"GET /news/plain HTTP/1.1\r\nHost: bom.test\r\n\r\n", kind="request"),
    record(url("again"), b"HTTP/1.1 304 Not Modified\r\n\r\n", kind="revisit"),
    record(url("plain"), b"fetchTimeMs: 12\r\n", kind="metadata"),
    record(url("photo.jpg"), answer(b"\xff\xd8\xff", Content_Type="image/jpeg")),
    record(url("gone"), answer(b"gone", status="404 Not Found")),
]


def write(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(gzip.compress(each, mtime=0) for each in records))
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A file as other crawlers write it, with two pages that are no articles and one record that is broken."""
    return write(
        tmp_path / "foreign.warc.gz",
        *NO_PAGES,
        *(record(url(name), block) for name, block in PAGES_OF_OTHERS.items()),
        record(url("english"), answer(ENGLISH.encode())),
        record(url("login"), answer(b"<!doctype html><title>Login</title><p>login</p>")),
        record(url("broken"), answer(b"x", Content_Encoding="zstd")),
        record(url("last"), answer(korean(9).encode())),
    )


def add_to(path: Path, read: Read, *inputs: Path, workers: int = 1) -> AddReport:
    # Workers have extractors of their own.
    mine = {"read": read} if workers == 1 else {}
    with Store.open(path) as store:
        return add(store, [str(each) for each in inputs], FetchPolicy(user_agent=AGENT), workers=workers, **mine)


def test_pages_of_other_programs_are_stored_and_each_that_is_not_is_a_line(
    tmp_path: Path, read: Read, foreign: Path
) -> None:
    path = tmp_path / "press.db"
    report = add_to(path, read, foreign)
    stored = [str(key).rpartition("/")[2] for (key,) in rows(path, "SELECT key FROM articles")]
    assert sorted(stored) == sorted([*PAGES_OF_OTHERS, "last"])
    assert report.new == len(stored)
    told = {problem.name: problem.reason for problem in report.problems}
    assert told[url("english")] == "foreign-language"
    assert url("login") in told
    (broken,) = report.losses
    assert str(broken).startswith(f"{foreign} at ")
    assert "http://bom.test/news/broken: content coding 'zstd' is not read" in str(broken)
    assert len(told) == 3
    # Every page gives the same facts, however it was packed and encoded.
    counted = "SELECT article, count(*) FROM facts GROUP BY article"
    assert {number for _, number in rows(path, counted)} == {5}
    sums = {value for (value,) in rows(path, "SELECT value FROM amounts")}
    assert sums == {number * 100_000_000 + 50_000_000 for number in range(1, 10)}


def test_an_archive_brings_what_the_web_refused(tmp_path: Path, read: Read) -> None:
    path, archive = tmp_path / "press.db", tmp_path / "old.warc.gz"
    write(archive, record(url("plain"), PLAIN), record(url("bus"), answer(korean(2).encode())))
    with Store.open(path) as store:
        run = store.begin_run("crawl", VERSIONS)
        now = datetime.now(UTC)
        store.record_visit(run, Visit(url=url("plain"), at=now, status=404), Outcome.REFUSED, reason="http")
        store.record_visit(run, Visit(url=url("bus"), at=now, status=200), Outcome.NOT_ARTICLE, reason="login")
    report = add_to(path, read, archive)
    assert (report.new, report.unchanged) == (2, 0)
    report = add_to(path, read, archive)
    assert (report.new, report.revised, report.unchanged) == (0, 0, 2)


def test_it_is_taken_as_a_source_s_and_a_second_time_is_known(tmp_path: Path, read: Read, foreign: Path) -> None:
    edited = tmp_path / "later.warc.gz"
    later, latest = (f"2024-01-0{day}T00:00:00Z" for day in (3, 4))
    # An edit, and the page of before once more, which the archive holds as older; and one that is seen twice.
    write(
        edited,
        record(url("plain"), answer(korean(20).encode()), date=latest),
        record(url("plain"), PLAIN, date=later),
        record(url("bus"), answer(korean(21).encode()), date=later),
        record(url("bus"), answer(korean(22).encode()), date=latest),
    )
    added, crawled = tmp_path / "added.db", tmp_path / "crawled.db"
    report = add_to(added, read, foreign, edited)
    assert (report.new, report.revised, report.unchanged) == (10, 2, 1)
    source = Source(key="archive", name="", warcs=(str(foreign), str(edited)))
    with Store.open(crawled) as store:
        crawl(store, Config(user_agent=AGENT, sources=(source,)), FetchPolicy(user_agent=AGENT), read=read)
    assert harvest(added) == harvest(crawled)
    fetches = "SELECT url, at, outcome, reason, page FROM fetches ORDER BY url, at, page"
    assert rows(added, fetches) == rows(crawled, fetches)
    again = add_to(added, read, foreign, edited)
    assert (again.new, again.revised) == (0, 0)
    assert rows(added, fetches) == rows(crawled, fetches)
    workers = tmp_path / "workers.db"
    assert add_to(workers, read, foreign, edited, workers=2).new == 10
    assert harvest(workers) == harvest(added)


def test_a_file_that_was_cut_off_gives_what_came_before_and_says_so(tmp_path: Path, read: Read) -> None:
    records = [record(url(f"{n}"), answer(korean(n + 1).encode())) for n in range(10, 14)]
    path = write(tmp_path / "cut.warc.gz", *records)
    path.write_bytes(path.read_bytes()[:-100])
    report = add_to(tmp_path / "press.db", read, path)
    assert (report.new, len(report.problems), report.lost) == (3, 1, True)
    assert str(report.problems[0]).endswith("the gzip file ends early")


def test_what_is_called_a_warc_and_is_none_is_a_line(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(PAGES[0])
    report = add_to(tmp_path / "press.db", read, path, tmp_path / "none.warc")
    assert [str(problem).partition(": ")[2] for problem in report.losses] == [
        "not a WARC file: what stands here is no record",
        "no such file",
    ]


def test_a_folder_of_archives_is_read_whole(tmp_path: Path, read: Read) -> None:
    folder = tmp_path / "archives"
    folder.mkdir()
    for n, page in enumerate(PAGES[:2]):
        write(folder / f"{n}.warc.gz", record(url(f"{n}"), answer(page)))
    assert add_to(tmp_path / "press.db", read, folder).new == 2
