"""Verifying reviews: that every word stands where its article's latest text says, and shows once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.store.reanchoring import ANCHOR_COLUMNS, anchor_rows, words_on


def check_reviews(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Yield None for each word that stands where it should, else what is wrong."""
    factory, connection.row_factory = connection.row_factory, sqlite3.Row
    try:
        yield from _check(connection)
    finally:
        connection.row_factory = factory


def _check(connection: sqlite3.Connection) -> Iterator[str | None]:
    columns = ", ".join(ANCHOR_COLUMNS)
    keys = connection.execute("SELECT article FROM reviews UNION SELECT article FROM review_anchors").fetchall()
    for (key,) in keys:
        rows = connection.execute(f"SELECT {columns} FROM review_anchors WHERE article = ?", (key,))  # noqa: S608
        there = {row[0]: tuple(row) for row in rows}
        expected = {str(row.cells[0]): row.cells for row in anchor_rows(connection, key, words_on(connection, key))}
        for target in sorted(expected.keys() | there.keys()):
            if target not in there:
                yield f"{target} of {key}: was judged and stands nowhere"
            elif target not in expected:
                yield f"{target} of {key}: stands there without a word"
            else:
                same = there[target] == expected[target]
                yield None if same else f"{target} of {key}: is not where its words say"
    shown = connection.execute("SELECT id, count(*) FROM reviewed_facts GROUP BY id HAVING count(*) > 1")
    yield from (f"{name}: reviewed_facts shows it {times} times" for name, times in shown)
