"""Pages into a WARC file (ISO 28500:2017, WARC 1.1), a gzip member a record, as CC-NEWS has them.

The headers of an HTTP answer are those that the database keeps, and the body stands as it was decoded of its content
coding. A page that came from a file was never answered by a server: it is a ``resource`` record.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """The bytes of a page and how they came."""

    url: str
    """Where it came from; of a file the address that its article names, else a file: URI."""
    answered: bool
    """Whether a server answered it; else it came from a file."""
    at: datetime
    """With zone."""
    content_type: str | None
    etag: str | None
    last_modified: str | None
    body: bytes


class WarcWriter:
    """Writes records to a stream; the same pages in the same order give the same bytes."""

    def __init__(self, stream: BinaryIO, *, software: str) -> None:
        self._stream = stream
        self._software = software
        self._begun = False

    def write(self, page: KeptPage) -> None:
        """Write a page; the first is led by a record that says what wrote the file."""
        date = page.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if not self._begun:
            self._begun = True
            about = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n".encode()
            fields = {"WARC-Type": "warcinfo", "WARC-Date": date, "Content-Type": "application/warc-fields"}
            self._write_record(fields, about)
        fields = {"WARC-Target-URI": page.url, "WARC-Date": date, "WARC-Payload-Digest": _digest(page.body)}
        if page.answered:
            kind = {"WARC-Type": "response", "Content-Type": "application/http; msgtype=response"}
            self._write_record(kind | fields, _http_head(page) + page.body)
        else:
            kind = {"WARC-Type": "resource", "Content-Type": page.content_type or "application/octet-stream"}
            self._write_record(kind | fields, page.body)

    def _write_record(self, fields: dict[str, str], block: bytes) -> None:
        digest = _digest(block)
        name = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join([*fields.values(), digest]))
        fields |= {
            "WARC-Record-ID": f"<urn:uuid:{name}>",
            "WARC-Block-Digest": digest,
            "Content-Length": f"{len(block)}",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        # No time of making: gzip would write one.
        self._stream.write(gzip.compress(f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n", mtime=0))


def _http_head(page: KeptPage) -> bytes:
    fields = {
        "Content-Type": page.content_type,
        "ETag": page.etag,
        "Last-Modified": page.last_modified,
        "Content-Length": f"{len(page.body)}",
    }
    lines = [f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items() if value]
    return f"HTTP/1.1 200 OK\r\n{''.join(lines)}\r\n".encode()


def _digest(block: bytes) -> str:
    # SHA-1 in base32 is what other tools check; nothing here is kept safe by it.
    return "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
