"""Reading again what is stored: a better cleaner makes revisions, better rules rewrite facts, nothing is fetched."""

import sqlite3
from dataclasses import replace

import pytest

from extractors import extract
from pipeline.clean import clean
from pipeline.fetch import FetchPolicy
from pipeline.jobs import add, reclean, reextract
from pipeline.site import fixtures_path
from pipeline.store import Store

PAGES = [path.with_name("page.html") for path in sorted(fixtures_path().glob("*/*/article.json"))[:5]]


@pytest.fixture
def database(tmp_path):
    with Store.open(tmp_path / "press.db") as store:
        add(store, list(map(str, PAGES)), FetchPolicy(user_agent="pressfacts-tests"))
        yield store


def rows(store, query):
    with sqlite3.connect(store.path) as db:
        return db.execute(query).fetchall()


def test_the_same_cleaner_and_rules_change_nothing(database):
    before = rows(database, "select * from facts order by id"), rows(database, "select * from revisions")
    for job in (reclean, reextract):
        report = job(database)
        assert (report.articles, report.revised, report.added, report.changed, report.removed) == (5, 0, 0, 0, 0)
        assert report.problems == ()
    assert (rows(database, "select * from facts order by id"), rows(database, "select * from revisions")) == before


def test_another_cleaner_makes_a_revision_and_keeps_the_earlier_text(database):
    def without_the_lead(*arguments, **named):
        article = clean(*arguments, **named)
        return replace(article, text=article.text.split("\n\n", 1)[1], cleaner_version="newer")

    report = reclean(database, cleaner=without_the_lead)
    assert (report.articles, report.revised) == (5, 5)
    assert report.removed > 0
    latest = rows(database, "select n, reason, cleaner_version from latest_revisions")
    assert latest == [(2, "recleaned", "newer")] * 5
    assert rows(database, "select count(*) from past_facts") > [(0,)]
    assert rows(database, "select count(*) from pragma_foreign_key_check") == [(0,)]


def test_other_rules_write_only_what_differs(database):
    def without_counts(text, context):
        extraction = extract(text, context)
        return replace(extraction, facts=tuple(fact for fact in extraction.facts if fact.kind != "count"))

    (counts,) = rows(database, "select count(*) from counts")[0]
    report = reextract(database, read=without_counts)
    assert (report.revised, report.added, report.changed, report.removed) == (0, 0, 0, counts)
    again = reextract(database)
    assert again.added == counts
    assert rows(database, f"select seconds from runs where id = '{again.run}'") == [(again.seconds,)]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("delete from pages where rowid = 1", "holds no page"),
        ("update pages set zlib = x'00' where rowid = 1", "cannot be unpacked; run pressfacts verify"),
    ],
)
def test_a_lost_page_is_named_and_the_rest_goes_on(database, damage, told):
    with sqlite3.connect(database.path.with_suffix(".pages.db")) as pages:
        pages.execute(damage)
    report = reclean(database)
    assert report.articles == 5
    (problem,) = report.problems
    assert problem.reason == "page-missing"
    assert told in problem.detail
