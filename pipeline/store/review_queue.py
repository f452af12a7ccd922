"""The queue: which facts wait for a reviewer, in the order of what is most worth a look."""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Iterator
from itertools import islice

from pipeline.store.columns import press_time, read_fact, read_time
from pipeline.store.durations import measure, plain_number
from pipeline.store.review_records import QueueItem, QueueOrder, QueueQuery, ReviewQueue, Status

COUNTED = 10_000
"""How far what is left is counted."""
_OPEN = """NOT EXISTS (SELECT 1 FROM review_anchors v WHERE v.article = f.article AND v.kind = f.kind AND (
    (v.hides IS NOT NULL AND v.fact = f.id) OR (v.hides = 'place' AND v.start < f.end AND v.end > f.start)))"""
_STANDING = """CASE WHEN f.anchor = 'stale' THEN 'stale' WHEN f.verdict = 'accept' THEN 'accepted'
    WHEN f.verdict = 'reject' THEN 'rejected' WHEN f.verdict = 'correct' THEN 'corrected' ELSE 'added' END"""
_ID = "CASE WHEN f.hides IS NOT NULL AND f.fact IS NOT NULL THEN f.fact ELSE f.target END"
_BESIDE = "a.title, a.publisher, a.published"
_Filter = tuple[list[str], list[object]]


def review_queue(connection: sqlite3.Connection, query: QueueQuery) -> ReviewQueue:
    """Return the first facts of a queue and how many are left, counted to COUNTED."""
    if query.status == Status.OPEN:
        items = tuple(islice(_open_items(connection, query), query.limit))
        left = _count_open(connection, query)
    elif query.status is None:
        open_items = _open_items(connection, query)
        items = tuple(islice(_both(connection, query, open_items), query.limit))
        left = _count_open(connection, query) + _count_reviewed(connection, query, None)
    else:
        items = tuple(_reviewed_items(connection, query))
        left = _count_reviewed(connection, query, query.status)
    reviewed = _count_reviewed(connection, query, None)
    shown = min(left, COUNTED)
    return ReviewQueue(
        items=items,
        left=shown,
        more=left > COUNTED,
        reviewed=reviewed,
        all=shown + (reviewed if query.status == Status.OPEN else 0),
    )


def _both(connection: sqlite3.Connection, query: QueueQuery, open_items: Iterator[QueueItem]) -> Iterator[QueueItem]:
    yield from _reviewed_items(connection, query)
    yield from open_items


def _open_items(connection: sqlite3.Connection, query: QueueQuery) -> Iterator[QueueItem]:
    """Yield open facts in the order asked for; each order walks an index, so the first ones come at once."""
    columns = f"f.*, {_BESIDE}"
    tests, values = _filter(query)
    where = " AND ".join([_OPEN, *tests])
    if query.order == QueueOrder.RANDOM:
        # Ids are hashes: from a point that the seed gives on, their order is a random one.
        point = hashlib.sha256(str(query.seed).encode()).hexdigest()[:24]
        for sign in (">=", "<"):
            yield from _items(
                connection,
                f"SELECT {columns} FROM facts f CROSS JOIN articles a ON a.key = f.article "  # noqa: S608
                f"WHERE f.id {sign} ? AND {where} ORDER BY f.id LIMIT ?",
                [point, *values, query.limit],
            )
    elif query.order == QueueOrder.NEWEST:
        yield from _items(connection, _newest(connection, query, columns, where), [*values, query.limit])
    else:
        for rule in [query.rule] if query.rule is not None else rules_by_doubt(connection):
            yield from _items(
                connection,
                f"SELECT {columns} FROM facts f INDEXED BY facts_rule CROSS JOIN articles a ON a.key = f.article "  # noqa: S608
                f"WHERE f.rule = ? AND {where} ORDER BY f.id LIMIT ?",
                [rule, *values, query.limit],
            )


def _newest(connection: sqlite3.Connection, query: QueueQuery, columns: str, where: str) -> str:
    order = "ORDER BY a.published DESC, a.key DESC, f.start LIMIT ?"
    if _is_rare(connection, query):
        return f"SELECT {columns} FROM facts f CROSS JOIN articles a ON a.key = f.article WHERE {where} {order}"  # noqa: S608
    # From article to article, newest first: the first page is there before the rest was looked at.
    return f"SELECT {columns} FROM articles a CROSS JOIN facts f ON f.article = a.key WHERE {where} {order}"  # noqa: S608


def _is_rare(connection: sqlite3.Connection, query: QueueQuery) -> bool:
    """Return whether a filter leaves so few facts that it is quicker to start from them."""
    for name, value in (("rule", query.rule), ("canonical", query.institution)):
        if value is not None:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM facts WHERE {name} = ? LIMIT ?)"  # noqa: S608
            (number,) = connection.execute(sql, (value, COUNTED)).fetchone()
            return bool(number < COUNTED)
    return False


def rules_by_doubt(connection: sqlite3.Connection) -> list[str]:
    """Return the rules, those first that reviewers surely reject or correct most; the unreviewed last, by name."""
    rows = connection.execute(
        "SELECT coalesce(rule, '') AS rule, sum(verdict IN ('reject', 'correct')) AS wrong, count(*) AS judged "
        "FROM review_anchors WHERE verdict IN ('accept', 'reject', 'correct') GROUP BY rule"
    ).fetchall()
    doubt = {row["rule"]: _surely(row["wrong"], row["judged"]) for row in rows}
    return sorted(_rules(connection), key=lambda rule: (-doubt.get(rule, 0.0), rule))


def _rules(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the rules that read facts, each by one step in the index."""
    rule = ""
    while True:
        row = connection.execute("SELECT rule FROM facts WHERE rule > ? ORDER BY rule LIMIT 1", (rule,)).fetchone()
        if row is None:
            return
        rule = row[0]
        yield rule


def _surely(wrong: int, judged: int) -> float:
    """Return the lower end of Wilson's interval: few reviews are no proof."""
    z, share = 1.96, wrong / judged
    spread = z * math.sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    return max(0.0, (share + z * z / (2 * judged) - spread) / (1 + z * z / judged))


def _count_open(connection: sqlite3.Connection, query: QueueQuery) -> int:
    tests, values = _filter(query)
    where = " AND ".join([_OPEN, *tests])
    rare = _is_rare(connection, query)
    tables = "facts f CROSS JOIN articles a" if rare else "articles a CROSS JOIN facts f"
    if not tests:
        tables, where = "facts f", _OPEN
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {where} "  # noqa: S608
    sql += f"{'AND a.key = f.article ' if tests else ''}LIMIT ?)"
    (number,) = connection.execute(sql, [*values, COUNTED + 1]).fetchone()
    return int(number)


def _count_reviewed(connection: sqlite3.Connection, query: QueueQuery, status: str | None) -> int:
    tests, values = _standing_filter(query, status)
    sql = f"SELECT count(*) FROM review_anchors f JOIN articles a ON a.key = f.article WHERE {' AND '.join(tests)}"  # noqa: S608
    (number,) = connection.execute(sql, values).fetchone()
    return int(number)


def _reviewed_items(connection: sqlite3.Connection, query: QueueQuery) -> Iterator[QueueItem]:
    tests, values = _standing_filter(query, query.status)
    rows = connection.execute(
        f"SELECT f.*, {_BESIDE}, {_STANDING} AS status, {_ID} AS id FROM review_anchors f "  # noqa: S608
        f"JOIN articles a ON a.key = f.article WHERE {' AND '.join(tests)} "
        "ORDER BY f.reviewed_at DESC, f.target LIMIT ?",
        [*values, query.limit],
    )
    for row in rows.fetchall():
        yield _item(row, row["status"])


def _standing_filter(query: QueueQuery, status: str | None) -> _Filter:
    tests, values = _filter(query)
    return ["f.verdict IS NOT NULL", *tests, *([f"{_STANDING} = ?"] if status else [])], [
        *values,
        *([status] if status else []),
    ]


def _filter(query: QueueQuery) -> _Filter:
    asked: list[tuple[str, object]] = []
    for name in ("kind", "rule"):
        if (value := getattr(query, name)) is not None:
            asked.append((f"f.{name} = ?", value))
    if query.publisher is not None:
        asked.append(("a.publisher = ?", query.publisher))
    if query.since is not None:
        asked.append(("a.published >= ?", press_time(query.since)))
    if query.until is not None:
        asked.append(("a.published < ?", press_time(query.until)))
    for side, sign, limit in (("low", ">=", query.minimum), ("high", "<=", query.maximum)):
        if limit is not None:
            days = "_days" if isinstance(limit, str) else ""
            number = measure(limit).days if isinstance(limit, str) else plain_number(limit)
            asked.append((f"coalesce(f.{side}{days}, f.value{days}) {sign} ?", number))
    tests, values = [test for test, _ in asked], [value for _, value in asked]
    if query.institution is not None:
        tests.append("(f.canonical = ? OR (f.kind = 'institution' AND f.quote = ?))")
        values += [query.institution] * 2
    return tests, values


def _items(connection: sqlite3.Connection, sql: str, values: list[object]) -> Iterator[QueueItem]:
    for row in connection.execute(sql, values).fetchall():
        yield _item(row, Status.OPEN)


def _item(row: sqlite3.Row, status: str) -> QueueItem:
    return QueueItem(
        id=row["id"],
        fact=read_fact(row),
        status=status,
        sentence=row["sentence"],
        sentence_start=row["sentence_start"],
        article=row["article"],
        title=row["title"],
        publisher=row["publisher"],
        published=read_time(row["published"]),
    )
