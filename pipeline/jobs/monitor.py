"""Telling the owner's monitor how a scheduled run goes (healthchecks: URL/start, URL, URL/fail)."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from pipeline.fetch import FetchError, FetchPolicy, ping
from pipeline.jobs.reports import Problem


async def tell_monitor(url: str | None, end: str, policy: FetchPolicy) -> Problem | None:
    """Ask for the monitor's URL with ``/start``, ``/fail`` or nothing at its path's end.

    Returns what went wrong: a monitor that is down must not stop the crawl that it watches.
    """
    if url is None:
        return None
    parts = urlsplit(url)
    asked = urlunsplit(parts._replace(path=parts.path.rstrip("/") + end))
    try:
        await ping(asked, policy)
    except FetchError as problem:
        return Problem(name=asked, reason="ping", detail=problem.detail.removeprefix(f"{asked}: "))
    return None
