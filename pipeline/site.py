"""The bundled press site: a real HTTP server on loopback that answers for the outlets of ``fixtures/``."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, urljoin, urlsplit

LOOPBACK = "127.0.0.1"


class SiteError(Exception):
    """The bundled press site is missing, or says something of itself that does not hold; the message names the file."""


class Visit(NamedTuple):
    """One request that the site answered; ``path`` is as asked for, with its query."""

    host: str
    path: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What one address of the site answers: a file with its headers, or a redirect."""

    host: str
    path: str
    query: frozenset[tuple[str, str]] = frozenset()
    file: Path | None = None
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    redirect: str | None = None
    modified: datetime

    def answers(self, path: str, query: frozenset[tuple[str, str]]) -> bool:
        """Return whether this route is meant: parameters that it does not name (``utm_source``) do not matter."""
        return self.path == path and self.query <= query


class Reply(NamedTuple):
    """Status, headers and body of one answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def fixtures_path() -> Path:
    """Return the folder of the bundled site: package data of an installed wheel, else the checkout's ``fixtures``.

    Raises :class:`SiteError` where neither is there.
    """
    packaged = Path(str(files("pipeline"))) / "fixtures"
    checkout = Path(__file__).resolve().parent.parent / "fixtures"
    for folder in (packaged, checkout):
        if (folder / "site.toml").is_file():
            return folder
    raise SiteError(f"no bundled press site: neither {packaged} nor {checkout} holds a site.toml; reinstall pressfacts")


def read_routes(root: Path) -> tuple[Route, ...]:
    """Return every route that ``site.toml`` lays down; raises :class:`SiteError` for a file that is not there."""
    table = tomllib.loads((root / "site.toml").read_text(encoding="utf-8"))
    modified: datetime = table["modified"]
    return tuple(
        _read_route(root, host, row, modified) for host, outlet in table["hosts"].items() for row in outlet["routes"]
    )


def golden_files(root: Path) -> Iterator[Path]:
    """Yield each ``article.json`` of the site in a steady order; its ``page.html`` lies beside it."""
    yield from sorted(root.glob("*/*/article.json"))


def _read_route(root: Path, host: str, row: Mapping[str, Any], modified: datetime) -> Route:
    parts = urlsplit(row["path"])
    file = root / host / row["file"] if "file" in row else None
    if file is not None and not file.is_file():
        raise SiteError(f"{root / 'site.toml'}: {host}{row['path']} names {file}, which is not there")
    return Route(
        host=host,
        path=parts.path,
        query=frozenset(parse_qsl(parts.query)),
        file=file,
        status=row.get("status", 200),
        content_type=row.get("type", "text/html; charset=utf-8"),
        redirect=row.get("redirect"),
        modified=modified,
    )


class PressSite:
    """The running site, as a context manager: it listens on a free loopback port and answers by ``Host`` header.

    >>> with PressSite() as site:
    ...     site.hosts["hanbit.test"] == ("127.0.0.1", site.port)
    True
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or fixtures_path()
        self.requests: list[Visit] = []
        self._routes = list(read_routes(self.root))
        self._failures: dict[str, list[int]] = {}
        self._removed: set[str] = set()
        self._lock = Lock()
        self._server: _Server | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        self._server = _Server((LOOPBACK, 0), _Handler)
        self._server.site = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="press-site", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.hang_up()
            self._server.server_close()
            self._thread.join()
        self._server = self._thread = None

    @property
    def port(self) -> int:
        """The port it listens on; raises :class:`SiteError` outside the ``with`` block."""
        if self._server is None:
            raise SiteError("the press site is not running: use it as `with PressSite() as site`")
        return int(self._server.server_address[1])

    @property
    def hosts(self) -> dict[str, tuple[str, int]]:
        """Every host name of the site with the loopback address that answers for it, for a fetcher's allow list."""
        return {route.host: (LOOPBACK, self.port) for route in self._routes}

    @cached_property
    def article_urls(self) -> tuple[str, ...]:
        """The canonical addresses of all articles, as their golden files name them."""
        golden = (json.loads(path.read_text(encoding="utf-8")) for path in golden_files(self.root))
        return tuple(article["url"] for article in golden)

    def fail(self, url: str, *, times: int, status: int = 500) -> None:
        """Let ``url`` answer with ``status`` for the next ``times`` requests; then it is healed."""
        with self._lock:
            self._failures[_address(url)] = [status] * times

    def edit(self, url: str) -> None:
        """Let the newsroom change the article: from now on ``page.v2.html``; raises SiteError where there is none."""
        with self._lock:
            route = self._find(url)
            if route is None or route.file is None:
                raise SiteError(f"{url}: the press site has no such page")
            second = route.file.with_name("page.v2.html")
            if not second.is_file():
                raise SiteError(f"{url}: no second version, {second} is not there")
            later = route.modified + timedelta(days=1)
            self._routes[self._routes.index(route)] = replace(route, file=second, modified=later)

    def remove(self, url: str) -> None:
        """Let ``url`` answer 410 from now on."""
        with self._lock:
            self._removed.add(_address(url))

    def answer(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Return what the site says to a GET of ``url``, and note the visit."""
        with self._lock:
            reply = self._answer(url, headers)
            parts = urlsplit(url)
            asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
            self.requests.append(Visit(parts.hostname or "", asked, reply.status))
        return reply

    def _answer(self, url: str, headers: Mapping[str, str]) -> Reply:
        if faults := self._failures.get(_address(url)):
            return _plain(faults.pop(), "잠시 후 다시 시도해 주세요.")
        if _address(url) in self._removed:
            return _plain(410, "삭제된 기사입니다.")
        route = self._find(url)
        if route is None:
            return _plain(404, "요청하신 페이지를 찾을 수 없습니다.")
        if route.redirect is not None:
            return Reply(route.status, {"Location": urljoin(url, route.redirect)}, b"")
        return _serve(route, headers)

    def _find(self, url: str) -> Route | None:
        parts = urlsplit(url)
        query = frozenset(parse_qsl(parts.query))
        fitting = [each for each in self._routes if each.host == parts.hostname and each.answers(parts.path, query)]
        return max(fitting, key=lambda route: len(route.query), default=None)


def _serve(route: Route, headers: Mapping[str, str]) -> Reply:
    body = route.file.read_bytes() if route.file is not None else b""
    # Weak, since plain and gzip answers share it.
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    modified = route.modified.astimezone(UTC).replace(microsecond=0)
    shown = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True), "Vary": "Accept-Encoding"}
    if route.status == 200 and _unchanged(headers, etag, modified):
        return Reply(304, shown, b"")
    shown["Content-Type"] = route.content_type
    if "gzip" in headers.get("Accept-Encoding", "") and body:
        shown["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    return Reply(route.status, shown, body)


def _unchanged(headers: Mapping[str, str], etag: str, modified: datetime) -> bool:
    if known := headers.get("If-None-Match"):
        return etag.removeprefix("W/") in {tag.strip().removeprefix("W/") for tag in known.split(",")}
    if since := headers.get("If-Modified-Since"):
        try:
            return modified <= parsedate_to_datetime(since).astimezone(UTC)
        except ValueError:
            return False
    return False


def _plain(status: int, text: str) -> Reply:
    body = f"<!DOCTYPE html><html lang='ko'><head><title>{status}</title></head><body><p>{text}</p></body></html>"
    return Reply(status, {"Content-Type": "text/html; charset=utf-8"}, body.encode())


def _address(url: str) -> str:
    """Return the URL without scheme, port and fragment: tests name a page as the database does."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path}?{parts.query}"


class _Server(ThreadingHTTPServer):
    # Joined at close, so that no thread and no socket outlives the `with` block.
    daemon_threads = False
    site: PressSite

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End connections that clients keep alive, since their threads would wait for another request."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hung up in the middle is its own affair."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10.0
    server: _Server

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def _reply(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        headers = {name.title(): value for name, value in self.headers.items()}
        reply = self.server.site.answer(f"http://{host}{self.path}", headers)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body and reply.body:
            self.wfile.write(reply.body)

    def log_message(self, *args: object) -> None:
        """Write no access log: ``site.requests`` has it."""
