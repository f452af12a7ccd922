"""Why a page could not be had: a reason from a short list, one line of detail, and whether work was lost."""

from __future__ import annotations

import re
from enum import StrEnum


class Reason(StrEnum):
    """The reason as it is stored and counted."""

    URL = "url"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    ADDRESS = "address"
    ROBOTS = "robots"
    ROBOTS_DELAY = "robots-delay"
    ROBOTS_UNREACHABLE = "robots-unreachable"
    GONE = "gone"
    CLIENT_ERROR = "client-error"
    CONTENT_TYPE = "content-type"
    ENCODING = "encoding"
    TOO_LARGE = "too-large"
    REDIRECTS = "redirects"

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    BROKEN = "broken"
    SERVER = "server"
    BUSY = "busy"
    HOST_DOWN = "host-down"


ROBOTS_REASONS = frozenset({Reason.ROBOTS, Reason.ROBOTS_DELAY, Reason.ROBOTS_UNREACHABLE})

TRANSIENT = frozenset({Reason.DNS, Reason.CONNECT, Reason.TIMEOUT, Reason.BROKEN, Reason.SERVER, Reason.BUSY})
"""What may be different a moment later. A certificate that does not verify is not among them."""

_PASSWORD = re.compile(r"//[^/?#\s]*@")


class FetchError(Exception):
    """No page, and why; ``str()`` is the line that the user is told."""

    def __init__(
        self,
        reason: Reason,
        detail: str,
        *,
        url: str,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.reason = reason
        self.url = _PASSWORD.sub("//", url)
        # Details quote what a server sent; the report stays one line whatever it was, and tells no password.
        self.detail = " ".join(f"{self.url[:200]}: {_PASSWORD.sub('//', detail)[:300]}".split())
        super().__init__(self.detail)
        self.status = status
        self.retry_after = retry_after

    @property
    def by_robots(self) -> bool:
        """Whether robots.txt, or its absence behind an error, decided."""
        return self.reason in ROBOTS_REASONS

    @property
    def lost(self) -> bool:
        """Whether something that is there was missed; a refusal is an outcome, not a loss."""
        return isinstance(self, FetchFailed) or self.reason is Reason.ROBOTS_UNREACHABLE


class FetchRefused(FetchError):
    """The page is not to be had, and asking again now would not change that: robots.txt, 4xx, a private address …"""


class FetchFailed(FetchError):
    """The page may be there, but the network or the server failed, retries included."""
