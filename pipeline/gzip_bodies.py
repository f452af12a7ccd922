"""Gzip bodies decompressed under a limit, in chunks or at once: a bomb does not fill the memory."""

from __future__ import annotations

import zlib

_MAGIC = b"\x1f\x8b"


class BadGzip(Exception):
    """The body cannot be decompressed; the message says why, in a few words."""


class Gunzip:
    """Decompresses chunk by chunk, one member after the other, and never holds more than it was given room for."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)

    def feed(self, chunk: bytes, room: int) -> bytes:
        """Return the chunk decompressed, at most ``room + 1`` bytes of it; raises zlib.error."""
        out = bytearray()
        while chunk and len(out) <= room:
            if self._member.eof:
                if not _MAGIC.startswith(chunk[:2]):
                    break  # padding after the last member, which everyone ignores
                self._member = zlib.decompressobj(wbits=31)
            out += self._member.decompress(chunk, room + 1 - len(out))
            chunk = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        return bytes(out)

    @property
    def whole(self) -> bool:
        return self._member.eof


def gunzip(body: bytes, *, limit: int, name: str) -> bytes:
    """Return the decompressed bytes, at most ``limit``; raises BadGzip, whose message calls the body ``name``."""
    stream = Gunzip()
    try:
        text = stream.feed(body, limit)
    except zlib.error as error:
        raise BadGzip(f"broken gzip: {error}") from error
    if len(text) > limit:
        raise BadGzip(f"more than {limit} bytes once decompressed")
    if not stream.whole:
        raise BadGzip(f"{name} ends early")
    return text
