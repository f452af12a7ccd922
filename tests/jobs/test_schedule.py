"""From one run to the next: waits, back-off, robots.txt for a day, a stop, a full disk, a network that is gone."""

from __future__ import annotations

import json
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.fetch import FetchPolicy
from pipeline.jobs import Backoff, Event, Read, crawl
from pipeline.jobs.planning import plan
from pipeline.site import PressSite, fixtures_path
from pipeline.sources import Budget, Config, Source
from pipeline.store import Locked, Store, Versions, lock_path
from tests.jobs.answering import answering
from tests.jobs.command import start_crawl, wait_for_requests, write_config
from tests.jobs.looking import dump, harvest, rows, write
from tests.jobs.test_kinds import write_warc

ARTICLE = "http://hanbit.test/society/court/20250417014"
FEED = "http://daon.test/rss.xml"


@pytest.fixture
def daon(config: Config) -> Config:
    """Only the second outlet of the site: one feed."""
    return replace(config, sources=config.sources[1:2])


def test_the_wait_doubles_from_the_third_failure_on_up_to_a_week() -> None:
    hours = [Backoff().wait(failures) / timedelta(hours=1) for failures in range(1, 14)]
    assert hours == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 168, 168, 168]


def test_a_page_that_keeps_failing_waits_in_the_frontier(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    site.fail(ARTICLE, times=9)
    for attempts in (1, 2, 3):
        crawl(store, hanbit, policy, read=read)
        assert rows(path, "SELECT attempts, reason FROM frontier") == [(attempts, "server")]
        assert rows(path, "SELECT state FROM url_states WHERE url = ?", ARTICLE) == [("failed",)]
    asked = len(site.requests)
    assert crawl(store, hanbit, policy, read=read).tally.failed == 0
    assert [visit.path for visit in site.requests[asked:] if "court" in visit.path] == []


def test_a_feed_that_keeps_failing_rests_alarms_once_and_heals(
    store: Store, path: Path, site: PressSite, daon: Config, policy: FetchPolicy, read: Read
) -> None:
    site.fail(FEED, times=3)
    assert [crawl(store, daon, policy, read=read).lost for _ in range(3)] == [True, False, False]
    (health,) = store.book.health()
    assert (health.health, health.failures, health.reasons, health.last_success) == ("failing", 3, "server", None)
    assert health.next_attempt is not None
    resting = crawl(store, daon, policy, read=read).sources[0]
    assert (resting.listings, resting.listings_resting, resting.lost) == (0, 1, False)
    make_due(path)
    assert crawl(store, daon, policy, read=read).tally.new == 4
    (health,) = store.book.health()
    assert (health.health, health.failures, health.next_attempt) == ("ok", 0, None)


LONG_AGO = "2020-01-01T00:00:00.000+00:00"


def make_due(path: Path) -> None:
    """Let the waits be over."""
    for table in ("fetches", "frontier"):
        write(path, f"UPDATE {table} SET next_attempt = ?", LONG_AGO)
    write(path, "UPDATE held_hosts SET until = ?", LONG_AGO)


def test_robots_txt_is_asked_for_once_a_day(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    def asked() -> int:
        return sum(visit.path == "/robots.txt" for visit in site.requests)

    for _ in range(2):
        crawl(store, hanbit, policy, read=read)
    assert asked() == 1
    assert rows(path, "SELECT DISTINCT robots FROM fetches") == [("allowed",)]
    write(path, "UPDATE robots SET fetched_at = ?", LONG_AGO)
    crawl(store, hanbit, policy, read=read)
    assert asked() == 2


def test_what_a_budget_leaves_is_told_and_fetched_by_the_next_run(
    store: Store, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    small = replace(hanbit, budget=Budget(pages_per_host=2))
    first = crawl(store, small, policy, read=read)
    assert (first.sources[0].pages, first.sources[0].left, first.tally.left_over) == (2, 4, 4)
    assert crawl(store, small, policy, read=read).sources[0].left == 2


def test_a_second_run_at_the_same_time_is_refused(
    store: Store, path: Path, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    with store.lock(), Store.open(path) as other, pytest.raises(Locked):
        crawl(other, hanbit, policy, read=read)
    assert rows(path, "SELECT count(*) FROM runs") == [(0,)]


def test_a_plan_says_what_a_crawl_would_fetch_and_writes_nothing(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    before = dump(path, without=())
    (planned,) = plan(store, hanbit, policy)
    assert dump(path, without=()) == before
    site.requests.clear()
    crawl(store, hanbit, policy, read=read)
    fetched = {f"http://{visit.host}{visit.path}" for visit in site.requests}
    assert set(planned.wanted) <= fetched
    assert plan(store, hanbit, policy)[0].wanted == ()


def test_a_plan_names_the_files_and_archives_that_are_still_to_be_read(
    store: Store, hanbit: Config, policy: FetchPolicy, read: Read, tmp_path: Path
) -> None:
    page = fixtures_path() / "byeori.test" / "liver-cancer-trial" / "page.html"
    (tmp_path / "saved.html").write_bytes(page.read_bytes())
    write_warc(tmp_path / "old.warc.gz", ("http://byeori.test/liver-cancer-trial", page.read_bytes()))
    names = [str(tmp_path / name) for name in ("saved.html", "none.html", "old.warc.gz", "none.warc.gz")]
    source = Source(key="saved", name="보관", files=tuple(names[:2]), warcs=tuple(names[2:]))
    config = replace(hanbit, sources=(source,))
    (planned,) = plan(store, config, policy)
    assert planned.wanted == (names[0], names[2])
    assert [problem.name for problem in planned.problems] == [names[1], names[3]]
    crawl(store, config, policy, read=read)
    assert plan(store, config, policy)[0].wanted == (names[2],)


def test_every_step_is_an_event(store: Store, hanbit: Config, policy: FetchPolicy, read: Read) -> None:
    events: list[Event] = []
    report = crawl(store, hanbit, policy, read=read, log=events.append)
    names = [event.name for event in events]
    assert (names[0], names[-1]) == ("start", "end")
    assert names.count("listing") == report.sources[0].listings
    assert names.count("page") == report.sources[0].pages
    assert {event.run for event in events} == {report.run}


@pytest.mark.parametrize(("after", "how"), [(4, signal.SIGTERM), (15, signal.SIGTERM), (9, signal.SIGINT)])
def test_a_stop_ends_the_run_in_order_and_the_next_goes_on(
    tmp_path: Path,
    site: PressSite,
    config: Config,
    policy: FetchPolicy,
    read: Read,
    undisturbed: Path,
    after: int,
    how: signal.Signals,
) -> None:
    path = tmp_path / "press.db"
    site.requests.clear()
    process = start_crawl(path, write_config(tmp_path, site.hosts))
    wait_for_requests(process, site, after)
    process.send_signal(how)
    asked = time.monotonic()
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, time.monotonic() - asked < 10) == (128 + how, True), errors
    assert "stopped on request; the next run goes on" in errors.decode()
    ((ended, report),) = rows(path, "SELECT ended, report FROM runs")
    assert ended is not None
    assert json.loads(str(report))["stopped"]
    assert not lock_path(path).exists()
    with Store.open(path) as store:
        assert not crawl(store, config, policy, read=read).lost
    assert harvest(path) == harvest(undisturbed)


# The command with a resolver that never answers, as that of a machine behind a broken network.
DEAF = """
import socket, sys, time
socket.getaddrinfo = lambda *_, **__: time.sleep(60)
from pipeline.cli import main
main(sys.argv[1:])
"""


def test_a_stop_waits_neither_for_a_silent_server_nor_for_the_resolver(tmp_path: Path, site: PressSite) -> None:
    path = tmp_path / "press.db"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hosts = {**site.hosts, "daon.test": silent.getsockname()}
        hosts.pop("mulbit.test")
        process = start_crawl(path, write_config(tmp_path, hosts), program=(sys.executable, "-c", DEAF))
        connection, _ = silent.accept()
        with connection:
            process.send_signal(signal.SIGTERM)
            asked = time.monotonic()
            process.communicate(timeout=10)
    assert process.returncode == 143
    assert time.monotonic() - asked < 10
    assert rows(path, "SELECT count(*) FROM runs WHERE ended IS NOT NULL") == [(1,)]


def test_a_second_ctrl_c_ends_the_run_at_once_and_its_articles_are_counted(tmp_path: Path, site: PressSite) -> None:
    path = tmp_path / "press.db"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = start_crawl(path, write_config(tmp_path, {**site.hosts, "daon.test": silent.getsockname()}))
        connection, _ = silent.accept()
        with connection:
            while process.poll() is None and not rows(path, "SELECT 1 FROM articles LIMIT 1"):
                time.sleep(0.01)
            with Store.open(path, readonly=True) as store:
                (run,) = store.book.runs(2)
            assert run.state == "going on"
            process.send_signal(signal.SIGINT)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            asked = time.monotonic()
            _, errors = process.communicate(timeout=10)
    assert (process.returncode, time.monotonic() - asked < 3) == (130, True), errors
    assert b"Traceback" not in errors
    with Store.open(path, readonly=True) as store:
        (run,) = store.book.runs(2)
    assert (run.state, run.ended, run.tally["found"]) == ("cut off", None, None)
    ((stored,),) = rows(path, "SELECT count(*) FROM articles")
    assert stored
    assert run.tally["new"] == stored


def test_reading_again_that_was_cut_off_tells_no_counts(store: Store, path: Path) -> None:
    run = store.begin_run("reextract", Versions(pressfacts="1", cleaner="1", extractor="1"))
    with store.lock():
        assert [(row.id, row.state) for row in store.book.runs(2)] == [(run, "going on")]
    (row,) = store.book.runs(2)
    assert (row.state, set(row.tally.values())) == ("cut off", {None})


def limit_files(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [400_000, 900_000])
def test_a_full_disk_is_one_line_and_the_next_run_goes_on(
    tmp_path: Path, site: PressSite, config: Config, policy: FetchPolicy, read: Read, undisturbed: Path, size: int
) -> None:
    path = tmp_path / "press.db"
    process = start_crawl(path, write_config(tmp_path, site.hosts), preexec_fn=limit_files(size))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    line = errors.decode().splitlines()[-1]
    assert "the disk takes no more" in line
    assert "press." in line
    with Store.open(path) as store:
        assert not crawl(store, config, policy, read=read).lost
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert harvest(path) == harvest(undisturbed)


def test_a_lost_network_blames_no_source_and_loses_nothing(
    store: Store, path: Path, config: Config, policy: FetchPolicy, read: Read, undisturbed: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    offline = replace(policy, allow_hosts=dict.fromkeys(policy.allow_hosts, ("127.0.0.1", port)))
    for _ in range(4):
        report = crawl(store, config, offline, read=read)
        assert report.offline
        assert {health.next_attempt for health in store.book.health()} == {None}
    assert not crawl(store, config, policy, read=read).offline
    assert harvest(path) == harvest(undisturbed)


def test_a_page_cannot_take_another_article_s_place(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    urls = (ARTICLE, "http://hanbit.test/society/education/20250312001")
    page = site.answer(urls[0], {}).body.replace(urls[0].encode(), urls[1].encode())
    assert urls[1].encode() in page
    source = Source(key="one", name="한빛일보", urls=urls)
    with answering({url.removeprefix("http://hanbit.test"): (200, {}, page) for url in urls}) as server:
        policy = replace(policy, allow_hosts={"hanbit.test": ("127.0.0.1", server.port)})
        crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
    assert {str(key) for (key,) in rows(path, "SELECT key FROM articles")} == set(urls)


def stamped(url: str, lastmod: str) -> tuple[int, dict[str, str], bytes]:
    entry = f"<url><loc>{url}</loc><lastmod>{lastmod}</lastmod></url>"
    return 200, {"ETag": f'"{lastmod}"'}, f"<urlset>{entry}</urlset>".encode()


def test_a_sitemap_that_dates_every_entry_anew_is_believed_once_a_day(
    store: Store, path: Path, site: PressSite, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    page = ARTICLE.removeprefix("http://hanbit.test")
    source = Source(key="one", name="한빛일보", sitemaps=("http://hanbit.test/sitemap.xml",))
    asked = []
    with answering({page: (200, {}, site.answer(ARTICLE, {}).body)}) as server:
        policy = replace(policy, allow_hosts={"hanbit.test": ("127.0.0.1", server.port)})
        for day in (1, 2, 3, 4):
            server.answers["/sitemap.xml"] = stamped(ARTICLE, f"2026-01-0{day}")
            if day == 4:
                write(path, "UPDATE fetches SET at = ? WHERE url = ?", LONG_AGO, ARTICLE)
            crawl(store, replace(hanbit, sources=(source,)), policy, read=read)
            asked.append(server.asked.count(page))
    assert asked == [1, 2, 2, 3]
    # While a date waits to be believed, the sitemap is read whole: a 304 would not tell it again.
    etags = rows(path, "SELECT etag FROM fetches WHERE listing ORDER BY at")
    assert etags == [('"2026-01-01"',), ('"2026-01-02"',), (None,), ('"2026-01-04"',)]


def test_a_host_that_asks_to_wait_is_left_alone_by_later_runs_too(
    store: Store, path: Path, hanbit: Config, policy: FetchPolicy, read: Read
) -> None:
    urls = tuple(f"http://hanbit.test/{number}" for number in range(4))
    source = Source(key="busy", name="한빛일보", urls=urls)
    busy = {f"/{number}": (429, {"Retry-After": "3600"}, b"") for number in range(4)}
    with answering(busy) as server:
        policy = replace(policy, allow_hosts={"hanbit.test": ("127.0.0.1", server.port)})
        config = replace(hanbit, sources=(source,))
        first = crawl(store, config, policy, read=read).sources[0]
        assert (len(first.failed), first.left) == (1, 3)
        assert crawl(store, config, policy, read=read).sources[0].left == 3
        assert server.asked == ["/robots.txt", "/0"]
        make_due(path)
        server.answers.clear()
        assert [count.reason for count in crawl(store, config, policy, read=read).sources[0].refused] == ["gone"]
        assert server.asked[2:] == ["/1", "/2", "/3", "/0"]
