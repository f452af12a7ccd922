"""The body of an HTTP answer in an archive, without its transfer and content coding, under a limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module

from pipeline.gzip_bodies import BadGzip, gunzip


class BadBody(Exception):
    """The body cannot be decoded; the message says why, in a few words."""


def decode_body(body: bytes, fields: Mapping[str, str], *, limit: int) -> bytes:
    """Return a body decoded as its headers say; some crawlers keep the headers and store it decoded. Raises BadBody.

    ``fields`` are the headers under their names in small letters; ``limit`` is the most bytes that may come out.
    """
    if fields.get("transfer-encoding", "").lower() == "chunked" and re.match(rb"[0-9A-Fa-f]+[ \t]*(?:;.*)?\r\n", body):
        body = _unchunk(body)
    coding = fields.get("content-encoding", "").lower()
    if coding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        try:
            return gunzip(body, limit=limit, name="its gzip body")
        except BadGzip as error:
            raise BadBody(str(error)) from error
    # No brotli stream begins with this byte, nor one of zstd or zlib.
    if coding in {"", "identity", "gzip", "x-gzip"} or body.startswith(b"<"):
        return body
    if coding == "br":
        return _unbrotli(body, limit)
    raise BadBody(f"content coding {coding[:50]!r} is not read")


def _unchunk(body: bytes) -> bytes:
    out = bytearray()
    at = 0
    while True:
        size = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n").match(body, at)
        if size is None:
            raise BadBody("broken chunks")
        length = int(size[1], 16)
        if length == 0:
            return bytes(out)
        out += body[size.end() : size.end() + length]
        at = size.end() + length + 2


def _unbrotli(body: bytes, limit: int) -> bytes:
    try:
        brotli = import_module("brotli")
    except ModuleNotFoundError:
        raise BadBody("content coding 'br' needs brotli: pip install 'pressfacts[brotli]'") from None
    decoder = brotli.Decompressor()
    try:
        text: bytes = decoder.process(body, output_buffer_limit=limit + 1)
    except brotli.error as error:
        raise BadBody(f"broken brotli: {error}") from error
    if len(text) > limit:
        raise BadBody(f"more than {limit} bytes once decompressed")
    if not decoder.is_finished():
        raise BadBody("its brotli body ends early")
    return text
