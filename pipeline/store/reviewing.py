"""Reviews in the database: saying a word, taking it back, and finding every word's place again in a new text."""

from __future__ import annotations

import secrets
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from extractors.facts import Fact
from extractors.forms import reading_form
from pipeline.store.anchoring import (
    load_fact,
    place_of,
    write_fact,
)
from pipeline.store.columns import Value, read_fact, storable
from pipeline.store.reanchoring import reanchor_target
from pipeline.store.records import Review
from pipeline.store.review_records import (
    NewReview,
    ReviewArticle,
    ReviewConflict,
    ReviewedFact,
    ReviewRefused,
    Seen,
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
_WORDS = "SELECT * FROM reviews WHERE article = ? ORDER BY target, n"


def review_article(connection: sqlite3.Connection, key: str) -> ReviewArticle | None:
    """Return the article with this key or URL with its facts under the reviewers' last word, or None."""
    article = find_article(connection, key)
    return None if article is None else ReviewArticle(article=article, facts=_facts(connection, article.key))


def _facts(connection: sqlite3.Connection, key: str, only: str | None = None) -> tuple[ReviewedFact, ...]:
    """Return the facts of an article in the order of its text, or those of them that have this id or target."""
    anchors = connection.execute("SELECT * FROM review_anchors WHERE article = ?", (key,)).fetchall()
    of_fact = {row["fact"]: row for row in anchors if row["fact"] is not None}
    said = [row for row in anchors if row["verdict"] is not None and _shows(row) and _is(only, row)]
    sql, values = "SELECT * FROM facts WHERE article = ?", [key]
    if only is not None:
        read_there = [row["fact"] for row in anchors if row["target"] == only]
        sql, values = f"{sql} AND id IN (?, ?)", [key, only, *(read_there or [None])]
    hiding = _Hiding(anchors)
    read = [row for row in connection.execute(sql, values) if not hiding.covers(row)]
    targets = {row["target"] for row in said} | {of_fact[row["id"]]["target"] for row in read if row["id"] in of_fact}
    histories = _histories(connection, key) if only is None else {name: _history(connection, name) for name in targets}
    found = [_said(row, histories[row["target"]]) for row in said]
    for row in read:
        own = of_fact.get(row["id"])
        found.append(_open(row, None, ()) if own is None else _open(row, own["last_review"], histories[own["target"]]))
    return tuple(sorted(found, key=lambda one: (one.fact.start, one.fact.end, one.id)))


def _is(only: str | None, row: sqlite3.Row) -> bool:
    return only is None or only in (row["target"], row["fact"])


def _open(row: sqlite3.Row, last: str | None, history: tuple[Review, ...]) -> ReviewedFact:
    fact = read_fact(row)
    return ReviewedFact(id=row["id"], article=row["article"], fact=fact, status=Status.OPEN, last=last, history=history)


class _Hiding:
    """Which of the machine's facts do not show, for words stand in their place."""

    __slots__ = ("facts", "places")

    def __init__(self, anchors: Iterable[sqlite3.Row]) -> None:
        hiding = [row for row in anchors if row["hides"] is not None]
        self.facts = {row["fact"] for row in hiding}
        self.places: dict[str, tuple[list[int], list[int]]] = {}
        for row in sorted(hiding, key=lambda row: int(row["start"])):
            if row["hides"] == "place":
                starts, ends = self.places.setdefault(row["kind"], ([], []))
                starts.append(row["start"])
                ends.append(max(row["end"], ends[-1] if ends else 0))

    def covers(self, fact: sqlite3.Row) -> bool:
        if fact["id"] in self.facts:
            return True
        starts, ends = self.places.get(fact["kind"], ([], []))
        # Of the places that begin before the fact ends, does one end after it begins?
        before = bisect_left(starts, fact["end"])
        return before > 0 and ends[before - 1] > fact["start"]


def _shows(row: sqlite3.Row) -> bool:
    # A rejected reading that the machine has since changed gives way to the new one, which carries its history.
    return row["hides"] is not None or row["fact"] is None


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


def _history(connection: sqlite3.Connection, target: str) -> tuple[Review, ...]:
    sql = "SELECT * FROM reviews WHERE target = ? ORDER BY n"
    return tuple(map(read_review, connection.execute(sql, (target,))))


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

    Raises ReviewConflict where another word than ``new.last`` is the last by now or the fact is not as it was seen, and
    ReviewRefused for a word that does not fit the article as it stands; nothing is stored then.
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
    if new.fact_id is None:
        target, judged, n = f"r{secrets.token_hex(12)}", None, 1
        _check_free(new, _facts(connection, article.key))
    else:
        facts = _facts(connection, article.key, new.fact_id)
        current = next((fact for fact in facts if fact.id == new.fact_id), None)
        if current is None:
            raise ReviewRefused(f"{new.fact_id}: the article has no such fact any more; load it again")
        if current.last != new.last:
            # A word that went stale leaves its fact open, with nothing said of it.
            raise ReviewConflict(current, current.history[-1] if current.history else None)
        if current.status == Status.STALE:
            raise ReviewRefused(f"{new.fact_id}: its quote is no longer in the text; add the fact where it stands now")
        if new.seen is not None and new.seen != _shown(current.fact):
            raise ReviewConflict(current, None)
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
        current = _of_target(connection, row["article"], row["target"])
        raise ReviewConflict(current, current.history[-1])
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


def _shown(fact: Fact) -> Seen:
    return Seen(start=fact.start, end=fact.end, reading=reading_form(fact))


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
    reanchor_target(connection, key, target)
    row = connection.execute("SELECT * FROM review_anchors WHERE target = ?", (target,)).fetchone()
    handle = row["fact"] or target
    facts = _facts(connection, key, target)
    standing = next((fact for fact in facts if fact.id in (handle, target)), None)
    return StoredReview(review=review, article=key, id=handle, fact=standing)
