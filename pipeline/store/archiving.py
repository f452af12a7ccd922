"""The raw pages with how they came, for an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.store.columns import read_time

# SQLite takes the other columns from the row that has the least time: the first answer with these bytes.
_SEEN = """
SELECT coalesce(f.final_url, f.url) AS place, min(f.at) AS at, f.content_type, f.etag, f.last_modified, f.page,
    a.url AS address
FROM fetches f LEFT JOIN articles a ON a.key = f.article
WHERE f.page IS NOT NULL AND f.listing = 0
AND (f.outcome = 'not-article' OR f.reason = 'broken' OR EXISTS (SELECT 1 FROM revisions r WHERE r.page = f.page))
GROUP BY place, f.page ORDER BY 2, f.run, f.n"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """How the bytes of a page first came from a place."""

    place: str
    """The URL that answered, or a file's path."""
    address: str | None
    """Of its article, as the page itself gives it."""
    at: datetime
    content_type: str | None
    etag: str | None
    last_modified: str | None
    page: str
    """sha256 of the bytes, by which the pages file has them."""


def pages_seen(connection: sqlite3.Connection) -> Iterator[PageSeen]:
    """Yield the pages that are kept, the earliest first, each once for a place."""
    for row in connection.execute(_SEEN):
        at = read_time(row["at"])
        assert at is not None
        names = ("place", "address", "content_type", "etag", "last_modified", "page")
        yield PageSeen(at=at, **{name: row[name] for name in names})
