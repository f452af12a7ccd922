"""What a run may do to the network, and the answer that is not a page."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """Limits and manners of a run; the defaults suit a scheduled crawl of other people's servers."""

    user_agent: str
    """``name/version (+contact)``; robots.txt is read for ``name``."""
    delay: float = 1.0
    """Seconds from one request to a host to the next; a crawl-delay in robots.txt may raise it."""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    """One request, its headers and body; a server that sends a byte now and then meets this."""
    max_body: int = 10_000_000
    """Bytes, decoded."""
    max_redirects: int = 5
    attempts: int = 3
    """How often one request is tried before it counts as failed."""
    max_wait: float = 60.0
    """The longest Retry-After or crawl-delay that is waited out within a run."""
    max_host_failures: int = 5
    """After so many requests in a row without any answer, a host is left alone for the run."""
    concurrency: int = 16
    """Hosts that are asked at the same time; each has one connection."""
    ports: frozenset[int] = frozenset({80, 443})
    allow_hosts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Hosts of a test site and the address and port to connect to instead; their URLs carry no port."""
    tls: ssl.SSLContext | None = None
    """In place of the usual certificate authorities; for a test site with its own."""

    @property
    def robots_token(self) -> str:
        """The product name that robots.txt rules are matched against; the contact in the header must not match one."""
        return self.user_agent.split("/")[0].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that the page is as it was (304)."""

    url: str
    etag: str | None
    """As the server now says it, else as it was sent."""
    last_modified: str | None
    fetched_at: datetime
