"""The sentences behind a mark of a report."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pipeline.store.report_records import Sentence

SHOWN = 3
"""Sentences that a report holds of a mark that stands for many."""

_LONGEST = 400


def read_sentences(
    connection: sqlite3.Connection, test: str, values: Sequence[object], *, limit: int = SHOWN
) -> tuple[Sentence, ...]:
    """Return sentences of the facts (``f``) that pass a test, the newest article first."""
    rows = connection.execute(
        "SELECT f.id, f.sentence, f.start - f.sentence_start AS start, f.end - f.sentence_start AS end, f.article, "  # noqa: S608
        "a.url, a.title, a.publisher, a.published FROM facts f JOIN articles a ON a.key = f.article "
        f"WHERE {test} ORDER BY a.published DESC, f.article, f.start LIMIT {limit}",
        values,
    )
    return tuple(_sentence(row) for row in rows)


def _sentence(row: sqlite3.Row) -> Sentence:
    text, start, end = row["sentence"], row["start"], row["end"]
    # What was read as one sentence can be a whole page.
    cut = max(0, end - _LONGEST) if len(text) > _LONGEST else 0
    return Sentence(
        fact=row["id"],
        sentence=text[cut : cut + _LONGEST],
        start=start - cut,
        end=end - cut,
        **{name: row[name] for name in ("article", "url", "title", "publisher", "published")},
    )
