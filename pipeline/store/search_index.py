"""The full-text index: written with the article, in its transaction; the newest day has the highest row numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.store.columns import Value
from pipeline.store.grams import index_text
from pipeline.store.opening import Transactions

A_DAY = 1 << 18
"""Row numbers that a day of publication has for its articles; days in a row keep the numbers' differences small."""

_MERGED_TOGETHER = 2_000
"""Pages of the index that are written in a transaction of a merge: half a second's work, for which others wait."""
# How FTS5 keeps its segments: as it does by itself, and while an import writes, which merges them once at its end. It
# has numbers for 2,000 of them in all, and says that the disk is full when they are used up: three full levels fit.
_AS_EVER = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
_IMPORTING = {"automerge": 0, "crisismerge": 500, "hashsize": 64 << 20}

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


def put_merging_off(connection: sqlite3.Connection) -> None:
    """Leave what is written from now on in segments of its own, for :func:`merge_all`; in a transaction."""
    _configure(connection, _IMPORTING)


def merge_all(connection: sqlite3.Connection, transaction: Transactions) -> None:
    """Merge all segments into one, in transactions of its own; cut off, it is gone on with."""
    # With a negative number FTS5 takes all segments up into one merge, with a positive one it goes on with that.
    pages = -_MERGED_TOGETHER
    while True:
        with transaction():
            before = connection.total_changes
            connection.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (pages,))
            # The statement itself counts as one.
            if connection.total_changes - before < 2:
                break
        pages = _MERGED_TOGETHER
    with transaction():
        _configure(connection, _AS_EVER)


def _configure(connection: sqlite3.Connection, settings: Mapping[str, int]) -> None:
    connection.executemany("INSERT INTO search (search, rank) VALUES (?, ?)", list(settings.items()))


def _next_number(connection: sqlite3.Connection, day: int) -> int:
    sql = "SELECT coalesce(max(id) + 1, ?) FROM search_documents WHERE id >= ? AND id < ?"
    (number,) = connection.execute(sql, (day, day, day + A_DAY)).fetchone()
    return int(number)


def first_number(published: Value) -> int:
    """Return the first row number of the day of a time in Korean time; undated articles come before every day."""
    return date.fromisoformat(str(published)[:10]).toordinal() * A_DAY if published else 0
