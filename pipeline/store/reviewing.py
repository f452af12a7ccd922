"""Reviews in the database: saying a word, taking it back, and finding every word's place again in a new text."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from extractors.facts import Fact, Institution
from extractors.sentences import split_sentences
from pipeline.store.anchoring import (
    Anchor,
    Word,
    anchor,
    by_target,
    load_fact,
    place_of,
    write_fact,
)
from pipeline.store.anchoring import Place as _Place
from pipeline.store.columns import FACT_COLUMNS, Value, fact_rows, institution_id, read_fact, storable
from pipeline.store.records import Review
from pipeline.store.review_records import (
    NewReview,
    ReviewArticle,
    ReviewConflict,
    ReviewedFact,
    ReviewRefused,
    Status,
    StoredReview,
    Verdict,
)
from pipeline.store.selecting import find_article

_STATUS = {
    Verdict.ACCEPT: Status.ACCEPTED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.CORRECT: Status.CORRECTED,
    Verdict.ADD: Status.ADDED,
}
_OWN = (
    *("target", "verdict", "review", "last_review", "reviewer", "reviewed_at", "note", "words", "anchor", "fact"),
    "hides",
)
ANCHOR_COLUMNS = (*_OWN, *FACT_COLUMNS[1:])
"""The columns of ``review_anchors``, in the order in which this module writes rows of them."""
_INSERT_ANCHOR = (
    f"INSERT INTO review_anchors ({', '.join(ANCHOR_COLUMNS)}) "  # noqa: S608
    f"VALUES ({', '.join('?' * len(ANCHOR_COLUMNS))})"
)
_WORDS = "SELECT * FROM reviews WHERE article = ? ORDER BY target, n"
_MACHINE = "SELECT * FROM facts WHERE article = ? ORDER BY start, end, id"
_WRITE_NAMED = "INSERT INTO institutions (id, canonical, type, named) VALUES (?, ?, ?, '') ON CONFLICT (id) DO NOTHING"


def review_article(connection: sqlite3.Connection, key: str) -> ReviewArticle | None:
    """Return the article with this key or URL with its facts under the reviewers' last word, or None."""
    article = find_article(connection, key)
    return None if article is None else ReviewArticle(article=article, facts=_facts(connection, article.key))


def _facts(connection: sqlite3.Connection, key: str) -> tuple[ReviewedFact, ...]:
    histories = _histories(connection, key)
    anchors = connection.execute("SELECT * FROM review_anchors WHERE article = ?", (key,)).fetchall()
    hiding = [row for row in anchors if row["hides"] is not None]
    of_fact = {row["fact"]: row for row in anchors if row["fact"] is not None}
    found = [_said(row, histories[row["target"]]) for row in anchors if row["verdict"] is not None and _shows(row)]
    for row in connection.execute(_MACHINE, (key,)):
        if not any(_hidden(row, other) for other in hiding):
            own = of_fact.get(row["id"])
            history = () if own is None else histories[own["target"]]
            found.append(
                ReviewedFact(
                    id=row["id"],
                    article=key,
                    fact=read_fact(row),
                    status=Status.OPEN,
                    last=None if own is None else own["last_review"],
                    history=history,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.fact.start, one.fact.end, one.id)))


def _shows(row: sqlite3.Row) -> bool:
    # A rejected reading that the machine has since changed gives way to the new one, which carries its history.
    return row["hides"] is not None or row["fact"] is None


def _hidden(fact: sqlite3.Row, by: sqlite3.Row) -> bool:
    if fact["kind"] != by["kind"]:
        return False
    overlaps = by["start"] < fact["end"] and by["end"] > fact["start"]
    return bool(by["fact"] == fact["id"] or (by["hides"] == "place" and overlaps))


def _said(row: sqlite3.Row, history: tuple[Review, ...]) -> ReviewedFact:
    status = Status.STALE if row["anchor"] == "stale" else _STATUS[row["verdict"]]
    handle = row["fact"] if row["hides"] is not None and row["fact"] is not None else row["target"]
    return ReviewedFact(
        id=handle,
        article=row["article"],
        fact=read_fact(row),
        status=status,
        last=row["last_review"],
        history=history,
    )


def _histories(connection: sqlite3.Connection, key: str) -> Mapping[str, tuple[Review, ...]]:
    said: dict[str, list[Review]] = {}
    for row in connection.execute(_WORDS, (key,)):
        said.setdefault(row["target"], []).append(read_review(row))
    return {target: tuple(reviews) for target, reviews in said.items()}


def reviews_of(connection: sqlite3.Connection, fact: str) -> tuple[Review, ...]:
    """Return what was said of the fact with this facts.id, oldest first."""
    rows = connection.execute(
        "SELECT r.* FROM review_anchors v JOIN reviews r ON r.target = v.target WHERE v.fact = ? ORDER BY r.n", (fact,)
    )
    return tuple(map(read_review, rows))


def read_review(row: sqlite3.Row) -> Review:
    """Return the review that a row of ``reviews`` holds."""
    fact = load_fact(row["stated"]) or load_fact(row["judged"])
    assert fact is not None
    return Review(
        id=row["id"],
        verdict=row["verdict"],
        reviewer=row["reviewer"],
        at=datetime.fromisoformat(row["at"]),
        note=row["note"],
        fact=fact,
    )


def add_review(connection: sqlite3.Connection, new: NewReview) -> StoredReview:
    """Store a word of a reviewer; to be called in a transaction.

    Raises ReviewConflict where another word than ``new.last`` is the last by now, and ReviewRefused for a word that
    does not fit the article as it stands; nothing is stored then.
    """
    article = find_article(connection, new.article)
    if article is None:
        raise ReviewRefused(f"{new.article}: there is no such article")
    if new.verdict not in _STATUS:
        raise ReviewRefused(f"{new.verdict}: is no verdict; say accept, reject, correct or add")
    if (new.verdict in ("correct", "add")) != (new.corrected is not None):
        raise ReviewRefused(f"{new.verdict}: needs the fact as it is to be" if new.corrected is None else "needs none")
    if new.corrected is not None:
        _check_quote(new.corrected, article.text)
    facts = _facts(connection, article.key)
    if new.fact_id is None:
        target, judged, n = f"r{secrets.token_hex(12)}", None, 1
        _check_free(new, facts)
    else:
        current = next((fact for fact in facts if fact.id == new.fact_id), None)
        if current is None:
            raise ReviewRefused(f"{new.fact_id}: the article has no such fact any more; load it again")
        if current.last != new.last:
            raise ReviewConflict(current)
        if current.status == Status.STALE:
            raise ReviewRefused(f"{new.fact_id}: its quote is no longer in the text; add the fact where it stands now")
        target, n = _target(connection, current)
        judged = current.fact
    fact = judged or new.corrected
    assert fact is not None
    place = place_of(fact, article.text)
    review = _insert(
        connection,
        new,
        target=target,
        n=n,
        row={
            "article": article.key,
            "revision": article.revision,
            "kind": fact.kind,
            "start": fact.start,
            "end": fact.end,
            "quote": fact.text,
            "context_before": place.before,
            "context_after": place.after,
            "judged": write_fact(judged),
            "stated": write_fact(new.corrected),
            "rule": None if judged is None else judged.rule,
            "cleaner_version": article.cleaner_version,
        },
    )
    return _stored(connection, article.key, review, target)


def undo_review(connection: sqlite3.Connection, reviewer: str, review: str | None = None) -> StoredReview:
    """Take back a reviewer's own word, the named one or the newest; to be called in a transaction.

    Raises ReviewConflict where somebody has said another word since, ReviewRefused where there is nothing to take back.
    """
    undone = "SELECT undoes FROM reviews WHERE undoes = r.id"
    row = connection.execute(
        "SELECT * FROM reviews r WHERE reviewer = ? AND verdict != 'undo' AND coalesce(id = ?, 1) "  # noqa: S608
        f"AND NOT EXISTS ({undone}) ORDER BY at DESC, n DESC LIMIT 1",
        (reviewer, review),
    ).fetchone()
    if row is None:
        raise ReviewRefused("there is no word of yours to take back" if review is None else f"{review}: is not yours")
    (last, n) = connection.execute(
        "SELECT id, n FROM reviews WHERE target = ? ORDER BY n DESC LIMIT 1", (row["target"],)
    ).fetchone()
    if last != row["id"]:
        raise ReviewConflict(_of_target(connection, row["article"], row["target"]))
    new = NewReview(verdict=Verdict.UNDO, reviewer=reviewer, article=row["article"])
    kept = (
        *("article", "revision", "kind", "start", "end", "quote", "context_before", "context_after", "rule"),
        "cleaner_version",
    )
    # The fact that was judged, or for an added one what it was: an undo states nothing itself.
    cells = {name: row[name] for name in kept} | {"judged": row["judged"] or row["stated"], "stated": None}
    stored = _insert(connection, new, target=row["target"], n=n + 1, row=cells, undoes=row["id"])
    return _stored(connection, row["article"], stored, row["target"])


def _of_target(connection: sqlite3.Connection, key: str, target: str) -> ReviewedFact:
    (row,) = connection.execute("SELECT * FROM review_anchors WHERE target = ?", (target,)).fetchall()
    return _said_or_open(row, _histories(connection, key)[target])


def _said_or_open(row: sqlite3.Row, history: tuple[Review, ...]) -> ReviewedFact:
    if row["verdict"] is not None:
        return _said(row, history)
    return ReviewedFact(
        id=row["fact"] or row["target"],
        article=row["article"],
        fact=read_fact(row),
        status=Status.OPEN,
        last=row["last_review"],
        history=history,
    )


def _check_quote(fact: Fact, text: str) -> None:
    if text[fact.start : fact.end] != fact.text or not fact.text.strip():
        raise ReviewRefused(f"{fact.text}: does not stand there in the text any more; load the article again")


def _check_free(new: NewReview, facts: tuple[ReviewedFact, ...]) -> None:
    assert new.corrected is not None
    span = (new.corrected.start, new.corrected.end)
    for fact in facts:
        same = fact.fact.kind == new.corrected.kind and (fact.fact.start, fact.fact.end) == span
        if same and fact.status not in (Status.REJECTED, Status.STALE):
            raise ReviewRefused(f"{new.corrected.text}: is a fact already; correct that one")


def _target(connection: sqlite3.Connection, fact: ReviewedFact) -> tuple[str, int]:
    """Return the target of a fact, a new one for a fact that was never judged, and the number of its next word."""
    row = connection.execute(
        "SELECT target, words FROM review_anchors WHERE fact = ? OR target = ?", (fact.id, fact.id)
    ).fetchone()
    return (f"r{secrets.token_hex(12)}", 1) if row is None else (row["target"], row["words"] + 1)


def _insert(
    connection: sqlite3.Connection,
    new: NewReview,
    *,
    target: str,
    n: int,
    row: Mapping[str, Value],
    undoes: str | None = None,
) -> str:
    name = secrets.token_hex(12)
    (version,) = connection.execute(
        "SELECT extractor_version FROM revisions WHERE article = ? AND n = ?", (row["article"], row["revision"])
    ).fetchone()
    cells = {
        "id": name,
        "target": target,
        "n": n,
        "verdict": str(new.verdict),
        "undoes": undoes,
        "reviewer": new.reviewer,
        # Finer than other times here: the newest word of a reviewer is found by it.
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "note": None if new.note is None else storable(new.note),
        **row,
        "extractor_version": version,
    }
    insert_review(connection, cells)
    return name


def insert_review(connection: sqlite3.Connection, cells: Mapping[str, Value]) -> None:
    """Append a row to ``reviews``."""
    marks = ", ".join("?" * len(cells))
    connection.execute(f"INSERT INTO reviews ({', '.join(cells)}) VALUES ({marks})", tuple(cells.values()))  # noqa: S608


def _stored(connection: sqlite3.Connection, key: str, review: str, target: str) -> StoredReview:
    reanchor(connection, key)
    row = connection.execute("SELECT * FROM review_anchors WHERE target = ?", (target,)).fetchone()
    handle = row["fact"] or target
    facts = _facts(connection, key)
    standing = next((fact for fact in facts if fact.id in (handle, target)), None)
    return StoredReview(review=review, article=key, id=handle, fact=standing)


def reanchor(connection: sqlite3.Connection, key: str) -> None:
    """Find the place of every word on an article again in its latest revision; to be called in a transaction."""
    grouped = by_target(_words(connection, key))
    if not grouped:
        return
    connection.execute("DELETE FROM review_anchors WHERE article = ?", (key,))
    for row in anchor_rows(connection, key, grouped):
        fact = row.anchor.fact
        if isinstance(fact, Institution):
            name = (institution_id(fact), storable(fact.canonical), fact.type)
            connection.execute(_WRITE_NAMED, name)
        connection.execute(_INSERT_ANCHOR, row.cells)


class AnchorRow:
    """A row of ``review_anchors`` and the anchor that it holds."""

    __slots__ = ("anchor", "cells")

    def __init__(self, anchor: Anchor, cells: tuple[Value, ...]) -> None:
        self.anchor = anchor
        self.cells = cells


def anchor_rows(connection: sqlite3.Connection, key: str, grouped: Mapping[str, list[Word]]) -> Iterator[AnchorRow]:
    """Yield the rows of ``review_anchors`` that the words on an article have today."""
    texts = dict(connection.execute("SELECT n, text FROM revisions WHERE article = ?", (key,)).fetchall())
    machine = {row["id"]: read_fact(row) for row in connection.execute(_MACHINE, (key,))}
    (latest,) = connection.execute("SELECT revision FROM articles WHERE key = ?", (key,)).fetchone()
    details = {row["id"]: row for row in connection.execute(_WORDS, (key,))}
    taken: set[str] = set()
    sentences: dict[int, tuple[tuple[int, int], ...]] = {}
    anchors = [(target, words, anchor(words, texts, texts[latest], machine)) for target, words in grouped.items()]
    # A machine's fact has one target: that of a word that stands before others, then the one judged last.
    anchors.sort(key=lambda one: (one[2].standing is None, [-ord(c) for c in details[one[2].last.id]["at"]], one[0]))
    for target, words, found in anchors:
        fact = None if found.machine in taken else found.machine
        if fact is not None:
            taken.add(fact)
        standing = found.standing
        word = None if standing is None else details[standing.id]
        hides = None if found.hides == "fact" and fact is None else found.hides
        revision = (standing or found.last).revision if found.state == "stale" else latest
        text = texts[revision]
        if revision not in sentences:
            sentences[revision] = split_sentences(text)
        rows = fact_rows(
            [found.fact],
            sentences[revision],
            text=text,
            article=key,
            revision=revision,
            extractor_version=details[(standing or found.last).id]["extractor_version"],
        )
        (shown,) = rows.values()
        own: tuple[Value, ...] = (
            target,
            None if standing is None else standing.verdict,
            None if standing is None else standing.id,
            found.last.id,
            None if standing is None else standing.reviewer,
            None if word is None else word["at"],
            None if word is None else word["note"],
            len(words),
            found.state,
            fact,
            hides,
        )
        yield AnchorRow(found, (*own, *shown[1:]))


def _words(connection: sqlite3.Connection, key: str) -> Iterator[tuple[str, Word]]:
    for row in connection.execute(_WORDS, (key,)).fetchall():
        yield row["target"], read_word(row)


def words_on(connection: sqlite3.Connection, key: str) -> dict[str, list[Word]]:
    """Return the words on an article, oldest first, by their target."""
    return by_target(_words(connection, key))


def read_word(row: sqlite3.Row) -> Word:
    """Return a row of ``reviews`` as far as its standing goes."""
    place = _Place(quote=row["quote"], start=row["start"], before=row["context_before"], after=row["context_after"])
    return Word(
        id=row["id"],
        verdict=row["verdict"],
        undoes=row["undoes"],
        reviewer=row["reviewer"],
        place=place,
        revision=row["revision"],
        judged=load_fact(row["judged"]),
        stated=load_fact(row["stated"]),
    )
