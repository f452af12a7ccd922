"""Where articles come from and how to ask for them: ``sources.toml`` read into frozen records, strictly."""

from __future__ import annotations

import glob
import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.toml_tables import ConfigError, Table, TomlFile
from pipeline.urls import canonical_url

__all__ = ["Budget", "Config", "ConfigError", "Expect", "ListPage", "Source", "read_config", "read_default"]

SHIPPED = Path(__file__).with_name("sources.toml")

_LAST_PORT = 65_535
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A page whose links to articles fit a pattern."""

    url: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """How many URLs a source's listings should name; None is no limit. Not measured where they answered 304."""

    min: int | None = None
    """Fewer is an alarm."""
    max: int | None = None
    """More is a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publisher's ways in."""

    key: str
    name: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    list_pages: tuple[ListPage, ...] = ()
    urls: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Files, folders and globs; a relative one is of the configuration's folder, and stands here resolved."""
    warcs: tuple[str, ...] = ()
    """WARC files, folders and globs of them, resolved as files are."""
    expect: Expect = field(default_factory=Expect)
    verified: bool = False
    """Whether someone has seen these addresses answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much a run may fetch; None is no limit."""

    pages: int | None = None
    minutes: float | None = None
    bytes: int | None = None
    pages_per_host: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole configuration."""

    contact: str | None = None
    """A mail address or page where a publisher can reach whoever runs the crawl."""
    user_agent: str
    """As written, else made of our version and the contact."""
    delay: float = 1.0
    concurrency: int = 16
    ports: frozenset[int] = frozenset({80, 443})
    allow_hosts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    ping: str | None = None
    """A healthchecks URL to ask at start, success and failure."""
    sources: tuple[Source, ...] = ()


def read_config(path: Path) -> Config:
    """The configuration in a file; raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
        line = at[1] if at and at[1] else str(text.count("\n") + 1)
        raise ConfigError(f"{path}:{line}: not TOML: {str(error).split(' (at ')[0]}") from error
    return _read_top(Table(file=TomlFile(path=path, text=text), values=table))


def read_default() -> Config:
    """The configuration that comes with the package: Korean outlets by their public feeds, not verified."""
    return read_config(SHIPPED)


def _read_top(table: Table) -> Config:
    contact = table.header_text("contact")
    config = Config(
        contact=contact,
        user_agent=table.header_text("user_agent") or _make_user_agent(contact),
        delay=table.number("delay", default=1.0, least=0),
        concurrency=table.count("concurrency", default=16, least=1),
        ports=_read_ports(table),
        allow_hosts=_read_allowed(table),
        budget=_read_budget(table),
        ping=_read_ping(table),
        sources=tuple(_read_source(source) for source in table.tables("sources")),
    )
    table.close()
    seen: dict[str, int] = {}
    for number, source in enumerate(config.sources):
        if source.key in seen:
            raise table.error("key", f"{source.key!r} is the key of two sources; give each its own", "sources", number)
        seen[source.key] = number
    return config


def _make_user_agent(contact: str | None) -> str:
    return f"pressfacts/{version('pressfacts')} ({f'+{contact}' if contact else 'no contact given'})"


def _read_ports(table: Table) -> frozenset[int]:
    ports = table.counts("ports", default=(80, 443))
    for port in ports:
        if port > _LAST_PORT:
            raise table.error("ports", f"ports go up to {_LAST_PORT}, not {port}")
    return frozenset(ports)


def _read_allowed(table: Table) -> dict[str, tuple[str, int]]:
    allowed = {}
    for host, target in table.texts_by_name("allow_hosts").items():
        address, _, port = target.rpartition(":")
        try:
            ipaddress.ip_address(address.strip("[]"))
        except ValueError:
            address = ""
        if not address or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
            raise table.error(
                host, f'an address and port such as "127.0.0.1:8000" is wanted, not {target!r}', "allow_hosts"
            )
        allowed[host.lower()] = (address.strip("[]"), int(port))
    return allowed


def _read_budget(table: Table) -> Budget:
    part = table.table("budget")
    budget = Budget(
        pages=part.optional_count("pages"),
        minutes=part.optional_number("minutes"),
        bytes=part.optional_count("bytes"),
        pages_per_host=part.optional_count("pages_per_host"),
    )
    part.close()
    return budget


def _read_ping(table: Table) -> str | None:
    ping = table.text("ping")
    if ping is not None:
        _check_url(table, "ping", ping)
    return ping


def _read_source(table: Table) -> Source:
    key = table.text("key") or ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", key):
        raise table.error("key", f"small letters, digits, '.', '_' and '-' are wanted, not {key!r}")
    source = Source(
        key=key,
        name=table.text("name") or key,
        feeds=_read_urls(table, "feeds"),
        sitemaps=_read_urls(table, "sitemaps"),
        list_pages=tuple(_read_list_page(page) for page in table.tables("list_pages")),
        urls=_read_urls(table, "urls"),
        files=_read_paths(table, "files"),
        warcs=_read_paths(table, "warcs"),
        expect=_read_expect(table.table("expect")),
        verified=table.flag("verified"),
    )
    table.close()
    if not (source.feeds or source.sitemaps or source.list_pages or source.urls or source.files or source.warcs):
        raise table.error("key", f"{key!r} has no way in: add feeds, sitemaps, list_pages, urls, files or warcs")
    return source


def _read_expect(table: Table) -> Expect:
    expect = Expect(min=table.optional_count("min"), max=table.optional_count("max"))
    table.close()
    if expect.min is not None and expect.max is not None and expect.min > expect.max:
        raise table.error("min", f"{expect.min} is more than max, which is {expect.max}")
    return expect


def _read_paths(table: Table, key: str) -> tuple[str, ...]:
    """The paths as the configuration's folder sees them: cron starts in another folder than a person does."""
    folder = str(table.file.path.parent)
    paths = []
    for written in table.texts(key):
        if "://" in written or not written:
            raise table.error(key, f"a file, folder or glob is wanted, not {written!r}; URLs belong in urls")
        is_glob = _WILD.search(written) and not Path(folder, written).exists()
        paths.append(str(Path(glob.escape(folder) if is_glob else folder, written)))
    return tuple(paths)


def _read_list_page(table: Table) -> ListPage:
    page = ListPage(url=table.text("url") or "", pattern=table.text("pattern") or "")
    table.close()
    _check_url(table, "url", page.url)
    try:
        re.compile(page.pattern)
    except re.error as error:
        raise table.error("pattern", f"not a regular expression: {error}") from error
    if not page.pattern:
        raise table.error("pattern", "a regular expression that links to articles fit is wanted")
    return page


def _read_urls(table: Table, key: str) -> tuple[str, ...]:
    urls = table.texts(key)
    for url in urls:
        _check_url(table, key, url)
    return urls


def _check_url(table: Table, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            canonical_url(url)  # what it refuses, no crawl could ask for
            return
    except ValueError as error:
        raise table.error(key, f"not a URL: {url!r}: {str(error).removeprefix('not a URL: ')}") from error
    raise table.error(key, f"an http(s) URL is wanted, not {url!r}")
