"""What a researcher asks the store, and what a crawl asks it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.store import (
    Conditions,
    FactQuery,
    FrontierUrl,
    Outcome,
    PageMissing,
    Store,
    Tally,
    Visit,
    page_hash,
)
from tests.store.examples import AMOUNT, ARTICLE, COUNT, FACTS, MINISTRY, URL, VERSIONS, rows, save

RANGE = replace(COUNT, value=None, low=10, high=20, bound="range")
DAY = datetime(2026, 3, 2, tzinfo=UTC)


def quotes(store: Store, **query: object) -> list[str]:
    return [row.fact.text for row in store.select_facts(FactQuery(**query))]


@pytest.fixture
def run(store: Store) -> str:
    run = store.begin_run("crawl", VERSIONS)
    save(store, run)
    other = replace(
        ARTICLE, url="https://daon.test/9", publisher="다온신문", published=datetime(2025, 1, 5, tzinfo=UTC)
    )
    save(store, run, article=other, facts=(AMOUNT, RANGE), page=b"<html>9</html>")
    return run


def test_facts_come_back_as_they_were_saved(store: Store, run: str) -> None:
    found = list(store.select_facts(FactQuery(article=URL)))
    assert tuple(row.fact for row in found) == FACTS
    assert {row.title for row in found} == {ARTICLE.title}
    assert {row.published for row in found} == {ARTICLE.published}
    assert found[4].sentence[found[4].fact.start - found[4].sentence_start :].startswith("4.5명")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"kind": "amount"}, ["20억원", "20억원"], id="kind, the newest article first"),
        pytest.param({"publisher": "다온신문"}, ["20억원", "3곳"], id="publisher"),
        pytest.param({"since": datetime(2026, 1, 1, tzinfo=UTC), "kind": "amount"}, ["20억원"], id="since"),
        pytest.param({"until": datetime(2025, 1, 5, tzinfo=UTC)}, [], id="until leaves out its own moment"),
        pytest.param({"minimum": 10, "kind": "count"}, ["3곳"], id="minimum: a range that begins there"),
        pytest.param({"maximum": Decimal("4.5"), "kind": "count"}, ["3곳", "4.5명"], id="maximum"),
        pytest.param({"minimum": "P1Y", "kind": "duration"}, ["1년 6개월"], id="minimum as a duration"),
        pytest.param({"maximum": "P500D"}, [], id="maximum as a duration"),
        pytest.param({"kind": "institution", "institution": "과학기술부"}, ["과학기술부"], id="institution as written"),
        pytest.param({"kind": "amount", "institution": "과학기술정보통신부"}, ["20억원"], id="numbers beside it"),
        pytest.param({"limit": 1}, ["과학기술부"], id="limit"),
    ],
)
def test_a_query_narrows(store: Store, run: str, query: dict[str, object], expected: list[str]) -> None:
    assert quotes(store, **query) == expected


def test_a_fact_leads_back_to_rule_sentence_revision_bytes_fetch_and_run(store: Store, run: str) -> None:
    (row,) = store.select_facts(FactQuery(article=URL, kind="duration"))
    trace = store.trace(row.id)
    assert trace is not None
    assert trace.row == row
    assert trace.row.fact.rule == "duration-compound"
    assert store.page(trace.page) == b"<html>1</html>"
    assert (trace.fetched_url, trace.status, trace.run, trace.run_command) == (URL, 200, run, "crawl")
    assert store.trace("no such fact") is None


def test_counts_and_institutions_for_a_report(store: Store, run: str) -> None:
    assert [(count.kind, count.facts) for count in store.count_facts()] == [
        ("amount", 2),
        ("count", 3),
        ("duration", 1),
        ("institution", 1),
    ]
    (top,) = store.top_institutions()
    assert (top.canonical, top.mentions, top.articles) == (MINISTRY.canonical, 1, 1)


def test_an_article_is_found_by_key_and_by_url(store: Store, run: str) -> None:
    save(store, run, article=replace(ARTICLE, url=None), page=b"file")
    by_key = store.article("sha256:0")
    assert by_key is not None
    assert (by_key.url, by_key.byline, by_key.text) == (None, ("김하늘",), ARTICLE.text)
    assert store.article(URL) == replace(by_key, key=URL, url=URL, page=page_hash(b"<html>1</html>"))
    assert store.article("https://hanbit.test/none") is None


def test_pages_lie_beside_the_database_and_are_missed_in_words(store: Store, run: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    store.close()
    shutil.copy(tmp_path / "press.db", copy)
    with Store.open(copy, readonly=True) as reader:
        assert len(list(reader.select_facts())) == 7
        with pytest.raises(PageMissing, match=r"copy\.pages\.db: no such file; .* copy it along"):
            reader.page(page_hash(b"<html>1</html>"))
        for held in (b"", b"x", b"no database of any kind" * 99):
            (tmp_path / "copy.pages.db").write_bytes(held)
            with pytest.raises(PageMissing, match=r"copy\.pages\.db: cannot be read .* run pressfacts verify"):
                reader.page(page_hash(b"<html>1</html>"))


def test_the_next_request_is_conditional_on_the_last_answer_that_was_kept(store: Store, run: str) -> None:
    assert store.conditions("https://hanbit.test/other") == Conditions()
    save(store, run, etag='"1"', last_modified="Mon, 02 Mar 2026 00:30:00 GMT")
    store.record_visit(run, Visit(url=URL, at=datetime.now(UTC), etag='"error page"'), Outcome.FAILED)
    assert store.conditions(URL) == Conditions(etag='"1"', last_modified="Mon, 02 Mar 2026 00:30:00 GMT")


def test_a_url_is_known_by_its_own_name_or_as_the_end_of_a_redirect(store: Store, run: str) -> None:
    moved = replace(ARTICLE, url="https://hanbit.test/7")
    save(store, run, article=moved, url="https://hanbit.test/short/7", final_url="https://hanbit.test/7")
    for url in ("https://hanbit.test/short/7", "https://hanbit.test/7"):
        last = store.last_fetch(url)
        assert last is not None
        assert last.article == "https://hanbit.test/7"
    store.record_visit(run, Visit(url="https://hanbit.test/8", at=DAY), Outcome.FAILED, reason="server")
    assert store.last_fetch("https://hanbit.test/8") is None


def test_a_found_url_waits_until_it_is_settled(store: Store, run: str, path: Path) -> None:
    feed = Visit(url="https://hanbit.test/rss.xml", at=DAY, status=200, etag='"feed"')
    waiting = [FrontierUrl(url=f"https://hanbit.test/{n}", listed=None) for n in (21, 22, 23)]
    store.record_listing(run, feed, "hanbit", waiting)
    assert store.conditions(feed.url) == Conditions(etag='"feed"')
    store.record_visit(run, Visit(url=waiting[0].url, at=DAY), Outcome.REFUSED, reason="robots")
    store.record_visit(run, Visit(url=waiting[1].url, at=DAY), Outcome.FAILED, reason="server")
    assert store.frontier("hanbit") == (waiting[1], waiting[2])
    save(store, run, article=replace(ARTICLE, url=waiting[2].url))
    assert store.frontier("hanbit") == (waiting[1],)
    assert store.frontier("daon") == ()


def test_young_articles_are_due_again(store: Store, run: str) -> None:
    for day, number in ((1, 31), (5, 32), (8, 33)):
        article = replace(ARTICLE, url=f"https://hanbit.test/{number}")
        save(store, run, article=article, source="hanbit", at=DAY.replace(day=day))
    due = {"young_since": DAY.replace(day=3), "before": DAY.replace(day=7), "now": DAY.replace(day=9)}
    assert [item.url for item in store.due("hanbit", **due)] == ["https://hanbit.test/32"]
    again = Visit(url="https://hanbit.test/32", source="hanbit", at=DAY.replace(day=7))
    store.record_visit(run, again, Outcome.FAILED, reason="timeout", article=again.url)
    assert [item.url for item in store.due("hanbit", **due)] == ["https://hanbit.test/32"]
    store.record_visit(run, again, Outcome.REFUSED, reason="gone", article=again.url)
    assert store.due("hanbit", **due) == ()


def test_a_run_tells_what_it_did_and_one_that_was_cut_off_has_no_end(store: Store, path: Path) -> None:
    first, second = store.begin_run("crawl", VERSIONS), store.begin_run("add", VERSIONS)
    store.end_run(second, Tally(found=3, new=2, failed=1), seconds=1.5)
    assert rows(path, "SELECT ended IS NULL, new, failed FROM runs WHERE id = ?", first) == [(1, 0, 0)]
    assert rows(path, "SELECT ended IS NULL, found, new, failed FROM runs WHERE id = ?", second) == [(0, 3, 2, 1)]


@pytest.mark.parametrize(
    "query",
    [FactQuery(), FactQuery(kind="count"), FactQuery(currency="KRW", minimum=1), FactQuery(publisher="다온신문")],
)
def test_a_limit_cuts_what_would_come_anyway(store: Store, run: str, query: FactQuery) -> None:
    for number in range(6):
        published = datetime(2026, 3, 1 + number % 3, tzinfo=UTC)
        save(store, run, article=replace(ARTICLE, url=f"https://hanbit.test/9{number}", published=published))
    everything = list(store.select_facts(query))
    for limit in range(len(everything) + 2):
        assert list(store.select_facts(replace(query, limit=limit))) == everything[:limit]


def test_the_newest_facts_are_found_without_reading_the_others(store: Store, run: str) -> None:
    def steps() -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        store._connection.set_progress_handler(count, 10)
        list(store.select_facts(FactQuery(kind="amount", limit=2)))
        store._connection.set_progress_handler(None, 10)
        return counted

    def add(articles: range) -> None:
        for number in articles:
            published = datetime(2026, 4, 1, tzinfo=UTC) + timedelta(minutes=number)
            save(store, run, article=replace(ARTICLE, url=f"https://hanbit.test/a{number}", published=published))

    add(range(10))
    few = steps()
    add(range(10, 60))
    assert steps() <= few + 1
