"""What a crawl stores of each fault of the fetcher's table, and what its report shows: the same table, one row on.

A row says outcome, reason, HTTP status and robots verdict as they stand in ``fetches``, and the report's words.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import stamina

from pipeline.jobs import SourceReport, crawl
from pipeline.sources import Budget, Config, Source
from pipeline.store import Store
from tests.fetch.fault_server import CERTIFICATE, FOREVER, Reply, endless, page, redirect, reply, robots, wire
from tests.fetch.test_scenarios import FAULTS, INWARD, POLICY, REDIRECTS, ROBOTS, STATUS
from tests.jobs.looking import Row, rows
from tests.jobs.test_discovering import serve

# The pages of these scenarios are too short for articles: read, judged, and not asked for again.
READ = ("not-article too-short 200 allowed", "1 too-short")

SHOWN = {
    "robots.txt allows": READ,
    "robots.txt disallows everyone": ("refused robots - disallowed", "1 robots"),
    "robots.txt disallows us by name": ("refused robots - disallowed", "1 robots"),
    "robots.txt names a word of our contact only": READ,
    "robots.txt with a byte order mark": ("refused robots - disallowed", "1 robots"),
    "robots.txt is a page": READ,
    "robots.txt is forbidden": READ,
    "robots.txt is elsewhere": ("refused robots - disallowed", "1 robots"),
    "robots.txt redirects in a circle, which counts as none": READ,
    "robots.txt redirects to no URL, which counts as none": READ,
    "robots.txt answers 500": (
        "failed robots-unreachable 500 unreachable",
        "failed: http://a.test/robots.txt: 500 Oops",
    ),
    "robots.txt heals": READ,
    "robots.txt never comes": (
        "failed robots-unreachable - unreachable",
        "failed: http://a.test/robots.txt: ReadTimeout",
    ),
    "robots.txt sends us inward": (
        "failed robots-unreachable - unreachable",
        "failed: http://a.test/robots.txt: http://10.0.0.1/robots.txt: the address is not public",
    ),
    "robots.txt has no end; its first part counts": ("refused robots - disallowed", "1 robots"),
    "crawl-delay longer than a run waits": ("refused robots-delay - delay", "1 robots-delay"),
    "redirect into a disallowed path": ("refused robots - disallowed", "1 robots"),
    "404": ("refused gone 404 allowed", "1 gone"),
    "410": ("refused gone 410 allowed", "1 gone"),
    "401": ("refused client-error 401 allowed", "1 client-error"),
    "403": ("refused client-error 403 allowed", "1 client-error"),
    "500 that heals": READ,
    "500 for good": ("failed server 500 allowed", "failed: 500 Oops"),
    "429 with seconds": READ,
    "429 with a date that has passed": READ,
    "429 with tomorrow's date": ("failed busy 429 allowed", "failed: 429 Slow Down"),
    "429 with nonsense": ("failed busy 429 allowed", "failed: 429 Slow Down"),
    "429 with a year that no calendar has": ("failed busy 429 allowed", "failed: 429 Slow Down"),
    "503 that asks for an hour": ("failed busy 503 allowed", "failed: 503 Service Unavailable"),
    "to another host": READ,
    "relative, permanent": READ,
    "to a path in CP949 bytes": READ,
    "to itself": ("refused redirects - allowed", "1 redirects"),
    "in a circle": ("refused redirects - allowed", "1 redirects"),
    "six in a row": ("refused redirects - allowed", "1 redirects"),
    "five in a row": READ,
    "to nowhere": ("refused redirects 302 allowed", "1 redirects"),
    "to a port that is none": ("refused redirects 302 allowed", "1 redirects"),
    "to half an address": ("refused redirects 302 allowed", "1 redirects"),
    "to a host that is none": ("refused redirects 302 allowed", "1 redirects"),
    "to a host that stands for none": ("refused redirects 302 allowed", "1 redirects"),
    "to a private address": ("refused address - -", "1 address"),
    "to the metadata service": ("refused address - -", "1 address"),
    "to a name that is this machine": ("refused address - -", "1 address"),
    "to a file": ("refused scheme - -", "1 scheme"),
    "to another port": ("refused port - -", "1 port"),
    "with a password": ("refused credentials - -", "1 credentials"),
    "a bomb": ("refused too-large 200 allowed", "1 too-large"),
    "a body longer than allowed, and it says so": ("refused too-large 200 allowed", "1 too-large"),
    "a body without end": ("refused too-large 200 allowed", "1 too-large"),
    "empty gzip members without end": ("refused too-large 200 allowed", "1 too-large"),
    "brotli, which was not asked for": ("refused encoding 200 allowed", "1 encoding"),
    "gzip in gzip": ("refused encoding 200 allowed", "1 encoding"),
    "deflate": ("refused encoding 200 allowed", "1 encoding"),
    "gzip that is none": (
        "failed broken - allowed",
        "failed: broken gzip: Error -3 while decompressing data: incorrect header check",
    ),
    "gzip that ends early": ("failed broken - allowed", "failed: the gzip body ends early"),
    "a picture": ("refused content-type 200 allowed", "1 content-type"),
    "a PDF": ("refused content-type 200 allowed", "1 content-type"),
    "hangs up without a word": READ,
    "hangs up within the body": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "hangs up within a chunk": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "a chunk whose length is none": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "a length that is none": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "no HTTP at all": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "headers without end": ("failed broken - allowed", "failed: RemoteProtocolError: "),
    "says nothing": ("failed timeout - allowed", "failed: ReadTimeout"),
    "stops within the body": ("failed timeout - allowed", "failed: ReadTimeout"),
    "headers drop by drop": ("failed timeout - allowed", "failed: not done within 1.5 s"),
    "body drop by drop": ("failed timeout - allowed", "failed: not done within 1.5 s"),
    "more bytes than it said; the next page is asked for again and not spoilt": READ,
    "nobody listens": (
        "failed robots-unreachable - unreachable",
        "failed: http://closed.test/robots.txt: ConnectError: ",
    ),
    "a certificate of another host": (
        "failed robots-unreachable - unreachable",
        "failed: https://other.test/robots.txt: ConnectError: ",
    ),
    "a certificate of this host": READ,
}


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def crawl_one(store: Store, source: Source, hosts: dict[str, tuple[str, int]], **policy: object) -> SourceReport:
    tls = ssl.create_default_context(cafile=CERTIFICATE)
    manners = replace(POLICY, allow_hosts=hosts, tls=tls, attempts=1)
    config = Config(user_agent="x", sources=(source,), budget=Budget(pages_per_host=20))
    report = crawl(store, config, replace(manners, **policy))  # type: ignore[arg-type]
    return report.sources[0]


def feed(*urls: str) -> Reply:
    items = "".join(f"<item><link>{url}</link></item>" for url in urls)
    return page(f'<rss version="2.0"><channel>{items}</channel></rss>')


def shown(report: SourceReport) -> list[str]:
    """What the report says of the pages."""
    refused = [f"{count.pages} {count.reason}" for count in report.refused]
    return refused + [f"failed: {problem.detail}" for problem in report.failed]


def stored(path: Path, url: str) -> list[str]:
    found: list[Row] = rows(path, "SELECT outcome, reason, status, robots FROM fetches WHERE url = ?", url)
    return [" ".join("-" if value is None else str(value) for value in row) for row in found]


@pytest.mark.parametrize("name", SHOWN)
def test_a_fault_is_stored_and_shown(store: Store, path: Path, name: str) -> None:
    scenario = (ROBOTS | STATUS | REDIRECTS | FAULTS)[name]
    with serve(scenario.serves) as (_, server), serve({"/feed": [feed(scenario.url)]}) as (_, listing):
        here, secure = ("127.0.0.1", server.port), ("127.0.0.1", server.tls_port)
        hosts = {"a.test": here, "b.test": here, "hanbit.test": secure, "other.test": secure}
        hosts |= {"closed.test": ("127.0.0.1", 1), "feed.test": ("127.0.0.1", listing.port)}
        source = Source(key="a", name="a", feeds=("http://feed.test/feed",))
        report = crawl_one(store, source, hosts, **scenario.policy)
    row, words = SHOWN[name]
    assert stored(path, scenario.url) == [row]
    (said,) = shown(report)
    assert said.startswith(words)
    # What failed waits for the next run; what is settled does not.
    assert rows(path, "SELECT url FROM frontier") == ([(scenario.url,)] if row.startswith("failed") else [])


def test_every_fault_has_its_row() -> None:
    assert SHOWN.keys() == (ROBOTS | STATUS | REDIRECTS | FAULTS).keys()
    assert len(SHOWN) >= 40


def test_a_feed_that_points_inward_leads_nowhere(store: Store, path: Path) -> None:
    urls = [url for url in INWARD if url.startswith("http://") and url.isprintable() and url != "http:///a"]
    with serve({"/feed": [feed(*urls)]}) as (_, listing):
        source = Source(key="a", name="a", feeds=("http://feed.test/feed",))
        report = crawl_one(store, source, {"feed.test": ("127.0.0.1", listing.port)})
        assert listing.paths == ["/feed"]
    assert report.failed == ()
    refused = {count.reason: count.pages for count in report.refused}
    assert refused.keys() <= {"address", "url", "port"}
    assert refused["address"] >= 12
    asked = "SELECT count(*) FROM fetches WHERE url != 'http://feed.test/feed' AND status IS NOT NULL"
    assert rows(path, asked) == [(0,)]


NESTED = '<rss version="2.0"><channel>' + "<a>" * 50_000
MANY = [f"http://feed.test/{n}" for n in range(100_000)]

FEEDS = {
    "of 100,000 items": ({"/feed": [feed(*MANY)]}, 2_000, "listing - 200 allowed", ""),
    "that never ends": (
        {"/feed": [endless(b"HTTP/1.1 200 OK\r\n\r\n<rss>", b"<item></item>" * 1_000)]},
        0,
        "refused too-large 200 allowed",
        "more than 10000000 bytes",
    ),
    "of nested tags": ({"/feed": [page(NESTED)]}, 0, "failed not-a-feed 200 allowed", "nested more than 100 deep"),
    "that is a page": (
        {"/feed": [page("<!doctype html><p>점검 중")]},
        0,
        "failed not-a-feed 200 allowed",
        "an HTML page stands where the feed should be",
    ),
    "with entities of its own": (
        {"/feed": [page('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>&e;')]},
        0,
        "listing - 200 allowed",
        "",
    ),
    "that moved inward": ({"/feed": [redirect("http://10.0.0.1/feed")]}, 0, "refused address - -", "not public"),
    "that is closed": (
        {"/robots.txt": [robots("User-agent: *\nDisallow: /")]},
        0,
        "refused robots - disallowed",
        "disallowed by",
    ),
    "that is gone": ({"/feed": [reply("410 Gone")]}, 0, "refused gone 410 allowed", "410 Gone"),
    "that does not come": ({"/feed": [wire(FOREVER)]}, 0, "failed timeout - allowed", "ReadTimeout"),
}


@pytest.mark.parametrize(("scripts", "found", "row", "words"), FEEDS.values(), ids=FEEDS.keys())
def test_a_feed(store: Store, path: Path, scripts: dict[str, list[Reply]], found: int, row: str, words: str) -> None:
    with serve(scripts) as (_, listing):
        source = Source(key="a", name="a", feeds=("http://feed.test/feed",))
        hosts = {"feed.test": ("127.0.0.1", listing.port)}
        report = crawl_one(store, source, hosts, max_body=10_000_000, total_timeout=20.0)
    assert (report.found, stored(path, "http://feed.test/feed")) == (found, [row])
    said = " ".join(problem.detail for problem in report.listing_problems)
    assert words in said
    assert bool(said) == bool(words)
