"""Bodies read as a stream, decompressed under a limit: neither a bomb nor a page without end fills the memory."""

from __future__ import annotations

import zlib

import httpx

from pipeline.fetch.problems import FetchFailed, FetchRefused, Reason
from pipeline.gzip_bodies import Gunzip

_READABLE = frozenset(
    {
        "application/atom",
        "application/gzip",
        "application/json",
        "application/ld+json",
        "application/octet-stream",  # what some servers call a feed or a sitemap.xml.gz
        "application/rss",
        "application/x-gzip",
        "application/xml",
    }
)


def check_readable(response: httpx.Response, url: str, limit: int) -> None:
    """Raises FetchRefused where the headers already say that the body is too large or no text, feed or sitemap."""
    declared = response.headers.get("content-type", "")
    kind = declared.split(";")[0].strip().lower()
    if not (not kind or "/" not in kind or kind.startswith("text/") or kind in _READABLE or _is_xml(kind)):
        raise FetchRefused(
            Reason.CONTENT_TYPE, f"a page of type {kind} is not read", url=url, status=response.status_code
        )
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise FetchRefused(Reason.TOO_LARGE, f"{length} bytes, more than {limit}", url=url, status=response.status_code)


def _is_xml(kind: str) -> bool:
    return kind.endswith("+xml") and not kind.startswith("image/")


async def read_body(response: httpx.Response, url: str, limit: int, *, cut: bool = False) -> bytes:
    """The decoded body; past the limit it is cut where ``cut`` says so, else FetchRefused is raised."""
    gunzip = _choose_decoder(response, url)
    body = bytearray()
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        room = limit - len(body)
        if gunzip is None:
            body += chunk
        else:
            try:
                body += gunzip.feed(chunk, room)
            except zlib.error as error:
                raise FetchFailed(Reason.BROKEN, f"broken gzip: {error}", url=url) from error
        if len(body) > limit or received > limit:
            if cut:
                return bytes(body[:limit])
            raise FetchRefused(Reason.TOO_LARGE, f"more than {limit} bytes", url=url, status=response.status_code)
    if gunzip is not None and received and not gunzip.whole:
        raise FetchFailed(Reason.BROKEN, "the gzip body ends early", url=url)
    return bytes(body)


def _choose_decoder(response: httpx.Response, url: str) -> Gunzip | None:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity"}:
        return None
    if coding in {"gzip", "x-gzip"}:
        return Gunzip()
    raise FetchRefused(
        Reason.ENCODING, f"content coding {coding!r} was not asked for", url=url, status=response.status_code
    )


async def drain(response: httpx.Response, limit: int = 16_384) -> None:
    """Read a small body that nobody wants, so that the connection can be used again."""
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        if received > limit:
            return
