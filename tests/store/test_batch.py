"""Several articles in one transaction: the same rows, each article whole or not there, whatever stops the import."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.facts import Fact
from pipeline.store import (
    ArticleUnstorable,
    Incoming,
    PackedPage,
    Reading,
    Saved,
    Store,
    StoreUnusable,
    Visit,
    pack_page,
    page_hash,
    prepare,
)
from tests.store.examples import AMOUNT, ARTICLE, FACTS, SENTENCES, VERSIONS, dump, lose_tables, rows

DAY = datetime(2026, 3, 2, tzinfo=UTC)
IMPORT = """
import os, signal, sys
from pipeline.store import first_revisions
from tests.store.test_batch import *
store = Store.open(sys.argv[1])
run = store.begin_run("add", VERSIONS)
store.save_many(run, [incoming(number) for number in range(20)])
add_facts = first_revisions.add_facts
def write_and_die(connection, rows):
    add_facts(connection, rows)
    os.kill(os.getpid(), signal.SIGKILL)
first_revisions.add_facts = write_and_die
store.save_many(run, [incoming(number) for number in range(20, 40)])
"""


def incoming(number: int, facts: tuple[Fact, ...] = FACTS, page: bytes | PackedPage | None = None) -> Incoming:
    """Return an article as another process would prepare it."""
    url = f"https://hanbit.test/{number}"
    reading = Reading(facts=facts, sentences=SENTENCES, version="3")
    return Incoming(
        visit=Visit(url=url, at=DAY, status=200),
        prepared=prepare(replace(ARTICLE, url=url), key=url, reading=reading),
        page=page or b"%d" % number,
    )


def test_a_batch_stores_what_single_articles_store(tmp_path: Path) -> None:
    batch = [incoming(number) for number in (1, 2, 3, 2)]
    with Store.open(tmp_path / "one.db") as store:
        run = store.begin_run("add", VERSIONS)
        one_by_one = [store.save_prepared(run, each) for each in batch]
    with Store.open(tmp_path / "batch.db") as store:
        run = store.begin_run("add", VERSIONS)
        assert store.save_many(run, batch) == one_by_one
        assert store.page(page_hash(b"2")) == b"2"
        assert [check.name for check in store.verify() if check.wrong] == []
    # The index of a batch is one segment, that of single articles several; what they say is the same.
    without = ("runs", "fetches", "revisions", "_sqlite_migrations", "search_data", "search_idx")
    assert dump(tmp_path / "one.db", without=without) == dump(tmp_path / "batch.db", without=without)
    assert indexed_words(tmp_path / "one.db") == indexed_words(tmp_path / "batch.db")


def indexed_words(path: Path) -> list[tuple[object, ...]]:
    """Return each word of the search index with every place where it stands."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'instance')")
        return sorted(connection.execute("SELECT * FROM temp.words").fetchall())


def test_a_broken_article_takes_none_of_its_batch_along(store: Store, path: Path, run: str) -> None:
    broken = incoming(2, facts=(replace(AMOUNT, bound="perhaps"),))
    first, second, third = store.save_many(run, [incoming(1), broken, incoming(3)])
    assert isinstance(first, Saved)
    assert isinstance(third, Saved)
    assert isinstance(second, ArticleUnstorable)
    assert str(second).startswith("https://hanbit.test/2: CHECK")
    assert rows(path, "SELECT key FROM articles") == [("https://hanbit.test/1",), ("https://hanbit.test/3",)]


def test_a_killed_import_keeps_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    command = [sys.executable, "-c", IMPORT, str(path)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path, create=False) as store:
        assert store.count_articles() == 20
        assert [check.name for check in store.verify() if check.wrong] == []


def test_a_page_can_be_packed_before_it_is_stored(store: Store, run: str) -> None:
    body = b"<html>" + b"1" * 1000
    store.save_prepared(run, incoming(1, page=pack_page(body, page_hash(body))))
    assert store.page(page_hash(body)) == body


def test_of_two_files_the_one_that_is_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "press.db"
    with Store.open(path) as store:
        run = store.begin_run("add", VERSIONS)
    lose_tables(path)
    with Store.open(path) as store, pytest.raises(StoreUnusable, match=r"press\.db: is damaged"):
        store.save_many(run, [incoming(1)])
