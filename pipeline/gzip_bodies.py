"""A gzip body of one member, decompressed at once and under a limit."""

from __future__ import annotations

import zlib


class BadGzip(Exception):
    """The body cannot be decompressed; the message says why, in a few words."""


def gunzip(body: bytes, *, limit: int, name: str) -> bytes:
    """Return the decompressed bytes, at most ``limit``; raises BadGzip, whose message calls the body ``name``."""
    member = zlib.decompressobj(wbits=31)
    try:
        text = member.decompress(body, limit + 1)
    except zlib.error as error:
        raise BadGzip(f"broken gzip: {error}") from error
    if len(text) > limit:
        raise BadGzip(f"more than {limit} bytes once decompressed")
    if not member.eof:
        raise BadGzip(f"{name} ends early")
    return text
