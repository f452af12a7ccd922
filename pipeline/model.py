"""The records that pass between the stages: what was fetched, what an article is, and why a page was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")
"""Korea's time: without summer time since 1988, so that press times sort as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """One answer of a server (or one file read), with everything needed to read it again without the network."""

    url: str
    """As asked for, canonical, without the port of a mapped test host."""
    final_url: str
    """Where redirects ended; equal to ``url`` where there was none."""
    status: int
    """HTTP status; 200 for a file."""
    body: bytes
    """Decoded of its transfer and content coding, not of its charset."""
    content_type: str | None
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    """With zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned article: offsets of facts are code points of ``text``."""

    url: str | None
    title: str | None
    byline: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    publisher: str | None
    text: str
    """NFC, paragraphs separated by a blank line."""
    captions: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    image: str | None = None
    encoding: str | None = None
    replaced: int = 0
    """How many bytes could not be decoded and became U+FFFD."""
    layout: str
    """The publisher row or generic reader that found the body."""
    warnings: tuple[str, ...] = ()
    """Layout warnings: a known publisher whose row finds nothing any more."""
    cleaner_version: str


class NotAnArticle(Exception):
    """The page was read and holds no article; ``reason`` is one of a short list (list-page, login, empty, binary …)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
