"""Where the pages read the database: one page is of one state, whatever a crawl commits meanwhile."""

import asyncio
from dataclasses import replace

from pipeline.store import Store
from pipeline.web.desk import Desk
from tests.store.examples import ARTICLE, VERSIONS, save


def crawl(path, **changed):
    with Store.open(path) as store:
        save(store, store.begin_run("crawl", VERSIONS), article=replace(ARTICLE, **changed), page=b"2")


def test_a_page_is_of_one_state(tmp_path):
    path = tmp_path / "press.db"
    crawl(path)
    desk = Desk(path)

    def look(store):
        before = store.article(ARTICLE.url)
        crawl(path, title="고친 제목")
        return before, store.article(ARTICLE.url)

    before, after = asyncio.run(desk.read(look))
    assert before == after
    assert asyncio.run(desk.read(lambda store: store.article(ARTICLE.url))) != before
