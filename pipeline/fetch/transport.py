"""Connections that go only to the address that was checked, and only where that address is public."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from types import TracebackType

import httpcore
import httpx

from pipeline.fetch.addresses import is_public
from pipeline.fetch.policy import FetchPolicy

Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]

LOCATION = "location"
"""The extension of a response that holds its Location header, as sent."""
_TRIED_ADDRESSES = 3


class ResolveError(Exception):
    """The host's name has no address, or no resolver could be asked."""


class AddressError(Exception):
    """The host's address is not one that a fetch may go to."""


async def resolve_name(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a host, in the order of the system's resolver; raises ResolveError.

    The resolver cannot be interrupted: it runs in a thread that neither the loop nor the interpreter waits for.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def tell(addresses: tuple[str, ...], error: ResolveError | None) -> None:
        if found.done():
            return
        if error is None:
            found.set_result(addresses)
        else:
            found.set_exception(error)

    def ask() -> None:
        addresses: tuple[str, ...] = ()
        error = None
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as problem:
            error = ResolveError(str(problem))
        with suppress(RuntimeError):  # the run has ended meanwhile, and its loop with it
            loop.call_soon_threadsafe(tell, addresses, error)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    return await found


class PublicBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name once, refuses it unless every address is public, and connects to that very address."""

    def __init__(self, policy: FetchPolicy, resolve: Resolve) -> None:
        self._allowed = policy.allow_hosts
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the host; raises AddressError, ResolveError or one of httpcore's errors."""
        targets = await self._targets(host, port, timeout)
        for target_host, target_port in targets[:-1]:
            try:
                return await self._inner.connect_tcp(target_host, target_port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        target_host, target_port = targets[-1]
        return await self._inner.connect_tcp(target_host, target_port, timeout, local_address, socket_options)

    async def _targets(self, host: str, port: int, timeout: float | None) -> tuple[tuple[str, int], ...]:
        if host.lower() in self._allowed:
            return (self._allowed[host.lower()],)
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except TimeoutError as error:
            raise ResolveError("the resolver did not answer in time") from error
        if not addresses:
            raise ResolveError("the name has no address")
        for address in addresses:
            if not is_public(address):
                raise AddressError(f"{host} resolves to {address}, which is not a public address")
        return tuple((address, port) for address in addresses[:_TRIED_ADDRESSES])

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the signature is httpcore's
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Never: a socket file is as inward as it gets."""
        raise AddressError(f"{path} is a socket file")

    async def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between its own retries, which are off."""
        await asyncio.sleep(seconds)


class _Stream(httpx.AsyncByteStream):
    def __init__(self, inner: httpcore.Response) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


class PublicTransport(httpx.AsyncBaseTransport):
    """httpx over an httpcore pool with PublicBackend below; httpcore's errors pass through as they are."""

    def __init__(self, policy: FetchPolicy, resolve: Resolve = resolve_name) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=policy.tls or httpx.create_ssl_context(trust_env=False),
            max_connections=None,  # the hosts' turns bound them
            max_keepalive_connections=policy.concurrency,
            keepalive_expiry=15.0,
            network_backend=PublicBackend(policy, resolve),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to one request, its body still to be read."""
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        # httpx makes a request of a Location as soon as it sees one, and breaks on one that is no URL: it sees none.
        location = next((value for name, value in response.headers if name.lower() == b"location"), b"")
        return httpx.Response(
            response.status,
            headers=[(name, value) for name, value in response.headers if name.lower() != b"location"],
            stream=_Stream(response),
            extensions={**response.extensions, LOCATION: location},
        )

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self._pool.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
