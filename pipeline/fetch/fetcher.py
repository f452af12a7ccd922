"""The fetcher: a URL in, a page or the reason why not out, with every manner of FetchPolicy kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType

import httpx
import stamina

from pipeline.fetch.addresses import check_url
from pipeline.fetch.answers import Answer, ask
from pipeline.fetch.hosts import Hosts
from pipeline.fetch.policy import FetchPolicy, Unchanged
from pipeline.fetch.problems import TRANSIENT, FetchFailed, FetchRefused, Reason
from pipeline.fetch.robots import MAX_ROBOTS, RobotsCache
from pipeline.fetch.robots_book import RobotsBook
from pipeline.fetch.transport import PublicTransport, Resolve, resolve_name
from pipeline.model import FetchedPage

# Without this, every retry would be printed on the terminal of whoever has set up no logging.
logging.getLogger("stamina").addHandler(logging.NullHandler())

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_UNANSWERED = frozenset({Reason.DNS, Reason.CONNECT, Reason.TLS, Reason.TIMEOUT})


class Fetcher:
    """Fetches for one run, in one event loop; many calls of ``fetch`` may be under way at once."""

    def __init__(
        self, policy: FetchPolicy, *, robots_cache: RobotsCache | None = None, resolve: Resolve = resolve_name
    ) -> None:
        self._policy = policy
        self._robots_policy = replace(policy, max_body=MAX_ROBOTS)
        self._hosts = Hosts(policy)
        self._robots = RobotsBook(policy.robots_token, self._ask_for_robots, robots_cache)
        self._client = httpx.AsyncClient(
            transport=PublicTransport(policy, resolve),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(policy.read_timeout, connect=policy.connect_timeout),
            headers={"User-Agent": policy.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )

    async def __aenter__(self) -> Fetcher:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._client.__aexit__(exc_type, exc_value, traceback)

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> FetchedPage | Unchanged:
        """The page, or Unchanged where the server says so; raises FetchRefused or FetchFailed."""
        conditions = _make_conditions(etag, last_modified)
        answer = await self._follow(url, conditions, robots=False)
        now = datetime.now(UTC)
        if answer.status == httpx.codes.NOT_MODIFIED:
            if not conditions:
                raise FetchFailed(Reason.BROKEN, "304 to a request without conditions", url=url, status=304)
            return Unchanged(
                url=url,
                etag=answer.headers.get("etag", etag),
                last_modified=answer.headers.get("last-modified", last_modified),
                fetched_at=now,
            )
        asked = check_url(url, self._policy)
        return FetchedPage(
            url=url,
            final_url=url if answer.url == asked else str(answer.url),
            status=answer.status,
            body=answer.body,
            content_type=answer.headers.get("content-type"),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            fetched_at=now,
        )

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that robots.txt of the URL's origin names; raises as ``fetch`` does."""
        checked = check_url(url, self._policy)
        rules = await self._robots.rules(checked)
        return rules.sitemaps

    async def _follow(self, url: str, headers: dict[str, str], *, robots: bool) -> Answer:
        """The answer at the end of the redirects, every hop of which is checked like the first."""
        hop = check_url(url, self._policy)
        visited = {hop}
        for _ in range(self._policy.max_redirects + 1):
            if not robots:
                await self._obey(hop)
            answer = await self._ask_patiently(hop, headers, robots=robots)
            if answer.location is None:
                return answer
            hop = self._check_location(answer.location, answer, url)
            if hop in visited:
                raise FetchRefused(Reason.REDIRECTS, f"redirects in a circle, back to {hop}", url=url)
            visited.add(hop)
        raise FetchRefused(Reason.REDIRECTS, f"more than {self._policy.max_redirects} redirects", url=url)

    def _check_location(self, location: httpx.URL, answer: Answer, url: str) -> httpx.URL:
        try:
            return check_url(str(location), self._policy)
        except FetchRefused as refused:
            if refused.reason is not Reason.URL:
                raise
            # It is the redirect that is broken, not the URL that was listed.
            raise FetchRefused(Reason.REDIRECTS, f"redirects to {refused}", url=url, status=answer.status) from refused

    async def _obey(self, hop: httpx.URL) -> None:
        rules = await self._robots.rules(hop)
        rules.check(str(hop))
        if rules.delay > self._policy.max_wait:
            raise FetchRefused(
                Reason.ROBOTS_DELAY, f"robots.txt asks for {rules.delay:g} s between requests", url=str(hop)
            )
        self._hosts.slow(hop.host, rules.delay)

    async def _ask_for_robots(self, url: str) -> Answer:
        return await self._follow(url, {}, robots=True)

    async def _ask_patiently(self, url: httpx.URL, headers: dict[str, str], *, robots: bool) -> Answer:
        attempts = stamina.retry_context(
            on=self._is_worth_a_retry,
            attempts=self._policy.attempts,
            timeout=None,
            wait_initial=0.5,
            wait_max=10.0,
            wait_jitter=1.0,
        )
        async for attempt in attempts:
            with attempt:
                return await self._ask_once(url, headers, robots=robots)
        raise AssertionError("stamina re-raises the last failure")

    async def _ask_once(self, url: httpx.URL, headers: dict[str, str], *, robots: bool) -> Answer:
        policy = self._robots_policy if robots else self._policy
        async with self._hosts.turn(url.host, str(url)) as host:
            try:
                answer = await ask(self._client, url, headers, policy, robots=robots)
            except FetchFailed as failure:
                host.failures = host.failures + 1 if failure.reason in _UNANSWERED else 0
                if failure.retry_after is not None or failure.reason is Reason.BUSY:
                    # Too many requests, and not a word of how many are not: slower by far, then.
                    self._hosts.hold(url.host, failure.retry_after or 10 * host.delay)
                raise
            host.failures = 0
            return answer

    def _is_worth_a_retry(self, error: Exception) -> bool:
        return (
            isinstance(error, FetchFailed)
            and error.reason in TRANSIENT
            and (error.retry_after or 0.0) <= self._policy.max_wait
        )


def _make_conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Headers of a conditional request; a stored value that no header can hold is left out, and the page read anew."""
    wanted = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in wanted.items() if value and value.isascii() and value.isprintable()}
