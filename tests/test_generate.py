"""Generated articles: the same for the same seed, with the facts that stand in them, as pages and as databases."""

from collections import Counter

import pytest

from benchmarks.generate import articles, fill, pages
from pipeline.clean import clean
from pipeline.store import Store


@pytest.fixture(scope="module")
def made():
    return list(articles(200, seed=7))


def test_the_same_seed_gives_the_same_articles(made):
    assert list(articles(200, seed=7)) == made
    assert next(articles(200, seed=8)) != made[0]


def test_facts_stand_where_they_say(made):
    for each in made:
        for fact in each.reading.facts:
            assert each.article.text[fact.start : fact.end] == fact.text
        assert [fact.start for fact in each.reading.facts] == sorted(fact.start for fact in each.reading.facts)
    facts = [len(each.reading.facts) for each in made]
    assert 15 < sum(facts) / len(facts) < 25


def test_articles_come_as_they_are_published_and_from_few_outlets_most(made):
    times = [each.article.published for each in made]
    assert times == sorted(times)
    outlets = Counter(each.article.publisher for each in made)
    assert outlets.most_common(1)[0][1] > 5 * outlets.most_common()[-1][1]
    assert len({each.key for each in made}) == len(made)


def test_a_page_is_cleaned_to_the_article_that_it_was_made_of():
    for article, page in pages(40, seed=3):
        read = clean(page, url=article.url)
        assert (read.text, read.title) == (article.text, article.title)
        assert (read.url, read.publisher) == (article.url, article.publisher)
        assert read.published.replace(tzinfo=None) == article.published


def test_a_filled_database_is_whole(tmp_path):
    fill(tmp_path / "press.db", 60)
    with Store.open(tmp_path / "press.db", create=False) as store:
        assert store.count_articles() == 60
        assert [check.name for check in store.verify() if check.wrong] == []
        indexes = [name for (name,) in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")]
    with Store.open(tmp_path / "empty.db") as store:
        assert set(indexes) == {
            name for (name,) in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
