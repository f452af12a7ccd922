"""The queue: which facts wait for a reviewer, in the order of what is most worth a look."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.store import queue_ways
from pipeline.store.columns import read_fact, read_time
from pipeline.store.queue_ways import Test, Values, Way, find_tests, find_way
from pipeline.store.review_records import QueueItem, QueueOrder, QueueQuery, ReviewQueue, Status
from pipeline.wilson import wilson

COUNTED = 10_000
"""How far what is left is counted."""
SAMPLE = 1_000
"""Facts of a way that are looked at to see which rules read them."""
_HIDDEN = 4
"""A word hides fewer facts than this: the one that it judges, and those of the same kind inside a wider span."""
_OPEN = Test(
    sql="""NOT EXISTS (SELECT 1 FROM review_anchors v WHERE v.article = f.article AND v.kind = f.kind AND (
    (v.hides IS NOT NULL AND v.fact = f.id) OR (v.hides = 'place' AND v.start < f.end AND v.end > f.start)))"""
)
_STANDING = """CASE WHEN f.anchor = 'stale' THEN 'stale' WHEN f.verdict = 'accept' THEN 'accepted'
    WHEN f.verdict = 'reject' THEN 'rejected' WHEN f.verdict = 'correct' THEN 'corrected' ELSE 'added' END"""
_ID = "CASE WHEN f.hides IS NOT NULL AND f.fact IS NOT NULL THEN f.fact ELSE f.target END"
_BESIDE = "a.title, a.publisher, a.published"


def review_queue(connection: sqlite3.Connection, query: QueueQuery) -> ReviewQueue:
    """Return the first facts of a queue and how many are left, counted to COUNTED."""
    left = reviewed = _count_reviewed(connection, query, None)
    if query.status in (Status.OPEN, None):
        way = find_way(connection, query)
        found = _open_items(connection, query, way)
        opened = _count_open(connection, query, way)
        left = opened + (reviewed if query.status is None else 0)
        if query.status is None:
            found = _both(_reviewed_items(connection, query), found)
    else:
        found = _reviewed_items(connection, query)
        left = _count_reviewed(connection, query, query.status)
    shown = min(left, COUNTED)
    return ReviewQueue(
        items=tuple(islice(found, query.limit)),
        left=shown,
        more=left > COUNTED,
        reviewed=reviewed,
        all=shown + (reviewed if query.status == Status.OPEN else 0),
    )


def _both(first: Iterator[QueueItem], second: Iterator[QueueItem]) -> Iterator[QueueItem]:
    yield from first
    yield from second


def _open_items(connection: sqlite3.Connection, query: QueueQuery, way: Way) -> Iterator[QueueItem]:
    """Yield open facts in the order asked for."""
    for sql, values in open_statements(connection, query, way):
        for row in connection.execute(sql, values).fetchall():
            yield _item(row, Status.OPEN)


def open_statements(connection: sqlite3.Connection, query: QueueQuery, way: Way) -> Iterator[tuple[str, Values]]:
    """Yield the statements that give the open facts one after the other, each with its values.

    The facts of a short way are found and then put in order; of a long one an index in that order is walked, and the
    first ones come at once.
    """
    tests = (_OPEN, *find_tests(query))
    # Ids are hashes: from a point that the seed gives on, their order is a random one.
    point = hashlib.sha256(str(query.seed).encode()).hexdigest()[:24]
    newest = "a.published DESC, a.key DESC, f.start"
    if way.size <= queue_ways.FEW:
        order: str = newest
        values: Values = ()
        if query.order == QueueOrder.RANDOM:
            order, values = "f.id < ?, f.id", (point,)
        elif query.order == QueueOrder.DOUBTFUL:
            order, values = _by_doubt(rules_by_doubt(connection, _kind(query)))
        yield _select(way.tables(), tests, order, (*values, query.limit))
    elif query.order == QueueOrder.RANDOM:
        for sign in (">=", "<"):
            start = Test(sql=f"f.id {sign} ?", values=(point,))
            by_id = Way(name="id", tests=(), index=" INDEXED BY sqlite_autoindex_facts_1")
            yield _select(by_id.tables(), (start, *tests), "f.id", (query.limit,))
    elif query.order == QueueOrder.NEWEST:
        yield _select(Way(name="articles", tests=()).tables(), tests, newest, (query.limit,))
    else:
        by_rule = Way(name="rule", tests=(), index=" INDEXED BY facts_rule").tables()
        for rule in _rules_to_walk(connection, query, way):
            of_rule = Test(sql="f.rule = ?", values=(rule,))
            yield _select(by_rule, (of_rule, *tests), "f.id", (query.limit,))


def _select(tables: str, tests: Iterable[Test], order: str, last: Values) -> tuple[str, Values]:
    where, values = _where(tests)
    return f"SELECT f.*, {_BESIDE} FROM {tables} WHERE {where} ORDER BY {order} LIMIT ?", (*values, *last)  # noqa: S608


def _where(tests: Iterable[Test]) -> tuple[str, Values]:
    asked = tuple(tests)
    return " AND ".join(test.sql for test in asked), tuple(value for test in asked for value in test.values)


def _by_doubt(rules: Sequence[str]) -> tuple[str, Values]:
    if not rules:
        return "f.id", ()
    cases = " ".join(f"WHEN ? THEN {rank}" for rank, _ in enumerate(rules))
    return f"CASE f.rule {cases} ELSE {len(rules)} END, f.id", tuple(rules)


def _kind(query: QueueQuery) -> str | None:
    return "institution" if query.institution is not None else query.kind


def _rules_to_walk(connection: sqlite3.Connection, query: QueueQuery, way: Way) -> list[str]:
    """Return the rules by doubt, but last those that seldom read what the query asks for: to find that takes long."""
    if query.rule is not None:
        return [query.rule]
    rules = rules_by_doubt(connection, _kind(query))
    if way.name in ("kind", "articles"):
        return rules
    where, values = _where(way.tests)
    sql = f"SELECT f.rule FROM {way.tables(articles=False)} WHERE {where} LIMIT ?"  # noqa: S608
    seen = Counter(rule for (rule,) in connection.execute(sql, (*values, SAMPLE)))
    usual = [rule for rule in rules if seen[rule] * 20 >= SAMPLE]
    return usual + [rule for rule in rules if rule not in usual]


def rules_by_doubt(connection: sqlite3.Connection, kind: str | None = None) -> list[str]:
    """Return the rules, those first that reviewers surely reject or correct most; the unreviewed last, by name."""
    rows = connection.execute(
        "SELECT coalesce(rule, '') AS rule, sum(verdict IN ('reject', 'correct')) AS wrong, count(*) AS judged "
        "FROM review_anchors WHERE verdict IN ('accept', 'reject', 'correct') GROUP BY rule"
    ).fetchall()
    doubt = {row["rule"]: wilson(row["wrong"], row["judged"])[0] for row in rows}
    return sorted(_rules(connection, kind), key=lambda rule: (-doubt.get(rule, 0.0), rule))


def _rules(connection: sqlite3.Connection, kind: str | None) -> Iterator[str]:
    """Yield the rules that read facts of a kind, each by one step in the index; a rule reads one kind."""
    rule = ""
    sql = "SELECT rule, kind FROM facts INDEXED BY facts_rule WHERE rule > ? ORDER BY rule LIMIT 1"
    while (row := connection.execute(sql, (rule,)).fetchone()) is not None:
        rule = row["rule"]
        if kind in (None, row["kind"]):
            yield rule


def _count_open(connection: sqlite3.Connection, query: QueueQuery, way: Way) -> int:
    if way.name != "articles" and len(find_tests(query)) == len(way.tests):
        # Most queues are so long that the index alone says it.
        (words,) = connection.execute("SELECT count(*) FROM review_anchors").fetchone()
        if way.size - _HIDDEN * words > COUNTED:
            return COUNTED + 1
    sql, values = count_statement(query, way)
    return int(connection.execute(sql, values).fetchone()[0])


def count_statement(query: QueueQuery, way: Way) -> tuple[str, Values]:
    """Return the statement that counts open facts to just over COUNTED, and its values."""
    tests = (_OPEN, *find_tests(query))
    where, values = _where(tests)
    tables = way.tables(articles=any(test.of_articles for test in tests))
    return f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {where} LIMIT ?)", (*values, COUNTED + 1)  # noqa: S608


def _count_reviewed(connection: sqlite3.Connection, query: QueueQuery, status: str | None) -> int:
    tests = _standing_tests(query, status)
    where, values = _where(tests)
    beside = " CROSS JOIN articles a ON a.key = f.article" if any(test.of_articles for test in tests) else ""
    sql = f"SELECT count(*) FROM review_anchors f{beside} WHERE {where}"  # noqa: S608
    return int(connection.execute(sql, values).fetchone()[0])


def _reviewed_items(connection: sqlite3.Connection, query: QueueQuery) -> Iterator[QueueItem]:
    """Yield facts with a word, the newest word first."""
    where, values = _where(_standing_tests(query, query.status))
    rows = connection.execute(
        f"SELECT f.*, {_BESIDE}, {_STANDING} AS status, {_ID} AS id "  # noqa: S608
        "FROM review_anchors f INDEXED BY review_anchors_newest CROSS JOIN articles a ON a.key = f.article "
        f"WHERE f.reviewed_at IS NOT NULL AND {where} ORDER BY f.reviewed_at DESC, f.target LIMIT ?",
        (*values, query.limit),
    )
    for row in rows.fetchall():
        yield _item(row, row["status"])


def _standing_tests(query: QueueQuery, status: str | None) -> tuple[Test, ...]:
    of_status = () if status is None else (Test(sql=f"{_STANDING} = ?", values=(status,)),)
    return (Test(sql="f.verdict IS NOT NULL"), *find_tests(query), *of_status)


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
