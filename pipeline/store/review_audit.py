"""Who said what: the newest reviews, and how much each reviewer has done."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One word of a reviewer, whatever was said after it."""

    at: datetime
    reviewer: str
    verdict: str
    kind: str
    quote: str
    rule: str | None
    note: str | None
    article: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerTally:
    """How many words a reviewer said, and when the latest."""

    reviewer: str
    reviews: int
    last: datetime


def tally_reviewers(connection: sqlite3.Connection) -> tuple[ReviewerTally, ...]:
    """Return each reviewer's number of words, the busiest first."""
    rows = connection.execute(
        "SELECT reviewer, count(*) AS said, max(at) AS latest FROM reviews "
        "GROUP BY reviewer ORDER BY said DESC, reviewer"
    )
    return tuple(ReviewerTally(reviewer=r, reviews=n, last=datetime.fromisoformat(at)) for r, n, at in rows)


def latest_reviews(connection: sqlite3.Connection, reviewer: str, limit: int) -> tuple[AuditRow, ...]:
    """Return the newest words of a reviewer."""
    rows = connection.execute(
        "SELECT r.at, r.reviewer, r.verdict, r.kind, r.quote, r.rule, r.note, r.article, a.title FROM reviews r "
        "JOIN articles a ON a.key = r.article WHERE r.reviewer = ? ORDER BY r.at DESC LIMIT ?",
        (reviewer, limit),
    )
    return tuple(AuditRow(**dict(row) | {"at": datetime.fromisoformat(row["at"])}) for row in rows)
