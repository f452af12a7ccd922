"""How the fetcher behaves towards servers over many requests: delays, turns, headers, caches."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import stamina

from pipeline.fetch import Fetcher, FetchFailed, FetchPolicy, FetchRefused, Reason, RobotsRecord, Unchanged
from pipeline.model import FetchedPage
from tests.fetch.fault_server import FOREVER, Reply, Server, not_modified, page, redirect, reply, robots, wire

POLICY = FetchPolicy(user_agent="pressfacts/0 (+mailto:desk@example.org)", delay=0, read_timeout=1, total_timeout=5)
HOSTS = tuple(f"h{n}.test" for n in range(8))


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def make_fetcher(server: Server, policy: FetchPolicy = POLICY, cache: Kept | None = None) -> Fetcher:
    here = dict.fromkeys(HOSTS, ("127.0.0.1", server.port))
    return Fetcher(replace(policy, allow_hosts=here), robots_cache=cache)


def fetch_all(
    scripts: dict[str, Sequence[Reply]], urls: Sequence[str], policy: FetchPolicy = POLICY
) -> tuple[list[object], Server]:
    """What came of fetching the URLs at once."""

    async def fetch() -> tuple[list[object], Server]:
        async with Server(scripts) as server, make_fetcher(server, policy) as fetcher:
            return list(await asyncio.gather(*map(fetcher.fetch, urls), return_exceptions=True)), server

    return asyncio.run(fetch())


def gaps(server: Server) -> list[float]:
    return [after.at - before.at for before, after in pairwise(server.seen)]


def test_a_page_keeps_what_a_later_run_needs() -> None:
    served = page("가", ETag='"v1"', Last_Modified="Tue, 02 Jan 2024 00:30:00 GMT")
    [result], _ = fetch_all({"/a": [redirect("/b")], "/b": [served]}, ["http://h0.test/a"])
    assert isinstance(result, FetchedPage)
    assert result == FetchedPage(
        url="http://h0.test/a",
        final_url="http://h0.test/b",
        status=200,
        body="가".encode(),
        content_type="text/html; charset=utf-8",
        etag='"v1"',
        last_modified="Tue, 02 Jan 2024 00:30:00 GMT",
        fetched_at=result.fetched_at,
    )
    assert timedelta(0) <= datetime.now(UTC) - result.fetched_at < timedelta(seconds=10)


def test_we_say_who_we_are_and_ask_for_gzip_only() -> None:
    _, server = fetch_all({"/a": [page("a")]}, ["http://h0.test/a"])
    for seen in server.seen:
        assert seen.headers["user-agent"] == POLICY.user_agent
        assert seen.headers["accept-encoding"] == "gzip"
        assert seen.headers["host"] == "h0.test"
        assert "cookie" not in seen.headers
        assert "authorization" not in seen.headers


def test_cookies_are_not_carried() -> None:
    scripts = {
        "/a": [reply("302 Found", b"moved", Location="/b", Set_Cookie="id=1; Path=/")],
        "/b": [redirect("http://h1.test/c")],
        "/c": [page("c")],
    }
    [result], server = fetch_all(scripts, ["http://h0.test/a"])
    assert isinstance(result, FetchedPage)
    assert [seen.headers.get("cookie") for seen in server.seen] == [None] * 5


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    [result], _ = fetch_all({"/a": [page("a")]}, ["http://h0.test/a"])
    assert isinstance(result, FetchedPage)


def test_conditions_are_sent_and_unchanged_keeps_them() -> None:
    async def fetch() -> tuple[FetchedPage | Unchanged, Server]:
        async with Server({"/a": [not_modified()]}) as server, make_fetcher(server) as fetcher:
            date = "Tue, 02 Jan 2024 00:30:00 GMT"
            return await fetcher.fetch("http://h0.test/a", etag='W/"1"', last_modified=date), server

    result, server = asyncio.run(fetch())
    assert isinstance(result, Unchanged)
    assert (result.etag, result.last_modified) == ('W/"1"', "Tue, 02 Jan 2024 00:30:00 GMT")
    assert server.seen[-1].headers["if-none-match"] == 'W/"1"'
    assert server.seen[-1].headers["if-modified-since"] == "Tue, 02 Jan 2024 00:30:00 GMT"
    assert "if-none-match" not in server.seen[0].headers  # robots.txt


@pytest.mark.parametrize("stored", ["a\r\nX-Evil: 1", "태그", ""])
def test_a_stored_tag_that_no_header_can_hold_is_left_out(stored: str) -> None:
    async def fetch() -> tuple[FetchedPage | Unchanged, Server]:
        async with Server({"/a": [page("a")]}) as server, make_fetcher(server) as fetcher:
            return await fetcher.fetch("http://h0.test/a", etag=stored), server

    result, server = asyncio.run(fetch())
    assert isinstance(result, FetchedPage)
    assert "if-none-match" not in server.seen[-1].headers
    assert "x-evil" not in server.seen[-1].headers


def test_robots_txt_is_asked_for_once_a_run_and_host() -> None:
    urls = [f"http://{host}/{n}" for host in HOSTS[:2] for n in range(5)]
    results, server = fetch_all({f"/{n}": [page("x")] for n in range(5)}, urls)
    assert all(isinstance(result, FetchedPage) for result in results)
    assert sorted(seen.host for seen in server.seen if seen.path == "/robots.txt") == ["h0.test", "h1.test"]


def test_one_request_at_a_time_to_a_host_over_one_connection() -> None:
    scripts = {f"/{n}": [Reply((0.02, *page("x").wire), keep=True)] for n in range(6)}
    results, server = fetch_all(scripts, [f"http://h0.test/{n}" for n in range(6)])
    assert all(isinstance(result, FetchedPage) for result in results)
    assert server.most_busy == {"h0.test": 1}
    assert len({seen.connection for seen in server.seen}) == 1


@pytest.mark.parametrize(("allowed", "at_once"), [(8, 8), (3, 3), (1, 1)])
def test_hosts_are_asked_at_the_same_time_up_to_the_limit(allowed: int, at_once: int) -> None:
    scripts = {"/robots.txt": [Reply((0.2, *robots("").wire), keep=True)], "/a": [page("a")]}
    policy = replace(POLICY, concurrency=allowed)
    _, server = fetch_all(scripts, [f"http://{host}/a" for host in HOSTS], policy)
    assert server.most_hosts == at_once


def test_the_delay_lies_between_all_requests_to_a_host_robots_txt_too() -> None:
    scripts = {f"/{n}": [page("x")] for n in range(3)}
    _, server = fetch_all(scripts, [f"http://h0.test/{n}" for n in range(3)], replace(POLICY, delay=0.2))
    assert len(gaps(server)) == 3
    assert min(gaps(server)) >= 0.15


def test_redirects_keep_the_delay_of_the_host_they_lead_to() -> None:
    scripts = {"/a": [redirect("/b")], "/b": [page("b")]}
    _, server = fetch_all(scripts, ["http://h0.test/a"], replace(POLICY, delay=0.2))
    assert min(gaps(server)) >= 0.15


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.3", "Request-rate: 10/3s"])
def test_robots_txt_can_ask_for_a_longer_delay(rule: str) -> None:
    scripts = {"/robots.txt": [robots(f"User-agent: *\n{rule}\n")], "/1": [page("x")], "/2": [page("x")]}
    _, server = fetch_all(scripts, ["http://h0.test/1", "http://h0.test/2"], replace(POLICY, delay=0.1))
    assert len(gaps(server)) == 2
    assert min(gaps(server)) >= 0.25


def test_retry_after_holds_every_url_of_the_host() -> None:
    scripts = {"/1": [reply("429 Slow Down", Retry_After="1"), page("x")], "/2": [page("x")]}
    results, server = fetch_all(scripts, ["http://h0.test/1", "http://h0.test/2"])
    assert all(isinstance(result, FetchedPage) for result in results)
    first, second = [seen for seen in server.seen if seen.path != "/robots.txt"][:2]
    assert second.at - first.at >= 0.9


def test_too_many_requests_without_a_word_of_when_slows_the_host_down() -> None:
    scripts = {"/1": [reply("429 Slow Down"), page("x")]}
    results, server = fetch_all(scripts, ["http://h0.test/1"], replace(POLICY, delay=0.05))
    assert isinstance(results[0], FetchedPage)
    assert gaps(server)[-1] >= 0.45


def test_retries_are_not_printed_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    code = (
        "import asyncio, stamina\n"
        "from pipeline.fetch import Fetcher, FetchPolicy, FetchRefused\n"
        "async def fetch():\n"
        "    hosts = {'closed.test': ('127.0.0.1', 1)}\n"
        "    async with Fetcher(FetchPolicy(user_agent='pressfacts/0', delay=0, allow_hosts=hosts)) as fetcher:\n"
        "        await fetcher.fetch('http://closed.test/')\n"
        "with stamina.set_testing(True, attempts=2):\n"
        "    try:\n"
        "        asyncio.run(fetch())\n"
        "    except FetchRefused as refused:\n"
        "        print(refused.reason)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
    assert capfd.readouterr() == ("robots-unreachable\n", "")


def test_a_resolver_that_hangs_holds_up_neither_the_fetch_nor_the_end_of_the_program() -> None:
    code = (
        "import asyncio, socket, time\n"
        "from pipeline.fetch import Fetcher, FetchFailed, FetchPolicy, FetchRefused\n"
        "socket.getaddrinfo = lambda *_, **__: time.sleep(3600)\n"
        "async def fetch():\n"
        "    policy = FetchPolicy(user_agent='pressfacts/0', delay=0, attempts=1, connect_timeout=0.5)\n"
        "    async with Fetcher(policy) as fetcher:\n"
        "        await fetcher.fetch('http://hanbit.example/')\n"
        "try:\n"
        "    asyncio.run(fetch())\n"
        "except FetchRefused as refused:\n"
        "    print(refused.detail)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2], timeout=20, capture_output=True
    )
    assert b"the resolver did not answer in time" in done.stdout
    assert done.stderr == b""


def test_an_hour_of_retry_after_ends_the_host_for_the_run() -> None:
    scripts = {"/1": [reply("429 Slow Down", Retry_After="3600")], "/2": [page("x")]}
    results, server = fetch_all(scripts, ["http://h0.test/1", "http://h0.test/2"])
    for result in results:
        assert isinstance(result, FetchFailed)
        assert result.reason is Reason.BUSY
        assert 3590 < (result.retry_after or 0) <= 3600
    assert server.paths == ["/1"]


def test_a_host_that_never_answers_is_left_alone() -> None:
    scripts: dict[str, Sequence[Reply]] = {f"/{n}": [wire(FOREVER)] for n in range(9)}
    policy = replace(POLICY, attempts=1, max_host_failures=2, read_timeout=0.4)
    results, server = fetch_all(scripts, [f"http://h0.test/{n}" for n in range(9)], policy)
    reasons = [result.reason for result in results if isinstance(result, FetchFailed)]
    assert reasons == [Reason.TIMEOUT] * 2 + [Reason.HOST_DOWN] * 7
    assert len(server.paths) == 2


@dataclass
class Kept:
    """A cache as a caller would keep it."""

    records: dict[str, RobotsRecord] = field(default_factory=dict)

    def load(self, origin: str) -> RobotsRecord | None:
        return self.records.get(origin)

    def save(self, record: RobotsRecord) -> None:
        self.records[record.origin] = record


@pytest.mark.parametrize(("age", "asked"), [(timedelta(hours=23), False), (timedelta(hours=25), True)])
def test_robots_txt_is_kept_for_a_day(age: timedelta, asked: bool) -> None:
    record = RobotsRecord(
        origin="http://h0.test", status=200, body=b"User-agent: *\nDisallow: /a", fetched_at=datetime.now(UTC) - age
    )

    async def fetch() -> tuple[Server, Kept, object]:
        kept = Kept({record.origin: record})
        async with Server({"/a": [page("a")]}) as server, make_fetcher(server, cache=kept) as fetcher:
            [result] = await asyncio.gather(fetcher.fetch("http://h0.test/a"), return_exceptions=True)
            return server, kept, result

    server, kept, result = asyncio.run(fetch())
    assert isinstance(result, FetchedPage if asked else FetchRefused)
    assert [seen.path for seen in server.seen] == (["/robots.txt", "/a"] if asked else [])
    assert kept.records["http://h0.test"].status == (404 if asked else 200)


def test_a_robots_txt_that_could_not_be_read_is_not_kept() -> None:
    async def fetch() -> Kept:
        kept = Kept()
        scripts = {"/robots.txt": [reply("500 Oops")]}
        async with Server(scripts) as server, make_fetcher(server, cache=kept) as fetcher:
            for _ in range(2):
                with pytest.raises(FetchRefused, match="500 Oops"):
                    await fetcher.fetch("http://h0.test/a")
            assert len(server.seen) == POLICY.attempts
        return kept

    assert asyncio.run(fetch()).records == {}


def test_sitemaps_of_robots_txt() -> None:
    async def fetch() -> tuple[str, ...]:
        scripts = {"/robots.txt": [robots("Sitemap: http://h0.test/news.xml\nSitemap: /rel.xml")]}
        async with Server(scripts) as server, make_fetcher(server) as fetcher:
            return await fetcher.sitemaps("http://h0.test/")

    assert asyncio.run(fetch()) == ("http://h0.test/news.xml",)


def test_a_cancelled_fetch_leaves_the_host_free() -> None:
    async def fetch() -> FetchedPage | Unchanged:
        async with Server({"/1": [wire(FOREVER)], "/2": [page("x")]}) as server, make_fetcher(server) as fetcher:
            task = asyncio.create_task(fetcher.fetch("http://h0.test/1"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await fetcher.fetch("http://h0.test/2")

    assert isinstance(asyncio.run(fetch()), FetchedPage)
