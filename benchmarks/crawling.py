"""A whole crawl beside its two halves: fetching the same URLs with bare httpx, and reading the same bytes from disk.

The server is a process of its own and adds no delay; 20 hosts of 50 articles each stand on one loopback port.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks.figures import Figure, converted
from benchmarks.memory import peak
from benchmarks.timing import time_in_turn
from extractors import Context, extract
from pipeline.fetch import FetchPolicy
from pipeline.jobs import Backoff, crawl
from pipeline.jobs.intake import Intake, current_versions, start_visit
from pipeline.jobs.patience import Patience
from pipeline.jobs.reports import Work
from pipeline.model import FetchedPage
from pipeline.site import fixtures_path
from pipeline.sources import Config, Source
from pipeline.store import Outcome, Store
from pipeline.workers import Workers

HOSTS = 20
ARTICLES = 50
CRAWL = "crawl, s"
FETCH = "bare httpx, s"
READ = "clean, extract, store, s"
RATIO = "crawl ÷ the slower half"
LIMIT = 1.3
"""The crawl may take so many times what the slower half takes alone."""
AGENT = "pressfacts-bench/1 (+mailto:bench@pressfacts.test)"


def run(rounds: int = 5) -> dict[str, Figure]:
    """Return the seconds of each side, and what the crawl takes in terms of the slower half."""
    extract("한 번 읽어 규칙을 올린다. 교육부는 3명", Context())
    with serving(ARTICLES) as port, tempfile.TemporaryDirectory() as folder:
        urls = [f"http://{host}/news/{number}" for host in _hosts() for number in range(ARTICLES)]
        pages = asyncio.run(_fetch_bare(urls, port))
        timings = time_in_turn(
            {
                CRAWL: lambda turn: _crawling(Path(folder) / f"crawl-{turn}.db", port, len(urls)),
                FETCH: lambda _: lambda: asyncio.run(_fetch_bare(urls, port)),
                READ: lambda turn: _reading(Path(folder) / f"read-{turn}.db", pages),
            },
            rounds,
        )
    figures = converted(timings, lambda seconds: seconds)
    return figures | {RATIO: timings[CRAWL].median / max(timings[FETCH].median, timings[READ].median)}


def memory() -> dict[str, float]:
    """Return the peak MB of a crawl whose source names 100 URLs, all known, and of one that names 10,000."""
    figures = {}
    for known in (100, 10_000):
        with serving(known) as port, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "press.db"
            _make_known(path, known)
            command = [sys.executable, "-m", "benchmarks.crawling", "crawl", str(path), str(port)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
            figures[f"{known:,} known URLs, MB"] = float(answer.stdout)
    small, large = figures.values()
    return {**figures, "times as much": large / small}


@contextmanager
def serving(articles: int) -> Iterator[int]:
    """Serve so many articles a host in another process, and yield its port."""
    command = [sys.executable, "-m", "benchmarks.crawling", "serve", str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def _hosts() -> list[str]:
    return [f"outlet{number}.test" for number in range(HOSTS)]


def _policy(port: int) -> FetchPolicy:
    hosts = dict.fromkeys(_hosts(), ("127.0.0.1", port))
    return FetchPolicy(user_agent=AGENT, delay=0, concurrency=HOSTS, allow_hosts=hosts)


def _crawling(path: Path, port: int, articles: int) -> Callable[[], None]:
    sources = tuple(Source(key=host, name=host, feeds=(f"http://{host}/rss.xml",)) for host in _hosts())
    store = Store.open(path)

    def work() -> None:
        with store:
            report = crawl(store, Config(user_agent=AGENT, sources=sources), _policy(port), read=extract)
        assert report.tally.new == articles, report.tally

    return work


async def _fetch_bare(urls: list[str], port: int) -> list[FetchedPage]:
    async with httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{port}") as client:

        async def fetch_host(host: str) -> list[FetchedPage]:
            pages = []
            for url in (url for url in urls if url.startswith(f"http://{host}/")):
                answer = await client.get(url.removeprefix(f"http://{host}"), headers={"Host": host})
                pages.append(_page(url, answer.content))
            return pages

        by_host = await asyncio.gather(*(fetch_host(host) for host in _hosts()))
    return [page for pages in by_host for page in pages]


def _reading(path: Path, pages: list[FetchedPage]) -> Callable[[], None]:
    files = path.with_suffix("")
    files.mkdir()
    for number, page in enumerate(pages):
        (files / str(number)).write_bytes(page.body)
    store = Store.open(path)

    def work() -> None:
        versions = current_versions()
        patience = Patience(store, Backoff(), most_wait=60)
        run_id = store.begin_run("crawl", versions)
        intake = Intake(store, run_id, versions=versions, read=extract, patience=patience, workers=Workers(1))
        taken = Work()
        with store:
            for number, page in enumerate(pages):
                again = _page(page.url, (files / str(number)).read_bytes())
                begun = intake.begin(again, start_visit(page.url, again.fetched_at), url=page.url)
                asyncio.run(intake.finish(begun, taken))
        assert taken.outcomes[Outcome.NEW] == len(pages), taken.outcomes

    return work


def _page(url: str, body: bytes) -> FetchedPage:
    return FetchedPage(
        url=url,
        final_url=url,
        status=200,
        body=body,
        content_type="text/html",
        etag=None,
        last_modified=None,
        fetched_at=datetime.now(UTC),
    )


def _make_known(path: Path, known: int) -> None:
    host = _hosts()[0]
    with Store.open(path) as store:
        run_id = store.begin_run("crawl", current_versions())
        for number in range(known):
            visit = start_visit(f"http://{host}/news/{number}", datetime.now(UTC), source=host)
            store.record_visit(run_id, visit, Outcome.NOT_ARTICLE, reason="list-page")


def _crawl_known(path: Path, port: int) -> None:
    host = _hosts()[0]
    source = Source(key=host, name=host, feeds=(f"http://{host}/rss.xml",))
    with Store.open(path) as store:
        report = crawl(store, Config(user_agent=AGENT, sources=(source,)), _policy(port), read=extract)
    assert report.sources[0].known == report.sources[0].found > 0, report
    print(peak())


def _serve(articles: int) -> None:
    bodies = [path.read_bytes() for path in sorted(fixtures_path().glob("*/*/page.html"))]
    bodies = [body for body in bodies if len(body) > 2000]
    asyncio.run(_serve_until_killed(bodies, articles))


async def _serve_until_killed(bodies: list[bytes], articles: int) -> None:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            path = line.split()[1].decode()
            host = ""
            while (header := await reader.readline()).strip():
                name, _, value = header.decode().partition(":")
                host = value.strip() if name.lower() == "host" else host
            status, kind, body = _answer(bodies, articles, host, path)
            head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _answer(bodies: list[bytes], articles: int, host: str, path: str) -> tuple[str, str, bytes]:
    if path == "/rss.xml":
        items = "".join(f"<item><link>http://{host}/news/{number}</link></item>" for number in range(articles))
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'
        return "200 OK", "application/rss+xml", feed.encode()
    if not path.startswith("/news/"):
        return "404 Not Found", "text/plain", b""
    number = int(path.removeprefix("/news/"))
    body = bodies[(number + sum(host.encode())) % len(bodies)]
    return "200 OK", "text/html", body + f"<!-- {host} {number} -->".encode()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", articles]:
            _serve(int(articles))
        case ["crawl", path, port]:
            _crawl_known(Path(path), int(port))
        case _:
            print(json.dumps({"speed": run(), "memory": memory()}, ensure_ascii=False, indent=1))
