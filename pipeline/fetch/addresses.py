"""Which URLs and addresses a fetch may go to: http and https, known ports, public addresses only."""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address

import httpx

from pipeline.fetch.policy import FetchPolicy
from pipeline.fetch.problems import FetchRefused, Reason

# IANA's special-purpose registries; the standard library's `is_global` passes several of these, by version.
_NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; also a cloud's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's host agent behind an address that looks public
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
    )
)
# The one block handed out to the public; ::1, ::ffff: (mapped), 64:ff9b:: (NAT64), fc00::, fe80::, ff00:: lie outside.
_GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo (2001::/32), benchmarking, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
)

_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+", re.ASCII)
_DOTTED_QUAD = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)", re.ASCII)
_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9a-fA-F]*)\.?$", re.ASCII)

DEFAULT_PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Whether a packet to this numeric address leaves for the public internet; False for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    match parsed:
        case IPv4Address():
            return not any(parsed in block for block in _NOT_PUBLIC_V4)
        case IPv6Address():
            inside = parsed in _GLOBAL_UNICAST_V6 and parsed.scope_id is None
            return inside and not any(parsed in block for block in _NOT_PUBLIC_V6)


def check_url(url: str, policy: FetchPolicy) -> httpx.URL:
    """The URL ready to be asked for, without its fragment; raises FetchRefused where it must not be."""
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii")
        _ = parsed.host  # read back from its ASCII form, which no name may have
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefused(Reason.URL, f"not a URL: {error}", url=url) from error
    if parsed.scheme not in DEFAULT_PORTS:
        raise FetchRefused(Reason.SCHEME, f"scheme {parsed.scheme or '(none)'!r} is not http or https", url=url)
    if not _HOST.fullmatch(host):
        raise FetchRefused(Reason.URL, f"not a host: {host!r}" if host else "no host", url=url)
    if parsed.userinfo:
        raise FetchRefused(Reason.CREDENTIALS, "the URL carries a user name or password", url=url)
    port = parsed.port or DEFAULT_PORTS[parsed.scheme]
    if port not in policy.ports:
        raise FetchRefused(Reason.PORT, f"port {port} is not among those allowed", url=url)
    if host.lower() not in policy.allow_hosts:
        _check_numeric_host(host, url)
    return parsed.copy_with(fragment=None)


def _check_numeric_host(host: str, url: str) -> None:
    numeric = ":" in host or _DOTTED_QUAD.fullmatch(host) is not None
    # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to a resolver: nobody writes a public server so.
    if numeric and not is_public(host):
        raise FetchRefused(Reason.ADDRESS, "the address is not public", url=url)
    if not numeric and _ENDS_IN_A_NUMBER.search(host):
        raise FetchRefused(Reason.ADDRESS, "an odd spelling of a numeric address", url=url)
