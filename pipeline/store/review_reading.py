"""What reviews say as a whole: judgements to count, reviewed articles to take away, rows to bring back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from pipeline.store.columns import read_fact
from pipeline.store.reanchoring import reanchor
from pipeline.store.review_records import Judgement, ReviewArticle, ReviewRefused, ReviewRow, StandingWord
from pipeline.store.reviewing import insert_review, review_article

_JUDGEMENTS = """
SELECT r.target, r.article, a.title, a.publisher, r.kind, coalesce(r.rule, '') AS rule, r.quote, r.reviewer, r.verdict,
    r.id = v.review AS standing
FROM reviews r JOIN articles a ON a.key = r.article JOIN review_anchors v ON v.target = r.target
WHERE r.verdict IN ('accept', 'reject', 'correct') AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.id)
    AND NOT EXISTS (SELECT 1 FROM reviews later WHERE later.target = r.target AND later.reviewer = r.reviewer
        AND later.n > r.n AND later.verdict != 'undo'
        AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = later.id))
ORDER BY r.target, r.n"""
_COLUMNS = tuple(field.name for field in fields(ReviewRow))


def judgements(connection: sqlite3.Connection) -> Iterator[Judgement]:
    """Yield each reviewer's own last word on each fact that the machine had read."""
    for row in connection.execute(_JUDGEMENTS):
        cells = {field.name: row[field.name] for field in fields(Judgement)}
        yield Judgement(**{**cells, "standing": bool(row["standing"])})


def standing_words(connection: sqlite3.Connection) -> Iterator[StandingWord]:
    """Yield the last word on each fact that has one, article by article."""
    sql = (
        "SELECT v.*, r.rule AS judged_rule FROM review_anchors v JOIN reviews r ON r.id = v.review "
        "WHERE v.verdict IS NOT NULL ORDER BY v.article, v.start, v.target"
    )
    for row in connection.execute(sql).fetchall():
        yield StandingWord(
            article=row["article"],
            verdict=row["verdict"],
            fact=read_fact(row),
            rule=row["judged_rule"],
            stale=row["anchor"] == "stale",
        )


def reviewed_articles(connection: sqlite3.Connection) -> Iterator[ReviewArticle]:
    """Yield the articles on which a word stands, in the order of their keys."""
    sql = "SELECT DISTINCT article FROM review_anchors WHERE verdict IS NOT NULL ORDER BY article"
    for (key,) in connection.execute(sql).fetchall():
        page = review_article(connection, key)
        assert page is not None
        yield page


def review_rows(connection: sqlite3.Connection, key: str) -> tuple[ReviewRow, ...]:
    """Return every review of an article, oldest first on each target."""
    sql = f"SELECT {', '.join(_COLUMNS)} FROM reviews WHERE article = ? ORDER BY target, n"  # noqa: S608
    return tuple(ReviewRow(**dict(zip(_COLUMNS, row, strict=True))) for row in connection.execute(sql, (key,)))


def restore_reviews(connection: sqlite3.Connection, key: str, rows: Iterable[ReviewRow]) -> int:
    """Append those reviews of an article that are not there yet, and return how many; to be called in a transaction.

    Raises ReviewRefused, with nothing stored, where the database lacks the revision that was judged, or holds other
    words on the same target.
    """
    new = 0
    for row in rows:
        cells = asdict(row)
        there = connection.execute("SELECT target, n FROM reviews WHERE id = ?", (row.id,)).fetchone()
        if there is not None:
            if tuple(there) != (row.target, row.n):
                raise ReviewRefused(f"review {row.id}: is in the database already and says something else")
            continue
        try:
            insert_review(connection, cells)
        except sqlite3.IntegrityError as error:
            raise ReviewRefused(f"review {row.id}: {_why(str(error), row)}") from error
        new += 1
    if new:
        _check_revisions(connection, key)
        reanchor(connection, key)
    return new


def _why(message: str, row: ReviewRow) -> str:
    if "FOREIGN KEY" in message:
        return f"the database has no revision {row.revision} of {row.article}; add the article first"
    if "UNIQUE" in message:
        return f"another word was said on {row.quote} here; the two histories cannot be one"
    return f"does not fit ({message})"


def _check_revisions(connection: sqlite3.Connection, key: str) -> None:
    for row in connection.execute(
        "SELECT r.id, r.start, r.quote, v.text FROM reviews r LEFT JOIN revisions v "
        "ON v.article = r.article AND v.n = r.revision WHERE r.article = ?",
        (key,),
    ):
        if row["text"] is None or row["text"][row["start"] : row["start"] + len(row["quote"])] != row["quote"]:
            raise ReviewRefused(f"review {row['id']}: was made on another text of {key}; add that text first")
