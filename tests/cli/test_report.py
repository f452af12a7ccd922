"""``pressfacts report``: what it counts, and what it says when it cannot."""

from dataclasses import replace

import pytest

from pipeline.store import Store
from tests.store.examples import ARTICLE, FACTS, MINISTRY, VERSIONS, rows, save, span

TOLD = replace(ARTICLE, url="https://dalnim.test/2", publisher="달님통신")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        run = store.begin_run("crawl", VERSIONS)
        save(store, run)
        save(store, run, article=TOLD)
    return path


def test_a_text_that_two_outlets_carry_counts_once(database):
    with Store.open(database, readonly=True) as store:
        report = store.report()
    assert (report.articles, report.texts) == (2, 1)
    assert sum(row.articles for row in report.periods) == 2
    assert sum(row.number for row in report.durations) == 1
    assert sum(kind.facts for kind in report.kinds) == 10
    (ranking,) = report.rankings
    assert {amount.outlets for amount in ranking.amounts} == {2}


def test_an_article_that_was_read_again_counts_once_though_its_rows_lie_apart(tmp_path):
    council = replace(MINISTRY, **span("대학"), canonical="대학", registry_id="council")
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        run = store.begin_run("crawl", VERSIONS)
        save(store, run)
        other = replace(ARTICLE, url="https://daon.test/4", text="과학기술부가 1년 6개월 쉰다. " * 9)
        save(store, run, article=other, facts=(replace(MINISTRY, start=0, end=5),), page=b"4")
        save(store, run, facts=(*FACTS, council), version="4")
        report = store.report()
    lying = "SELECT max(rowid) - min(rowid) + 1 - count(*) FROM facts WHERE article = ?"
    assert rows(path, lying, ARTICLE.url) == [(1,)]
    assert {one.name: one.texts for one in report.network.institutions} == {"과학기술정보통신부": 2, "대학": 1}
    assert [(pair.texts, pair.one, pair.other) for pair in report.network.pairs] == [(1, "council", "msit")]
    assert [row.number for row in report.durations] == [1]
    assert sum(row.facts for row in report.periods) == sum(kind.facts for kind in report.kinds) == 7


def test_an_empty_database_is_drawn_as_one(pressfacts, tmp_path):
    Store.open(tmp_path / "empty.db").close()
    answer = pressfacts("report", "--db", "empty.db", "--out", "report.html")
    assert (answer.code, answer.err) == (0, "")
    assert "그릴 것이 없습니다" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_what_cannot_be_done_is_said_in_a_line(pressfacts, database, tmp_path):
    answer = pressfacts("report", "--db", "none.db", "--out", "report.html")
    assert answer.code == 2
    assert "none.db" in answer.err
    answer = pressfacts("report", "--db", database, "--out", "no/such/report.html")
    assert answer.code == 2
    assert "no/such/report.html" in answer.err
    assert not list(tmp_path.rglob("*.part"))


def test_an_earlier_report_is_replaced_and_nothing_else(pressfacts, database, tmp_path):
    for language in ("ko", "en", "ko"):
        assert pressfacts("report", "--db", database, "--out", "report.html", "--language", language).code == 0
    (tmp_path / "linked.html").symlink_to(database)
    (tmp_path / "sources.toml").write_text('contact = "mailto:desk@hanbit.test"\n')
    (tmp_path / "page.html").write_text("<!DOCTYPE html><title>군, 도서관 3곳 짓는다</title>")
    before = database.read_bytes()
    for name in ("linked.html", "sources.toml", "page.html"):
        answer = pressfacts("report", "--db", database, "--out", name)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"pressfacts: {name}: ")
        assert answer.err.endswith("; name a new file\n")
    assert database.read_bytes() == before
    assert "desk@hanbit.test" in (tmp_path / "sources.toml").read_text()
