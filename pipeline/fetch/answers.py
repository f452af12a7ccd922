"""One request and its answer: status and headers read for what they mean, errors of the network given their reason."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote

import httpcore
import httpx

from pipeline.fetch.bodies import check_readable, drain, read_body
from pipeline.fetch.policy import FetchPolicy
from pipeline.fetch.problems import FetchError, FetchFailed, FetchRefused, Reason
from pipeline.fetch.transport import LOCATION, AddressError, ResolveError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_HEALS = frozenset({408, 425})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to one request: a page, 304, or where else to go."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    location: httpx.URL | None


async def ask(
    client: httpx.AsyncClient, url: httpx.URL, headers: dict[str, str], policy: FetchPolicy, *, robots: bool = False
) -> Answer:
    """The answer to one GET; raises FetchRefused or FetchFailed. A robots.txt is read whatever its type and length."""
    where = str(url)
    try:
        async with asyncio.timeout(policy.total_timeout):
            response = await client.send(client.build_request("GET", url, headers=headers), stream=True)
            try:
                return await _read(response, url, policy, robots=robots)
            finally:
                await response.aclose()
    except AddressError as error:
        raise FetchRefused(Reason.ADDRESS, str(error), url=where) from error
    except TimeoutError as error:
        raise FetchFailed(Reason.TIMEOUT, f"not done within {policy.total_timeout:g} s", url=where) from error
    except httpcore.TimeoutException as error:
        raise FetchFailed(Reason.TIMEOUT, _say(error), url=where) from error
    except ResolveError as error:
        raise FetchFailed(Reason.DNS, _say(error), url=where) from error
    except httpcore.ConnectError as error:
        reason = Reason.TLS if _is_tls(error) else Reason.CONNECT
        raise FetchFailed(reason, _say(error), url=where) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ConnectionNotAvailable, OSError) as error:
        # OSError: a TLS record that does not decrypt is passed on by the layers below as it is.
        raise FetchFailed(Reason.BROKEN, _say(error), url=where) from error


async def _read(response: httpx.Response, url: httpx.URL, policy: FetchPolicy, *, robots: bool) -> Answer:
    status = response.status_code
    location = None
    body = b""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        if not robots:
            check_readable(response, str(url), policy.max_body)
        body = await read_body(response, str(url), policy.max_body, cut=robots)
    else:
        await drain(response)
        if status in _REDIRECTS:
            location = _read_location(response, url)
        elif status != HTTPStatus.NOT_MODIFIED:
            raise _judge(response, str(url))
    return Answer(url=url, status=status, headers=response.headers, body=body, location=location)


def _read_location(response: httpx.Response, url: httpx.URL) -> httpx.URL:
    raw: bytes = response.extensions[LOCATION].strip()
    if not raw:
        raise FetchRefused(Reason.REDIRECTS, "a redirect to nowhere", url=str(url), status=response.status_code)
    try:
        # Byte by byte: some servers send a path in CP949, and decoding it would ask for another one.
        return url.join(quote(raw, safe="!#$%&'()*+,-./:;=?@[]_~"))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefused(
            Reason.REDIRECTS, f"redirects to {raw[:100]!r}: {error}", url=str(url), status=response.status_code
        ) from error


def _judge(response: httpx.Response, url: str) -> FetchError:
    """The refusal or failure that a status means."""
    status = response.status_code
    wait = _read_retry_after(response)
    named = f"{status} {response.reason_phrase}".strip()
    if status in _GONE:
        return FetchRefused(Reason.GONE, named, url=url, status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None):
        return FetchFailed(Reason.BUSY, named, url=url, status=status, retry_after=wait)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _HEALS:
        return FetchRefused(Reason.CLIENT_ERROR, named, url=url, status=status)
    return FetchFailed(Reason.SERVER, named, url=url, status=status, retry_after=wait)


def _read_retry_after(response: httpx.Response) -> float | None:
    """Seconds from now; the header holds seconds or a date, and nonsense counts as absent."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _say(error: BaseException) -> str:
    name = type(error).__name__
    return f"{name}: {error}" if str(error) else name
