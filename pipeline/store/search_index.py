"""The full-text index: written with the article, in its transaction; the newest day has the highest row numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.store.columns import Value
from pipeline.store.grams import index_text

A_DAY = 1 << 18
"""Row numbers that a day of publication has for its articles; days in a row keep the numbers' differences small."""

_ADD = "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)"
_INDEXED = """
SELECT d.id, r.title, r.text FROM search_documents d
JOIN revisions r ON r.article = d.article AND r.n = d.revision WHERE d.article = ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """The latest revision of an article, as it is to be found.

    ``words`` are its title and text as :func:`~pipeline.store.grams.index_text` has them; ``published`` is in Korean
    time.
    """

    article: str
    revision: int
    published: Value
    words: tuple[str, str]


def index_new(connection: sqlite3.Connection, texts: Iterable[NewText]) -> None:
    """Put articles into the index that are not in it; to be called in a transaction, when they are written."""
    following: dict[int, int] = {}
    numbered = []
    for text in texts:
        day = first_number(text.published)
        number = following[day] if day in following else _next_number(connection, day)
        following[day] = number + 1
        numbered.append((number, text))
    # FTS5 gathers what it is told while row numbers rise, and writes a segment of its own whenever they fall.
    numbered.sort(key=lambda one: one[0])
    rows = [(number, text.article, text.revision) for number, text in numbered]
    connection.executemany("INSERT INTO search_documents VALUES (?, ?, ?)", rows)
    connection.executemany(_ADD, [(number, *text.words) for number, text in numbered])


def index_again(connection: sqlite3.Connection, text: NewText) -> None:
    """Put the latest revision of an article into the index, in place of the one before; likewise."""
    key, words = text.article, text.words
    day = first_number(text.published)
    old = connection.execute(_INDEXED, (key,)).fetchone()
    if old is not None:
        before = (index_text(old[1]), index_text(old[2]))
        if before == words and day <= old[0] < day + A_DAY:
            connection.execute("UPDATE search_documents SET revision = ? WHERE article = ?", (text.revision, key))
            return
        # An index without content forgets only what it is told word for word.
        connection.execute(
            "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)", (old[0], *before)
        )
        connection.execute("DELETE FROM search_documents WHERE article = ?", (key,))
    index_new(connection, [text])


def _next_number(connection: sqlite3.Connection, day: int) -> int:
    sql = "SELECT coalesce(max(id) + 1, ?) FROM search_documents WHERE id >= ? AND id < ?"
    (number,) = connection.execute(sql, (day, day, day + A_DAY)).fetchone()
    return int(number)


def first_number(published: Value) -> int:
    """Return the first row number of the day of a time in Korean time; undated articles come before every day."""
    return date.fromisoformat(str(published)[:10]).toordinal() * A_DAY if published else 0
