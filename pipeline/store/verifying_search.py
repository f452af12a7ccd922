"""Verifying the search index: that it holds each article's latest words, every one at its place, and nothing else."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from pipeline.store.grams import index_text
from pipeline.store.search_index import A_DAY, first_number

_BATCH = 500
_MASK = (1 << 64) - 1


def check_search(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Yield for each article None, or what is wrong with it in the index."""
    connection.execute("DROP TABLE IF EXISTS temp.words_held")
    connection.execute("DROP TABLE IF EXISTS temp.words_due")
    connection.execute("DROP TABLE IF EXISTS temp.due")
    connection.execute("CREATE VIRTUAL TABLE temp.words_held USING fts5vocab(main, search, instance)")
    connection.execute("CREATE VIRTUAL TABLE temp.due USING fts5(title, text, content='', tokenize='unicode61')")
    connection.execute("CREATE VIRTUAL TABLE temp.words_due USING fts5vocab(temp, due, instance)")
    held = _sums(connection, "words_held")
    articles = connection.execute(
        "SELECT a.key, a.published, a.revision, r.title, r.text, d.id, d.revision FROM articles a "
        "JOIN revisions r ON r.article = a.key AND r.n = a.revision "
        "LEFT JOIN search_documents d ON d.article = a.key ORDER BY d.id"
    )
    while batch := list(islice(articles, _BATCH)):
        connection.execute("INSERT INTO temp.due (due) VALUES ('delete-all')")
        rows = [(number, index_text(title), index_text(text)) for _, _, _, title, text, number, _ in batch]
        connection.executemany(
            "INSERT INTO temp.due (rowid, title, text) VALUES (?, ?, ?)", [row for row in rows if row[0] is not None]
        )
        due = _sums(connection, "words_due")
        for key, published, revision, _, _, number, indexed in batch:
            words = held.pop(number, 0)
            if number is None:
                yield f"{key}: is not in the index"
            elif revision != indexed:
                yield f"{key}: another revision is in the index"
            elif not first_number(published) <= number < first_number(published) + A_DAY:
                yield f"{key}: is in the index under another day"
            else:
                yield None if words == due.get(number, 0) else f"{key}: the index does not hold its words"
    yield from (f"row {number} of the index is no article's" for number in sorted(held))


def _sums(connection: sqlite3.Connection, vocabulary: str) -> dict[int, int]:
    # A sum of hashes is the same in whatever order the words come, and of each document one number is kept.
    sums: dict[int, int] = defaultdict(int)
    for number, *place in connection.execute(f"SELECT doc, term, col, offset FROM temp.{vocabulary}"):  # noqa: S608
        sums[number] = (sums[number] + hash(tuple(place))) & _MASK
    return dict(sums)
