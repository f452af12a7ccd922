"""Telling a monitor that a run began, ended or failed: one request, the healthchecks convention."""

from __future__ import annotations

import httpx

from pipeline.fetch.addresses import check_url
from pipeline.fetch.answers import ask
from pipeline.fetch.policy import FetchPolicy
from pipeline.fetch.transport import PublicTransport


async def ping(url: str, policy: FetchPolicy) -> None:
    """Ask for a URL once, whatever it answers with 2xx or 3xx; raises FetchRefused or FetchFailed.

    robots.txt has no say: the URL is the owner's own, from the configuration.
    """
    checked = check_url(url, policy)
    transport = PublicTransport(policy)
    headers = {"User-Agent": policy.user_agent, "Accept-Encoding": "gzip"}
    async with httpx.AsyncClient(transport=transport, trust_env=False, headers=headers) as client:
        await ask(client, checked, {}, policy, robots=True)
