"""Which outlet a host belongs to, from a table of Korean press hosts."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

PORTALS = frozenset({"naver.com", "daum.net", "zum.com", "nate.com", "google.com", "msn.com", "kakao.com"})
"""Hosts that carry other outlets' articles: their own name is never the publisher."""


@cache
def outlets() -> dict[str, str]:
    """Return host → outlet as the table has it."""
    with (files("pipeline.clean") / "outlets.csv").open(encoding="utf-8") as lines:
        return {row["host"]: row["name"] for row in csv.DictReader(lines)}


@cache
def outlet_names() -> frozenset[str]:
    """Return the names of all outlets in the table."""
    return frozenset(outlets().values())


def host_of(url: str | None) -> str | None:
    """Return the host of ``url`` in lower case without port, or None where it has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.rstrip(".").lower() if host and "." in host else None


def publisher_name(host: str | None) -> str | None:
    """Return the outlet of ``host`` or of the nearest domain above it; None for a portal or an unknown host."""
    if host is None:
        return None
    labels = host.lower().split(".")
    table = outlets()
    for start in range(len(labels) - 1):
        name = table.get(".".join(labels[start:]))
        if name is not None:
            return name
    return None


def is_portal(host: str | None) -> bool:
    """Return whether ``host`` belongs to a portal."""
    return host is not None and any(host == one or host.endswith(f".{one}") for one in PORTALS)
