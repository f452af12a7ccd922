"""The addresses that a served database answers to, and who may read there without an account."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit


class PlaceRefused(Exception):
    """The database cannot be served there; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a server listens and what it is called."""

    origins: frozenset[str]
    """Each with scheme, host and port, as a browser's Origin header says it."""
    private: bool
    """Only this machine reaches it: reading needs no account, and one reviewer may enter by a link."""
    secure: bool
    """Reached over TLS: cookies are sent over nothing else."""

    @classmethod
    def of(cls, host: str, port: int, url: str | None = None) -> Self:
        """Return the place of a server that listens on ``host``; ``url`` is how others reach it, through a proxy too.

        Raises PlaceRefused for a URL that is none, and for an address that stands for every address without a URL:
        which names are ours could not be told from a stranger's that points here.
        """
        loopback = is_loopback(host)
        origins = {f"http://{name}" for name in _names(host, port)}
        if url is not None:
            origins.add(_origin(url))
        elif not loopback and ipaddress_of(host) is not None and ipaddress_of(host).is_unspecified:  # type: ignore[union-attr]
            raise PlaceRefused(f"{host} stands for every address of this machine; say with --url how it is reached")
        return cls(
            origins=frozenset(origins),
            private=loopback and url is None,
            secure=url is not None and url.startswith("https:"),
        )

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered."""
        return frozenset(origin.partition("://")[2] for origin in self.origins)


def is_loopback(host: str) -> bool:
    """Return whether an address to listen on can be reached from this machine alone."""
    address = ipaddress_of(host)
    return host == "localhost" if address is None else address.is_loopback


def ipaddress_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return a host as an IP address, or None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _names(host: str, port: int) -> set[str]:
    bracketed = f"[{host}]" if ":" in host else host
    names = {bracketed, "localhost", "127.0.0.1"} if is_loopback(host) else {bracketed}
    return {f"{name}:{port}" for name in names} | (names if port == 80 else set())


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise PlaceRefused(f"{url}: --url is an address without a path, such as https://press.example.org")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{name}" + (f":{port}" if port not in {None, default} else "")
