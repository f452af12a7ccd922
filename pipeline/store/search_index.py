"""The full-text index: written with the article, in its transaction; the newest day has the highest row numbers."""

from __future__ import annotations

import sqlite3
from datetime import date

from pipeline.store.grams import index_text

A_DAY = 1 << 18
"""Row numbers that a day of publication has for its articles; days in a row keep the numbers' differences small."""

_INDEXED = """
SELECT d.id, r.title, r.text FROM search_documents d
JOIN revisions r ON r.article = d.article AND r.n = d.revision WHERE d.article = ?"""


def index_article(
    connection: sqlite3.Connection, key: str, words: tuple[str, str], *, revision: int, published: str | None
) -> None:
    """Put the latest revision of an article into the index, in place of the one before; ``published`` in Korean time.

    ``words`` are its title and text as :func:`~pipeline.store.grams.index_text` has them. To be called in a
    transaction, when the revision is written.
    """
    day = first_number(published)
    old = connection.execute(_INDEXED, (key,)).fetchone()
    if old is not None:
        before = (index_text(old[1]), index_text(old[2]))
        if before == words and day <= old[0] < day + A_DAY:
            connection.execute("UPDATE search_documents SET revision = ? WHERE article = ?", (revision, key))
            return
        # An index without content forgets only what it is told word for word.
        connection.execute(
            "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", (old[0], *before)
        )
        connection.execute("DELETE FROM search_documents WHERE article = ?", (key,))
    sql = "SELECT coalesce(max(id) + 1, ?) FROM search_documents WHERE id >= ? AND id < ?"
    (number,) = connection.execute(sql, (day, day, day + A_DAY)).fetchone()
    connection.execute("INSERT INTO search_documents VALUES (?, ?, ?)", (number, key, revision))
    connection.execute("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", (number, *words))


def first_number(published: str | None) -> int:
    """Return the first row number of the day of a time in Korean time; undated articles come before every day."""
    return date.fromisoformat(published[:10]).toordinal() * A_DAY if published else 0
