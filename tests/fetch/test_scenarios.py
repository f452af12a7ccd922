"""What the fetcher makes of servers that behave, misbehave and attack: one row each.

A row says what is served, what comes of fetching ``http://a.test/a``, and which paths were asked for on the way.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import stamina

from pipeline.fetch import Fetcher, FetchError, FetchFailed, FetchPolicy, FetchRefused, Unchanged
from pipeline.model import FetchedPage
from tests.fetch.fault_server import (
    CERTIFICATE,
    FOREVER,
    Reply,
    Server,
    endless,
    not_modified,
    page,
    redirect,
    reply,
    robots,
    wire,
)

POLICY = FetchPolicy(
    user_agent="pressfacts/0 (+mailto:desk@example.org)",
    delay=0,
    connect_timeout=1.0,
    read_timeout=0.5,
    total_timeout=1.5,
    max_body=100_000,
    max_wait=2.0,
)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One row; what it says nothing of is as usual: no robots.txt, no conditions, one attempt."""

    serves: dict[str, Sequence[Reply]]
    gives: str
    """``page: …``, ``unchanged``, ``refused: reason``, ``failed: reason``."""
    asks: tuple[str, ...] = ("/a",)
    says: str = ""
    """Part of the detail."""
    url: str = "http://a.test/a"
    etag: str | None = None
    policy: dict[str, Any] = field(default_factory=dict)


BOMB = gzip.compress(b"0" * 50_000_000)
SLOW_HEAD = (b"HTTP/1.1 200 OK\r\n", *(piece for _ in range(50) for piece in (b"X: y\r\n", 0.1)))
A_WHILE_AGO = format_datetime(datetime.now(UTC) - timedelta(seconds=5), usegmt=True)
TOMORROW = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)

BEHAVING = {
    "a page": Scenario(serves={"/a": [page("가나다")]}, gives="page: 가나다"),
    "an empty page": Scenario(serves={"/a": [page("")]}, gives="page: "),
    "a page in gzip": Scenario(
        serves={"/a": [reply("200 OK", gzip.compress("가나다".encode()), Content_Encoding="gzip")]},
        gives="page: 가나다",
    ),
    "a page in two gzip members and padding": Scenario(
        serves={
            "/a": [reply("200 OK", gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", Content_Encoding="x-gzip")]
        },
        gives="page: one two",
    ),
    "a page in chunks": Scenario(
        serves={
            "/a": [
                wire(
                    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", 0.1, b"4\r\n two\r\n0\r\n\r\n"
                )
            ]
        },
        gives="page: one two",
    ),
    "a page without type or length, ended by hanging up": Scenario(
        serves={"/a": [wire(b"HTTP/1.0 200 OK\r\n\r\nold")]}, gives="page: old"
    ),
    "a feed of an unusual type": Scenario(
        serves={"/a": [page("<rss/>", Content_Type="application/rss+xml")]}, gives="page: <rss/>"
    ),
    "unchanged": Scenario(serves={"/a": [not_modified(ETag='"1"')]}, gives="unchanged", etag='"1"'),
    "304 that nobody asked for": Scenario(serves={"/a": [not_modified()]}, gives="failed: broken", says="304"),
}

ROBOTS = {
    "robots.txt allows": Scenario(
        serves={"/robots.txt": [robots("User-agent: *\nDisallow: /b\n")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt disallows everyone": Scenario(
        serves={"/robots.txt": [robots("User-agent: *\nDisallow: /a\n")], "/a": [page("a")]},
        gives="refused: robots",
        asks=(),
        says="disallowed by http://a.test/robots.txt",
    ),
    "robots.txt disallows us by name": Scenario(
        serves={"/robots.txt": [robots("User-agent: PressFacts\nDisallow: /\n\nUser-agent: *\nAllow: /\n")]},
        gives="refused: robots",
        asks=(),
    ),
    "robots.txt names a word of our contact only": Scenario(
        serves={"/robots.txt": [robots("User-agent: desk\nDisallow: /\n")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt with a byte order mark": Scenario(
        serves={"/robots.txt": [robots("\ufeffUser-agent: *\nDisallow: /a\n")]}, gives="refused: robots", asks=()
    ),
    "robots.txt is a page": Scenario(
        serves={"/robots.txt": [page("<!doctype html><p>없는 페이지")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt is forbidden": Scenario(
        serves={"/robots.txt": [reply("403 Forbidden")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt is elsewhere": Scenario(
        serves={
            "/robots.txt": [redirect("http://b.test/r")],
            "/r": [robots("User-agent: *\nDisallow: /a")],
        },
        gives="refused: robots",
        asks=("/r",),
    ),
    "robots.txt redirects in a circle, which counts as none": Scenario(
        serves={"/robots.txt": [redirect("/robots.txt")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt redirects to no URL, which counts as none": Scenario(
        serves={"/robots.txt": [redirect("http://a.test:abc/robots.txt")], "/a": [page("a")]}, gives="page: a"
    ),
    "robots.txt answers 500": Scenario(
        serves={"/robots.txt": [reply("500 Oops")], "/a": [page("a")]}, gives="refused: robots-unreachable", asks=()
    ),
    "robots.txt heals": Scenario(
        serves={"/robots.txt": [reply("503 Soon"), robots("User-agent: *\nAllow: /")], "/a": [page("a")]},
        gives="page: a",
        policy={"attempts": 2},
    ),
    "robots.txt never comes": Scenario(
        serves={"/robots.txt": [wire(FOREVER)], "/a": [page("a")]}, gives="refused: robots-unreachable", asks=()
    ),
    "robots.txt sends us inward": Scenario(
        serves={"/robots.txt": [redirect("http://10.0.0.1/robots.txt")], "/a": [page("a")]},
        gives="refused: robots-unreachable",
        asks=(),
    ),
    "robots.txt has no end; its first part counts": Scenario(
        serves={
            "/robots.txt": [endless(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n", b"# more\n" * 5_000)],
        },
        gives="refused: robots",
        asks=(),
        policy={"total_timeout": 10.0},
    ),
    "crawl-delay longer than a run waits": Scenario(
        serves={"/robots.txt": [robots("User-agent: *\nCrawl-delay: 3600")]},
        gives="refused: robots-delay",
        asks=(),
        says="3600 s",
    ),
    "redirect into a disallowed path": Scenario(
        serves={
            "/robots.txt": [robots("User-agent: *\nDisallow: /private")],
            "/a": [redirect("/private/1")],
            "/private/1": [page("x")],
        },
        gives="refused: robots",
    ),
}

STATUS = {
    "404": Scenario(serves={}, gives="refused: gone", says="404 Not Found"),
    "410": Scenario(serves={"/a": [reply("410 Gone")]}, gives="refused: gone", policy={"attempts": 3}),
    "401": Scenario(serves={"/a": [reply("401 Unauthorized")]}, gives="refused: client-error"),
    "403": Scenario(serves={"/a": [reply("403 Forbidden")]}, gives="refused: client-error", policy={"attempts": 3}),
    "500 that heals": Scenario(
        serves={"/a": [reply("500 Oops"), reply("502 Bad Gateway"), page("a")]},
        gives="page: a",
        asks=("/a", "/a", "/a"),
        policy={"attempts": 3},
    ),
    "500 for good": Scenario(
        serves={"/a": [reply("500 Oops")]}, gives="failed: server", asks=("/a", "/a"), policy={"attempts": 2}
    ),
    "429 with seconds": Scenario(
        serves={"/a": [reply("429 Slow Down", Retry_After="1"), page("a")]},
        gives="page: a",
        asks=("/a", "/a"),
        policy={"attempts": 2},
    ),
    "429 with a date that has passed": Scenario(
        serves={"/a": [reply("429 Slow Down", Retry_After=A_WHILE_AGO), page("a")]},
        gives="page: a",
        asks=("/a", "/a"),
        policy={"attempts": 2},
    ),
    "429 with tomorrow's date": Scenario(
        serves={"/a": [reply("429 Slow Down", Retry_After=TOMORROW)]}, gives="failed: busy", policy={"attempts": 3}
    ),
    "429 with nonsense": Scenario(serves={"/a": [reply("429 Slow Down", Retry_After="soon")]}, gives="failed: busy"),
    "429 with a year that no calendar has": Scenario(
        serves={"/a": [reply("429 Slow Down", Retry_After="Mon, 01 Jan 99999999999999999999 00:00:00 GMT")]},
        gives="failed: busy",
    ),
    "503 that asks for an hour": Scenario(
        serves={"/a": [reply("503 Service Unavailable", Retry_After="3600")]},
        gives="failed: busy",
        policy={"attempts": 3},
    ),
}

REDIRECTS = {
    "to another host": Scenario(
        serves={"/a": [redirect("http://b.test/b")], "/b": [page("b")]}, gives="page: b", asks=("/a", "/b")
    ),
    "relative, permanent": Scenario(
        serves={"/a": [redirect("b", "301 Moved")], "/b": [page("b")]}, gives="page: b", asks=("/a", "/b")
    ),
    "to a path in CP949 bytes": Scenario(
        serves={
            "/a": [redirect("/" + "기사".encode("cp949").decode("utf-8", "surrogateescape"))],
            "/%B1%E2%BB%E7": [page("b")],
        },
        gives="page: b",
        asks=("/a", "/%B1%E2%BB%E7"),
    ),
    "to itself": Scenario(serves={"/a": [redirect("/a")]}, gives="refused: redirects", says="in a circle"),
    "in a circle": Scenario(
        serves={"/a": [redirect("/b")], "/b": [redirect("/a")]}, gives="refused: redirects", asks=("/a", "/b")
    ),
    "six in a row": Scenario(
        serves={"/a": [redirect("/1")]} | {f"/{n}": [redirect(f"/{n + 1}")] for n in range(1, 9)},
        gives="refused: redirects",
        asks=("/a", "/1", "/2", "/3", "/4", "/5"),
        says="more than 5",
    ),
    "five in a row": Scenario(
        serves={"/a": [redirect("/1")], "/5": [page("end")]} | {f"/{n}": [redirect(f"/{n + 1}")] for n in range(1, 5)},
        gives="page: end",
        asks=("/a", "/1", "/2", "/3", "/4", "/5"),
    ),
    "to nowhere": Scenario(serves={"/a": [reply("302 Found")]}, gives="refused: redirects", says="to nowhere"),
    "to a port that is none": Scenario(
        serves={"/a": [redirect("http://a.test:abc/")]}, gives="refused: redirects", says="redirects to"
    ),
    "to half an address": Scenario(
        serves={"/a": [redirect("http://[::1")]}, gives="refused: redirects", says="redirects to"
    ),
    "to a host that is none": Scenario(
        serves={"/a": [redirect("http://éé..kr/")]}, gives="refused: redirects", says="not a host"
    ),
    "to a host that stands for none": Scenario(
        serves={"/a": [redirect("http://xn--/")]}, gives="refused: redirects", says="not a URL"
    ),
    "to a private address": Scenario(serves={"/a": [redirect("http://10.0.0.1/")]}, gives="refused: address"),
    "to the metadata service": Scenario(
        serves={"/a": [redirect("http://169.254.169.254/latest/")]}, gives="refused: address"
    ),
    "to a name that is this machine": Scenario(
        serves={"/a": [redirect("http://localhost/")]}, gives="refused: address", says="not a public address"
    ),
    "to a file": Scenario(serves={"/a": [redirect("file:///etc/passwd")]}, gives="refused: scheme"),
    "to another port": Scenario(serves={"/a": [redirect("http://a.test:6379/")]}, gives="refused: port"),
    "with a password": Scenario(serves={"/a": [redirect("http://u:p@a.test/")]}, gives="refused: credentials"),
}

FAULTS = {
    "a bomb": Scenario(
        serves={"/a": [reply("200 OK", BOMB, Content_Encoding="gzip")]}, gives="refused: too-large", says="100000"
    ),
    "a body longer than allowed, and it says so": Scenario(
        serves={"/a": [reply("200 OK", b"0" * 100_001)]}, gives="refused: too-large", says="100001 bytes"
    ),
    "a body without end": Scenario(
        serves={"/a": [endless(b"HTTP/1.1 200 OK\r\n\r\n", b"0" * 1_000)]}, gives="refused: too-large"
    ),
    "empty gzip members without end": Scenario(
        serves={"/a": [endless(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 50)]},
        gives="refused: too-large",
    ),
    "brotli, which was not asked for": Scenario(
        serves={"/a": [page("x", Content_Encoding="br")]}, gives="refused: encoding", says="'br'"
    ),
    "gzip in gzip": Scenario(serves={"/a": [page("x", Content_Encoding="gzip, gzip")]}, gives="refused: encoding"),
    "deflate": Scenario(
        serves={"/a": [reply("200 OK", zlib.compress(b"x"), Content_Encoding="deflate")]}, gives="refused: encoding"
    ),
    "gzip that is none": Scenario(serves={"/a": [page("x" * 50, Content_Encoding="gzip")]}, gives="failed: broken"),
    "gzip that ends early": Scenario(
        serves={"/a": [reply("200 OK", gzip.compress(b"abc" * 99)[:-9], Content_Encoding="gzip")]},
        gives="failed: broken",
        says="ends early",
    ),
    "a picture": Scenario(
        serves={"/a": [page("x", Content_Type="image/png")]}, gives="refused: content-type", says="image/png"
    ),
    "a PDF": Scenario(serves={"/a": [page("x", Content_Type="application/pdf")]}, gives="refused: content-type"),
    "hangs up without a word": Scenario(
        serves={"/a": [wire(), page("a")]}, gives="page: a", asks=("/a", "/a"), policy={"attempts": 2}
    ),
    "hangs up within the body": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")]},
        gives="failed: broken",
        asks=("/a", "/a"),
        policy={"attempts": 2},
    ),
    "hangs up within a chunk": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf")]}, gives="failed: broken"
    ),
    "a chunk whose length is none": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")]},
        gives="failed: broken",
    ),
    "a length that is none": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc")]}, gives="failed: broken"
    ),
    "no HTTP at all": Scenario(serves={"/a": [wire(b"220 mail.a.test ESMTP\r\n")]}, gives="failed: broken"),
    "headers without end": Scenario(
        serves={"/a": [endless(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 999 + b"\r\n")]}, gives="failed: broken"
    ),
    "says nothing": Scenario(serves={"/a": [wire(FOREVER)]}, gives="failed: timeout"),
    "stops within the body": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf", FOREVER)]}, gives="failed: timeout"
    ),
    "headers drop by drop": Scenario(serves={"/a": [wire(*SLOW_HEAD)]}, gives="failed: timeout", says="1.5 s"),
    "body drop by drop": Scenario(
        serves={"/a": [wire(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", *([b"x", 0.1] * 50))]},
        gives="failed: timeout",
        says="1.5 s",
    ),
    "more bytes than it said; the next page is asked for again and not spoilt": Scenario(
        serves={
            "/robots.txt": [
                Reply((b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n## and more of it\r\n\r\n",), keep=True)
            ],
            "/a": [page("a")],
        },
        gives="page: a",
        asks=("/a", "/a"),
        policy={"attempts": 2},
    ),
    "nobody listens": Scenario(serves={}, gives="refused: robots-unreachable", asks=(), url="http://closed.test/"),
    "a certificate of another host": Scenario(
        serves={}, gives="refused: robots-unreachable", asks=(), says="certificate", url="https://other.test/a"
    ),
    "a certificate of this host": Scenario(serves={"/a": [page("a")]}, gives="page: a", url="https://hanbit.test/a"),
}

INWARD = {
    url: Scenario(serves={}, gives=gives, asks=(), url=url)
    for url, gives in {
        "http://127.0.0.1/": "refused: address",
        "http://10.1.2.3/": "refused: address",
        "http://100.64.0.1/": "refused: address",
        "http://0.0.0.0/": "refused: address",
        "http://2130706433/": "refused: address",
        "http://0x7f000001/": "refused: address",
        "http://0177.0.0.1/": "refused: url",
        "http://127.1/": "refused: address",
        "http://①②⑦.⓪.⓪.①/": "refused: url",
        "http://localhost/": "refused: address",
        "http://[::1]/": "refused: address",
        "http://[::ffff:127.0.0.1]/": "refused: address",
        "http://[64:ff9b::7f00:1]/": "refused: address",
        "http://[2002:7f00:1::]/": "refused: address",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/": "refused: address",
        "http://[fe80::1]/": "refused: address",
        "ftp://a.test/": "refused: scheme",
        "file:///etc/passwd": "refused: scheme",
        "a.test/a": "refused: scheme",
        "http:///a": "refused: url",
        "http://a.test:22/": "refused: port",
        "http://a.test:8080/": "refused: port",
        "http://kim:secret@a.test/": "refused: credentials",
        "ftp://kim:secret@a.test/": "refused: scheme",
        "http://kim:secret@a b.test/": "refused: url",
        "http://a b.test/": "refused: url",
        "http://a.test/\n": "refused: url",
        "http://xn--/n/1": "refused: url",
        "http://xn--a-.kr/n/1": "refused: url",
    }.items()
}

SCENARIOS = BEHAVING | ROBOTS | STATUS | REDIRECTS | FAULTS | INWARD


async def play(scenario: Scenario) -> tuple[str, str, Server]:
    """What came of it, in which words, and the server with what it saw."""
    async with Server(scenario.serves) as server:
        here = ("127.0.0.1", server.port)
        secure = ("127.0.0.1", server.tls_port)
        hosts = {
            "a.test": here,
            "b.test": here,
            "hanbit.test": secure,
            "other.test": secure,
            "closed.test": ("127.0.0.1", 1),
        }
        tls = ssl.create_default_context(cafile=CERTIFICATE)
        policy = replace(POLICY, allow_hosts=hosts, tls=tls, attempts=1)
        async with Fetcher(replace(policy, **scenario.policy)) as fetcher:
            try:
                result = await fetcher.fetch(scenario.url, etag=scenario.etag)
            except FetchError as error:
                return (
                    f"{'refused' if isinstance(error, FetchRefused) else 'failed'}: {error.reason}",
                    str(error),
                    server,
                )
    match result:
        case FetchedPage():
            return f"page: {result.body.decode()}", "", server
        case Unchanged():
            return "unchanged", "", server


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS.keys())
def test_scenario(scenario: Scenario) -> None:
    with stamina.set_testing(True, attempts=3, cap=True):
        gives, said, server = asyncio.run(play(scenario))
    assert gives == scenario.gives
    assert tuple(server.paths) == scenario.asks
    assert scenario.says in said
    assert "\n" not in said
    assert "secret" not in said


LOST = {
    "404": False,
    "403": False,
    "robots.txt disallows everyone": False,
    "to a private address": False,
    "a bomb": False,
    "500 for good": True,
    "says nothing": True,
    "nobody listens": True,
    "robots.txt answers 500": True,
    "503 that asks for an hour": True,
}


@pytest.mark.parametrize(("name", "lost"), LOST.items())
def test_an_outcome_is_told_from_lost_work(name: str, lost: bool) -> None:
    scenario = (STATUS | ROBOTS | REDIRECTS | FAULTS)[name]

    async def fetch() -> FetchError:
        async with Server(scenario.serves) as server:
            hosts = {"a.test": ("127.0.0.1", server.port), "closed.test": ("127.0.0.1", 1)}
            async with Fetcher(replace(POLICY, allow_hosts=hosts, attempts=1)) as fetcher:
                with pytest.raises((FetchRefused, FetchFailed)) as raised:
                    await fetcher.fetch(scenario.url)
                return raised.value

    assert asyncio.run(fetch()).lost is lost
