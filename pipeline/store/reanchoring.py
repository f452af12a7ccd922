"""``review_anchors``: where every word stands today, written anew with a text, its facts, or a word."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping

from extractors.facts import Institution
from pipeline.store.anchoring import Anchor, Place, Readings, Word, anchor, by_target, load_fact, sentences_of
from pipeline.store.columns import FACT_COLUMNS, Value, fact_rows, institution_id, read_fact, storable

_OWN = (
    *("target", "verdict", "review", "last_review", "reviewer", "reviewed_at", "note", "words", "anchor", "fact"),
    "hides",
)
ANCHOR_COLUMNS = (*_OWN, *FACT_COLUMNS[1:])
"""The columns of ``review_anchors``, in the order in which this module writes rows of them."""
_INSERT = (
    f"INSERT INTO review_anchors ({', '.join(ANCHOR_COLUMNS)}) "  # noqa: S608
    f"VALUES ({', '.join('?' * len(ANCHOR_COLUMNS))})"
)
_WORDS = "SELECT * FROM reviews WHERE article = ? ORDER BY target, n"
_WRITE_NAMED = "INSERT INTO institutions (id, canonical, type, named) VALUES (?, ?, ?, '') ON CONFLICT (id) DO NOTHING"


class AnchorRow:
    """A row of ``review_anchors`` and the anchor that it holds."""

    __slots__ = ("anchor", "cells")

    def __init__(self, anchor: Anchor, cells: tuple[Value, ...]) -> None:
        self.anchor = anchor
        self.cells = cells


def reanchor(connection: sqlite3.Connection, key: str) -> None:
    """Find the place of every word on an article again in its latest revision; to be called in a transaction."""
    grouped = words_on(connection, key)
    if grouped:
        connection.execute("DELETE FROM review_anchors WHERE article = ?", (key,))
        _write(connection, anchor_rows(connection, key, grouped))


def reanchor_target(connection: sqlite3.Connection, key: str, target: str) -> None:
    """Find the place of a target that was just spoken of; to be called in a transaction.

    Text and readings are as they were, so besides it only those targets can change that claim the same reading.
    """
    (anchored,) = _anchors(connection, key, _words_of(connection, [target])).values()
    before = connection.execute("SELECT fact FROM review_anchors WHERE target = ?", (target,)).fetchone()
    contested = {anchored.machine, None if before is None else before["fact"]} - {None}
    rivals = connection.execute(
        "SELECT target, fact FROM review_anchors WHERE article = ? AND anchor != 'stale'", (key,)
    ).fetchall()
    # One without a reading may have lost it to another.
    named = [row["target"] for row in rivals if row["fact"] is None or row["fact"] in contested]
    grouped = _words_of(connection, {target, *named})
    claims = {
        name
        for name, found in _anchors(connection, key, grouped).items()
        if name == target or found.machine in contested
    }
    connection.executemany("DELETE FROM review_anchors WHERE target = ?", [(name,) for name in claims])
    _write(connection, anchor_rows(connection, key, {name: grouped[name] for name in claims}))


def _write(connection: sqlite3.Connection, rows: Iterable[AnchorRow]) -> None:
    for row in rows:
        fact = row.anchor.fact
        if isinstance(fact, Institution):
            name = (institution_id(fact), storable(fact.canonical), fact.type)
            connection.execute(_WRITE_NAMED, name)
        connection.execute(_INSERT, row.cells)


def anchor_rows(connection: sqlite3.Connection, key: str, grouped: Mapping[str, list[Word]]) -> Iterator[AnchorRow]:
    """Yield the rows of ``review_anchors`` that the words on an article have today.

    ``grouped`` are the words by target: all of them, or all that claim the same readings.
    """
    texts = _texts(connection, key)
    (latest,) = connection.execute("SELECT revision FROM articles WHERE key = ?", (key,)).fetchone()
    taken: set[str] = set()
    found = list(_anchors(connection, key, grouped).items())
    # A machine's fact has one target: that of a word that stands before others, then the one judged last.
    found.sort(key=lambda one: (one[1].standing is None, [-ord(c) for c in one[1].last.at], one[0]))
    for target, anchored in found:
        fact = None if anchored.machine in taken else anchored.machine
        if fact is not None:
            taken.add(fact)
        yield _row(target, anchored, fact, article=key, texts=texts, latest=latest, words=len(grouped[target]))


def _anchors(connection: sqlite3.Connection, key: str, grouped: Mapping[str, list[Word]]) -> dict[str, Anchor]:
    texts = _texts(connection, key)
    (latest,) = connection.execute("SELECT revision FROM articles WHERE key = ?", (key,)).fetchone()
    spans: dict[tuple[str, int, int], str] = {}
    sql = "SELECT id, kind, start, end FROM facts WHERE article = ?"
    for name, kind, start, end in connection.execute(sql, (key,)):
        spans[kind, start, end] = min(name, spans.get((kind, start, end), name))
    machine = Readings(
        spans=spans,
        read=lambda name: read_fact(connection.execute("SELECT * FROM facts WHERE id = ?", (name,)).fetchone()),
    )
    return {target: anchor(words, texts, texts[latest], machine) for target, words in grouped.items()}


def _texts(connection: sqlite3.Connection, key: str) -> dict[int, str]:
    return dict(connection.execute("SELECT n, text FROM revisions WHERE article = ?", (key,)).fetchall())


def _row(
    target: str,
    found: Anchor,
    fact: str | None,
    *,
    article: str,
    texts: Mapping[int, str],
    latest: int,
    words: int,
) -> AnchorRow:
    standing = found.standing
    said = standing or found.last
    revision = said.revision if found.state == "stale" else latest
    text = texts[revision]
    (shown,) = fact_rows(
        [found.fact],
        sentences_of(text),
        text=text,
        article=article,
        revision=revision,
        extractor_version=said.extractor_version,
    ).values()
    word = (
        (None,) * 5
        if standing is None
        else (standing.verdict, standing.id, standing.reviewer, standing.at, standing.note)
    )
    verdict, review, reviewer, at, note = word
    hides = None if found.hides == "fact" and fact is None else found.hides
    own = (target, verdict, review, found.last.id, reviewer, at, note, words, found.state, fact, hides)
    return AnchorRow(found, (*own, *shown[1:]))


def words_on(connection: sqlite3.Connection, key: str) -> dict[str, list[Word]]:
    """Return the words on an article, oldest first, by their target."""
    rows = connection.execute(_WORDS, (key,)).fetchall()
    return by_target((row["target"], _read_word(row)) for row in rows)


def _words_of(connection: sqlite3.Connection, targets: Collection[str]) -> dict[str, list[Word]]:
    sql = "SELECT * FROM reviews WHERE target = ? ORDER BY n"
    return {name: [_read_word(row) for row in connection.execute(sql, (name,))] for name in targets}


def _read_word(row: sqlite3.Row) -> Word:
    place = Place(quote=row["quote"], start=row["start"], before=row["context_before"], after=row["context_after"])
    return Word(
        id=row["id"],
        verdict=row["verdict"],
        undoes=row["undoes"],
        reviewer=row["reviewer"],
        at=row["at"],
        note=row["note"],
        place=place,
        revision=row["revision"],
        extractor_version=row["extractor_version"],
        judged=load_fact(row["judged"]),
        stated=load_fact(row["stated"]),
    )
