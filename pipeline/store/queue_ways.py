"""Ways into a queue: what its filters ask in SQL, and by which index the fewest facts are looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.store.columns import press_time
from pipeline.store.durations import measure, plain_number
from pipeline.store.review_records import QueueQuery

Values = tuple[object, ...]

FEW = 10_000
"""Up to so many facts are put in order after they were found; of more, an index in that order is walked."""
SIZED = 50_000
"""How far the facts on a way are counted."""
_FACTS_AN_ARTICLE = 25
"""About: what articles are counted as."""
_ARTICLE = " CROSS JOIN articles a ON a.key = f.article"
_NUMBERS = "f.kind IN ('amount', 'count')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A test on facts (``f``), or on their articles (``a``), with the values of its marks."""

    sql: str
    values: Values = ()

    @property
    def of_articles(self) -> bool:
        """Whether it asks for an article's column."""
        return "a." in self.sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An index to start from: the tests that it answers, and how many facts they leave, counted to SIZED."""

    name: str
    tests: tuple[Test, ...]
    index: str = ""
    size: int = 0

    def tables(self, *, articles: bool = True) -> str:
        """Return what to select from, in the order in which it is to be joined."""
        if self.name == "articles":
            # Left alone, SQLite takes all facts of a kind for each article where a kind is asked for.
            return "articles a CROSS JOIN facts f INDEXED BY facts_article ON f.article = a.key"
        return f"facts f{self.index}{_ARTICLE if articles else ''}"


def find_tests(query: QueueQuery) -> tuple[Test, ...]:
    """Return all that a query asks but the status."""
    return tuple(test for way in _ways(query) for test in way.tests)


def find_way(connection: sqlite3.Connection, query: QueueQuery) -> Way:
    """Return the way on which the fewest facts lie; where nothing but the kind is asked, all of the kind."""
    ways = _ways(query)
    sized = [replace(way, size=_size(connection, way)) for way in ways if way.name != "kind" or len(ways) == 1]
    return min(sized, key=lambda way: way.size)


def _ways(query: QueueQuery) -> list[Way]:
    ways = []
    if query.institution is not None:
        named = "(f.canonical = ? OR (f.kind = 'institution' AND f.quote = ?))"
        ways.append(Way(name="institution", tests=(Test(sql=named, values=(query.institution,) * 2),)))
    if query.rule is not None:
        test = Test(sql="f.rule = ?", values=(query.rule,))
        ways.append(Way(name="rule", tests=(test,), index=" INDEXED BY facts_rule"))
    numbers, days = _limits(query, lambda limit: not isinstance(limit, str)), _limits(query, _is_length)
    if numbers:
        ways.append(
            Way(name="numbers", tests=(Test(sql=_NUMBERS), *numbers), index=" INDEXED BY facts_low_value"),
        )
    if days:
        ways.append(
            Way(name="days", tests=(Test(sql="f.kind = 'duration'"), *days), index=" INDEXED BY facts_low_days")
        )
    asked = (
        ("a.publisher = ?", query.publisher),
        ("a.published >= ?", press_time(query.since)),
        ("a.published < ?", press_time(query.until)),
    )
    of_articles = tuple(Test(sql=sql, values=(value,)) for sql, value in asked if value is not None)
    if of_articles:
        ways.append(Way(name="articles", tests=of_articles))
    if query.kind is not None or not ways:
        test = Test(sql="1") if query.kind is None else Test(sql="f.kind = ?", values=(query.kind,))
        ways.append(Way(name="kind", tests=(test,)))
    return ways


def _is_length(limit: object) -> bool:
    return isinstance(limit, str)


def _limits(query: QueueQuery, suits: Callable[[object], bool]) -> tuple[Test, ...]:
    """Return the tests of those limits that are lengths, or of those that are numbers."""
    tests = []
    for side, sign, limit in (("low", ">=", query.minimum), ("high", "<=", query.maximum)):
        if limit is None or not suits(limit):
            continue
        part = "_days" if isinstance(limit, str) else ""
        number = measure(limit).days if isinstance(limit, str) else plain_number(limit)
        tests.append(Test(sql=f"coalesce(f.{side}{part}, f.value{part}) {sign} ?", values=(number,)))
        if side == "high":
            # What ends there begins no later, and the index is by beginnings.
            tests.append(Test(sql=f"coalesce(f.low{part}, f.value{part}) <= ?", values=(number,)))
    return tuple(tests)


def _size(connection: sqlite3.Connection, way: Way) -> int:
    tables, each = f"facts f{way.index}", 1
    if way.name == "articles":
        tables, each = "articles a", _FACTS_AN_ARTICLE
    where = " AND ".join(test.sql for test in way.tests)
    values = [value for test in way.tests for value in test.values]
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {tables} WHERE {where} LIMIT ?)"  # noqa: S608
    (number,) = connection.execute(sql, (*values, SIZED // each)).fetchone()
    return int(number) * each
