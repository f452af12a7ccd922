"""The queue's order, whichever way it takes to it; and that what reviewers wait for goes by indexes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import product

import pytest

from pipeline.store import NewReview, QueueQuery, Store, queue_ways, review_queue
from tests.store.examples import ARTICLE, COUNT, FACTS, VERSIONS, save

SEOUL = timezone(timedelta(hours=9))
MARCH = datetime(2026, 3, 1, tzinfo=SEOUL)
NARROWED = {
    "all": QueueQuery(),
    "kind": QueueQuery(kind="count"),
    "publisher": QueueQuery(publisher="한빛일보"),
    "dates": QueueQuery(since=MARCH, until=MARCH + timedelta(days=4)),
    "rule": QueueQuery(rule="count-rate"),
    "canonical name": QueueQuery(institution="과학기술정보통신부"),
    "name as written": QueueQuery(institution="과학기술부"),
    "value": QueueQuery(kind="amount", minimum=10**9, maximum=10**10),
    "value of any kind": QueueQuery(maximum=4),
    "length": QueueQuery(minimum="P1Y", maximum="P2Y"),
    "several": QueueQuery(kind="amount", publisher="새벽신문", minimum=10, since=MARCH),
    "accepted": QueueQuery(status="accepted"),
    "of any status": QueueQuery(status=None, publisher="새벽신문"),
}
ORDERS = ("doubtful", "newest", "random")
QUERIES = {
    f"{name}, {order}": replace(query, order=order) for (name, query), order in product(NARROWED.items(), ORDERS)
}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six articles of two publishers, four of them judged in part, a rule rejected more than others."""
    with Store.open(tmp_path_factory.mktemp("queue") / "press.db") as store:
        fill(store)
        yield store


def fill(store: Store) -> None:
    run = store.begin_run("crawl", VERSIONS)
    for n in range(6):
        article = replace(
            ARTICLE,
            url=f"https://hanbit.test/news/{n}",
            publisher=("한빛일보", "새벽신문")[n % 2],
            published=MARCH + timedelta(days=n),
        )
        save(store, run, article=article, facts=FACTS)
    for n in range(3):
        say(store, n, "20억원", "accept")
        say(store, n, "3곳", "reject")
    wide = replace(COUNT, start=COUNT.start - 3, text="대학 3곳")
    say(store, 4, "3곳", "correct", corrected=wide)


def say(store: Store, n: int, quote: str, verdict: str, **more: object) -> None:
    page = store.review_article(f"https://hanbit.test/news/{n}")
    assert page is not None
    (fact,) = [fact for fact in page.facts if fact.fact.text == quote]
    new = NewReview(verdict=verdict, reviewer="reviewer-1", article=fact.article, fact_id=fact.id, last=fact.last)
    store.add_review(replace(new, **more))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_long_queue_is_in_the_same_order_as_a_short_one(reviewed, monkeypatch, query):
    short = reviewed.review_queue(query)
    monkeypatch.setattr(queue_ways, "FEW", -1)
    assert reviewed.review_queue(query) == short
    assert len(short.items) == short.left


def test_the_count_of_a_long_queue_is_right_where_words_hide_facts(reviewed, monkeypatch):
    monkeypatch.setattr(review_queue, "COUNTED", 23)
    # 30 facts, of which words stand on seven.
    assert (reviewed.review_queue(QueueQuery()).left, reviewed.review_queue(QueueQuery()).more) == (23, False)
    monkeypatch.setattr(review_queue, "COUNTED", 22)
    assert (reviewed.review_queue(QueueQuery()).left, reviewed.review_queue(QueueQuery()).more) == (22, True)


def statements(store: Store, work: Callable[[], object]) -> Iterator[str]:
    """Yield what a piece of work asks of the database."""
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    try:
        work()
    finally:
        store._connection.set_trace_callback(None)
    yield from (sql for sql in asked if sql.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")))


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def full_scans(store: Store, work: Callable[[], object]) -> list[str]:
    """Return the steps that read all facts, articles or revisions, or put all that was found in order."""
    found = []
    for sql in list(statements(store, work)):
        # What stops after so many rows of any kind, and what counts people's own words, may go from row to row.
        bounded = "AND 1 LIMIT" in sql or "count(*) FROM review_anchors" in sql
        found += [
            f"{step}: {sql}"
            for step in plan(store._connection, sql)
            if (re.fullmatch(r"SCAN \w+", step) and not bounded) or step == "USE TEMP B-TREE FOR ORDER BY"
        ]
    return found


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_long_queue_is_walked_by_indexes(reviewed, monkeypatch, query):
    monkeypatch.setattr(queue_ways, "FEW", -1)
    assert full_scans(reviewed, lambda: reviewed.review_queue(query)) == []


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_queue_looks_at_an_articles_facts_by_the_article(reviewed, monkeypatch, query):
    monkeypatch.setattr(queue_ways, "FEW", -1)
    for sql in list(statements(reviewed, lambda: reviewed.review_queue(query))):
        if "FROM articles a CROSS JOIN facts f" in sql:
            steps = plan(reviewed._connection, sql)
            assert [step for step in steps if " f " in step] == ["SEARCH f USING INDEX facts_article (article=?)"]


def test_an_article_and_a_decision_go_by_indexes(reviewed):
    def decide() -> None:
        say(reviewed, 5, "4.5명", "accept")
        reviewed.undo_review("reviewer-1")

    assert full_scans(reviewed, decide) == []
