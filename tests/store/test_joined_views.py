"""Who stands beside an amount and how near, and what happened when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors import Context, extract
from pipeline.store import Reading, Store, Visit
from tests.store.examples import ARTICLE, VERSIONS, rows

TEXT = (
    "교육부는 대학에 20억원을 준다. 기획재정부도 나선다.\n\n"
    "국토교통부는 2월 3일부터 7일까지 신청을 받는다. 지원금은 5천만원이다."
)


def put(path: Path) -> None:
    reading = extract(TEXT, Context(published=ARTICLE.published))
    with Store.open(path) as store:
        store.save_article(
            store.begin_run("add", VERSIONS),
            Visit(url="https://hanbit.test/1", at=ARTICLE.published, status=200),
            replace(ARTICLE, text=TEXT),
            key="https://hanbit.test/1",
            page=b"1",
            reading=Reading(facts=reading.facts, sentences=reading.sentences, version="1"),
        )


def test_institutions_of_the_sentence_and_the_paragraph_of_an_amount(path: Path) -> None:
    put(path)
    sql = "SELECT amount, canonical, place, distance FROM institution_amounts ORDER BY amount_start, distance"
    assert rows(path, sql) == [
        ("20억원", "교육부", "sentence", TEXT.index("20억원") - TEXT.index("교육부") - 3),
        ("20억원", "기획재정부", "paragraph", TEXT.index("기획재정부") - TEXT.index("20억원") - 4),
        ("5천만원", "국토교통부", "paragraph", TEXT.index("5천만원") - TEXT.index("국토교통부") - 5),
    ]


def test_the_timeline_holds_periods_and_articles(path: Path) -> None:
    put(path)
    assert rows(path, "SELECT from_date, to_date, entry, what, days FROM timeline ORDER BY from_date") == [
        ("2026-02-03", "2026-02-07", "interval", "2월 3일부터 7일", 5),
        ("2026-03-02", "2026-03-02", "article", ARTICLE.title, None),
    ]
